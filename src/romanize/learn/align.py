"""Many-to-many alignment of source chunks with output chunks by expectation maximisation."""
import math
import unicodedata
from collections import defaultdict

MAX_OUTPUT = 4
ABJADS = ("Arab", "Hebr")
LONG = ("Thai", "Laoo", "Khmr", "Mymr")  # vowels stand before or around the consonant
CHUNK_PENALTY = {1: 1.0, 2: 0.2}
LONG_PENALTY = {1: 1.0, 2: 0.05, 3: 0.003}
DELETION_PENALTY = 0.1
VOWELS = set("aeiouy")
SMOOTH = 5.0


def max_chunk(script):
    return 3 if script in LONG else 2


def allowed(source, output, script):
    """Outputs which may stand for a chunk; the rest is left to insertions and longer chunks."""
    if not source:
        return 0 < len(output) < 3 and (script not in ABJADS or set(output) <= VOWELS)
    if len(source) > 1:
        return bool(output)
    if script in ABJADS and len(output) > 1:
        vowels = [c in VOWELS for c in output]
        return all(vowels) or not any(vowels) or (vowels[0] and output[-1] in "ht" and sum(vowels) == len(output) - 1)
    return True


def letter_name(c):
    """What the Unicode name of a letter says of its sound."""
    words = unicodedata.name(c, "?").split(" WITH ")[0].split()
    if unicodedata.category(c)[0] == "M" and not {"VOWEL", "SARA", "MEDIAL"} & set(words):
        return "n" if words[-1] in ("ANUSVARA", "BINDI", "NIKAHIT") else ""
    if words[0] in ("THAI", "LAO") and not {"SARA", "VOWEL"} & set(words) and len(words) > 2:
        return words[2].lower()
    if words[-1] in ("IEUNG", "SIGN", "MARK", "SUKUN"):
        return ""
    return words[-1].lower()


def seed(script, chars):
    """Costs for a first look: the Unicode name of a letter begins with its sound."""
    table = {}
    for c in chars:
        name = letter_name(c)
        options = {"": 0.0 if not name else 0.8}
        for length in range(1, 4):
            if len(name) >= length:
                options[name[:length]] = 0.3 * (length - 1)
        table[c] = options
    return table


def seed_cost(table, source, output):
    """Cost of a pair under the seed: each letter of the output free to be something else."""
    previous = [j * 0.6 for j in range(len(output) + 1)]
    for c in source:
        current = [previous[0] + 0.7]
        options = table[c]
        for j in range(1, len(output) + 1):
            best = min(previous[j] + 0.7, current[j - 1] + 0.5, previous[j - 1] + 0.9)
            for o, cost in options.items():
                if len(o) <= j and output[j - len(o):j] == o:
                    best = min(best, previous[j - len(o)] + cost)
            current.append(best)
        previous = current
    return previous[-1]


def vowel_letters(counts):
    """Source letters which mostly stand for vowels."""
    vowels, others = defaultdict(float), defaultdict(float)
    for (source, output), c in counts.items():
        if len(source) == 1:
            (vowels if set(output) <= VOWELS and output else others)[source] += sum(c)
    return {c for c in vowels if vowels[c] > others[c]}


class Model:
    """Joint probabilities of chunk pairs, learned from weighted word pairs."""

    def __init__(self, script):
        self.script = script
        self.joint = None
        self.seed = None
        self.closed = False  # no new longer chunks

    def start(self, source, output):
        """Unnormalised score of a chunk pair before anything is learned."""
        if not source:
            return 0.002 if set(output) <= VOWELS else 0.0004
        if len(source) > 1:
            return 1e-5 * math.exp(-abs(len(output) - len(source)))
        options = self.seed[source]
        if output in options:
            return 0.03 * math.exp(-options[output])
        first = any(o and output and o[0] == output[0] for o in options)
        return (0.004 if first else 0.0006) * math.exp(-1.5 * abs(len(output) - 1))

    def edges(self, source, output, open_):
        """Arcs (i, j, i2, j2, score) of the alignment graph within a band."""
        n, m = len(source), len(output)
        longest = max_chunk(self.script)
        slack = max(3.0, 0.4 * m)
        penalty = LONG_PENALTY if self.script in LONG else CHUNK_PENALTY
        joint, script = self.joint, self.script
        arcs = []
        for i in range(n + 1):
            centre = m * i / n
            for a in range(0, min(longest, n - i) + 1):
                chunk = source[i:i + a]
                known = joint.get(chunk) if joint is not None else None
                fresh = open_ and not (self.closed and a > 1)
                if joint is not None and not known:
                    if not fresh:
                        continue
                    known = {}
                weight = penalty[a] if a else 1.0
                silent = DELETION_PENALTY if a == 1 and self.seed[chunk].get("") != 0.0 else 1.0
                for j in range(max(0, math.ceil(centre - slack)), min(m, int(centre + slack)) + 1):
                    for b in range(0 if a == 1 else 1, min(MAX_OUTPUT if a else 2, m - j) + 1):
                        out = output[j:j + b]
                        if known is not None:
                            p = known.get(out)
                            if not p:
                                if not fresh or not allowed(chunk, out, script):
                                    continue
                                p = 0.1 * self.start(chunk, out)
                        elif not allowed(chunk, out, script):
                            continue
                        else:
                            p = self.start(chunk, out)
                        arcs.append((i, j, i + a, j + b, p * (weight if b else silent)))
        return arcs

    def expect(self, pairs, open_=False):
        """One pass: expected counts (chunk, output) → [middle, start, end]. `open_`: chunk pairs
        not seen before may come in."""
        counts = defaultdict(lambda: [0.0, 0.0, 0.0])
        for (source, output), weight in pairs:
            n, m = len(source), len(output)
            arcs = self.edges(source, output, open_)
            forward = {(0, 0): 1.0}
            kept = []
            # Insertions of one column must be taken from left to right, before it is left.
            arcs.sort(key=lambda arc: (arc[0], arc[1], arc[2]))
            for arc in arcs:
                at = forward.get(arc[:2])
                if at:
                    kept.append(arc)
                    to = arc[2:4]
                    forward[to] = forward.get(to, 0.0) + at * arc[4]
            total = forward.get((n, m), 0.0)
            if total <= 0.0:
                continue
            backward = {(n, m): 1.0}
            for i, j, i2, j2, p in reversed(kept):
                after = backward.get((i2, j2))
                if after:
                    backward[i, j] = backward.get((i, j), 0.0) + after * p
                    share = forward[i, j] * p * after / total
                    if share > 1e-3:
                        place = 1 if i == 0 else 2 if i2 == n else 0
                        counts[source[i:i2], output[j:j2]][place] += share * weight
        return counts

    def keep(self, chunks):
        """Forgets the longer chunks which are not among these."""
        for source, options in list(self.joint.items()):
            if len(source) > 1:
                self.joint[source] = {o: p for o, p in options.items() if (source, o) in chunks}
        self.closed = True

    def fit(self, pairs, rounds):
        for turn in range(rounds):
            counts = self.expect(pairs, turn == 0)
            total = sum(sum(c) for c in counts.values()) or 1.0
            joint = defaultdict(dict)
            for (source, output), c in counts.items():
                if sum(c) > 0.05:
                    joint[source][output] = sum(c) / total
            self.joint = dict(joint)
        return counts
