"""Names that GeoNames has for a city without a language: those that are its own, and mislead nobody."""

import re
from collections import defaultdict
from difflib import SequenceMatcher

from names import fold, key, script, tidy

WELL_KNOWN = 50_000


class Alternates:
    def __init__(self, cities, others):
        """`others` are well-known places that are no cities."""
        self.cities, self.others = cities, others

    def places(self):
        return [*self.cities.territories, *self.cities.entities.values()]

    def taken(self) -> dict[str, dict[tuple[str, str], int]]:
        """Folded well-known names -> English name and country of the entities that have them -> weight of
        the largest."""
        weights = defaultdict(lambda: defaultdict(int))
        for entity in self.places():
            owner = key(entity.canonical("en")), entity.country_code()
            for (lang, _), (name, kind) in entity.names.items():
                if kind == "canonical":
                    of_name = weights[fold(name)]
                    of_name[owner] = max(of_name[owner], entity.weight or 1_000_000)
        return weights

    def add(self) -> None:
        taken, main_names = self.taken(), self.main_names()
        for i, city in self.cities.raw.items():
            entity = self.cities.entities[i]
            known = entity.keys()
            own = {fold(n) for n, _ in entity.names.values()}
            for name in sorted({tidy(n) for n in self.single_names(city)}):
                if key(name) in known:
                    self.cities.dropped["already present (same after NFKC case folding)"] += 1
                    continue
                if self.cities.reject(name, 3, entity):
                    continue
                if key(name) in self.cities.words:
                    self.cities.dropped["common word of some language"] += 1
                    continue
                folded = fold(name)
                if self.is_main_abroad(entity, name, main_names[folded]) or \
                        folded not in own and self.is_anothers(entity, name, taken[folded]):
                    self.cities.dropped["name of another place"] += 1
                    continue
                if not self.fits(city, name, folded, own):
                    self.cities.dropped["old, or of a small place in another script"] += 1
                    continue
                entity.add(name, self.cities.by_script.get(script(name), ""), "alias")

    def main_names(self) -> dict[str, dict[str, int]]:
        """Folded English names of well-known places -> country -> weight of the largest."""
        weights = defaultdict(lambda: defaultdict(int))
        for entity in [*self.places(), *self.others]:
            weight, home = entity.weight or 1_000_000, entity.country_code()
            if weight >= WELL_KNOWN:
                of_name = weights[fold(entity.canonical("en"))]
                of_name[home] = max(of_name[home], weight)
        return weights

    @staticmethod
    def is_main_abroad(entity, name: str, weights: dict[str, int]) -> bool:
        """Whether that is the English name of places abroad alone, by their countries: some language may call
        Changchun `Çançun`, and yet Cancun is in Mexico. A part of the own name stays the larger place's."""
        english = key(entity.canonical("en"))
        if fold(name) == fold(english) or not weights or entity.country_code() in weights:
            return False
        part = re.search(rf"\b{re.escape(key(name))}\b", english)
        return not part or max(weights.values()) > entity.weight

    @staticmethod
    def is_anothers(entity, name, others: dict[tuple[str, str], int]) -> bool:
        """Whether a place of that main name has the better right to it; `others`: English name, country -> weight.

        New Delhi is not Delhi, nor Olbia Antalya, however much smaller they are, unless few know them. In
        other scripts names are what somebody heard: there only a place of the same country counts so."""
        own = max(entity.weight, 15000)
        english, home = key(entity.canonical("en")), entity.country_code()
        latin = script(name) == "Latn"
        part = re.search(rf"\b{re.escape(key(name))}\b", english)
        if not part and any(weight >= WELL_KNOWN and other != english and (latin or country == home)
                            for (other, country), weight in others.items()):
            return True
        weight = max(others.values(), default=0)
        if not latin or part:
            return weight > (own if part else 5 * own)
        return weight > own / 20

    def fits(self, city, name, folded, own) -> bool:
        """Of small places names in the country's script; of English-speaking countries no old ones."""
        country = city["countrycode"]
        if script(name) == "Latn":
            if country in self.cities.rule["no_other_names"] and city["population"] < 200_000:
                # other spellings stay, other names (Carthage for Kent) go
                return not self.cities.is_small(city) and SequenceMatcher(
                    None, folded, fold(city["name"])).ratio() >= 0.6
            return not self.cities.is_small(city)
        return not self.cities.is_small(city) or script(name) == self.cities.rule["local_script"].get(country)

    def single_names(self, city):
        """Some alternates are whole lists of names, parted by two spaces."""
        for name in city["alternatenames"]:
            if name.count("  ") > 1:
                self.cities.dropped["list of names in one string"] += 1
            else:
                yield name
