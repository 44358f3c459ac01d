#!/usr/bin/env python3
"""Holds the people and organisations of the gazetteer against lists that others made, and says for each
name who confirms it.

Usage: confirm.py [--words FOLDER] [--report FILE] [--doubts FILE] FORMAT=PATH…

A FORMAT is one of `witnesses.py`, PATH what was downloaded: README.md names the lists and their licences.
`listed`: a list has the name for the same entity, or (Korean, Japanese) for some person or body.
`parts`: each part of the name is one of Wikidata's for a part of the English name (name_parts.tsv).
`words`: each word is one that the language writes (`--words`: the `data` folder of wordfreq).
`other`: a list that has the entity writes it otherwise in that language. `unseen`: none of these.
"""

import argparse
import csv
import re
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

from names import char_script
from witnesses import ORGANIZATION, PERSON, READERS, Witness, words

FOLDER = Path(__file__).resolve().parent.parent
FILES = ("people_leaders.csv", "people_news.csv", "people_politics.csv", "organizations.csv", "institutions.csv")
ORDER = ("listed", "parts", "words", "other", "unseen")
LONG = ("office-holders", "sanctions", "factbook")     # lists with patronymics, titles, second names
SAME = str.maketrans("أإآٱىيیكکةھە۰", "ااااييييككههه0"[:13]) | str.maketrans("ёґїʼ’‘'`´ʻʿ", "егі\0\0\0\0\0\0\0\0")
UNSPACED = ("Hani", "Jpan", "Kore")
MARKS = ("Latn", "Cyrl", "Grek", "Hebr", "Arab", "Armn", "Geor")


def fold(name: str) -> str:
    """Lower case, without accents and signs; what stays is words of letters with spaces between."""
    parts = []
    for c in unicodedata.normalize("NFKD", name.casefold()):
        if unicodedata.category(c) == "Mn" and (not parts or char_script(parts[-1]) in MARKS or c < "\u0370"):
            continue
        parts.append(c)
    text = unicodedata.normalize("NFC", "".join(parts)).translate(SAME).replace("\0", "").replace("և", "եւ")
    found = re.findall(r"[^\W_][\w\u0900-\u0fff]*", text)
    return ("" if script(name) in UNSPACED else " ").join(found)


def key(name: str) -> str:
    """The same for `Merkel, Angela` and `Angela Merkel`."""
    return " ".join(sorted(fold(name).split()))


def script(name: str) -> str:
    return next((s for s in map(char_script, name) if s), "")


class Entity:
    def __init__(self, rows: list[dict]):
        self.id, self.type = rows[0]["id"], rows[0]["type"]
        self.rows = rows
        self.keys = {key(row["name"]) for row in rows} - {""}
        self.english = [row["name"] for row in rows if row["lang"] == "en"]

    def known_by(self, witness: Witness, keys: set[str]) -> bool:
        """Whether a name in common is long enough to mean the same."""
        if witness.type and witness.type != self.type:
            return False
        least = 2 if self.type == PERSON else 1
        return any(len(k.split()) >= least and len(k) > 3 for k in keys & self.keys)


class Names:
    """Every witness by the folded names it has."""

    def __init__(self):
        self.witnesses: list[tuple[Witness, set[str]]] = []
        self.by_key: dict[str, list[int]] = defaultdict(list)
        self.by_word: dict[str, list[int]] = defaultdict(list)

    def add(self, witness: Witness, wanted: set[str], seldom: set[str]) -> None:
        keys = {key(name) for _, name in witness.names} - {""}
        number = len(self.witnesses)
        near = {word for k in keys for word in k.split() if word in seldom}
        if keys & wanted or near:
            self.witnesses.append((witness, keys))
            for k in keys:
                self.by_key[k].append(number)
            for word in near:
                self.by_word[word].append(number)

    def of(self, entity: Entity):
        """Witnesses that know the entity; for people also those with more names, as a patronymic."""
        found = {n for k in entity.keys for n in self.by_key.get(k, ())}
        result = {n for n in found if entity.known_by(*self.witnesses[n])}
        if entity.type == PERSON:
            longer = {n for k in entity.keys for word in k.split() for n in self.by_word.get(word, ())}
            for n in longer - result:
                witness, keys = self.witnesses[n]
                if witness.type in (PERSON,) and any(
                        len(k.split()) >= 2 and set(k.split()) <= set(other.split())
                        for k in entity.keys for other in keys):
                    result.add(n)
        return [self.witnesses[n] for n in sorted(result)]


