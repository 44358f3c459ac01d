#!/usr/bin/env python3
"""Writes src/inflect/derived: adjectives and peoples by the name of their place.

Usage: derived.py [--out DIR]

For gazetteers that list places under ids of their own: one table a language with the forms of
data/demonyms and the canonical names of territories.csv and cities.csv in that language, and the
further names of data/demonyms/places.tsv. A form that is of several places, or no other than the
name itself, is left out.
"""

import argparse
import sys
from collections import defaultdict
from pathlib import Path

from demonyms import LISTS, canonical_names, cyrillic, listed, rows
from names import key

HERE = Path(__file__).resolve().parent
HEADER = """# language: {lang}
# source: gazetteer/scripts/data/demonyms and the canonical names of the gazetteer; written by gazetteer/scripts/derived.py
form\tof\tkind
"""
# What puts the adjective itself, without its ending, in the front of a compound: русско-, deutsch-.
COMPOUND = {
    "ru": [("ий", "о"), ("ый", "о")], "uk": [("ий", "о")], "be": [("і", "а")], "bg": [("и", "о")],
    "mk": [("и", "о")], "sr": [("и", "о")], "sr-Latn": [("i", "o")], "hr": [("i", "o")],
    "sl": [("i", "o")], "cs": [("ý", "o")], "sk": [("ý", "o"), ("y", "o")], "pl": [("i", "o")],
    "de": [("isch", "isch"), ("deutsch", "deutsch")], "fi": [("nen", "s")], "ka": [("ი", "")],
}


def prefixes(lang: str, adjective: str):
    for ending, front in COMPOUND.get(lang, []):
        if adjective.endswith(ending):
            return [adjective[:len(adjective) - len(ending)] + front]
    return []


def names_of(lang: str, place: str, names, further) -> list[str]:
    """What the place is called in the language: its canonical name, and others in common use."""
    if place.startswith("@"):
        return [place[1:]]
    first = names.get((place, lang))
    return sorted({first, *further[lang, place]} - {None})


def table(lang: str, forms, names, further) -> list[tuple[str, str, str]]:
    """The rows (form, name of the place, kind) of a language."""
    found, places = set(), defaultdict(set)
    for place, kind, form in forms:
        mine = [(form, kind)]
        if kind == "adjective" and " " not in form:
            mine += [(prefix, "prefix") for prefix in prefixes(lang, form)]
        for each, kind in mine:
            places[kind == "prefix", key(each)].add(place)
            for name in names_of(lang, place, names, further):
                if kind == "prefix" or each != name:
                    found.add((each, name, kind))
    return sorted((form, name, kind) for form, name, kind in found
                  if len(places[kind == "prefix", key(form)]) == 1)


def further_names():
    """Names in common use beside the canonical ones."""
    found = defaultdict(list)
    for row in rows(LISTS / "places.tsv"):
        each = row["names"].split("|")
        if row["language"] == "sr":
            found["sr-Latn", row["place"]] = each
            each = [cyrillic(name) for name in each]
        found[row["language"], row["place"]] = each
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=HERE.parents[1] / "src/inflect/derived")
    args = parser.parse_args()
    names = canonical_names(HERE.parent)
    forms = defaultdict(list)
    for lang, place, kind, form in listed():
        forms[lang].append((place, kind, form))
    further = further_names()
    args.out.mkdir(parents=True, exist_ok=True)
    tables = {lang: table(lang, forms[lang], names, further) for lang in forms}
    # Serbian in both scripts is one language.
    tables["sr"] = sorted(tables["sr"] + tables.pop("sr-Latn"))
    for lang, lines in sorted(tables.items()):
        text = HEADER.format(lang=lang) + "".join("\t".join(line) + "\n" for line in lines)
        (args.out / f"{lang}.tsv").write_text(text, encoding="utf-8")
    print(", ".join(f"{lang} {len(lines)}" for lang, lines in sorted(tables.items())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
