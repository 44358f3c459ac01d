#!/usr/bin/env python3
"""Counts the entities and names of the gazetteer's CSV files by type and language, and writes
the tables to README.md between its `coverage` marks.

Usage: coverage.py [--check]     --check: change nothing, fail if the tables are old
"""

import csv
import sys
from collections import Counter, defaultdict
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent
MARKS = "<!-- coverage: scripts/coverage.py -->", "<!-- /coverage -->"
SHOWN = 24          # languages, by number of names of places
LARGEST = 1000      # cities
MANY = 20           # languages


def read():
    files = {}
    for path in sorted(FOLDER.glob("*.csv")):
        if path.name != "sources.csv":
            with open(path, encoding="utf-8", newline="") as file:
                files[path.name] = list(csv.DictReader(file))
    return files


def table(header: list[str], rows: list[list]) -> list[str]:
    number = "{:,}".format
    line = lambda cells: "| " + " | ".join(  # noqa: E731
        number(c) if isinstance(c, int) else c for c in cells) + " |"
    return [line(header), line(["---"] + ["---:"] * (len(header) - 1)), *map(line, rows)]


def tables() -> list[str]:
    files = read()
    by_file, types = [], {}
    for rows in files.values():
        for row in rows:
            if row["type"]:
                types.setdefault(row["id"], row["type"])
    for name, rows in files.items():
        languages = {row["lang"] for row in rows} - {""}
        by_file.append([f"`{name}`", len({row["id"] for row in rows}), len(rows), len(languages)])
    kinds = ["place", "person", "organization"]
    names, entities = defaultdict(Counter), defaultdict(lambda: defaultdict(set))
    for rows in files.values():
        for row in rows:
            kind = "demonym" if row["kind"] == "demonym" else types.get(row["id"], "other")
            names[row["lang"]][kind] += 1
            entities[row["lang"]][kind].add(row["id"])
    order = sorted((lang for lang in names if lang), key=lambda lang: (-names[lang]["place"], lang))
    by_language = [[lang, *(len(entities[lang][kind]) for kind in kinds), names[lang]["demonym"],
                    sum(names[lang].values())] for lang in order[:SHOWN]]
    rest = order[SHOWN:]
    by_language.append([f"{len(rest)} others", *(
        len(set().union(*(entities[lang][kind] for lang in rest))) for kind in kinds),
        sum(names[lang]["demonym"] for lang in rest), sum(sum(names[lang].values()) for lang in rest)])
    by_language.append(["of no language", *(len(entities[""][kind]) for kind in kinds),
                        names[""]["demonym"], sum(names[""].values())])
    return [*table(["file", "entities", "names", "languages"], by_file), "",
            *table(["language", "places with a name", "people", "organisations", "demonyms", "names in all"],
                   by_language), "", largest_cities(files["cities.csv"])]


def largest_cities(rows) -> str:
    """How many of the best known cities have names in many languages."""
    weight = {r["id"]: int(r["weight"]) for r in reversed(rows) if r["weight"]}
    languages = defaultdict(set)
    for row in rows:
        if row["lang"]:
            languages[row["id"]].add(row["lang"].split("-")[0])
    best = sorted(weight, key=lambda i: (-weight[i], i))[:LARGEST]
    count = sum(len(languages[i]) >= MANY for i in best)
    ids = sum(1 for r in rows if any(i.startswith("Q") for i in r["same_as"].split("|")))
    former = sum(r["kind"] == "former" for r in rows)
    return (f"Of the {LARGEST:,} heaviest cities {count} have names in {MANY} languages and more, as far as the sources give them; "
            f"{ids:,} places of `cities.csv` have Wikidata ids, {former:,} of its names are former ones.")


def main() -> int:
    readme = FOLDER / "README.md"
    text = readme.read_text("utf-8")
    start, end = (text.index(mark) for mark in MARKS)
    new = text[:start + len(MARKS[0])] + "\n" + "\n".join(tables()) + "\n" + text[end:]
    if "--check" in sys.argv[1:]:
        if new != text:
            print(f"{readme}: the tables are old; run coverage.py", file=sys.stderr)
        return int(new != text)
    readme.write_text(new, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