def read_entities() -> list[Entity]:
    rows: dict[str, list[dict]] = {}
    for name in FILES:
        with open(FOLDER / name, encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                rows.setdefault(row["id"], []).append(row | {"file": name})
    return [Entity(group) for group in rows.values()]


def read_parts() -> dict[str, set[int]]:
    """Groups of Wikidata's given and family names by folded form."""
    groups: dict[str, set[int]] = defaultdict(set)
    with open(FOLDER / "lexicon/name_parts.tsv", encoding="utf-8") as file:
        for number, line in enumerate(file):
            if not line.startswith("#"):
                for form in line.split():
                    groups[fold(form)].add(number)
    return groups


def of_parts(name: str, english: list[str], groups: dict[str, set[int]]) -> bool:
    theirs = set().union(*(groups.get(word, set()) for text in english for word in fold(text).split()), set())
    tokens = fold(name).split()
    return len(tokens) > 1 and all(groups.get(token, set()) & theirs for token in tokens)


def judge(entity: Entity, known, listed_in, groups, vocabulary):
    """Yields each row with its verdict, who says so, and what others write instead."""
    for row in entity.rows:
        k, lang, own = key(row["name"]), row["lang"].partition("-")[0], script(row["name"])
        by = {w.source for w, keys in known if k in keys or entity.type == PERSON and len(k.split()) > 1
              and any(set(k.split()) <= set(other.split()) for other in keys)}
        by |= {w.source for w, _ in known if own in UNSPACED and any(
            len(f) > 1 and k.endswith(f) for f in (key(n) for l, n in w.names if l == lang))}
        by |= listed_in.get((lang, k), set()) if len(k.split()) > 1 or own in UNSPACED and len(k) > 4 else set()
        others = Counter(name for w, _ in known for language, name in w.names
                         if language == lang and lang != "en" and script(name) == own)
        if by:
            verdict = "listed"
        elif others and row["kind"] == "canonical":
            verdict = "other"
        elif entity.type == PERSON and of_parts(row["name"], entity.english, groups):
            verdict = "parts"
        elif vocabulary.get(lang) and all(word in vocabulary[lang] for word in fold(row["name"]).split()):
            verdict = "words"
        else:
            verdict = "unseen"
        yield row, verdict, sorted(by), [name for name, _ in others.most_common(3)]


def gather(paths: list[str], entities: list[Entity]):
    """The witnesses that share a name with an entity, and names by language of lists without English."""
    wanted = set().union(*(e.keys for e in entities))
    people = [e for e in entities if e.type == PERSON]
    seldom = {max(k.split(), key=len) for e in people for k in e.keys}
    names, listed_in, sizes = Names(), defaultdict(set), Counter()
    for pair in paths:
        kind, _, path = pair.partition("=")
        for group, forms, qid in READERS[kind](Path(path)):
            witness = Witness(kind, group, forms, qid)
            sizes[kind] += 1
            names.add(witness, wanted, seldom if kind in LONG else set())
            if kind in ("korean", "japanese"):
                for lang, form in forms:
                    if lang != "en" and key(form) in wanted:
                        listed_in[lang, key(form)].add(kind)
    return names, listed_in, sizes


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lists", nargs="+", metavar="FORMAT=PATH", help=", ".join(READERS))
    parser.add_argument("--words", type=Path, help="folder of wordfreq's word lists")
    parser.add_argument("--report", type=Path, help="a TSV of all names and their verdicts")
    args = parser.parse_args()
    entities = read_entities()
    names, listed_in, sizes = gather(args.lists, entities)
    groups = read_parts()
    vocabulary = {lang: {fold(w) for w in found} for lang, found in words(args.words).items()} if args.words else {}
    by_name, by_entity, by_source = defaultdict(Counter), defaultdict(Counter), defaultdict(Counter)
    lines = []
    for entity in entities:
        known = names.of(entity)
        best, sources = "unseen", set()
        for row, verdict, by, others in judge(entity, known, listed_in, groups, vocabulary):
            by_name[row["file"]][verdict] += 1
            if verdict != "words" or row["lang"] != "en":
                best = min(best, verdict, key=ORDER.index)
            sources.update(by)
            ids = sorted({w.id for w, _ in known if w.id})
            lines.append("\t".join([row["file"], entity.id, row["lang"], row["kind"], row["name"], verdict,
                                    ",".join(by), " | ".join(others), ",".join(ids)]))
        by_entity[entity.rows[0]["file"]][best] += 1
        by_source[entity.type].update(sources)
    if args.report:
        args.report.write_text("\n".join(lines) + "\n", "utf-8")
    for title, counts in (("entities", by_entity), ("names", by_name)):
        print(f"| {title} in | " + " | ".join(ORDER) + " |\n| --- |" + " ---: |" * len(ORDER))
        for file in FILES:
            print(f"| `{file}` | " + " | ".join(f"{counts[file][v]:,}" for v in ORDER) + " |")
        print()
    for kind in (PERSON, ORGANIZATION):
        print(kind, ", ".join(f"{source} {n:,} of {sizes[source]:,}" for source, n in by_source[kind].most_common()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
