#!/usr/bin/env python3
"""Derives lexicon/name_parts.tsv, groups of name parts that stand for one another, from rigour.

Usage: name_parts.py --cache DIR [--out FILE]

The forms of one Wikidata name item are a group. Left out are forms that are no word of a name
as a newspaper writes it (phonetic notations, digits, several words), groups that are part of
another, and groups all of whose forms are spellings of one another by the letter: the rules of
`src/romanize` know those.
"""

import argparse
import re
import sys
import unicodedata
from collections import Counter
from pathlib import Path

from packages import fetch_all

HERE = Path(__file__).resolve().parent
PACKAGE = {"registry": "pypi", "name": "rigour", "version": "1.8.2"}
# Only used to tell whether two forms differ by more than letters.
ASCII = {"registry": "pypi-import", "name": "anyascii", "version": "0.3.3"}
LEAST, MOST = 2, 64
# Scripts whose forms the rules of letters reach on their own.
BY_LETTER = {"LATIN", "CYRILLIC", "GREEK", "GEORGIAN", "ARMENIAN"}
OTHERS = {"CJK", "HANGUL", "KATAKANA", "HIRAGANA", "ARABIC", "HEBREW", "BENGALI", "DEVANAGARI", "THAI",
          "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "GUJARATI", "GURMUKHI", "KHMER", "MYANMAR", "SINHALA", "ETHIOPIC"}
CLASSES = [("schtsch|shch|tsch|tch|sch|dzh|zh|sh|ch|cz|sz|tz|ts|dz|dj|[zjcs]", "S"), ("kh|gh|ck|ks|x|[kgq]", "K"),
           ("ph|[bpfvw]", "P"), ("th|dh|[td]", "T"), ("m", "M"), ("n", "N"), ("l", "L"), ("r", "R"),
           ("[ou]+", "O"), ("[eiy]+", "E"), ("a+", "A"), ("h", "")]
CLASS = re.compile("|".join(f"({pattern})" for pattern, _ in CLASSES))


def script(word: str) -> str:
    """The script of all letters of a word, empty if there are several."""
    found = {unicodedata.name(c, "?").split()[0] for c in word if unicodedata.category(c)[0] == "L"}
    found.discard("MODIFIER")
    if "KATAKANA-HIRAGANA" in found:
        found.remove("KATAKANA-HIRAGANA")
    return found.pop() if len(found) == 1 else ""


def is_word(word: str) -> bool:
    """Whether a form may stand in a text as one word of a name."""
    if not all(unicodedata.category(c)[0] in "LM" or c in "'’ʼ" for c in word):
        return False
    kind = script(word)
    if kind == "CJK":
        return len(word) == 1 or word[-1] not in "姓氏"
    return kind in BY_LETTER | OTHERS and len(word) > 1 and not any(c in word for c in "ˊˇˋ˙")


def bare(word: str) -> str:
    """A Latin or Greek form without marks: spellings that differ in them are one key."""
    if script(word) not in ("LATIN", "GREEK"):
        return unicodedata.normalize("NFC", word)
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def sound(word: str, ascii_of) -> str:
    """Coarse classes of sounds: what the rules take for one another at little cost."""
    letters = re.sub("[^a-z]", "", ascii_of(word).lower())
    return re.sub(r"(.)\1+", r"\1", CLASS.sub(lambda m: CLASSES[m.lastindex - 1][1], letters))


def groups(text: str):
    for line in text.splitlines():
        forms, _, item = line.rpartition(" => ")
        words = {bare(form.strip().casefold()) for form in forms.split(",")}
        words = sorted(without_readings([word for word in words if word and is_word(word)]))
        if item and LEAST <= len(words) <= MOST:
            yield words


def without_readings(words):
    """Drops kana that say again how a native Japanese name is read; the rules read kana."""
    if not any(script(word) == "HIRAGANA" for word in words) or not any(script(word) == "LATIN" for word in words):
        return words
    return [word for word in words if script(word) not in ("HIRAGANA", "KATAKANA")]


def is_spelling(words, ascii_of) -> bool:
    return (all(script(word) in BY_LETTER for word in words)
            and len({sound(word, ascii_of) for word in words}) == 1)


def without_parts(all_groups):
    """Drops groups that another one contains."""
    holders = {}
    for at, words in enumerate(all_groups):
        for word in words:
            holders.setdefault(word, []).append(at)
    sets = [frozenset(words) for words in all_groups]
    for at, words in enumerate(all_groups):
        rarest = min(words, key=lambda word: (len(holders[word]), word))
        if not any((sets[at] < sets[other]) or (sets[at] == sets[other] and other < at)
                   for other in holders[rarest] if other != at):
            yield words


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cache", type=Path, required=True, help="folder for the packages")
    parser.add_argument("--out", type=Path, default=HERE.parent / "lexicon" / "name_parts.tsv")
    args = parser.parse_args()
    args.cache.mkdir(parents=True, exist_ok=True)
    paths = fetch_all(args.cache, [PACKAGE, ASCII])
    from anyascii import anyascii

    text = (paths["rigour"] / "rigour/data/names/persons.txt").read_text("utf-8")
    found = list(groups(text))
    telling = [words for words in found if not is_spelling(words, anyascii)]
    kept = sorted(without_parts(telling))
    with open(args.out, "w", encoding="utf-8", newline="\n") as out:
        out.write("# groups of name parts that stand for one another: one group a line, forms parted by spaces\n"
                  "# source: rigour 1.8.2 (MIT), rigour/data/names/persons.txt, from Wikidata (CC0); made by scripts/name_parts.py\n")
        out.writelines(" ".join(words) + "\n" for words in kept)
    scripts = Counter(script(word) for words in kept for word in words)
    print(f"{len(found)} groups, {len(telling)} of more than spelling, {len(kept)} kept; "
          f"{sum(map(len, kept))} forms:", ", ".join(f"{name} {n}" for name, n in scripts.most_common()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
