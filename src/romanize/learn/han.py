#!/usr/bin/env python3
"""Learns how syllables of Chinese readings stand for foreign sounds, from names of the gazetteer.

    python3 src/romanize/learn/han.py [--check]     writes src/romanize/learned/und-Hani.tsv

Han names of an entity are read by `src/romanize/han.tsv` and aligned with its English name by expectation
maximisation: each syllable stands for 0 to 5 letters. Costs are decimal logarithms: how many times rarer an
output is than the most usual one of the syllable.
"""
import csv, math, re, sys, unicodedata
from collections import defaultdict
from pathlib import Path
ROOT = Path(sys.argv[-1] if len(sys.argv) > 1 and Path(sys.argv[-1]).is_dir() else Path(__file__).resolve().parents[3])
FILES = ("cities", "territories", "people_leaders", "people_news")
MOST, ROUNDS, LEAST, CUT = 5, 6, 1.5, 2.2
KEEP = 1.05  # decimal logarithm per syllable beyond which a pair is no transcription
CLASSES = {"b": "p", "p": "p", "f": "f", "v": "f", "w": "w", "u": "w", "m": "m", "n": "n", "d": "t", "t": "t", "l": "l", "r": "l", "g": "k", "k": "k", "c": "k", "q": "k", "h": "h", "j": "j", "z": "s", "s": "s", "x": "s", "y": "i", "i": "i", "e": "e", "a": "a", "o": "o"}
PINYIN = {"zh": "j", "ch": "j", "sh": "s", "q": "j", "x": "s", "c": "s", "z": "s", "j": "j", "r": "l"}

def readings():
    table = {}
    for line in (ROOT / "src/romanize/han.tsv").open(encoding="utf-8"):
        if not line.startswith("#") and "\t" in line:
            syllable, chars = line.rstrip("\n").split("\t")[:2]
            for c in chars:
                table.setdefault(c, []).append(syllable)
    return table

def letters(name):
    name = unicodedata.normalize("NFKD", name.lower().replace("ł", "l").replace("ø", "o").replace("ß", "ss").replace("đ", "d").replace("ı", "i").replace("æ", "ae"))
    return re.sub("[^a-z]", "", "".join(c for c in name if not unicodedata.combining(c)))

def pairs():
    han, latin = defaultdict(set), {}
    for file in FILES:
        for row in csv.DictReader((ROOT / "gazetteer" / f"{file}.csv").open(encoding="utf-8", newline="")):
            name = row["name"]
            if row["kind"] in ("abbreviation", "demonym", "designation"):
                continue
            if row["lang"] == "en" and row["kind"] == "canonical":
                latin[row["id"]] = name
            elif any("\u4e00" <= c <= "\u9fff" for c in name) and row["lang"].split("-")[0] in ("zh", "yue", "", "wuu", "gan", "hak", "nan"):
                han[row["id"]].add(name)
    for i in sorted(han):
        if i not in latin:
            continue
        words = re.split(r"[\s\-]+", latin[i])
        for name in sorted(han[i]):
            parts = [p for p in re.split(r"[·・‧•．\-－=\s]+", re.sub(r"[(（].*", "", name)) if p]
            parts = [re.sub("(市|县|縣|省|区|區|州|镇|鎮)$", "", p) if len(p) > 2 else p for p in parts]
            if len(parts) == len(words):
                yield from ((i, p, letters(w)) for p, w in zip(parts, words))
            else:
                yield i, "".join(parts), letters("".join(words))

def shape(text):
    return "".join(CLASSES.get(c, c) for c in text)

def seed(syllable, chunk):
    s = syllable
    for a, b in PINYIN.items():
        if s.startswith(a):
            s = b + s[len(a):]
            break
    a, b = shape(s), shape(chunk)
    row = list(range(len(b) + 1))
    for i, x in enumerate(a):
        last, row[0] = row[0], row[0] + (0.4 if x in "aeiow" else 1)
        for j, y in enumerate(b):
            change = 0 if x == y else 0.5 if x in "aeiow" and y in "aeiow" else 1.0
            last, row[j + 1] = row[j + 1], min(last + change, row[j] + (0.35 if y in "aeiowh" else 0.8), row[j + 1] + (0.4 if x in "aeiow" else 0.8))
    return 10 ** (-1.3 * row[-1]) * (0.02 if not chunk else 1) * 0.1

def main():
    table = readings()
    data = []
    for i, han, latin in pairs():
        syllables = [table[c][0] for c in han if c in table]
        if len(syllables) == len(han) and 1 <= len(han) <= 9 and 1 < len(latin) <= 24 and len(latin) <= 5 * len(han):
            data.append((i, syllables, latin))
    data = sorted({(i, tuple(s), l) for i, s, l in data})
    print(len(data), "pairs")
    seeds = {}
    def start(s, c):
        if (s, c) not in seeds:
            seeds[s, c] = seed(s, c)
        return seeds[s, c]
    p = None
    for round_ in range(ROUNDS):
        counts = defaultdict(lambda: defaultdict(float))
        kept = 0
        back = 0.03
        def prob(s, c):
            if p is None:
                return start(s, c)
            return (1 - back) * p.get(s, {}).get(c, 0.0) + back * start(s, c)
        for i, syllables, latin in data:
            n, m = len(syllables), len(latin)
            f = [[0.0] * (m + 1) for _ in range(n + 1)]
            f[0][0] = 1.0
            cell = {}
            for a, s in enumerate(syllables):
                for j in range(m + 1):
                    if f[a][j] == 0.0:
                        continue
                    for b in range(0, min(MOST, m - j) + 1):
                        q = prob(s, latin[j:j + b])
                        if q > 1e-9:
                            cell[a, j, b] = q
                            f[a + 1][j + b] += f[a][j] * q
            total = f[n][m]
            if total <= 0 or -math.log10(total) / n > (2.6 if round_ == 0 else 2.2):
                continue
            kept += 1
            g = [[0.0] * (m + 1) for _ in range(n + 1)]
            g[n][m] = 1.0
            for a in range(n - 1, -1, -1):
                for j in range(m + 1):
                    g[a][j] = sum(cell.get((a, j, b), 0.0) * g[a + 1][j + b] for b in range(0, min(MOST, m - j) + 1))
            for (a, j, b), q in cell.items():
                w = f[a][j] * q * g[a + 1][j + b] / total
                if w > 1e-4:
                    counts[syllables[a]][latin[j:j + b]] += w
        p = {s: {c: w / sum(o.values()) for c, w in o.items()} for s, o in counts.items()}
        print("round", round_, "kept", kept, "of", len(data))
    out = ROOT / "src/romanize/learned/und-Hani.tsv"
    with out.open("w", encoding="utf-8") as file:
        file.write(f"# from: Hani\n# language: mul\n# reading: syllables\n# source: learned from {kept} pairs of gazetteer/*.csv by learn/han.py\nsource\tleft\tright\toutput\tcost\tcount\n")
        for s in sorted({x for v in table.values() for x in v}):
            options = counts.get(s, {})
            total = sum(options.values())
            best = max(options.values(), default=0)
            rows = {c: (math.log10(best / w), w) for c, w in options.items() if w >= LEAST and math.log10(best / w) <= CUT}
            own = 0.0 if total < 3 else 0.6
            if s not in rows or rows[s][0] > own:
                rows[s] = (own, options.get(s, 0.0))
            for c, (cost, w) in sorted(rows.items(), key=lambda r: (r[1][0], r[0])):
                file.write(f"{s}\t\t\t{c}\t{cost:.2f}\t{w:.0f}\n")
main()
