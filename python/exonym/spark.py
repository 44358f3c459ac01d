"""Spark: `exonym.spark.annotate(df, "text")` and `exonym.spark.normalize(df, "text")`.

A gazetteer is sent once to each machine and mapped once by each Python worker,
whose processes share its memory. Partitions are streamed. A text that nothing
can be made of is said in a column and does not stop the job. The package
has to be installed where the workers run, with pyarrow and pandas, which Spark
wants.
"""

from __future__ import annotations

import functools
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyspark import SparkFiles
from pyspark.sql import DataFrame
from pyspark.sql.pandas.types import from_arrow_type
from pyspark.sql.types import StringType, StructType

from . import arrow
from ._exonym import Gazetteer, Normalizer
from .errors import OptionError

#: A path of a compiled file, or "default"; later ones of several win.
_Gazetteers = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]


def normalize(
    df: DataFrame,
    column: str = "text",
    gazetteer: _Gazetteers = "default",
    *,
    into: str = "normalized",
    errors: str = "error",
    lang_column: str | None = None,
    **options: Any,
) -> DataFrame:
    """The frame with two more columns: the text with canonical names, and why there is none.

    `options` are those of `Normalizer`; `lang_column` names a column of language tags.
    """
    settings = _settings(df, gazetteer, options)
    return _mapped(df, "normalize_table", column, into, errors, lang_column, settings, pa.string())


def annotate(
    df: DataFrame,
    column: str = "text",
    gazetteer: _Gazetteers = "default",
    *,
    into: str = "mentions",
    errors: str = "error",
    lang_column: str | None = None,
    **options: Any,
) -> DataFrame:
    """The frame with two more columns: the mentions (`exonym.arrow.MENTIONS`), and why there are none.

    `options` are those of `Normalizer`; `lang_column` names a column of language tags.
    """
    settings = _settings(df, gazetteer, options)
    return _mapped(df, "annotate_table", column, into, errors, lang_column, settings, arrow.MENTIONS)


#: Names of gazetteers as workers find them, and options: all of it hashable.
_Settings = tuple[tuple[str, ...], tuple[tuple[str, Any], ...]]


def _settings(df: DataFrame, gazetteers: _Gazetteers, options: dict[str, Any]) -> _Settings:
    """Ships the gazetteers, and finds mistakes in the options before the cluster does."""
    if isinstance(gazetteers, (str, os.PathLike)):
        gazetteers = [gazetteers]
    opened = [
        (Gazetteer.default() if os.fspath(path) == "default" else Gazetteer.open(path), path) for path in gazetteers
    ]
    # What is kept for each worker has to be hashable.
    lists = {name: tuple(value) for name, value in options.items() if isinstance(value, list)}
    options = {"jobs": 1, **options, **lists}
    Normalizer([gazetteer for gazetteer, _ in opened], **options)
    names = tuple(_shipped(df, gazetteer, path) for gazetteer, path in opened)
    return names, tuple(sorted(options.items()))


#: What was sent, by application and name; the folders last as long as this process.
_sent: dict[tuple[str, str], tempfile.TemporaryDirectory[str]] = {}


def _shipped(df: DataFrame, gazetteer: Gazetteer, path: str | os.PathLike[str]) -> str:
    """Sends a file to every machine under the id of what is in it, so that a new one never meets an old one."""
    if os.fspath(path) == "default":
        return "default"
    context = df.sparkSession.sparkContext
    name = f"exonym-{gazetteer.stats()['build_id']}.gaz"
    if (context.applicationId, name) not in _sent:
        folder = tempfile.TemporaryDirectory(prefix="exonym-")
        shutil.copyfile(path, Path(folder.name, name))
        context.addFile(str(Path(folder.name, name)))
        _sent[context.applicationId, name] = folder
    return name


def _mapped(
    df: DataFrame,
    function: str,
    column: str,
    into: str,
    errors: str,
    lang: str | None,
    settings: _Settings,
    result: pa.DataType,
) -> DataFrame:
    for name in [column] if lang is None else [column, lang]:
        if name not in df.columns:
            raise OptionError(f"no column {name!r}; there are {', '.join(df.columns)}")
    for name in (into, errors):
        if name in df.columns:
            raise OptionError(
                f"there is a column {name!r} already; say with into= and errors= what to call the new ones"
            )
    schema = StructType(list(df.schema.fields)).add(into, from_arrow_type(result)).add(errors, StringType())

    def work(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        normalizer = _normalizer(settings)
        widen: Callable[..., pa.Table] = getattr(arrow, function)
        for batch in batches:
            table = pa.Table.from_batches([batch])
            yield from widen(table, column, normalizer, into=into, errors=errors, lang=lang).to_batches()

    return df.mapInArrow(work, schema)


@functools.lru_cache(maxsize=4)
def _normalizer(settings: _Settings) -> Normalizer:
    """The normalizer of this worker process."""
    names, options = settings
    opened = [Gazetteer.default() if name == "default" else Gazetteer.open(SparkFiles.get(name)) for name in names]
    return Normalizer(opened, **dict(options))
