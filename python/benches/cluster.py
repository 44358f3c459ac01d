"""Throughput of two executors against one, and what memory a gazetteer takes in each worker.

    python benches/cluster.py

Two executors on a machine of two processors share it with the driver, and with
whatever else runs: the ratio is less than two.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa
from pyspark.sql import SparkSession

import exonym.spark
from exonym import Gazetteer

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


def throughput(texts: list[str], executors: int, folder: Path) -> float:
    """Megabytes a second, the best of several rounds behind one that starts the workers."""
    with cluster(f"local-cluster[{executors},1,1024]", folder) as spark:
        df = spark.createDataFrame([(text,) for text in texts], ["text"]).repartition(8).cache()
        df.count()

        def once() -> float:
            before = time.perf_counter()
            exonym.spark.annotate(df).write.format("noop").mode("overwrite").save()
            return time.perf_counter() - before

        once()
        return sum(len(text.encode()) for text in texts) / 1e6 / min(once() for _ in range(ROUNDS))


def memory(spark: SparkSession, texts: list[str], file: Path) -> list[dict[str, int]]:
    """What each worker process has of its own and what it shares, in kB, once it has done its part."""
    df = spark.createDataFrame([(text,) for text in texts], ["text"]).repartition(8)
    done = exonym.spark.annotate(df, gazetteer=file)

    def measure(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import os

        rows = 0
        for batch in batches:
            rows += batch.num_rows
            time.sleep(0.05)  # so that no worker does all of them
        wanted = ("Rss", "Pss", "Private_Clean", "Private_Dirty", "Shared_Clean", "Shared_Dirty", "Anonymous")
        found: dict[str, int] = {}
        with open("/proc/self/smaps_rollup") as lines:
            for line in lines:
                name, _, rest = line.partition(":")
                if name in wanted:
                    found[name] = int(rest.split()[0])
        row = {"pid": os.getpid(), **found}
        yield pa.RecordBatch.from_pylist([row], schema=pa.schema([(name, pa.int64()) for name in ("pid", *wanted)]))

    fields = "pid long, Rss long, Pss long, Private_Clean long, Private_Dirty long, Shared_Clean long, Shared_Dirty long, Anonymous long"
    # Twice: what the first run leaves is what the second measures.
    done.write.format("noop").mode("overwrite").save()
    rows = done.mapInArrow(measure, fields).collect()
    return list({row.pid: row.asDict() for row in rows}.values())


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
        rates = {executors: throughput(texts * 4, executors, folder / "spark") for executors in (1, 2)}
        for executors, rate in rates.items():
            print(f"{executors} executors: {rate:.2f} MB/s")
        print(f"2 executors to 1: {rates[2] / rates[1]:.2f}")


if __name__ == "__main__":
    main()
