#!/usr/bin/env python3
"""Fits src/matcher/parts/confidence.tsv: how far the cost of a name is to be trusted.

    python3 src/matcher/parts/calibrate.py target/release/exonym [--share 0.15]

The gazetteer's own names are asked, never evaluation data. Twice: (a) against the English names of half of the
entities of a sample; (b) against all names of half of the entities but a tenth, which is asked. What is
linked to the other half, or to another entity, is wrong. A logistic curve is fitted to the cost for the root of the
letters, the lead over the next candidate, the letters, and the size of the gazetteer; the scripts with enough
names have their own height and slope, held near those of all by a penalty.
"""
import csv, hashlib, json, math, subprocess, sys, tempfile, unicodedata
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
OUT = ROOT / "src/matcher/parts/confidence.tsv"
PLACES, PEOPLE = ("cities", "territories"), ("people_leaders", "people_news")
FIELDS = ["id", "name", "lang", "type", "kind"]
LEFT_OUT = {"demonym", "designation", "abbreviation", "former"}
LEAST_ROWS = 120  # of a script that has a curve of its own
PENALTY = 4.0     # on the difference of a script from all
USUAL, HELD = (1.0, -0.8), (30.0, 200.0)  # of letters and size, which few examples tell; and how firmly
BLOCKS = {"CJK": "Hani", "KATAKANA": "Kana", "HIRAGANA": "Kana", "LATIN": "Latn", "CYRILLIC": "Cyrl", "ARABIC": "Arab",
          "HEBREW": "Hebr", "GREEK": "Grek", "ARMENIAN": "Armn", "GEORGIAN": "Geor", "DEVANAGARI": "Deva", "BENGALI": "Beng",
          "GURMUKHI": "Guru", "GUJARATI": "Gujr", "ORIYA": "Orya", "TAMIL": "Taml", "TELUGU": "Telu", "KANNADA": "Knda",
          "MALAYALAM": "Mlym", "SINHALA": "Sinh", "THAI": "Thai", "LAO": "Laoo", "KHMER": "Khmr", "MYANMAR": "Mymr",
          "HANGUL": "Hang", "ETHIOPIC": "Ethi", "TIBETAN": "Tibt", "SYRIAC": "Syrc"}


def share(key):
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:4], "big") / 2**32


def script(text):
    for c in text:
        if c.isalpha():
            return BLOCKS.get(unicodedata.name(c, "?").split()[0], "other")
    return "other"


def letters(text):
    def worth(c):
        if "가" <= c <= "힣": return 2.5
        if "\u4e00" <= c <= "\u9fff": return 3.0
        if "\u3040" <= c <= "\u30ff": return 1.6
        if "\u0590" <= c <= "\u06ff": return 1.3
        if "\u1200" <= c <= "\u139f": return 1.8
        return 1.0 if c.isalnum() or unicodedata.category(c) == "Mc" else 0.0
    return max(1.0, sum(map(worth, text)))


def entities(files, part):
    found = defaultdict(list)
    for file in files:
        with (ROOT / "gazetteer" / f"{file}.csv").open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                if row["kind"] not in LEFT_OUT and share("sample" + row["id"]) < part:
                    found[row["id"]].append(row)
    return found


def is_known(entity):
    return share("known" + entity) < 0.5


def english(files, part):
    """(a): rows of the gazetteer, (id, name) asked."""
    loaded, asked = [], []
    for entity, rows in entities(files, part).items():
        own = [r for r in rows if r["lang"] == "en" and r["kind"] == "canonical"]
        if not own:
            continue
        if is_known(entity):
            loaded.append(own[0])
        asked += [(entity, name) for name in sorted({r["name"] for r in rows} - {own[0]["name"]})]
    return loaded, asked


def held_out(files, part):
    """(b)."""
    loaded, asked = [], []
    for entity, rows in entities(files, 1.0).items():
        for row in rows:
            key = share("ask" + entity + row["name"])
            if is_known(entity) and key >= 0.1:
                loaded.append(row)
            elif share("part" + entity) < part and key < 0.1:
                asked.append((entity, row["name"]))
    return loaded, sorted(set(asked))


