#!/usr/bin/env python3
"""Learns weighted grapheme correspondences, any script to ASCII, from the gazetteer.

    python3 src/romanize/learn.py            writes src/romanize/learned/*.tsv from all names
    python3 src/romanize/learn.py --check    learns from 90 % of the entities and reports on the rest
    --only Armn,Cyrl                         only these scripts (and `latin`)

Method: words of names in another script are paired with words of the same entity's Latin names;
chunks of 1 to 3 characters are aligned with 0 to 4 letters by expectation maximisation; pairs too
dear under the table of the round before are dropped as no transliterations. Costs are decimal
logarithms: how many times rarer an output is than the most usual one at that place.
"""
import argparse
import sys
import time
import zlib
from collections import defaultdict
from pathlib import Path

from learn import check, data, latin
from learn.align import ABJADS, LONG, Model, max_chunk, vowel_letters, seed, seed_cost
from learn.tables import Lattice, PLACES, occurrences, rows, single_shares

ROOT = Path(__file__).resolve().parents[2]
LEARNED = Path(__file__).resolve().parent / "learned"
SEED_LIMIT, FIRST_LIMIT, LIMIT = 0.45, 0.45, 0.4  # dearest pair, per letter
SLACK = (2.0, 1.5, 1.2)  # of another letter, none, one from nothing: unseen, but may be learned
LEAST_LIKE = 0.2  # to a rough romanization, before the cost is computed
OTHER_WEIGHT = 0.3  # of a spelling that is not the English one
MOST_PAIRS = 6000
SPEAKER = "und"


def pairings(items, cost, shape, limit):
    """(source, output) → weight, of those pairs which look like transliterations."""
    weights = defaultdict(float)
    for word, units in items:
        wanted = shape(word)
        near = [u for like, u in sorted((-likeness(wanted, u), u) for u in units) if like <= -LEAST_LIKE]
        english = [u for u in near if units[u]][:2]
        others = [u for u in near[:5] if not units[u]][:3]
        found = []
        for unit in english + others:
            letters = max(len(unit), 0.75 * len(word), 3)
            per_letter = cost(word, unit, limit * letters, SLACK) / letters
            if per_letter <= limit:
                found.append((per_letter, unit))
        for best in (sorted(f for f in found if units[f[1]])[:1], sorted(f for f in found if not units[f[1]])[:2]):
            for _, unit in best:
                weights[word, unit] += 1.0 if units[unit] else OTHER_WEIGHT
    return {pair: min(weight, 3.0) for pair, weight in weights.items()}


_pieces = {}


def pieces(word):
    if word not in _pieces:
        padded = f"^{word}$"
        _pieces[word] = {padded[i:i + 2] for i in range(len(padded) - 1)} | set(word)
    return _pieces[word]


def likeness(a, b):
    a, b = pieces(a), pieces(b)
    return 2 * len(a & b) / (len(a) + len(b))


def thinned(weights, most):
    pairs = sorted(weights.items(), key=lambda p: (zlib.crc32(repr(p[0]).encode()), p[0]))[:most]
    return sorted(pairs)


def seen_in(script, pairs, counts):
    return occurrences(pairs, max_chunk(script), vowel_letters(counts) if script in ABJADS else ())


def learn_script(script, items):
    """items: language → [(word, units)]. Returns language → (table, pairs), with `und` pooled."""
    everything = [item for lang in sorted(items) for item in items[lang]]
    everything = sorted(everything, key=lambda item: (zlib.crc32(item[0].encode()), item[0]))
    chars = {c for word, _ in everything for c in word}
    model = Model(script)
    model.seed = seed(script, chars)
    more = 1.25 if script in ABJADS + LONG else 1.0  # where vowels are missing or strewn, pairs are dearer
    sample = everything[:6000]
    shape = lambda w: "".join(min(model.seed[c], key=lambda o: (model.seed[c][o], -len(o))) for c in w)
    weights = pairings(sample, lambda w, u, *_: seed_cost(model.seed, w, u), shape, SEED_LIMIT * more)
    pairs = thinned(weights, 3000)
    counts = model.fit(pairs, 4)
    for limit in (FIRST_LIMIT * more, LIMIT * more):
        lattice = Lattice(rows(counts, seen_in(script, pairs, counts)), script=script)
        pairs = thinned(pairings(sample, lattice.cost, lattice.greedy, limit), 4000)
        counts = model.fit(pairs, 3)
    shares = single_shares(counts)
    common = Lattice(rows(counts, seen_in(script, pairs, counts)), script=script)
    base = model.joint
    learned, pooled, pooled_pairs = {}, defaultdict(lambda: [0.0, 0.0, 0.0]), []
    for lang in sorted(items):
        model.joint, model.closed = base, False
        lattice = common
        chosen = sorted(items[lang], key=lambda item: (zlib.crc32(item[0].encode()), item[0]))[:9000 if lang else 4000]
        for limit, rounds in ((LIMIT * more, 1), (LIMIT * more, 3)):
            pairs = thinned(pairings(chosen, lattice.cost, lattice.greedy, limit), MOST_PAIRS)
            counts = model.fit(pairs, rounds)
            seen = seen_in(script, pairs, counts)
            lattice = Lattice(rows(counts, seen, shares), script=script)
        # What the chunks that were not kept had taken goes back to the single letters.
        model.keep({(s, o) for s, _, o in rows(counts, seen, shares)})
        counts = model.fit(pairs, 2)
        seen = seen_in(script, pairs, counts)
        for key, c in counts.items():
            for place in range(3):
                pooled[key][place] += c[place]
        pooled_pairs += pairs
        if lang in data.SCRIPTS[script]:
            learned[lang] = rows(counts, seen, shares), len(pairs)
    learned[SPEAKER] = rows(pooled, seen_in(script, pooled_pairs, pooled)), len(pooled_pairs)
    return learned


