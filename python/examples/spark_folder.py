"""Normalizes a folder of Parquet or JSON lines on Spark, and writes Parquet.

    spark-submit examples/spark_folder.py articles/ normalized/ --column body
    python examples/spark_folder.py articles/ mentions/ --annotate --gazetteer default --gazetteer names.gaz

With `spark-submit` it runs on whatever cluster is set up; with `python`, on the
processors of this machine.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from pyspark.sql import DataFrame, SparkSession

import exonym.spark
from exonym import ExonymError


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input", help="folder or file of Parquet or JSON lines")
    parser.add_argument("output", help="folder to write, which must not be there yet")
    parser.add_argument("--format", choices=["parquet", "json"], help="what the input is [default: by its file names]")
    parser.add_argument("--column", default="text", help="column of the texts [default: text]")
    parser.add_argument("--lang-column", help="column of their languages")
    parser.add_argument("--gazetteer", action="append", help="compiled file or `default`; later ones win")
    parser.add_argument("--annotate", action="store_true", help="list the mentions instead of rewriting the texts")
    parser.add_argument("--to", help="write canonical names of this language")
    parser.add_argument("--no-spellings", action="store_true", help="do not look for unlisted spellings; twice as fast")
    return parser.parse_args()


def read(spark: SparkSession, path: str, format: str | None) -> DataFrame:
    if format is None:
        names = [path, *(file.name for file in Path(path).glob("**/*"))]
        is_json = any(name.endswith((".jsonl", ".ndjson", ".json")) for name in names)
        format = "json" if is_json else "parquet"
    return spark.read.format(format).load(path)


def main() -> int:
    args = arguments()
    # Workers run the Python that this is, unless something else is set up.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    spark = SparkSession.builder.appName("exonym").getOrCreate()
    df = read(spark, args.input, args.format)
    gazetteers = args.gazetteer or ["default"]
    options = {"spellings": not args.no_spellings, "lang_column": args.lang_column}
    try:
        if args.annotate:
            done = exonym.spark.annotate(df, args.column, gazetteers, **options)
        else:
            done = exonym.spark.normalize(df, args.column, gazetteers, to=args.to, **options)
    except ExonymError as error:
        print(f"exonym: {error}", file=sys.stderr)
        return 2
    done.write.parquet(args.output)
    failed = spark.read.parquet(args.output).where("error IS NOT NULL").count()
    if failed:
        print(f"exonym: {failed} texts failed; the column `error` says why", file=sys.stderr)
    spark.stop()
    return 4 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
