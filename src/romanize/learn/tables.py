"""Costs from expected counts, and the lattice they make."""
import math
from collections import defaultdict

from learn.align import SMOOTH, max_chunk

CUT = 2.5
LEAST = 3.0
DOUBLES = 20.0  # as many sightings of a letter lend their doubling to each other letter
FOREIGN = 0.5  # dearer is a row of the whole script where the language has others
PAYS = 0.15  # a longer chunk must be cheaper by this than its parts
PLACES = (("", ""), ("^", ""), ("", "$"))


def occurrences(pairs, longest, vowels=()):
    """How often each chunk stands in the middle, at the start, at the end; "" are the gaps,
    those beside `vowels` apart: where a vowel is written, none is missing."""
    seen = defaultdict(lambda: [0.0, 0.0, 0.0])
    for (source, _), weight in pairs:
        n = len(source)
        written = [c in vowels for c in source]
        inner = sum(not (a or b) for a, b in zip(written, written[1:]))
        for place, number in enumerate((inner, not written[0], not written[-1])):
            seen[""][place] += number * weight
        for size in range(2, longest + 1):
            for i in range(n - size + 1):
                seen[source[i:i + size]][1 if i == 0 else 2 if i + size == n else 0] += weight
    return seen


def rows(counts, seen, prior=None):
    """(source, place, output) → (cost, count). `prior`: single-letter shares of the whole script."""
    by_source = defaultdict(dict)
    for (source, output), c in counts.items():
        by_source[source][output] = c
    table, doubled = {}, set()

    def put(source, output, costs, c):
        if (sum(c) >= LEAST or (source, output) in doubled) and costs[0] <= CUT:
            table[source, 0, output] = (max(costs[0], 0.0), sum(c))
        for place in (1, 2):
            general = table.get((source, 0, output))
            if c[place] >= LEAST and costs[place] <= CUT and not (general and general[0] - costs[place] < 0.2):
                table[source, place, output] = (max(costs[place], 0.0), c[place])

    def shares(source):
        options = by_source[source]
        total = sum(sum(c) for c in options.values())
        before = (prior or {}).get(source, {})
        share = {o: (sum(c) + SMOOTH * before.get(o, 0.0)) / (total + SMOOTH * sum(before.values()))
                 for o, c in options.items()}
        places = []
        for place in range(3):
            here = sum(c[place] for c in options.values())
            places.append({o: (c[place] + SMOOTH * share[o]) / (here + SMOOTH) for o, c in options.items()})
        return places

    rate = double_rate(by_source)

    for source in sorted(s for s in by_source if len(s) == 1):
        options = by_source[source]
        total = sum(sum(c) for c in options.values())
        for output in [o for o in options if o and o in "bcdfgklmnprstz" and 2 * sum(options[o]) > total]:
            # A doubled letter needs no evidence of its own: all letters share it.
            once, twice = options[output], options.get(2 * output, [0.0] * 3)
            n = sum(once) + sum(twice)
            more = (sum(twice) + DOUBLES * rate) * n / (n + DOUBLES) - sum(twice)
            options[2 * output] = [t + max(more, 0.0) * o / sum(once) for t, o in zip(twice, once)]
            doubled.add((source, 2 * output))
        places = shares(source)
        best = [max(p.values()) for p in places]
        for output, c in by_source[source].items():
            put(source, output, [log(best[k], places[k][output]) for k in range(3)], c)
    for source in sorted(s for s in by_source if len(s) != 1):
        options, costs = by_source[source], {}
        taken = [sum(c[place] for c in options.values()) for place in range(3)]
        for place in range(3):
            rest = max(seen[source][place] - taken[place], 0.3 * seen[source][place])
            best = max(rest, max(c[place] for c in options.values()), 0.1)
            for output, c in options.items():
                costs.setdefault(output, []).append(log(best, c[place]) if c[place] > 0 else 9.0)
        for output, c in options.items():
            if source:
                costs[output] = [cost if cost < compose(table, source, place, output) - PAYS else 9.0
                                 for place, cost in enumerate(costs[output])]
            put(source, output, costs[output], c)
    return table