GREEK = {a: b for a, b in zip("αεηιουωϊϋ", "άέήίόύώΐΰ")}


def spellings(source, script):
    """The chunk as trained, and with the marks that were dropped for training."""
    yield source
    if script == "Grek":
        pair = source in ("αι", "ει", "οι", "υι", "ου", "αυ", "ευ", "ηυ")
        for k in range(1 if pair else 0, len(source)):
            if source[k] in GREEK:
                yield source[:k] + GREEK[source[k]] + source[k + 1:]


def write(lang, script, table, pairs):
    lines = [f"# language: {lang}", f"# from: {script}",
             f"# source: learned from {pairs} pairs of gazetteer/*.csv by learn.py", f"# pairs: {pairs}"]
    if script == "Hang":
        lines.append("# decompose: jamo")
    lines.append("source\tleft\tright\toutput\tcost\tcount")
    body = []
    for (source, place, output), (cost, count) in table.items():
        for spelling in spellings(source, script):
            body.append((spelling, place, round(cost, 2), output, round(count)))
    for source, place, cost, output, count in sorted(body):
        left, right = PLACES[place]
        lines.append(f"{source}\t{left}\t{right}\t{output}\t{cost:.2f}\t{count}")
    (LEARNED / f"{lang}-{script}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    if script == "Kana":
        text = "\n".join(lines[:1] + ["# from: Hira"] + lines[2:]) + "\n"
        text = "".join(chr(ord(c) - 96) if "ァ" <= c <= "ヶ" else c for c in text)
        (LEARNED / f"{lang}-Hira.tsv").write_text(text, encoding="utf-8")


def gather(entities, check_only):
    """script → language → [(word, units)], words once an entity; the held-out entities apart."""
    items = defaultdict(lambda: defaultdict(list))
    for name in sorted(entities):
        entity = entities[name]
        if (check_only and data.held_out(name)) or not entity.other:
            continue
        units = entity.units()
        seen = set()
        for lang, script, words in entity.other if units else ():
            for word in words:
                if (lang, script, word) not in seen and 2 <= len(word) <= 20:
                    seen.add((lang, script, word))
                    items[script][lang if lang in data.SCRIPTS[script] else ""].append((word, units))
    return items


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--check", action="store_true")
    options.add_argument("--only", default="")
    options.add_argument("--misses", type=int, default=0, help="with --check: print this many per language")
    options.add_argument("--sample", type=int, default=300)
    args = options.parse_args()
    only = set(filter(None, args.only.split(",")))
    entities = data.load(ROOT)
    items = gather(entities, args.check)
    LEARNED.mkdir(exist_ok=True)
    report = check.Report(entities, args) if args.check else None
    for script in data.SCRIPTS:
        if only and script not in only:
            continue
        began = time.time()
        learned = learn_script(script, items[script])
        print(script, {lang: (len(t), p) for lang, (t, p) in learned.items()},
              f"{time.time() - began:.0f} s", file=sys.stderr, flush=True)
        if report:
            report.script(script, learned, items[script])
        else:
            for lang, (table, pairs) in learned.items():
                write(lang, script, table, pairs)
    if not only or "latin" in only:
        if args.check:
            latin.check(entities)
        else:
            latin.learn(entities, LEARNED / "latin.tsv")


if __name__ == "__main__":
    main()
