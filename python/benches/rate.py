"""The module's rate against that of the library alone, on the same texts and one thread.

    python benches/rate.py

Counts processor time, the least of several turns, so that what else runs on the
machine matters little. The ratios are what counts.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa

from exonym import Normalizer
from exonym.arrow import annotate_array

FOLDER = Path(__file__).parent
sys.path.insert(0, str(FOLDER.parent / "tests"))

from documents import documents

TURNS = 5
SHORT = "They met in Erevan."
TIMES = 10_000


def timed(work: Callable[[], object]) -> float:
    """Nanoseconds of processor time, the least of two rounds, as the library is timed."""
    return min(_once(work) for _ in range(2))


def _once(work: Callable[[], object]) -> float:
    before = time.thread_time_ns()
    work()
    return time.thread_time_ns() - before


def of_library(file: Path) -> dict[str, float]:
    command = ["cargo", "bench", "--quiet", "--bench", "rate", "--", str(file)]
    environment = {**os.environ, "PYO3_BUILD_EXTENSION_MODULE": "1"}
    run = subprocess.run(command, cwd=FOLDER.parent, env=environment, stdout=subprocess.PIPE, check=True)
    annotated, described, kept, short = map(float, run.stdout.split())
    return {
        "library: annotate": annotated,
        "library: annotate and describe": described,
        "library: describe and keep": kept,
        "library: a short text": short,
    }


def of_module(normalizer: Normalizer, texts: list[str], column: pa.Array) -> dict[str, float]:
    def one_by_one() -> None:
        for text in texts:
            normalizer.annotate(text)

    def many_times() -> None:
        for _ in range(TIMES):
            normalizer.annotate(SHORT)

    return {
        "annotate_many": timed(lambda: normalizer.annotate_many(texts)),
        "annotate_array": timed(lambda: annotate_array(column, normalizer)),
        "annotate, one by one": timed(one_by_one),
        "a short text": timed(many_times) / TIMES,
    }


def main() -> None:
    texts = documents(10_000)
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    normalizer, column = Normalizer(jobs=1), pa.array(texts)
    least: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "texts.jsonl")
        file.write_text("".join(json.dumps(text) + "\n" for text in [*texts, SHORT]))
        # In turns, since what else runs on the machine comes and goes.
        for _ in range(TURNS):
            for name, nanoseconds in {**of_library(file), **of_module(normalizer, texts, column)}.items():
                least[name] = min(nanoseconds, least.get(name, nanoseconds))
    print(f"{len(texts)} texts, {megabytes:.1f} MB")
    short, more = least.pop("library: a short text"), least.pop("a short text")
    library = least["library: annotate"]
    for name, nanoseconds in least.items():
        print(f"{name:32} {megabytes / nanoseconds * 1e9:6.2f} MB/s, {library / nanoseconds:.2f} of the library")
    print(f"a short text: {short / 1e3:.1f} µs, and {(more - short) / 1e3:.1f} µs more in Python")


if __name__ == "__main__":
    main()
