"""Confusions between Latin spellings of one name: as for scripts, with Latin on both sides."""
import math
import zlib
from collections import Counter, defaultdict

from learn import data

LANGUAGES = data.LATIN | {"lv", "lt", "eo", "ku", "mt", "ga", "cy", "so", "fil", "ms", "sw", "is", "lb", "oc"}
ENDINGS = {"lt": ("as", "is", "us", "ys", "a", "e", "ai"), "lv": ("s", "is", "us", "a", "e", "as"), "eo": ("o", "oj")}
MOST_PAIRS = 16000
LONGEST = 3
NEAR = 0.5  # letters changed, of the longer word
CUT, LEAST, PAYS = 2.5, 3.0, 0.15
CHUNK_PENALTY = 0.2
SMOOTH = 10.0  # rare chunks must be seen more often to be cheap


def bare(word, lang, english):
    """The word without the ending its language adds."""
    for ending in ENDINGS.get(lang, ()):
        stem = word[:len(word) - len(ending)]
        if word.endswith(ending) and len(stem) > 2 and not english.endswith(ending) and stem[-1:] == english[-1:]:
            return stem
    return word


def distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


def pairs_of(entity):
    """English words with words of other languages that are near and not equal."""
    found = set()
    for english in entity.latin.get("en", ()):
        for lang, names in entity.latin.items():
            if lang != "en" and lang in LANGUAGES:
                for name in names:
                    if len(name) == len(english):
                        for a, b in zip(english, name):
                            b = bare(b, lang, a)
                            if a != b and min(len(a), len(b)) > 2 and distance(a, b) <= NEAR * max(len(a), len(b)):
                                found.add((a, b))
    return found


def start(a, b):
    if a == b:
        return 0.03 if len(a) == 1 else 0.0
    vowels = [set(x) <= set("aeiouy") for x in (a, b)]
    score = 1e-4 * 0.05 ** abs(len(a) - len(b)) * 0.2 ** (max(len(a), len(b)) - 1)
    return score * (4 if all(vowels) or not any(vowels) else 1)


def expect(pairs, joint):
    counts = defaultdict(float)
    for (a, b), weight in pairs:
        n, m = len(a), len(b)
        forward, arcs = {(0, 0): 1.0}, []
        for i in range(n + 1):
            for j in range(m + 1):
                at = forward.get((i, j))
                if not at or abs(i * m - j * n) > 3 * max(n, m):
                    continue
                for x in range(min(LONGEST, n - i) + 1):
                    chunk = a[i:i + x]
                    known = joint.get(chunk) if joint else None
                    for y in range(1 if x == 0 else 0, min(LONGEST, m - j) + 1):
                        out = b[j:j + y]
                        p = (known.get(out, 0.0) if known else 0.0) if joint else start(chunk, out)
                        if p:
                            if max(x, y) > 1:
                                p *= CHUNK_PENALTY ** (max(x, y) - 1)
                            to = (i + x, j + y)
                            forward[to] = forward.get(to, 0.0) + at * p
                            arcs.append((i, j, *to, p))
        total = forward.get((n, m))
        if not total:
            continue
        backward = {(n, m): 1.0}
        for i, j, i2, j2, p in reversed(arcs):
            after = backward.get((i2, j2))
            if after:
                backward[i, j] = backward.get((i, j), 0.0) + p * after
                share = forward[i, j] * p * after / total
                if share > 1e-3:
                    counts[a[i:i2], b[j:j2]] += share * weight
    both = defaultdict(float)
    for (a, b), c in counts.items():
        both[a, b] += c / 2
        both[b, a] += c / 2
    return both


def table(counts, pairs):
    """{(a, b): (cost, count)}, a < b: how rarely the rarer chunk becomes the other."""
    seen = Counter()
    for pair, weight in pairs:
        for word in pair:
            for size in range(1, LONGEST + 1):
                for i in range(len(word) - size + 1):
                    seen[word[i:i + size]] += weight / 2
    rows = {}
    for (a, b), c in sorted(counts.items(), key=lambda x: (len(x[0][0]) + len(x[0][1]), x[0])):
        if a >= b or 2 * c < LEAST:
            continue
        cost = -math.log10(min(1.0, max(c / (seen[x] + SMOOTH) for x in (a, b) if x)))
        if cost <= CUT and cost < compose(rows, a, b) - PAYS:
            rows[a, b] = (cost, 2 * c)
    return rows


def compose(rows, a, b):
    """Cost by two or more of the rows so far."""
    least = {(0, 0): 0.0}
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            at = least.get((i, j))
            if at is None:
                continue
            for x in range(len(a) - i + 1):
                for y in range(len(b) - j + 1):
                    p, q = sorted((a[i:i + x], b[j:j + y]))
                    cost = 0.0 if p == q and x else rows.get((p, q), (9.0,))[0]
                    if (x or y) and cost < 9.0:
                        to = (i + x, j + y)
                        least[to] = min(least.get(to, 99.0), at + cost)
    return least.get((len(a), len(b)), 99.0)


def gather(entities, wanted):
    weights = Counter()
    for name in sorted(entities):
        if wanted(name):
            weights.update(pairs_of(entities[name]))
    pairs = sorted(weights.items(), key=lambda p: (zlib.crc32(repr(p[0]).encode()), p[0]))[:MOST_PAIRS]
    return sorted((pair, min(weight, 3)) for pair, weight in pairs)


def train(pairs):
    joint = None
    for _ in range(4):
        counts = expect(pairs, joint)
        total = sum(counts.values())
        joint = defaultdict(dict)
        for (a, b), c in counts.items():
            if c > 0.1:
                joint[a][b] = c / total
    return table(counts, pairs)


def learn(entities, path):
    pairs = gather(entities, lambda name: True)
    rows = train(pairs)
    lines = ["# from: Latn", f"# source: learned from {len(pairs)} pairs of gazetteer/*.csv by learn.py",
             f"# pairs: {len(pairs)}", "a\tb\tcost\tcount"]
    lines += [f"{a}\t{b}\t{cost:.2f}\t{count:.0f}" for (a, b), (cost, count) in sorted(rows.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def check(entities):
    """Share of held-out pairs explained within a budget for 4 letters, beside plain edits."""
    rows = train(gather(entities, lambda name: not data.held_out(name)))
    held = gather(entities, data.held_out)[:4000]
    costs = [compose(rows, a, b) * 4 / max(len(a), len(b)) for (a, b), _ in held]
    print(f"latin\t{len(held)} held-out pairs\t{len(rows)} rows", *(
        f"≤{x}: {100 * sum(c <= x for c in costs) / len(costs):.0f} %" for x in (0.25, 0.5, 0.75, 1.0, 1.5, 2.0)), sep="\t")
