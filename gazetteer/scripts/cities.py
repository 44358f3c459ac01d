"""Cities and towns (GeoNames), with names by language and clean alternates."""

import re
from collections import Counter, defaultdict

import cldr
from alternates import Alternates
from bare import BareNames
from model import Entity
from names import NameFilter, first_is_lower, fold, key, script, tidy

ARTICLE = re.compile(r"A([dlnrstz]|[ds]h|th)[ -]")    # Al Fallujah: usually Fallujah
EXPLAINED = re.compile(r"\s*[(（\[,،٬].*$")           # Meksyk (miasto); Vancouver, British Columbia
DIRECTIONS = {"north", "south", "east", "west"}
ADJECTIVE = re.compile(r"[iy]y(\b|e\b)")             # Nizhniy, Staryy: usually Nizhny, Stary


class Cities:
    def __init__(self, sources, locales, rules, territories):
        self.src, self.locales, self.rules = sources, locales, rules
        self.territories = territories
        self.filter = NameFilter(rules)
        self.dropped = Counter()
        self.by_script = rules["languages"]["by_script"]
        skip = {(name, code) for code, name in rules["territories"]["city_states"].items()}
        self.raw = {i: c for i, c in sources.cities.items()
                    if (c["name"], c["countrycode"]) not in skip}
        self.entities = {i: Entity(f"geonames:{i}", weight=c["population"], country=c["countrycode"],
                                   region=f"{c['countrycode']}.{c['admin1code']}"
                                   if c["admin1code"] not in ("", "00") else "")
                         for i, c in self.raw.items()}
        self.tagged = defaultdict(dict)      # id -> language -> name, from libgeonames
        for tag, code, name in sources.gettext_names():
            if code in self.raw:
                self.tagged[code].setdefault(tag, name)
        self.zone_city = {}
        self.in_cldr = set()      # (id, language)
        self.words = sources.common_words()
        self.rule = rules["cities"]

    def is_small(self, city) -> bool:
        return city["population"] < self.rule["small"] and city["countrycode"] not in self.rule["in_full"] \
            and city["geonameid"] not in self.src.main_cities and city["geonameid"] not in self.rule["extra_ids"]

    def leave_out(self):
        """Small towns called as people are, or like common words, would mislead more than they help."""
        self.rule_names = set(self.rule["leave_out_names"])
        self.cities_of_name = {fold(c["name"]) for c in self.raw.values() if not self.is_small(c)}
        places = {fold(n) for e in self.territories for (lang, _), (n, kind) in e.names.items()
                  if e.weight > 1_000_000 and lang in ("en", "")}
        for i, city in list(self.raw.items()):
            names = {city["name"], self.entities[i].canonical("en")}
            if city["countrycode"] in self.rule["in_full"] and names & self.rule_names \
                    or city["countrycode"] in self.rule["in_full"] and city["population"] < self.rule["small"] \
                    and {key(n) for n in names} & self.src.english_words:
                self.entities[i].names.clear()        # Գայ stays, Gay does not
            elif names & self.rule_names or i in map(str, self.rule["leave_out"]) or self.is_small(city) and (
                    any(self.misleads(n) or fold(n) in places for n in names)
                    and not self.is_namesake(names, places)
                    or city["geonameid"] > self.rule["recent"]
                    and city["countrycode"] in self.rule["recent_countries"]):
                del self.raw[i], self.entities[i]
                self.tagged.pop(i, None)
                self.dropped["small place called like a person, country or common word"] += 1

    def is_namesake(self, names: set[str], places: set[str]) -> bool:
        """Whether a city has the name too, so that one more place misleads nobody."""
        folded = {fold(n) for n in names}
        return bool(folded & self.cities_of_name) and not folded & places

    def misleads(self, name: str) -> bool:
        """Whether each word of it is an English word or a name of people, or it is no name."""
        first, _, rest = key(name).partition(" ")
        if rest and (rest.split()[-1] in self.rule["town_words"]
                     or first in DIRECTIONS and fold(rest) in self.cities_of_name):
            return False
        known = self.words | self.filter.generic
        words = [w for w in re.split(r"[ \-]", key(name)) if w not in ("st", "st.", "saint", "san")]
        return key(name) in known or bool(self.filter.reject(name)) or all(
            w in self.src.english_words or w in self.src.person_words or w in self.words
            for w in words)

    # --- English ------------------------------------------------------------------------
    def english(self):
        chosen = {r["geonameid"]: r["name"] for r in self.src.table("city_names.csv")
                  if r["lang"] == "en" and r["kind"] == "canonical"}
        for i, city in self.raw.items():
            main, other = self.main_name(city), self.tagged[i].get("en", "")
            name = chosen.get(i) or self.usual_english(main, other, city["countrycode"])
            self.entities[i].add(name, "en", "canonical")
            for spelling in (main, other):
                if spelling and key(spelling) not in self.words \
                        and not self.reject(spelling, 2, self.entities[i]):
                    self.entities[i].add(spelling, "en", "alias")

    @staticmethod
    def main_name(city) -> str:
        """GeoNames has the name of a few in the script of the country."""
        name = tidy(city["name"])
        latin = (tidy(n) for n in city["alternatenames"] if script(n) == "Latn" and not first_is_lower(n))
        return name if script(name) == "Latn" else next(latin, name)

    def usual_english(self, main: str, other: str, country: str) -> str:
        """The GeoNames name, or the English name of libgeonames where that is more usual."""
        bare = re.sub(r" \(.*\)$", "", main)
        main = (bare if fold(bare) == fold(other) else main).split(",")[0]
        plain = self.src.plain(main, country)
        if not other.isascii() or not other or fold(plain) == fold(other):
            return plain
        if country in self.rules["cities"]["prefer_libgeonames"] or (
                country in self.rules["cities"]["no_diacritics"] and (
                    ARTICLE.match(plain) and len(other) < len(plain)
                    or ADJECTIVE.search(plain) and not ADJECTIVE.search(other))):
            return other
        return plain if plain.isascii() else other

    # --- names by language --------------------------------------------------------------
    def reject(self, name: str, short_limit: int, entity: Entity) -> str:
        english = entity.canonical("en")
        why = self.filter.reject(name, may_start_lower=first_is_lower(english),
                                 short_limit=short_limit)
        if why:
            self.dropped[why] += 1
        return why

    def match_zones(self):
        """IANA time zone -> GeoNames id of its exemplar city."""
        folder = self.src.path["cldr-dates-full"]
        english = dict(cldr.own_values(self.locales, folder, "timeZoneNames.json",
                                       cldr.exemplar_cities))
        english = english.get("en", {})
        by_name = defaultdict(list)
        for i, city in self.raw.items():
            for name in {fold(city["name"]), fold(self.entities[i].canonical("en"))}:
                by_name[name].append(i)
        zones = {z for _, names in cldr.own_values(self.locales, folder, "timeZoneNames.json",
                                                   cldr.exemplar_cities) for z in names}
        for zone in sorted(zones):
            last = zone.split("/")[-1].replace("_", " ")
            wanted = {fold(last), fold(english.get(zone, last))}
            for i in {i for w in wanted for i in by_name[w]}:
                city = self.raw[i]
                own = fold(city["timezone"].split("/")[-1].replace("_", " "))
                if city["timezone"] == zone or (city["timezone"].split("/")[0] == zone.split("/")[0]
                                                and own in wanted):
                    best = self.zone_city.get(zone)
                    if not best or self.raw[best]["population"] < city["population"]:
                        self.zone_city[zone] = i

    def from_cldr(self, first: bool):
        """Languages of prefer_cldr come before libgeonames, the others after it."""
        folder = self.src.path["cldr-dates-full"]
        for locale, names in cldr.own_values(self.locales, folder, "timeZoneNames.json",
                                             cldr.exemplar_cities):
            tag, sets_main = self.locales.tag(locale)
            if tag == "en" or first != (tag in self.rules["cities"]["prefer_cldr"]):
                continue
            for zone, name in sorted(names.items()):
                name = tidy(name)
                default = zone.split("/")[-1].replace("_", " ")
                if zone in self.zone_city and name != default:
                    entity = self.entities[self.zone_city[zone]]
                    if not self.src.is_latin(name, tag) and not self.reject(name, 2, entity):
                        entity.add(name, tag, "canonical" if sets_main else "alias")
                        if locale in self.locales.regional:
                            entity.add(name, self.locales.regional[locale], "canonical")
                        self.in_cldr.add((entity.id, tag))

    def from_libgeonames(self):
        for i, names in self.tagged.items():
            entity = self.entities[i]
            for tag, name in sorted(names.items()):
                if self.is_small(self.raw[i]) and tag != "en" and script(name) != \
                        self.rule["local_script"].get(self.raw[i]["countrycode"]):
                    continue
                limit = 1 if entity.weight >= self.rules["junk"]["min_alias_population"] else 2
                if entity.weight >= 100_000:      # "Vancouver, British Columbia"
                    name = tidy(re.split("[,،٬]", name)[0])
                if tag != "en" and not self.reject(name, limit, entity):
                    entity.add(name, tag, "canonical")

    def from_optd(self):
        """Of languages that CLDR covers; names of others have no tag."""
        for i, entity in self.entities.items():
            names = self.src.optd.names.get(i, ())
            limit = 1 if entity.weight >= self.rules["junk"]["min_alias_population"] else 2
            for tagged in sorted(names, key=lambda n: not n.preferred):
                tag = self.optd_tag(tagged)
                name = self.src.own(EXPLAINED.sub("", tagged.name), tag)
                if not name or tagged.colloquial or self.is_former(i, tagged) \
                        or self.reject(name, limit, entity):
                    continue
                if tag == "en":
                    entity.add(name, tag, "alias")
                elif tagged.preferred and (entity.id, tag) not in self.in_cldr:
                    entity.set_canonical(name, tag)
                else:
                    entity.add(name, tag, "canonical")

    def optd_tag(self, tagged) -> str:
        lang = self.rule["optd_rename"].get(tagged.lang, tagged.lang)
        base = lang.split("-")[0]
        known = self.locales.well_covered(base) and lang in (base, "zh-Hant")
        return self.src.script_tag(lang, tagged.name) if known else ""

    def is_former(self, i: str, tagged) -> bool:
        """Historic, and nowhere the name of today: Astana was called Astana before, too."""
        today = {fold(n.name) for n in self.src.optd.names[i] if not n.historic}
        today |= {fold(self.raw[i]["name"]), fold(self.entities[i].canonical("en"))}
        return tagged.historic and fold(tagged.name) not in today

    def mark_former(self):
        for i, entity in self.entities.items():
            for tagged in self.src.optd.names.get(i, ()):
                if self.is_former(i, tagged):
                    self.make_former(entity, tagged.name, {"", self.optd_tag(tagged)} | (
                        {"en"} if tagged.lang in ("", "en") else set()))

    @staticmethod
    def make_former(entity, name: str, langs) -> None:
        """In a language that still uses it (Danzig, Kiew) it stays what it is."""
        for lang in langs:
            spelling, kind = entity.names.get((lang, key(name)), ("", "canonical"))
            if kind != "canonical":
                entity.names[(lang, key(name))] = (spelling, "former")

    def drop_explained(self):
        """`Dublin City`, `The Wirral`: in English the name goes on with Council, or has an article."""
        for i, entity in self.entities.items():
            if self.raw[i]["countrycode"] in self.rule["no_other_names"]:
                own = key(entity.canonical("en"))
                for name in (f"{own} city", f"city of {own}", f"the {own}"):
                    for slot in [s for s in entity.names if s[1] == name]:
                        self.dropped["city, or with an article"] += 1
                        del entity.names[slot]

    def subdivision_ids(self, rows, linked, entities):
        """The ids of cities that are subdivisions by themselves: the District of Columbia is Washington."""
        largest = {}
        for i, entity in self.entities.items():
            if entity.region and entity.weight > largest.get(entity.region, entity).weight - 1:
                largest[entity.region] = entity
        for row in rows:
            city = largest.get(row.code)
            if row.is_first and row.code not in linked and f"geonames:{row.geonameid}" not in entities \
                    and city and row.code in self.rule["are_subdivisions"]:
                city.same_as.append(f"geonames:{row.geonameid}")

    # --- hand-made rows ------------------------------------------------------------------
    def by_hand(self):
        for row in self.src.table("city_names.csv"):
            entity = self.entities.get(row["geonameid"])
            if entity is None:
                raise SystemExit(f"city_names.csv: unknown id {row['geonameid']}")
            if not entity.take(row["name"], row["lang"], row["kind"]):
                print("city_names.csv: nothing to drop:", row)
        for row in self.src.table("former.tsv"):
            entity = self.entities[row["geonameid"]]
            name = row["name"]
            self.make_former(entity, name, ("", "en"))
            if key(name) not in entity.keys():
                entity.add(name, self.by_script.get(script(name), ""), "former")

    def same_as(self):
        for country, name, qid in self.territories_city_ids:
            best = max((e for i, e in self.entities.items()
                        if self.raw[i]["countrycode"] == country and e.canonical("en") == name),
                       key=lambda e: e.weight)
            best.same_as.append(qid)
        taken = {i for e in [*self.territories, *self.entities.values()] for i in [e.id, *e.same_as]}
        for i, entity in self.entities.items():
            qid = self.src.optd.qids.get(i)
            if qid and qid not in taken and not any(s.startswith("Q") for s in entity.same_as):
                entity.same_as.append(qid)

    # --- how well known ----------------------------------------------------------------------
    def weigh(self):
        """Number of people, and more for a city that is known in many languages: of two of the same
        name that is the one which news means. One called like its country, or like a far larger part
        of it, is not lifted beside these."""
        languages = defaultdict(set)
        for tag, code, _ in self.src.gettext_names():
            languages[code].add(tag.split("-")[0])
        larger = defaultdict(int)
        for entity in self.territories:
            if entity.level in ("0", "1"):
                slot = (entity.country_code(), fold(entity.canonical("en")))
                larger[slot] = max(larger[slot], entity.weight if entity.level == "1" else 10**12)
        for i, entity in self.entities.items():
            people = entity.weight
            if larger[(entity.country, fold(entity.canonical("en")))] > 7 * people:
                continue
            known = len(languages[i] | self.src.optd.languages(i)) / self.rule["known_languages"]
            lifted = int(people * (1 + self.rule["known_rise"] * min(1, known)))
            least = self.rule["little_known"]
            entity.weight = lifted if people >= least else min(lifted, least - least // 100 + people // 101)

    def build(self, city_ids, others) -> list[Entity]:
        self.territories_city_ids = city_ids
        self.english()
        self.leave_out()
        self.match_zones()
        self.from_cldr(first=True)
        self.from_libgeonames()
        self.from_cldr(first=False)
        self.from_optd()
        Alternates(self, others).add()
        self.mark_former()
        self.drop_explained()
        BareNames(self.rule, self.territories, self.entities.values()).add()
        self.by_hand()
        self.same_as()
        self.weigh()
        self.src.set_weights(self.entities.values())
        return list(self.entities.values())