def double_rate(by_source):
    """Of the outputs of one letter, the share that is written double."""
    single = double = 1.0
    for options in by_source.values():
        for output, c in options.items():
            if len(output) == 1 and 2 * output in options:
                single += sum(c)
                double += sum(options[2 * output])
    return double / (single + double)


def log(best, this):
    return math.log10(best / this)


def compose(table, source, place, output):
    """Cost of a chunk by shorter rows which are in the table already."""
    best = 9.0
    for cut in range(1, len(source)):
        left, right = source[:cut], source[cut:]
        for at in range(len(output) + 1):
            first = lookup(table, left, 1 if place == 1 else 0, output[:at])
            if first < best:
                best = min(best, first + lookup(table, right, 2 if place == 2 else 0, output[at:]))
    return best


def lookup(table, source, place, output):
    costs = [table[source, p, output][0] for p in {0, place} if (source, p, output) in table]
    return min(costs) if costs else 9.0


def single_shares(counts):
    """P(output | letter) of a script, to smooth its languages."""
    shares = defaultdict(dict)
    for (source, output), c in counts.items():
        if len(source) == 1:
            shares[source][output] = sum(c)
    for options in shares.values():
        total = sum(options.values())
        for output in options:
            options[output] /= total
    return dict(shares)


class Lattice:
    """What the engine makes of the rows: arcs at each place of a word."""

    def __init__(self, table, fallback=None, script=""):
        self.longest = max_chunk(script)
        self.arcs = [defaultdict(dict) for _ in range(4)]  # bit 0: at the start, bit 1: at the end
        known = {source for source, _, _ in table}
        for (source, place, output), (cost, _) in (*table.items(), *(
                (key, (cost + (FOREIGN if key[0] in known else 0.0), n))
                for key, (cost, n) in (fallback or {}).items() if key[0])):
            for bits in range(4):
                if place == 0 or bits & place:
                    options = self.arcs[bits][source]
                    options[output] = min(cost, options.get(output, 9.0))

    def cost(self, source, output, budget=99.0, slack=None):
        """Least cost of writing `source` as `output`; one insertion a gap. `slack`: the costs of
        any letter for another, for none, and of any letter from nothing."""
        n, m = len(source), len(output)
        infinite = 99.0
        best = [[infinite] * (m + 1) for _ in range(n + 1)]
        best[0][0] = 0.0
        for i in range(n + 1):
            row = best[i]
            insertions = self.arcs[(i == 0) | (i == n) << 1].get("", {})
            for j in range(m, -1, -1):  # from the right: an inserted piece is not followed by another
                if row[j] <= budget:
                    for b in (1, 2):
                        if j + b <= m:
                            c = insertions.get(output[j:j + b])
                            if slack and b == 1 and (c is None or c > slack[2]):
                                c = slack[2]
                            if c is not None and row[j] + c < row[j + b]:
                                row[j + b] = row[j] + c
            for a in range(1, min(self.longest, n - i) + 1):
                options = self.arcs[(i == 0) | (i + a == n) << 1].get(source[i:i + a])
                if not options:
                    if a > 1 or not slack:
                        continue
                    options = {}
                to = best[i + a]
                for j in range(m + 1):
                    at = row[j]
                    if at <= budget:
                        for b in range(0, min(4, m - j) + 1):
                            c = options.get(output[j:j + b])
                            if slack and a == 1 and b < 2 and (c is None or c > slack[1 - b]):
                                c = slack[1 - b]
                            if c is not None and at + c < to[j + b]:
                                to[j + b] = at + c
        return best[n][m]

    def greedy(self, source):
        """The cheapest output, roughly: letter by letter."""
        out = []
        for c in source:
            options = self.arcs[0].get(c)
            if options:
                out.append(min(options, key=lambda o: (options[o], o)))
        return "".join(out)
