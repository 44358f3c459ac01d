"""Places of East Asia with less than their sources give: towns without the word for a town, as the press calls most of
them (오사카 for 오사카시, 北京 for 北京市), and Korean names without the space before it (텍사스주 for 텍사스 주)."""

import re

# 우시 is all of Wuxi, and 四日市 of Yokkaichi: what follows there is no word for a town
WHOLE = {"ko": re.compile(r"(s|sh|ss|x|hs)i$"), "ja": re.compile(r"ichi$"), "zh": re.compile(r"ichi$")}
SHORTEST = 2


class BareNames:
    def __init__(self, rule: dict, territories, cities):
        self.rule, self.cities = rule, cities
        self.largest: dict[str, int] = {}
        for entity in [*territories, *cities]:
            for name, _ in entity.names.values():
                self.largest[name] = max(self.largest.get(name, 0), entity.weight)

    def add(self) -> None:
        """Where no larger place is called so."""
        for city in self.cities:
            if city.country in self.rule["bare_countries"] and city.weight >= self.rule["bare_least"]:
                for lang, name in sorted({(lang, name) for (lang, _), (name, kind) in city.names.items()
                                          if kind in ("canonical", "alias")}):
                    bare = self.bare(lang, name, city.canonical("en"))
                    if bare and self.largest.get(bare, 0) <= city.weight:
                        city.drop(bare, "")
                        city.add(bare, lang, "alias")

    def bare(self, lang: str, name: str, english: str) -> str:
        whole = WHOLE.get(lang.split("-")[0])
        for word in self.rule["bare_words"].get(lang, []):
            if name.endswith(word):
                bare = name.removesuffix(word)
                own = whole and whole.search(english) and not bare.endswith((" ", word[-1]))
                return "" if own or len(bare.strip()) < SHORTEST else bare.strip()
        return ""


class JoinedNames:
    """Korean spelling has written the word for a subdivision to a foreign name since 2017; CLDR and GeoNames do not."""

    def __init__(self, words: list[str]):
        self.words = set(words)

    def add(self, entities) -> None:
        """Where nothing else is called so: 안산시 is in Korea, 안산 시 in China."""
        korean = [(entity, *n) for entity in entities for (lang, _), n in entity.names.items() if lang == "ko"]
        taken = {name for _, name, _ in korean}
        for entity, name, kind in korean:
            stem, _, word = name.rpartition(" ")
            if word in self.words and len(stem) >= SHORTEST and kind in ("canonical", "alias") \
                    and stem + word not in taken:
                entity.add(stem + word, "ko", "alias")
