"""How well the learned tables find the Latin spellings of held-out entities."""
import heapq
import time
import zlib
from collections import Counter, defaultdict

from learn import data
from learn.tables import Lattice

BUDGETS = (0.5, 1.0, 1.5, 2.0, 3.0)  # for 4 letters
EDITS = (1.5, 1.2, 1.2)  # another letter, none, one from nothing
MOST_STEPS = 40000


class Report:
    def __init__(self, entities, args):
        self.args = args
        self.frequency = Counter()
        self.entities = entities
        for entity in entities.values():
            words = {w for names in entity.latin.values() for name in names
                     for w in (*name, "".join(name)) if len(w) > 1}
            self.frequency.update(words)
        self.prefixes = {w[:k] for w in self.frequency for k in range(len(w) + 1)}
        self.held = defaultdict(list)
        for name in sorted(entities):
            entity = entities[name]
            if data.held_out(name) and entity.latin:
                for lang, script, words in entity.other:
                    if len(words) == 1:
                        self.held[lang, script].append((words[0], name))
        print("lang-script\theld\ttrained\trows\tbest≤" + "\t≤".join(map(str, BUDGETS))
              + "\t≤2 with edits\tR@1\tR@5\tfound\tof close: n\tR@1\tR@5\tms", flush=True)

    def goals(self, name):
        entity = self.entities[name]
        return {w for names in entity.latin.values() for n in names for w in (*n, "".join(n)) if len(w) > 1}

    def script(self, script, learned, items):
        fallback = learned["und"][0]
        for lang in data.SCRIPTS[script]:
            table, pairs = learned[lang]
            lattice = Lattice(table, fallback, script)
            trained = {word for word, _ in items[lang]}
            cases = sorted(set(c for c in self.held[lang, script] if c[0] not in trained),
                           key=lambda c: (zlib.crc32(repr(c).encode()), c))[:self.args.sample]
            if not cases:
                continue
            within, ranks, close, misses = Counter(), Counter(), Counter(), []
            began = time.time()
            for word, name in cases:
                units = sorted(self.entities[name].units())
                cost, unit = min(((lattice.cost(word, u) / max(len(u), 3) * 4, u) for u in units), default=(99, ""))
                edits = min((lattice.cost(word, u, 6.0, EDITS) / max(len(u), 3) * 4 for u in units), default=99)
                within["edits"] += edits <= 2.0
                for budget in BUDGETS:
                    within[budget] += cost <= budget
                rank, first = self.rank(lattice, word, set(units), self.goals(name))
                ranks.update([rank])
                is_close = cost <= 2.0
                if is_close:
                    close["n"] += 1
                    close.update([rank])
                if rank != 1:
                    english = " ".join(w for n in sorted(self.entities[name].latin.get("en", ())) for w in n)[:30]
                    misses.append((cost, word, unit, english, rank, first))
            n = len(cases)
            share = lambda x, of: f"{100 * x / max(of, 1):.0f}"
            print(f"{lang}-{script}", n, pairs, len(table), *(share(within[b], n) for b in (*BUDGETS, "edits")),
                  share(ranks[1], n), share(sum(ranks[r] for r in range(1, 6)), n),
                  share(n - ranks[0], n), close["n"], share(close[1], close["n"]),
                  share(sum(close[r] for r in range(1, 6)), close["n"]),
                  f"{1000 * (time.time() - began) / n:.0f}", sep="\t", flush=True)
            step = max(1, len(misses) // (self.args.misses or 1))
            for miss in misses[::step][:self.args.misses]:
                print("\n   %.2f %s → %s (%s) rank %d, first %s" % miss, end="")

    def rank(self, lattice, word, goals, own):
        """Rank of the first goal among all Latin words (0: not in the first 20); the entity's
        other words, romanizations without language among them, neither count nor compete."""
        n, prefixes, frequency = len(word), self.prefixes, self.frequency
        heap, done, found, steps = [(0.0, 0, False, "")], set(), [], 0
        budget = 3.0 * max(4, n if n < 9 else 9) / 4
        options = [[(a, lattice.arcs[(i == 0) | (i + a == n) << 1].get(word[i:i + a], {}))
                    for a in range(0, min(lattice.longest, n - i) + 1)] for i in range(n + 1)]
        last = 99.0
        while heap and steps < MOST_STEPS:
            cost, i, inserted, out = heapq.heappop(heap)
            if (i, inserted, out) in done:
                continue
            done.add((i, inserted, out))
            steps += 1
            if cost > last + 1e-9:
                break
            if i == n and out in frequency and (out in goals or out not in own) and out not in [f[1] for f in found]:
                found.append((cost, out))
                if len(found) == 20 or out in goals:
                    last = min(last, cost)
            for a, outs in options[i]:
                if a == 0 and inserted:
                    continue
                for o, c in outs.items():
                    to = out + o
                    if cost + c <= budget and to in prefixes:
                        state = (i + a, a == 0, to)
                        if state not in done:
                            heapq.heappush(heap, (cost + c, *state))
        found.sort(key=lambda f: (round(f[0], 6), -frequency[f[1]], f[1]))
        first = " ".join(f"{o}:{c:.2f}" for c, o in found[:3])
        for k, (_, out) in enumerate(found):
            if out in goals:
                return k + 1, first
        return 0, first
