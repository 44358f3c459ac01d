#!/usr/bin/env python3
"""Derives the gazetteer anew from the newest registry packages and shows what would change.

Usage: refresh.py --cache DIR [--pinned] [--write]

--pinned  keep the versions of data/rules.toml
--write   put the new versions into data/rules.toml, the new CSV files into gazetteer/ and the new
          counts into README.md; without it nothing outside of the cache folder is changed

To be run once a month: read the counts, then the diff of the CSV files, and run the tests before
the result is committed. Packages marked `pinned = true` in data/rules.toml never move.
"""

import argparse
import csv
import re
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

from packages import newest
from sources import DATA

SCRIPTS = Path(__file__).resolve().parent
FOLDER = SCRIPTS.parent
DERIVED = ["territories.csv", "subdivisions.csv", "cities.csv"]
EXAMPLES = 12


def new_versions(cache: Path, packages: list[dict]) -> dict[tuple[str, str], str]:
    """(name, pinned version) -> newest version, where that is another."""
    found = {}
    for package in packages:
        if not package.get("pinned"):
            version = newest(cache, package["registry"], package["name"])
            if version != package["version"]:
                found[package["name"], package["version"]] = version
    return found


def with_versions(text: str, versions: dict[tuple[str, str], str]) -> str:
    """The text of rules.toml with other versions."""
    for (name, old), new in versions.items():
        text, count = re.subn(rf'(name = "{re.escape(name)}"\nregistry = "[\w-]+"\nversion = )"{re.escape(old)}"',
                              rf'\g<1>"{new}"', text)
        if count != 1:
            raise SystemExit(f"rules.toml: {name} {old} stands there {count} times")
    return text


def read(path: Path) -> list[dict]:
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def compare(old: list[dict], new: list[dict]) -> tuple[Counter, dict[str, list[str]]]:
    """What was added, removed and renamed: counts and examples, the heaviest entities first."""
    counts, examples = Counter(), {}
    sides = []
    for rows in (old, new):
        weight = {r["id"]: int(r["weight"] or 0) for r in reversed(rows) if r["weight"]}
        sides.append(({r["id"] for r in rows}, {(r["id"], r["name"]) for r in rows},
                      {(r["id"], r["lang"]): r["name"] for r in rows if r["kind"] == "canonical"}, weight))
    (ids, names, main, weight), (new_ids, new_names, new_main, new_weight) = sides
    heavy = lambda entity: -max(weight.get(entity, 0), new_weight.get(entity, 0))  # noqa: E731
    called = lambda entity: new_main.get((entity, "en")) or main.get((entity, "en"), "")  # noqa: E731
    for what, found in [("entities added", new_ids - ids), ("entities removed", ids - new_ids)]:
        counts[what] = len(found)
        examples[what] = [f"{called(i)} ({i})" for i in sorted(found, key=lambda i: (heavy(i), i))[:EXAMPLES]]
    both = ids & new_ids
    for what, found in [("names added", new_names - names), ("names removed", names - new_names)]:
        counts[what] = len(found)
        kept = sorted((n for n in found if n[0] in both), key=lambda n: (heavy(n[0]), n))
        examples[what] = [f"{called(i)}: {name}" for i, name in kept[:EXAMPLES]]
    moved = [slot for slot in main if slot in new_main and main[slot] != new_main[slot]]
    counts["main names changed"] = len(moved)
    examples["main names changed"] = [
        f"{called(i)} [{lang}]: {main[i, lang]} -> {new_main[i, lang]}"
        for i, lang in sorted(moved, key=lambda s: (heavy(s[0]), s))[:EXAMPLES]]
    return counts, examples


def report(out: Path) -> bool:
    """Prints the differences; whether there are any."""
    any_change = False
    for name in DERIVED:
        old, new = read(FOLDER / name), read(out / name)
        counts, examples = compare(old, new)
        any_change |= any(counts.values())
        print(f"{name}: {len(old):,} names -> {len(new):,}")
        for what, count in counts.items():
            if count:
                print(f"  {what:20} {count:8,}   {'; '.join(examples[what])}")
    return any_change


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cache", type=Path, required=True, help="folder for the packages")
    parser.add_argument("--pinned", action="store_true", help="keep the versions of data/rules.toml")
    parser.add_argument("--write", action="store_true", help="change the files of gazetteer/")
    args = parser.parse_args()
    cache = args.cache.resolve()
    out = cache / "refreshed"
    out.mkdir(parents=True, exist_ok=True)
    rules = (DATA / "rules.toml").read_text("utf-8")
    versions = {} if args.pinned else new_versions(cache, tomllib.loads(rules)["package"])
    for (name, old), new in versions.items():
        print(f"{name}: {old} -> {new}")
    refreshed = out / "rules.toml"
    refreshed.write_text(with_versions(rules, versions), "utf-8")
    subprocess.run([sys.executable, SCRIPTS / "derive.py", "--cache", cache, "--out", out,
                    "--rules", refreshed], check=True, stdout=open(out / "derive.log", "w"))
    changed = report(out)
    if args.write and (changed or versions):
        (DATA / "rules.toml").write_text(refreshed.read_text("utf-8"), "utf-8")
        for name in [*DERIVED, "sources.csv"]:
            (FOLDER / name).write_bytes((out / name).read_bytes())
        subprocess.run([sys.executable, SCRIPTS / "coverage.py"], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
