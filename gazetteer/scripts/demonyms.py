#!/usr/bin/env python3
"""Writes demonyms.csv from the lists in data/demonyms, always the same way.

Usage: demonyms.py [--out DIR]

One list a language, `data/demonyms/LANG.tsv`: for a place (an id of territories.csv or
cities.csv, or `@Name` for one that has no id here yet and is passed over) its adjective, what
a man and a woman from there, what the people are called, and the form it has in the front of a
compound; several with `|`. `!` in front: with the article only. `adjectives.tsv` has the endings
of the other nominative forms; cases are left to src/inflect/rules.
"""

import argparse
import csv
import sys
from collections import defaultdict
from pathlib import Path

from names import key
from sources import DATA

HERE = Path(__file__).resolve().parent
LISTS = DATA / "demonyms"
KINDS = ["adjective", "person", "people", "prefix"]
# The Serbian list is in Latin script.
CYRILLIC = {"lj": "љ", "nj": "њ", "dž": "џ"} | dict(zip(
    "abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш"))


def rows(path: Path):
    """The rows of a table as dictionaries; `#` begins a comment."""
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    return csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def endings() -> dict[str, list[tuple[str, list[str]]]]:
    """The endings of adjectives by language, long ones first."""
    found = defaultdict(list)
    for row in rows(LISTS / "adjectives.tsv"):
        found[row["language"]].append((row["ending"], row["others"].split("|")))
    for rules in found.values():
        rules.sort(key=lambda rule: -len(rule[0]))
    return found


def cyrillic(text: str) -> str:
    out, i = [], 0
    while i < len(text):
        for size in (2, 1):
            part = text[i:i + size]
            if part.lower() in CYRILLIC:
                letter = CYRILLIC[part.lower()]
                out.append(letter.upper() if part[0].isupper() else letter)
                break
        else:
            part = text[i]
            out.append(part)
        i += len(part)
    return "".join(out)


def inflected(form: str, rules) -> list[str]:
    """An adjective and its other nominative forms."""
    for ending, others in rules:
        if form.endswith(ending):
            return [form] + [form[:-len(ending)] + other for other in others]
    return [form]


def arabic(form: str, rules) -> list[str]:
    """Gender, number, article; both words of a pair agree: كوري جنوبي."""
    words = [inflected(word, rules) for word in form.split(" ")]
    if form.startswith("جنوب "):
        indefinite = [f"جنوب {word}" for word in words[-1]]
        return indefinite + ["ال" + form for form in indefinite]
    indefinite = [" ".join(parts) for parts in zip(*words)]
    return indefinite + [" ".join("ال" + word for word in form.split(" ")) for form in indefinite]


def hebrew(form: str, rules) -> list[str]:
    """Gender, number, article: רוסי רוסית רוסים רוסיות."""
    forms = inflected(form, rules)
    return forms + [f"ה{form}" for form in forms]


def forms_of(lang: str, kind: str, form: str, rules) -> list[str]:
    """All that is listed for a form of the table."""
    definite_only = form.startswith("!")
    form = form.lstrip("!")
    if kind == "prefix":
        return [form]
    if lang == "ar":
        forms = arabic(form, rules) if kind == "adjective" else ["ال" + form]
        return [f for f in forms if f.startswith("ال")] if definite_only else forms
    if lang == "he":
        forms = hebrew(form, rules) if kind == "adjective" else [form, f"ה{form}"]
        return forms[len(forms) // 2:] if definite_only else forms
    return inflected(form, rules) if kind == "adjective" else [form]


def languages() -> list[str]:
    return sorted(p.stem for p in LISTS.glob("*.tsv") if p.stem not in ("adjectives", "places"))


def listed():
    """(language, place, kind, form) for all forms of the lists; Serbian in both scripts."""
    rules = endings()
    for lang in languages():
        for row in rows(LISTS / f"{lang}.tsv"):
            for kind in KINDS:
                for form in filter(None, (row[kind] or "").split("|")):
                    for each in forms_of(lang, kind, form, rules[lang]):
                        place = row["place"]
                        if lang == "sr":
                            yield "sr-Latn", place, kind, each
                            place = cyrillic(place) if place.startswith("@") else place
                            each = cyrillic(each)
                        yield lang, place, kind, each


def canonical_names(out: Path) -> dict[tuple[str, str], str]:
    """The names of territories and cities by id and language."""
    names = {}
    for file in ("territories.csv", "cities.csv"):
        with open(out / file, encoding="utf-8", newline="") as source:
            for row in csv.DictReader(source):
                if row["kind"] == "canonical":
                    names[row["id"], row["lang"]] = row["name"]
    return names


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=HERE.parent, help="folder of the CSV files")
    args = parser.parse_args()
    names = canonical_names(args.out)
    known = {i for i, _ in names}
    found, places = set(), defaultdict(set)
    for lang, place, kind, form in listed():
        if kind == "prefix" or place.startswith("@"):
            continue
        if place not in known:
            print(f"{lang}: {place} is no place", file=sys.stderr)
            continue
        if form == names.get((place, lang)):
            continue
        found.add((place, lang, form))
        places[lang, key(form)].add(place)
    for (lang, form), of in sorted(places.items()):
        if len(of) > 1:
            print(f"{lang}: {form} is of {' '.join(sorted(of))}", file=sys.stderr)
    with open(args.out / "demonyms.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["id", "name", "lang", "type", "kind", "weight", "same_as"])
        for place, lang, form in sorted(found, key=lambda row: (row[0], row[1], row[2])):
            writer.writerow([place, form, lang, "", "demonym", "", ""])
    print(f"demonyms.csv: {len({p for p, _, _ in found})} places, {len(found)} forms, "
          f"{len({lang for _, lang, _ in found})} languages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
