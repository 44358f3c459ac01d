#!/usr/bin/env python3
"""Holds the people and organisations of the gazetteer against lists that others made, and says for each
name who confirms it.

Usage: confirm.py [--words FOLDER] [--report FILE] FORMAT=PATH…
As in: confirm.py parties=partyfactsdata/import korean=kiwipiepy_model/multi.dict --report report.tsv

A FORMAT is one of `witnesses.py`, PATH what was downloaded: README.md names the lists and their licences.
`listed`: a list has the name for the same entity; a Korean list, which has no English, for any.
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
from witnesses import PERSON, READERS, Witness, words

FOLDER = Path(__file__).resolve().parent.parent
FILES = ("people_culture.csv", "people_leaders.csv", "people_news.csv", "people_politics.csv", "organizations.csv",
         "institutions.csv")
ORDER = ("listed", "parts", "words", "other", "unseen")
LONG = ("office-holders", "sanctions", "factbook")     # lists with patronymics, titles, second names
UNSPACED = ("Hani", "Jpan", "Kore")
MARKED = ("Latn", "Cyrl", "Grek", "Hebr", "Arab", "Armn", "Geor")      # scripts that lose their marks
SAME = str.maketrans("ٱىیکةھґ", "اييكههг", "ʼ’‘'`´ʻʿ")


def fold(name: str) -> str:
    """Lower case, without accents and signs; what stays is words of letters with spaces between."""
    parts = []
    for c in unicodedata.normalize("NFKD", name.casefold()):
        if unicodedata.category(c) == "Mn" and (not parts or char_script(parts[-1]) in MARKED or c < "\u0370"):
            continue
        parts.append(c)
    text = unicodedata.normalize("NFC", "".join(parts)).translate(SAME).replace("և", "եւ")
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
                if witness.type == PERSON and any(" " in k and set(k.split()) <= set(other.split())
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
    """Whether each part belongs to one of the English name; `de`, `bin`, `ван` are let pass."""
    theirs = set().union(*(groups.get(word, set()) for text in english for word in fold(text).split()))
    parts = fold(name).split()
    long = [part for part in parts if len(part) > 3]
    return len(parts) > 1 and bool(long) and all(groups.get(part, set()) & theirs for part in long)


class Judge:
    """What is known of names in general: lists without English, parts of names, words of languages."""

    def __init__(self, listed_in: dict[tuple[str, str], set[str]], vocabulary: dict[str, set[str]]):
        self.listed_in, self.vocabulary, self.groups = listed_in, vocabulary, read_parts()

    def verdict(self, entity: Entity, row: dict, known: list[tuple[Witness, set[str]]]):
        """The verdict on a name, who confirms it, and what else the lists write in its language."""
        lang, by = row["lang"].partition("-")[0], set()
        theirs = Counter(name for witness, _ in known for language, name in witness.names
                         if language == lang != "en" and script(name) == script(row["name"]))
        for witness, keys in known:
            if confirms(row["name"], keys, entity.type):
                by.add(witness.source)
        by |= self.listed_in.get((lang, key(row["name"])), set())
        if by:
            verdict = "listed"
        elif theirs and row["kind"] == "canonical":
            verdict = "other"
        elif entity.type == PERSON and of_parts(row["name"], entity.english, self.groups):
            verdict = "parts"
        elif lang in self.vocabulary and self.vocabulary[lang].issuperset(fold(row["name"]).split()):
            verdict = "words"
        else:
            verdict = "unseen"
        return verdict, sorted(by), [name for name, _ in theirs.most_common(3)]


def confirms(name: str, keys: set[str], kind: str) -> bool:
    """Whether a list has the name: for people also with more names, or in East Asia the family name alone."""
    own = key(name)
    if own in keys:
        return True
    if script(name) in UNSPACED:
        return any(len(k) > 1 and own.endswith(k) for k in keys)
    return kind == PERSON and " " in own and any(set(own.split()) <= set(k.split()) for k in keys)


def gather(pairs: list[str], entities: list[Entity]):
    """The witnesses that share a name with an entity, and names by language of lists without English."""
    wanted = set().union(*(e.keys for e in entities))
    seldom = {max(k.split(), key=len) for e in entities if e.type == PERSON for k in e.keys}
    names, listed_in, sizes = Names(), defaultdict(set), Counter()
    for pair in pairs:
        kind, _, path = pair.partition("=")
        for group, forms, qid in READERS[kind](Path(path)):
            sizes[kind] += 1
            names.add(Witness(kind, group, forms, qid), wanted, seldom if kind in LONG else set())
            if kind == "korean":
                for lang, form in forms:
                    if len(key(form)) > 4 and key(form) in wanted:
                        listed_in[lang, key(form)].add(kind)
    return names, listed_in, sizes


def tables(titles: list[str], counts: list[dict[str, Counter]]) -> str:
    lines = []
    for title, by_file in zip(titles, counts):
        lines += [f"| {title} | " + " | ".join(ORDER) + " |", "| --- |" + " ---: |" * len(ORDER)]
        lines += [f"| `{file}` | " + " | ".join(f"{by_file[file][v]:,}" for v in ORDER) + " |" for file in FILES]
        lines.append("")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lists", nargs="+", metavar="FORMAT=PATH", help=", ".join(READERS))
    parser.add_argument("--words", type=Path, help="folder of wordfreq's word lists")
    parser.add_argument("--report", type=Path, help="a TSV of all names: file, id, language, kind, name, verdict, "
                        "who confirms it, what others write, Wikidata ids that the lists give")
    args = parser.parse_args()
    entities = read_entities()
    names, listed_in, sizes = gather(args.lists, entities)
    judge = Judge(listed_in, words(args.words, fold) if args.words else {})
    best, native, lines = defaultdict(Counter), defaultdict(Counter), []
    by_source: dict[str, Counter] = defaultdict(Counter)
    for entity in entities:
        known, verdicts, sources = names.of(entity), {"unseen"}, set()
        ids = ",".join(sorted({witness.id for witness, _ in known} - {""}))
        for row in entity.rows:
            verdict, by, others = judge.verdict(entity, row, known)
            if verdict != "words" or row["lang"] != "en":        # English words say nothing of an English name
                verdicts.add(verdict)
            if script(row["name"]) not in ("", "Latn"):
                native[row["file"]][verdict] += 1
            sources.update(by)
            lines.append("\t".join([row["file"], entity.id, row["lang"], row["kind"], row["name"], verdict,
                                    ",".join(by), " | ".join(others), ids]))
        best[entity.rows[0]["file"]][min(verdicts, key=ORDER.index)] += 1
        by_source[entity.type].update(sources)
    if args.report:
        args.report.write_text("\n".join(lines) + "\n", "utf-8")
    print(tables(["entities, by their best name", "names in other scripts than Latin"], [best, native]))
    for kind, counts in by_source.items():
        print(kind + ":", ", ".join(f"{source} {n:,} of {sizes[source]:,}" for source, n in counts.most_common()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
