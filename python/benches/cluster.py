"""Throughput of two executors against one, and what memory a gazetteer takes in each worker.

    python benches/cluster.py

Two executors on a machine of two processors share it with the driver, and with
whatever else runs: the ratio is less than two.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
from pyspark.sql import SparkSession

import exonym.spark
from exonym import Gazetteer
from exonym.arrow import annotate_array

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from clusters import cluster
from documents import documents

NAMES = 1_000_000
ROUNDS = 3


def gazetteer(folder: Path, names: int) -> Path:
    """A gazetteer of made names, the same every time."""
    chosen = random.Random(20261125)
    syllables = [c + v for c in "bdfghjklmnprstvz" for v in ("a", "e", "i", "o", "u", "an", "er", "in", "ov", "us")]

    def word() -> str:
        return "".join(chosen.choices(syllables, k=3)).capitalize()

    csv, file = folder / f"{names}.csv", folder / f"{names}.gaz"
    rows = (f"made:{number},{word()} {word()},en,person\n" for number in range(names))
    csv.write_text("id,name,lang,type\n" + "".join(rows))
    Gazetteer.build(csv, output=file)
    return file


def throughput(texts: list[str], executors: int, folder: Path) -> tuple[float, Decimal]:
    """Megabytes a second, the best of several rounds behind one that starts the workers, and a sum over all mentions."""
    with cluster(f"local-cluster[{executors},1,1024]", folder) as spark:
        df = spark.createDataFrame([(text,) for text in texts], ["text"]).repartition(8).cache()
        df.count()
        done = exonym.spark.annotate(df)

        def once() -> float:
            before = time.perf_counter()
            done.write.format("noop").mode("overwrite").save()
            return time.perf_counter() - before

        found = done.selectExpr("sum(cast(xxhash64(to_json(struct(text, mentions))) as decimal(38, 0)))").first()[0]
        rate = sum(len(text.encode()) for text in texts) / 1e6 / min(once() for _ in range(ROUNDS))
        return rate, found


#: What a process has, in kB: in all, of its own, and shared with others.
MEMORY = ["Rss", "Pss", "Anonymous", "Private_Clean", "Private_Dirty", "Shared_Clean", "Shared_Dirty"]


def memory(spark: SparkSession, texts: list[str], file: Path) -> list[dict[str, int]]:
    """What each worker process has and shares, in kB, once it has done its part."""
    df = spark.createDataFrame([(text,) for text in texts], ["text"]).repartition(8)
    settings = exonym.spark._settings(df, [file], {})

    def work(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        normalizer = exonym.spark._normalizer(settings)
        for batch in batches:
            annotate_array(batch.column(0), normalizer)
        lines = (line.split() for line in Path("/proc/self/smaps_rollup").read_text().splitlines()[1:])
        sizes = {line[0].rstrip(":"): int(line[1]) for line in lines}
        row = {"pid": os.getpid(), **{name: sizes[name] for name in MEMORY}}
        yield pa.RecordBatch.from_pylist([row], schema=pa.schema([(name, pa.int64()) for name in row]))

    fields = ", ".join(f"{name} long" for name in ["pid", *MEMORY])
    rows = df.mapInArrow(work, fields).collect()
    # The last that each says is the most.
    return list({row.pid: row.asDict() for row in sorted(rows, key=lambda row: row.Anonymous)}.values())


def main() -> None:
    texts = documents(10_000)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for names in (1_000, NAMES):
            file = gazetteer(folder, names)
            print(f"{names} names, {file.stat().st_size >> 10} kB")
            with cluster("local[2]", folder / "spark") as spark:
                for worker in memory(spark, texts, file):
                    print(
                        "  worker", "  ".join(f"{name} {kilobytes}" for name, kilobytes in worker.items()), flush=True
                    )
        # In turns, since what else runs on the machine comes and goes.
        best, sums = {1: 0.0, 2: 0.0}, set()
        for executors in (1, 2) * ROUNDS:
            rate, found = throughput(texts * 8, executors, folder / "spark")
            print(f"{executors} executors: {rate:.2f} MB/s, sum {found}", flush=True)
            best[executors] = max(best[executors], rate)
            sums.add(found)
        assert len(sums) == 1, "the results are not the same"
        print(f"2 executors to 1: {best[2] / best[1]:.2f}")


if __name__ == "__main__":
    main()
