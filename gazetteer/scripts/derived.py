#!/usr/bin/env python3
"""Writes src/inflect/derived: adjectives and peoples by the name of their place.

Usage: derived.py [--out FOLDER]

For gazetteers that list places under ids of their own: one table a language with the forms of
data/demonyms and the canonical names of territories.csv and cities.csv in that language. A form
that is of several places, or no other than the name itself, is left out.
"""

import argparse
import sys
from collections import defaultdict
from pathlib import Path

from demonyms import KINDS, canonical_names, languages, listed
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


def table(lang: str, forms, names) -> list[tuple[str, str, str]]:
    """The rows (form, name of the place, kind) of a language."""
    found, of_form = set(), defaultdict(set)
    for place, kind, form, first in forms:
        name = place[1:] if place.startswith("@") else names.get((place, lang))
        if not name:
            continue
        mine = [(form, kind)]
        if kind == "adjective" and first and " " not in form:
            mine += [(prefix, "prefix") for prefix in prefixes(lang, form)]
        for each, kind in mine:
            if kind != "prefix" and each == name:
                continue
            found.add((each, name, kind))
            of_form[kind == "prefix", key(each)].add(name)
    return sorted((form, name, kind) for form, name, kind in found
                  if len(of_form[kind == "prefix", key(form)]) == 1)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=HERE.parents[1] / "src/inflect/derived")
    args = parser.parse_args()
    names = canonical_names(HERE.parent)
    forms = defaultdict(list)
    for lang, place, kind, form in listed():
        forms[lang].append((place, kind, form, True))
    forms["sr"] += []
    args.out.mkdir(parents=True, exist_ok=True)
    tables = {lang: table(lang, forms[lang], names) for lang in forms}
    # Serbian in both scripts is one language.
    tables["sr"] = sorted(tables["sr"] + tables.pop("sr-Latn"))
    for lang, rows in sorted(tables.items()):
        text = HEADER.format(lang=lang) + "".join("\t".join(row) + "\n" for row in rows)
        (args.out / f"{lang}.tsv").write_text(text, encoding="utf-8")
    print(", ".join(f"{lang} {len(rows)}" for lang, rows in sorted(tables.items())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
