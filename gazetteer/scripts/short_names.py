"""Names without the word that says what the place is: `Jalisco` is what a newspaper writes, not
`Estado de Jalisco`; `Surabaya`, not `Kota Surabaya`."""

from collections import defaultdict

from names import fold, key, letters


def with_usual_letters(entities, rule: dict[str, dict]) -> list[tuple[str, str, str]]:
    """A letter that a language has for its own words is in foreign names another's in the press:
    Ukrainian `Гамбурґ`, `Гамбург`. The other spelling stays, as an alias."""
    changed = []
    for entity in entities:
        for lang, letters_of in rule.items():
            name = entity.canonical(lang)
            usual = name.translate(str.maketrans(letters_of["letters"]))
            if usual != name and entity.country_code() != letters_of["country"]:
                entity.set_canonical(usual, lang)
                changed.append((entity.id, name, usual))
    return changed


class ShortNames:
    def __init__(self, rule: dict, words: set[str], regions):
        self.before, self.behind = rule["before"], rule["behind"]
        self.by_itself, self.words = rule["by_itself"], words
        self.kept = set(rule["kept"])
        self.regions = {fold(e.canonical("en")) for e in regions}
        self.changed: list[tuple[str, str, str, str]] = []

    def bare(self, name: str, lang: str) -> str:
        """What remains without the word, "" if there is none."""
        for word in self.before.get(lang, ()):
            if name.startswith(word):
                return name.removeprefix(word)
        for word in self.behind.get(lang, ()):
            if name.endswith(word):
                return name.removesuffix(word)
        return ""

    def add(self, entities) -> None:
        """The short name becomes canonical where it is listed; for towns also where another language
        has it. The long one stays, as a designation: `en el Estado de Jalisco` is left as it is."""
        heaviest = defaultdict(int)
        for entity in entities:
            for slot in entity.names:
                heaviest[slot] = max(heaviest[slot], entity.weight)
        for entity in entities:
            english = entity.canonical("en")
            if entity.level == "0" or english.endswith(" City"):
                continue
            for (lang, _), (name, kind) in list(entity.names.items()):
                bare = self.bare(name, lang) if kind == "canonical" and name != english else ""
                if bare and not bare[0].islower() and not self.misleads(bare) \
                        and heaviest[(lang, key(bare))] <= entity.weight and self.is_name(entity, lang, bare):
                    entity.set_canonical(bare, lang)
                    entity.names[(lang, key(name))] = (name, "designation")
                    self.changed.append((entity.id, lang, name, bare))

    def misleads(self, name: str) -> bool:
        return name in self.kept or key(name) in self.words or fold(name) in self.regions

    def is_name(self, entity, lang: str, name: str) -> bool:
        listed = entity.names.get((lang, key(name)), ("", ""))[1]
        if listed or entity.level in ("1", "2"):
            return listed == "alias"
        return key(name) in entity.keys() or letters(name) >= self.by_itself.get(lang, len(name) + 1)
