#!/usr/bin/env python3
"""Writes institutions.csv: the ministries, governments, parliaments, armed forces, high courts, central
banks, football federations and Olympic committees of all countries under what news calls them, put together from the lists in data/institutions and data/demonyms.

Usage: institutions.py [--out DIR]

What organizations.csv has under the same id, or the same name, is left to it.
"""

import argparse
import csv
import re
import sys
from collections import defaultdict
from pathlib import Path

from demonyms import HERE, LISTS, rows
from names import key
from sources import DATA

FOLDER = DATA / "institutions"
HEADER = ["id", "name", "lang", "type", "kind", "weight", "same_as", "country", "sector"]
WEIGHT = 1_000_000
SECTORS = {"armed-forces": "military", "parliament": "parliament", "supreme-court": "court",
           "constitutional-court": "court", "central-bank": "bank", "national-bank": "bank",
           "state-bank": "bank", "football-federation": "sport", "olympic-committee": "sport"}


def slavic(form: str) -> dict[str, str]:
    """The nominative forms of a Russian or Ukrainian adjective; {} of a noun."""
    stem, ending = form[:-2], form[-2:]
    if ending in ("ий", "ый", "ой"):
        russian = ending != "ий" or not set("іїєґ") & set(form)
        return {"m": form, "f": stem + "ая", "n": stem + "ое"} if russian else {}
    return {}


def ukrainian(form: str) -> dict[str, str]:
    return {"m": form, "f": form[:-2] + "а", "n": form[:-2] + "е"} if form.endswith("ий") else {}


def german(form: str) -> dict[str, str]:
    return {"m": form + "er", "f": form + "e", "n": form + "es"}


def french(forms: list[str]) -> list[dict[str, str]]:
    """The list has all forms; those of one word are a masculine and what it becomes with an ending."""
    singles = [f for f in forms if not f.endswith("es") and not (f[:-1] in forms and f.endswith("s"))]
    masculine = [f for f in singles if not (f.endswith("e") and any(
        g != f and f.startswith(g[:-1]) and len(f) > len(g) for g in singles))]
    found = []
    for form in masculine:
        feminine = next((f for f in singles if f != form and f.endswith("e") and f.startswith(form[:-1])
                         and f not in masculine), form)
        found.append({"m": form, "f": feminine, "p": feminine + "s"})
    return found


def spanish(forms: list[str]) -> list[dict[str, str]]:
    """The same; the plural is the feminine one."""
    found = []
    for form in forms:
        bare = form.translate(str.maketrans("áéíóú", "aeiou"))
        if form.endswith("o"):
            found.append({"m": form, "f": form[:-1] + "a", "p": form[:-1] + "as"})
        elif bare + "as" in forms:                          # español, francés
            found.append({"m": form, "f": bare + "a", "p": bare + "as"})
        elif not any(f.endswith("o") or f != form and form.startswith(f) for f in forms) \
                and (form + "s" in forms or form + "es" in forms) \
                and not any(form == g.translate(str.maketrans("áéíóú", "aeiou")) + "a" for g in forms):
            found.append({"m": form, "f": form, "p": form + ("s" if form + "s" in forms else "es")})
    return [f for f in found if f["p"] in forms]


def adjectives(lang: str) -> dict[str, list[dict[str, str]]]:
    """By place: the forms of each of its adjectives."""
    path, found = LISTS / f"{lang}.tsv", {}
    if not path.exists():
        return found
    for row in rows(path):
        forms = [f for f in row["adjective"].split("|") if f and not f.startswith("!")]
        if lang == "en":
            found[row["place"]] = [{"m": form} for form in forms]
        elif lang in ("fr", "es"):
            found[row["place"]] = (french if lang == "fr" else spanish)(forms)
        elif lang in ("ru", "uk", "de"):
            by_lang = {"ru": slavic, "uk": ukrainian, "de": german}[lang]
            found[row["place"]] = [f for f in map(by_lang, forms) if f]
    return found


def fill(pattern: str, country: dict, forms: list[dict[str, str]], lang: str) -> list[str]:
    if "{of}" in pattern:
        return [pattern.replace("{of}", country[lang])] if country.get(lang) else []
    slot = re.search(r"\{(\w)\}", pattern)
    return [pattern.replace(slot[0], f[slot[1]]) for f in forms if slot[1] in f]


def institutions(taken_ids: set[str], taken_names: set[str]):
    """(id, country, sector, [(name, lang, kind)])"""
    patterns = list(rows(FOLDER / "names.tsv"))
    kinds = list(dict.fromkeys(row["institution"] for row in patterns))
    left_out = {row["institution"]: set(f"{row['has_none']} {row['own_name']}".split())
                for row in rows(FOLDER / "left_out.tsv")}
    described = {row["institution"]: set(row["described"].split())
                 for row in rows(FOLDER / "left_out.tsv")}
    only = {row["institution"]: set(row["only"].split()) or None
            for row in rows(FOLDER / "left_out.tsv")}
    native = defaultdict(list)
    for row in rows(FOLDER / "native.tsv"):
        native[row["institution"]].append((row["name"], row["lang"], row["kind"]))
    forms = {lang: adjectives(lang) for lang in {row["lang"] for row in patterns}}
    for country in rows(FOLDER / "countries.tsv"):
        for kind in kinds:
            id_ = f"org:{kind}-{country['slug']}"
            if id_ in taken_ids or country["country"] in left_out[kind] \
                    or only[kind] and country["country"] not in only[kind]:
                continue
            names, seen, main = [], set(), set()
            for row in patterns:
                lang, official = row["lang"], row["kind"] == "canonical"
                if row["institution"] != kind or lang == "en" and row["kind"] in (
                        "canonical", "alias") and country["country"] in described[kind]:
                    continue
                for name in fill(row["name"], country, forms[lang].get(country["place"], []), lang):
                    slot = (lang, key(name))
                    if slot in seen or key(name) in taken_names:
                        continue
                    seen.add(slot)
                    first = lang not in main
                    main.add(lang)
                    names.append((name, lang, "canonical" if first else
                                  "alias" if official else row["kind"]))
            for name, lang, as_kind in native[id_.removeprefix("org:")]:
                slot = (lang, key(name))
                if slot in seen or key(name) in taken_names:
                    continue
                seen.add(slot)
                names.append((name, lang, "alias" if as_kind == "canonical" and lang in main else as_kind))
                if as_kind == "canonical":
                    main.add(lang)
            if names and names[0][1:] == ("en", "canonical"):
                yield id_, country["country"], SECTORS.get(kind, "government"), names


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=HERE.parent, help="folder for institutions.csv")
    args = parser.parse_args()
    with open(HERE.parent / "organizations.csv", encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file))
    found = list(institutions({row["id"] for row in listed}, {key(row["name"]) for row in listed}))
    with open(args.out / "institutions.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        for id_, country, sector, names in sorted(found):
            for n, (name, lang, kind) in enumerate(names):
                first = [WEIGHT, "", country, sector] if n == 0 else [""] * 4
                writer.writerow([id_, name, lang, "organization", kind, *first])
    print(f"institutions.csv: {len(found)} entities, {sum(len(f[3]) for f in found)} names")
    return 0


if __name__ == "__main__":
    sys.exit(main())
