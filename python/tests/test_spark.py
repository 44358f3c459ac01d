"""Spark, on the processors of this machine and in a cluster of two executors."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from clusters import cluster, executors, kill
from pyspark.sql import DataFrame, SparkSession
from test_mentions import of_column

import exonym.spark
from exonym import Gazetteer, OptionError

pytestmark = [
    pytest.mark.spark,
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java"),
]

SCRIPT = Path(__file__).parents[1] / "examples" / "spark_folder.py"


@pytest.fixture(scope="module", params=["local[2]", "local-cluster[2,1,1024]"])
def spark(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    with cluster(request.param, tmp_path_factory.mktemp("spark")) as session:
        yield session


def frame(spark: SparkSession, texts: list[Any], partitions: int) -> DataFrame:
    return spark.createDataFrame(list(enumerate(texts)), ["id", "text"]).repartition(partitions)


def column(done: DataFrame, name: str) -> Any:
    return done.select("id", name).toArrow().sort_by("id").column(name)


def test_the_same_is_found(spark: SparkSession, texts: list[str], expected: list[Any], rewritten: list[str]) -> None:
    df = frame(spark, texts, 8)
    assert of_column(column(exonym.spark.annotate(df), "mentions")) == expected
    assert column(exonym.spark.normalize(df), "normalized").to_pylist() == rewritten


def test_own_gazetteers_are_shipped(spark: SparkSession, names_csv: Path) -> None:
    file = names_csv.with_suffix(".gaz")
    Gazetteer.build(names_csv, output=file)
    df = frame(spark, ["In Wanatur", None], 2)
    first = exonym.spark.normalize(df, gazetteer=file, template="{canonical} [{id}]", lang="en")
    assert column(first, "normalized").to_pylist() == ["In Vanatur [Q1]", None]
    # A new file of the same name is another gazetteer.
    names_csv.write_text("id,name,lang,kind\nQ2,Vanadur,en,canonical\nQ2,Wanatur,en,alias\n")
    Gazetteer.build(names_csv, output=file)
    second = exonym.spark.normalize(df, gazetteer=["default", file], lang="en")
    assert column(second, "normalized").to_pylist() == ["In Vanadur", None]


def test_bad_rows_go_to_a_column(spark: SparkSession) -> None:
    df = frame(spark, [bytearray(b"In Erevan"), bytearray(b"caf\xe9"), None], 2)
    done = exonym.spark.annotate(df, into="found", errors="why")
    assert column(done, "why").to_pylist() == [None, "not UTF-8 at byte 3; decode the text first", None]
    assert [row.found and row.found[0].entity for row in done.orderBy("id").collect()] == [
        "geonames:616052",
        None,
        None,
    ]


def test_mistakes_are_found_before_the_job(spark: SparkSession) -> None:
    df = frame(spark, ["x"], 1)
    with pytest.raises(OptionError, match="no column 'body'; there are id, text"):
        exonym.spark.annotate(df, "body")
    with pytest.raises(OptionError, match="a column 'text' already"):
        exonym.spark.annotate(df, into="text")
    with pytest.raises(OptionError, match="min_score=2: must be from 0 to 1"):
        exonym.spark.normalize(df, min_score=2)


def test_an_executor_that_is_killed_costs_nothing(
    spark: SparkSession, texts: list[str], expected: list[Any], tmp_path: Path
) -> None:
    if not spark.sparkContext.master.startswith("local-cluster"):
        pytest.skip("there are no executors to kill")
    partitions, out = 60, str(tmp_path / "out")
    job = threading.Thread(target=lambda: exonym.spark.annotate(frame(spark, texts * 3, partitions)).write.parquet(out))
    before = executors()
    assert len(before) == 2
    job.start()
    done = wait_for_tasks(spark, job, partitions, at_least=4)
    kill(before[0])
    job.join()
    assert 4 <= done < partitions
    assert before[0] not in executors()
    assert of_column(column(spark.read.parquet(out), "mentions")) == expected * 3


def wait_for_tasks(spark: SparkSession, job: threading.Thread, partitions: int, at_least: int) -> int:
    """How many tasks of the stage of so many partitions are done, once there are some."""
    tracker = spark.sparkContext.statusTracker()
    while job.is_alive():
        for stage in tracker.getActiveStageIds():
            info = tracker.getStageInfo(stage)
            if info and info.numTasks == partitions and info.numCompletedTasks >= at_least:
                return info.numCompletedTasks
        time.sleep(0.02)
    raise AssertionError("the job was over before")


def test_the_script_does_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(3):
        lines = [{"id": number, "body": "They met in Erevan."}, {"id": number + 10, "body": None}]
        text = "".join(json.dumps(line) + "\n" for line in lines)
        (folder / f"{number}.jsonl").write_text(text + ("{broken\n" if number == 0 else ""))

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, SCRIPT, *arguments]
        return subprocess.run([str(part) for part in command], check=False, capture_output=True, text=True)

    normalized = tmp_path / "normalized"
    done = run(folder, normalized, "--column", "body")
    assert done.returncode == 0, done.stderr
    import pyarrow.parquet as pq

    rows = pq.read_table(normalized).to_pylist()
    assert len(rows) == 7
    assert [row["normalized"] for row in rows if row["body"]] == ["They met in Yerevan."] * 3
    assert [row["_corrupt_record"] for row in rows if row["_corrupt_record"]] == ["{broken"]

    # What it wrote it reads, as Parquet.
    done = run(normalized, tmp_path / "mentions", "--column", "missing", "--annotate")
    assert done.returncode == 2 and "no column 'missing'; there are" in done.stderr
