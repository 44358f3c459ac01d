#!/usr/bin/env python3
"""Fits src/matcher/parts/confidence.tsv: how far the cost of a name is to be trusted.

    python3 src/matcher/parts/calibrate.py target/release/exonym     (with numpy and scipy)

The gazetteer's own names are asked, never evaluation data: (a) against the English names of half of the entities of
three samples, small to large; (b) against all names of half of the entities, of a small sample and of all, but a tenth,
which is asked, and names of organisations, which are none of the places in them. What is linked to the other half, or
to another entity, is wrong. A candidate has odds against nothing
that is listed: a height, and weights of its cost for the root of the letters, of the letters, of the size of the
gazetteer, of the number of its names and of the lead over the next. All candidates and nothing share the chance, and
the weights are those that make what was asked for likeliest. The scripts with enough names have their own height and
slope, held near those of all by a penalty. Of what is asked of a large gazetteer most is in it: there the known weigh more.
"""
import csv, hashlib, json, math, random, subprocess, sys, tempfile, unicodedata
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
OUT = ROOT / "src/matcher/parts/confidence.tsv"
PLACES = ("cities", "territories")
STRANGERS, MOST_STRANGERS, STRANGER = ("organizations", "institutions"), 3_000, "stranger:"
FIELDS = ["id", "name", "lang", "type", "kind"]
LEFT_OUT = {"demonym", "designation", "abbreviation", "former"}
LEAST_ROWS = 150  # of a script that has a curve of its own
PENALTY = 4.0     # on the difference of a script from all
USUAL, HELD = (1.0, -0.8), (30.0, 200.0)  # of letters and size, which few examples tell; and how firmly
MOST_NAMES, MOST_LEAD = 1.3, 1.0  # as in confidence.rs: more tell no more
CANDIDATES = 20
MOST_ASKED = 12_000  # of a gazetteer
KNOWN = 0.8       # the share of the names asked of the whole gazetteer that are in it
KINDS = ["one", "person", "several"]
FEATURES = 6      # height, cost, letters, size, names, lead
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
    loaded, asked = [], set()
    for entity, rows in entities(files, part).items():
        for row in rows:
            key = share("ask" + entity + row["name"])
            if is_known(entity) and key >= 0.1:
                loaded.append(row)
            elif key < 0.1:
                asked.add((entity, row["name"]))
    return loaded, sorted(asked)


