#!/usr/bin/env python3
"""Writes src/romanize/han*.tsv, how Han characters are read.

In Mandarin from the package `pypinyin` (MIT), in Cantonese, Korean and Vietnamese from
Unihan (Unicode License v3), which Debian's package `unicode-data` 15.0.0-1 has.

    apt-get install unicode-data && pip install pypinyin==0.55.0
    python3 src/romanize/learn/readings.py /usr/share/unicode
"""
import bz2
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

from pypinyin.pinyin_dict import pinyin_dict

OUT = Path(__file__).resolve().parents[1]
MOST = 3  # readings of a character
HEAD = """# {what}: a row with 1 gives first readings, with 2 others.
# source: {source}
syllable\tcharacters\trank
"""
MANDARIN = "pypinyin 0.55.0 (MIT), pinyin-data, from Unicode Unihan kMandarin, kHanyuPinyin and others"
UNIHAN = "Unicode Unihan 15.0.0 {}; of simplified characters those of their traditional ones (kTraditionalVariant)"


def plain(syllable):
    """Without tones; ü is v, and u after n and l."""
    text = unicodedata.normalize("NFD", syllable).replace("u\u0308", "v")
    text = "".join(c for c in text if not unicodedata.combining(c))
    return text.replace("v", "u") if text[:1] in "nl" else text


def is_common(code):
    return 0x4E00 <= code <= 0x9FFF or code == 0x3007


def unihan(folder, file, field):
    """The values of a field by character."""
    lines = bz2.open(Path(folder) / f"Unihan_{file}.txt.bz2", "rt", encoding="utf-8")
    rows = (line.rstrip("\n").split("\t") for line in lines if line.startswith("U+"))
    found = {int(row[0][2:], 16): row[2] for row in rows if row[1] == field}
    return {code: value for code, value in found.items() if is_common(code)}


def mandarin():
    for code, readings in pinyin_dict.items():
        if is_common(code):
            found = dict.fromkeys(plain(r) for r in readings.split(","))
            yield code, [r for r in found if r.isascii() and r.isalpha()]


def elsewhere(folder, field, syllables):
    """The readings of a field of Unihan; `syllables` takes its value apart."""
    found = {code: syllables(value) for code, value in unihan(folder, "Readings", field).items()}
    for code, value in unihan(folder, "Variants", "kTraditionalVariant").items():
        traditional = [int(other[2:], 16) for other in value.split()]
        if code not in found:
            found[code] = [r for other in traditional for r in found.get(other, [])]
    return ((code, list(dict.fromkeys(readings))) for code, readings in found.items())


def write(name, what, source, readings):
    table = defaultdict(list)
    for code, found in readings:
        for nth, syllable in enumerate(found[:MOST]):
            table[syllable].append((nth, code))
    with (OUT / name).open("w", encoding="utf-8") as file:
        file.write(HEAD.format(what=what, source=source))
        for rank in (1, 2):
            for syllable in sorted(table):
                chars = "".join(chr(c) for n, c in sorted(table[syllable]) if (n == 0) == (rank == 1))
                if chars:
                    file.write(f"{syllable}\t{chars}\t{rank}\n")


def main(folder):
    write("han.tsv", "Mandarin readings of Han characters without tones", MANDARIN, mandarin())
    for name, what, field, syllables in [
        ("han-yue.tsv", "Cantonese readings of Han characters, Jyutping without tones", "kCantonese",
         lambda value: [re.sub("[0-9]", "", r) for r in value.split()]),
        ("han-ko.tsv", "Korean readings of Han characters", "kHangul",
         lambda value: [r.split(":")[0] for r in value.split()]),
        ("han-vi.tsv", "Vietnamese readings of Han characters", "kVietnamese",
         lambda value: [unicodedata.normalize("NFC", r) for r in value.split()]),
    ]:
        write(name, what, UNIHAN.format(field), elsewhere(folder, field, syllables))


if __name__ == "__main__":
    main(sys.argv[1])
