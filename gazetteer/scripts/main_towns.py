"""Divisions that are called like their main town: `Okayama` is the city, the prefecture is known by
its long name. What a source gives as the bare name of the division in another language is the town's."""

import re
from collections import defaultdict
from difflib import SequenceMatcher

from names import fold, script

DENSE = {"Hani", "Jpan", "Kore", "Thai", "Khmr", "Laoo", "Mymr", "Tibt"}      # the long name is one word there
ALIKE = 0.6
SMALL_SHARE = 10       # a village does not stand for its province


def is_bare(name: str, town: str) -> bool:
    """Whether it says no more than the town's name does: one word for one, or as many and much alike."""
    ours, theirs = (len(re.split("[ -]", text)) for text in (name, town))
    alike = SequenceMatcher(None, fold(name), fold(town)).ratio() >= ALIKE
    return ours == theirs and (alike or ours == 1 and script(name) != "Latn")


class MainTowns:
    def __init__(self, cities, bare):
        self.bare = bare      # a name without `Province of` and the like, folded
        self.moved = 0
        self.of_region = defaultdict(list)
        for city in cities:
            self.of_region[city.region].append(city)

    def town(self, division):
        """The largest place of that name within the division."""
        name = self.bare(division.canonical("en"))
        called = [c for c in self.of_region[division.region] if fold(c.canonical("en")) == name]
        return max(called, key=lambda c: c.weight, default=None)

    def hand_over(self, division) -> None:
        town = self.town(division)
        if not town or town.weight * SMALL_SHARE < division.weight:
            return
        # canton and city of Bern: both are called so in all languages
        shared = fold(town.canonical("en")) == fold(division.canonical("en"))
        for (lang, key), (name, kind) in list(division.names.items()):
            if lang == "en" or script(name) in DENSE | {"mixed"} or kind not in ("canonical", "alias") \
                    or not is_bare(name, town.canonical("en")):
                continue
            if not shared:
                del division.names[(lang, key)]
            if key not in town.keys():
                town.add(name, lang, "canonical" if lang else "alias")
                self.moved += 1
