"""First-level subdivisions: GeoNames admin1 codes tied to the QIDs of rigour."""

import re
from collections import defaultdict

from names import fold, key


class Admin1:
    """The part of Territories that deals with subdivisions."""

    def from_admin1(self):
        """Names by language of GeoNames admin1 codes such as RU.42; QIDs from rigour."""
        per_code = defaultdict(dict)
        for tag, code, name in self.src.gettext_names():
            if re.fullmatch(r"[A-Z]{2}\.\w+", code):
                per_code[code].setdefault(tag, name)
        words = re.compile(self.rules["admin1_words"], re.I)
        bare = lambda text: fold(words.sub(" ", text))  # noqa: E731
        of_country = defaultdict(list)
        for code, entity in self.by_code.items():
            if "-" in code:
                of_country["GE" if code == "X-SO" else code[:2]].append(entity)
        city_keys = self.src.city_keys()
        skipped = {*self.rules["city_states"], *self.rules["admin1_skip_countries"],
                   *self.rules["admin1_skip"]}
        by_country = self.rules["admin1_min_by_country"]
        done = set()
        for code, names in sorted(per_code.items()):
            country = code[:2]
            if country in skipped or code in skipped or "en" not in names:
                continue
            folded = {fold(n) for n in names.values()} | {bare(names["en"])}
            match = [e for e in of_country[country] if e.id not in done and folded & (
                {fold(n) for n, _ in e.names.values()} | {bare(e.canonical("en"))})]
            known = self.rules["admin1_match"].get(code)
            if known:
                match = [self.by_code.get(known) or self.entities[known]]
            is_city = key(names["en"]) in city_keys[country]
            if match:
                entity = match[0]
                done.add(entity.id)
            elif is_city and code not in self.rules["admin1_english"] or len(names) < by_country.get(
                    country, self.rules["admin1_min_languages"]):
                self.dropped["admin1: city of the same name or few languages"] += 1
                continue
            else:
                english = self.rules["admin1_english"].get(code) or re.sub(
                    r" Region$", "", self.src.plain(names["en"], country))
                entity = self.entity(f"geonames-admin1:{code}")
                if code in self.rules["admin1_qid"]:
                    entity.same_as.append(self.rules["admin1_qid"][code])
                entity.add(english, "en", "canonical")
            if not entity.id.startswith("geonames"):
                entity.same_as.append(f"geonames-admin1:{code}")
            entity.weight = entity.weight or self.src.admin1_population[code]
            for tag, name in sorted(names.items()):
                if tag == "en" and is_city:
                    continue
                if key(name) in city_keys[country] and not is_city and not match:
                    self.dropped["admin1: name of a city"] += 1
                    continue
                self.add(entity, name, tag, "canonical" if tag != "en" else "alias",
                         short_limit=3)

    def cap_weights(self):
        """A region weighs less than a city, or a state than a country, of the same name."""
        largest = defaultdict(int)
        simple = {"New York City": "New York"}
        for city in self.src.cities.values():
            for name in {city["name"], simple.get(city["name"], city["name"])}:
                slot = (city["countrycode"], fold(name))
                largest[slot] = max(largest[slot], city["population"])
        countries = {fold(e.canonical("en")): e.weight
                     for c, e in self.by_code.items() if c in self.src.countries}
        for entity in self.entities.values():
            codes = [s.split(":")[1] for s in [entity.id, *entity.same_as]
                     if s.startswith("geonames-admin1:")]
            if codes:
                name = fold(entity.canonical("en"))
                for other in (largest[(codes[0][:2], name)], countries.get(name)):
                    if other and other * 7 >= entity.weight >= other:
                        entity.weight = other * 9 // 10