def answers(exe, loaded, asked):
    with tempfile.TemporaryDirectory() as folder:
        names = f"{folder}/names.csv"
        with open(names, "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, FIELDS, extrasaction="ignore")
            writer.writeheader()
            writer.writerows(loaded)
        subprocess.run([exe, "build", names, "-o", f"{folder}/names.gaz"], check=True, stderr=subprocess.DEVNULL)
        done = subprocess.run([exe, "lookup", "-g", f"{folder}/names.gaz", "--no-lexicon", "--format", "jsonl",
                               "--limit", str(CANDIDATES)],
                              input="".join(n + "\n" for _, n in asked), capture_output=True, text=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def kind(candidate):
    if not any(c in candidate["name"] for c in " -\u00a0"):
        return KINDS.index("one")
    return KINDS.index("person" if candidate["type"] == "person" else "several")


def strangers():
    """Names of what no gazetteer of places has, for those of several words: `University of New Mexico` is not New Mexico."""
    names = {(STRANGER + entity, row["name"]) for entity, rows in entities(STRANGERS, 1.0).items() for row in rows}
    return random.Random(1).sample(sorted(names), MOST_STRANGERS)


def examples(exe, files, part, how, known=0.5):
    """Names, each with its script, what speaks for its candidates, which of them is right (none: -1), and how much it weighs."""
    loaded, asked = how(files, part)
    asked = random.Random(1).sample(asked, min(MOST_ASKED, len(asked)))
    if how is held_out:
        asked += strangers()
    size = math.log10(max(len(loaded), 100)) - 4
    names = Counter(row["id"] for row in loaded)
    for (entity, name), answer in zip(asked, answers(exe, loaded, asked), strict=True):
        found = answer["candidates"]
        if not found or found[0]["tier"] != "romanized":
            continue
        if entity.startswith(STRANGER) and kind(found[0]) == KINDS.index("one"):
            continue
        n = letters(name)
        costs = sorted(c["cost"] for c in found) + [math.inf]
        rows = []
        for c in found:
            lead = costs[c["cost"] == costs[0]] - c["cost"]
            rows.append((kind(c), 1.0, c["cost"] / math.sqrt(n), math.log(n), size,
                         min(math.log10(names[c["id"]]), MOST_NAMES), min(max(lead, 0.0), MOST_LEAD)))
        ids = [c["id"] for c in found]
        right = ids.index(entity) if is_known(entity) and entity in ids else -1
        yield script(name), rows, right, 2 * (known if is_known(entity) else 1 - known)


def fit(examples):
    """The likeliest weights: of all, then differences of height and slope of each script."""
    import numpy as np
    from scipy.optimize import minimize
    counts = Counter((rows[0][0], s) for s, rows, _, _ in examples)
    own = {g: i for i, g in enumerate(sorted(g for g, n in counts.items() if n >= LEAST_ROWS))}
    shape = (len(examples), CANDIDATES)
    x, of, there = np.zeros((*shape, FEATURES)), np.zeros(shape, int), np.zeros(shape, bool)
    group, right = np.full(shape, len(own)), np.zeros(shape)
    weight = np.array([w for _, _, _, w in examples])
    for i, (s, rows, at, _) in enumerate(examples):
        for j, (k, *features) in enumerate(rows):
            x[i, j], of[i, j], there[i, j] = features, k, True
            group[i, j] = own.get((k, s), len(own))
        if at >= 0:
            right[i, at] = 1
    width = len(KINDS) * FEATURES
    usual = np.zeros(width + 2 * len(own))
    usual[2:width:FEATURES], usual[3:width:FEATURES] = USUAL
    penalty = np.full(len(usual), PENALTY)
    penalty[:width] = 1e-3
    penalty[2:width:FEATURES], penalty[3:width:FEATURES] = HELD

    def chances(w):
        differences = np.vstack([w[width:].reshape(-1, 2), np.zeros((1, 2))])[group]
        sums = (x * w[:width].reshape(-1, FEATURES)[of]).sum(-1) + (differences * x[..., :2]).sum(-1)
        sums = np.where(there, sums, -np.inf)
        most = np.maximum(sums.max(1), 0)
        odds = np.exp(sums - most[:, None])
        none = np.exp(-most)
        return odds / (odds.sum(1) + none)[:, None], none / (odds.sum(1) + none)

    def loss(w):
        chance, none = chances(w)
        likely = np.where(right.any(1), (chance * right).sum(1), none)
        off = (chance - right) * weight[:, None]
        gradient = penalty * (w - usual)
        for k in range(len(KINDS)):
            gradient[k * FEATURES:(k + 1) * FEATURES] += ((off * (of == k))[..., None] * x).sum((0, 1))
        for at in range(2):
            sums = np.bincount(group.ravel(), (off * x[..., at]).ravel(), minlength=len(own) + 1)
            gradient[width + at::2] += sums[:len(own)]
        return -(weight * np.log(likely + 1e-300)).sum() + (penalty * (w - usual) ** 2).sum() / 2, gradient

    w = minimize(loss, usual, jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    best = chances(w)[0][:, 0]
    for least in (0.5, 0.6, 0.7, 0.8, 0.9):
        chosen = best >= least
        print(f"least {least}: {chosen.sum()} links, {right[chosen, 0].mean():.3f} right")
    table = []
    for k, name in enumerate(KINDS):
        general = w[k * FEATURES:(k + 1) * FEATURES]
        table.append((name, "", *general, sum(n for g, n in counts.items() if g[0] == k)))
        for (of_kind, s), i in own.items():
            if of_kind == k:
                height, cost = general[:2] + w[width + 2 * i:width + 2 * i + 2]
                table.append((name, s, height, cost, *general[2:], counts[k, s]))
    return table


def main():
    exe = sys.argv[1]
    rows = []
    for part in (0.03, 0.15, 0.5):
        rows += examples(exe, PLACES, part, english)
    rows += examples(exe, PLACES, 0.06, held_out)
    rows += examples(exe, PLACES, 1.0, held_out, KNOWN)
    with OUT.open(encoding="utf-8") as file:
        people = [line for line in file if line.startswith("person\t")]
    table = [row for row in fit(rows) if row[0] != "person"]
    with OUT.open("w", encoding="utf-8") as file:
        file.write("# How far the cost of a name is to be trusted: weights of the odds that it is meant.\n"
                   f"# source: fitted to {len(rows)} names of places and organisations of gazetteer/*.csv by "
                   "src/matcher/parts/calibrate.py; those of people, which it keeps, to 5060 names\n"
                   "kind\tscript\theight\tcost\tletters\tsize\tnames\tlead\tcount\n")
        for row in table:
            file.write("\t".join([row[0], row[1], *(f"{v:.3f}" for v in row[2:8]), str(row[8])]) + "\n")
        file.writelines(people)


if __name__ == "__main__":
    main()
