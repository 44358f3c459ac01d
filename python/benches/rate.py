"""The module's rate against that of the library alone, on the same texts and one thread.

    python benches/rate.py

Counts processor time, the least of several rounds, so that what else runs on the
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

ROUNDS = 5
SHORT = "They met in Erevan."


def least(work: Callable[[], object]) -> float:
    def once() -> float:
        before = time.thread_time_ns()
        work()
        return time.thread_time_ns() - before

    return min(once() for _ in range(ROUNDS))


def of_library(texts: list[str]) -> tuple[float, float, float]:
    """Nanoseconds for all texts annotated, described too, and for the short one."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "texts.jsonl")
        file.write_text("".join(json.dumps(text) + "\n" for text in [*texts, SHORT]))
        command = ["cargo", "bench", "--quiet", "--bench", "rate", "--", str(file)]
        environment = {**os.environ, "PYO3_BUILD_EXTENSION_MODULE": "1"}
        run = subprocess.run(command, cwd=FOLDER.parent, env=environment, stdout=subprocess.PIPE, check=True)
    annotated, described, one = map(float, run.stdout.split())
    return annotated, described, one


def main() -> None:
    texts = documents(10_000)
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    normalizer = Normalizer(jobs=1)
    annotated, described, short = of_library(texts)

    def one_by_one() -> None:
        for text in texts:
            normalizer.annotate(text)

    def many_times() -> None:
        for _ in range(10_000):
            normalizer.annotate(SHORT)

    column = pa.array(texts)
    rows = [
        ("library: annotate", annotated),
        ("library: annotate, and describe the mentions", described),
        ("annotate_many", least(lambda: normalizer.annotate_many(texts))),
        ("annotate_array", least(lambda: annotate_array(column, normalizer))),
        ("annotate, one by one", least(one_by_one)),
    ]
    print(f"{len(texts)} texts, {megabytes:.1f} MB")
    for name, nanoseconds in rows:
        print(f"{name:46} {megabytes / nanoseconds * 1e9:6.2f} MB/s  {annotated / nanoseconds:.2f} of the library’s")
    overhead = least(many_times) / 10_000 - short
    print(f"a short text: {short / 1e3:.1f} µs, and {overhead / 1e3:.1f} µs more in Python")


if __name__ == "__main__":
    main()
