"""Entities with names, and the long CSV layout."""

import csv
from dataclasses import dataclass, field

from names import key

HEADER = ["id", "name", "lang", "type", "kind", "weight", "same_as", "country", "region", "level"]
KIND_ORDER = ["canonical", "endonym", "abbreviation", "alias", "designation", "exonym",
              "former", "romanization", "misspelling"]


@dataclass
class Entity:
    id: str
    type: str = "place"
    weight: int = 0
    same_as: list[str] = field(default_factory=list)
    country: str = ""    # ISO 3166-1 alpha-2
    region: str = ""     # GeoNames admin1 code of the subdivision it is or lies in: US.TX
    level: str = ""      # 0 a country, 1 and 2 its subdivisions
    names: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)

    def canonical(self, lang: str) -> str:
        for (tag, _), (name, kind) in self.names.items():
            if tag == lang and kind == "canonical":
                return name
        return ""

    def add(self, name: str, lang: str, kind: str) -> bool:
        """A second canonical of a language becomes an alias; repeats are ignored."""
        slot = (lang, key(name))
        if kind == "canonical" and self.canonical(lang):
            kind = "alias"
        if slot in self.names:
            return False
        self.names[slot] = (name, kind)
        return True

    def set_canonical(self, name: str, lang: str) -> None:
        """Makes `name` the one canonical of `lang`; the former one becomes an alias."""
        for slot, (old, kind) in list(self.names.items()):
            if slot[0] == lang and kind == "canonical":
                self.names[slot] = (old, "alias")
        self.names[(lang, key(name))] = (name, "canonical")

    def drop(self, name: str, lang: str | None = None) -> bool:
        slots = [s for s in self.names if s[1] == key(name) and lang in (None, s[0])]
        for slot in slots:
            del self.names[slot]
        return bool(slots)

    def take(self, name: str, lang: str, kind: str) -> bool:
        """A row of a list made by hand, which knows better; false if there was nothing to drop."""
        if kind == "drop":
            return self.drop(name, lang or None)
        if lang:
            self.drop(name, "")
        if kind == "canonical":
            self.set_canonical(name, lang)
        elif kind == "former" or self.names.get((lang, key(name)), ("", ""))[1] != "canonical":
            self.drop(name, lang)
            self.add(name, lang, kind)
        return True

    def keys(self) -> set[str]:
        return {k for _, k in self.names}

    def country_code(self) -> str:
        """ISO 3166-1 code of the country it is or lies in, as far as its ids tell."""
        for other in [self.id, *self.same_as]:
            scheme, _, code = other.partition(":")
            if scheme in ("iso", "geonames-admin1"):
                return code[:2]
        return self.country

    def rows(self):
        def order(item):
            (lang, _), (name, kind) = item
            first = not (lang == "en" and kind == "canonical")
            return (first, lang != "en", lang == "", lang, KIND_ORDER.index(kind), name)

        for n, ((lang, _), (name, kind)) in enumerate(sorted(self.names.items(), key=order)):
            weight = str(self.weight) if n == 0 and self.weight else ""
            yield [self.id, name, lang, self.type, kind, weight,
                   "|".join(self.same_as) if n == 0 else "", self.country_code() if n == 0 else "",
                   self.region if n == 0 else "", self.level if n == 0 else ""]


def id_order(entity: Entity):
    digits = "".join(ch for ch in entity.id if ch.isdigit())
    return (entity.id.rstrip("0123456789"), int(digits or 0), entity.id)


def write_csv(path, entities) -> int:
    count = 0
    with open(path, "w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(HEADER)
        for entity in sorted(entities, key=id_order):
            for row in entity.rows():
                writer.writerow(row)
                count += 1
    return count
