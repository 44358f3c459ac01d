#!/usr/bin/env python3
"""Writes src/romanize/han.tsv, the Mandarin readings of Han characters, from the package `pypinyin` (MIT).

    pip install pypinyin==0.55.0 && python3 src/romanize/learn/readings.py
"""
import unicodedata
from collections import defaultdict
from pathlib import Path

from pypinyin.pinyin_dict import pinyin_dict

OUT = Path(__file__).resolve().parents[1] / "han.tsv"
MOST = 3  # readings of a character
HEAD = """# Mandarin readings of Han characters without tones: a row with 1 gives first readings, with 2 others.
# source: pypinyin 0.55.0 (MIT), pinyin-data, from Unicode Unihan kMandarin, kHanyuPinyin and others
syllable\tcharacters\trank
"""


def plain(syllable):
    """Without tones; ü is v, and u after n and l."""
    text = unicodedata.normalize("NFD", syllable).replace("u\u0308", "v")
    text = "".join(c for c in text if not unicodedata.combining(c))
    return text.replace("v", "u") if text[:1] in "nl" else text


def main():
    table = defaultdict(list)
    for code, readings in pinyin_dict.items():
        if not (0x4E00 <= code <= 0x9FFF or code == 0x3007):
            continue
        found = list(dict.fromkeys(plain(r) for r in readings.split(",")))
        found = [r for r in found if r.isascii() and r.isalpha()]
        for nth, syllable in enumerate(found[:MOST]):
            table[syllable].append((nth, code))
    with OUT.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        for rank in (1, 2):
            for syllable in sorted(table):
                chars = "".join(chr(c) for n, c in sorted(table[syllable]) if (n == 0) == (rank == 1))
                if chars:
                    file.write(f"{syllable}\t{chars}\t{rank}\n")


if __name__ == "__main__":
    main()
