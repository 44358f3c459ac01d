#!/usr/bin/env python3
"""Lists names that their language cannot write: letters of another alphabet or script, signs for short
vowels, traditional signs under `zh`; and family names that stand as canonical for the full name.

Usage: proofread.py --cache DIR

The cache is the one of derive.py. Exits with 1 if a name is listed.
"""

import argparse
import csv
import re
import sys
import tomllib
from collections import defaultdict
from pathlib import Path

from cldr import Locales
from names import char_script
from packages import fetch_all
from sources import DATA, Sources

HERE = Path(__file__).resolve().parent
# names in Latin letters that are usual in other scripts: BBC, MI5
LATIN_KINDS = ("abbreviation", "designation", "misspelling", "romanization")


def scripts(name: str) -> set[str]:
    return {char_script(c) for c in name} - {""}


def faults(row: dict, sources: Sources):
    name, lang = row["name"], row["lang"]
    if name != " ".join(name.split()):
        yield "spaces"
    if lang == "zh" and sources.own(name, lang) != name:
        yield "traditional signs"
    elif lang in ("ru", "uk", "be", "bg", "mk", "sr", "kk", "ky", "tg", "tt", "mn", "ro") \
            and sources.own(name, lang) not in (name, name.replace("\u0301", "")):
        yield "letters of another language"
    elif lang in ("fa", "ur") and set(name) & set("يك"):
        yield "Arabic letters"
    elif lang == "ar" and set(name) & set("یکپچژگ"):
        yield "Persian letters"
    found = scripts(name)
    if row["type"] == "place" and row["kind"] not in LATIN_KINDS and sources.is_latin(name, lang):
        yield "Latin script"
    if any({"Latn", "Cyrl"} <= scripts(word) for word in re.findall(r"\w+", name)):
        yield "Latin and Cyrillic letters in one word"
    if lang == "en" and row["kind"] == "canonical" and found and found != {"Latn"}:
        yield "English in another script"


def family_names_alone(rows: list[dict]):
    """A canonical name of one word, where the language has a longer one that ends in it for the person: that would
    stay in another spelling beside it."""
    longer = defaultdict(set)
    for row in rows:
        longer[row["id"], row["lang"]].update(re.split(r"\s", row["name"])[1:][-1:])
    for row in rows:
        if (row["type"], row["kind"]) == ("person", "canonical") and row["name"] in longer[row["id"], row["lang"]]:
            yield row


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cache", type=Path, required=True, help="folder for the packages")
    args = parser.parse_args()
    rules = tomllib.loads((DATA / "rules.toml").read_text("utf-8"))
    paths = fetch_all(args.cache, rules["package"])
    sources = Sources(paths, rules, Locales(paths["cldr-core"], rules))
    listed = 0
    for path in sorted(HERE.parent.glob("*.csv")):
        if path.name == "sources.csv":
            continue
        with open(path, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        found = [(row, fault) for row in rows for fault in faults(row, sources)]
        found += [(row, "a family name alone") for row in family_names_alone(rows)]
        listed += len(found)
        for row, fault in found:
            print(path.name, row["id"], row["lang"], row["kind"], row["name"], fault, sep="\t")
    print(f"{listed} names to mend", file=sys.stderr)
    return 1 if listed else 0


if __name__ == "__main__":
    sys.exit(main())