def answers(exe, loaded, asked):
    with tempfile.TemporaryDirectory() as folder:
        names = f"{folder}/names.csv"
        with open(names, "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, FIELDS, extrasaction="ignore")
            writer.writeheader()
            writer.writerows(loaded)
        subprocess.run([exe, "build", names, "-o", f"{folder}/names.gaz"], check=True, stderr=subprocess.DEVNULL)
        done = subprocess.run([exe, "lookup", "-g", f"{folder}/names.gaz", "--format", "jsonl", "--limit", "5"],
                              input="".join(n + "\n" for _, n in asked), capture_output=True, text=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def examples(exe, files, part, how, group):
    loaded, asked = how(files, part)
    size = math.log10(max(len(loaded), 10)) - 4
    for (entity, name), answer in zip(asked, answers(exe, loaded, asked), strict=True):
        found = answer["candidates"]
        if not found or found[0]["tier"] != "romanized":
            continue
        n = letters(name)
        lead = min(found[1]["cost"] - found[0]["cost"], 1.0) if len(found) > 1 else 1.0
        several = " " in found[0]["name"] or "-" in found[0]["name"]
        kind = group if group and several else "several" if several else "one"
        right = found[0]["id"] == entity and is_known(entity)
        yield kind, script(name), (1.0, found[0]["cost"] / math.sqrt(n), max(lead, -1.0), math.log(n), size), right


def fit(rows):
    """Newton's method; weights: of all, then differences of height and slope of each group."""
    import numpy as np
    counts = Counter((k, s) for k, s, _, _ in rows)
    kinds = sorted({k for k, _, _, _ in rows})
    own = {g: i for i, g in enumerate(sorted(g for g, n in counts.items() if n >= LEAST_ROWS))}
    width = 5
    x = np.zeros((len(rows), width * len(kinds) + 2 * len(own)))
    y = np.zeros(len(rows))
    for i, (kind, script_, features, right) in enumerate(rows):
        k = kinds.index(kind) * width
        x[i, k:k + width] = features
        if (kind, script_) in own:
            at = width * len(kinds) + 2 * own[kind, script_]
            x[i, at:at + 2] = features[:2]
        y[i] = right
    penalty = np.array([1e-3, 1e-3, 1e-3, *HELD] * len(kinds) + [PENALTY] * (2 * len(own)))
    usual = np.array([0.0, 0.0, 0.0, *USUAL] * len(kinds) + [0.0] * (2 * len(own)))
    w = np.zeros(x.shape[1])

    def loss(w):
        sums = x @ w
        return np.logaddexp(0, sums).sum() - y @ sums + (penalty * (w - usual) ** 2).sum() / 2

    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (y - p) - penalty * (w - usual)
        hessian = (x.T * (p * (1 - p))) @ x + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        while loss(w + step) > loss(w) and abs(step).max() > 1e-9:
            step /= 2
        w += step
        if abs(step).max() < 1e-6:
            break
    table = []
    for kind in kinds:
        k = kinds.index(kind) * width
        general = w[k:k + width]
        table.append((kind, "", *general, sum(n for g, n in counts.items() if g[0] == kind)))
        for (group, script_), i in own.items():
            if group == kind:
                at = width * len(kinds) + 2 * i
                table.append((kind, script_, general[0] + w[at], general[1] + w[at + 1], *general[2:], counts[group, script_]))
    p = 1 / (1 + np.exp(-(x @ w)))
    for least in (0.5, 0.6, 0.7, 0.8, 0.9):
        chosen = p >= least
        print(f"least {least}: {chosen.sum()} links, {y[chosen].mean():.3f} right, of all right {y[chosen].sum() / y.sum():.3f}")
    return table


def main():
    exe = sys.argv[1]
    part = float(sys.argv[sys.argv.index("--share") + 1]) if "--share" in sys.argv else 0.15
    rows = [*examples(exe, PLACES, part, english, ""), *examples(exe, PLACES, part, held_out, ""),
            *examples(exe, PEOPLE, 1.0, english, "person")]
    table = fit(rows)
    with OUT.open("w", encoding="utf-8") as file:
        file.write("# How far the cost of a name is to be trusted: weights of a logistic curve.\n"
                   f"# source: fitted to {len(rows)} names of gazetteer/*.csv by src/matcher/parts/calibrate.py\n"
                   "kind\tscript\theight\tcost\tlead\tletters\tsize\tcount\n")
        for row in table:
            file.write("\t".join([row[0], row[1], *(f"{v:.3f}" for v in row[2:7]), str(row[7])]) + "\n")


if __name__ == "__main__":
    main()
