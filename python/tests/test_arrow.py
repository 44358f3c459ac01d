"""Columns of every kind give the same."""

from __future__ import annotations

import pyarrow as pa
import pytest

from exonym import Normalizer, OptionError, TextError, arrow
from exonym.arrow import MENTIONS, annotate_array, annotate_table, normalize_array, normalize_table

TEXTS = ["They met in Erevan.", None, "", "🇦🇲 Aik Kondzhoryan was in Kiev.", "nothing", "Tiflis, Erevan"]
WRITTEN = ["They met in Yerevan.", None, "", "🇦🇲 Hayk Konjoryan was in Kyiv.", "nothing", "Tbilisi, Yerevan"]

KINDS = {
    "string": pa.array(TEXTS),
    "large_string": pa.array(TEXTS, pa.large_string()),
    "string_view": pa.array(TEXTS, pa.string_view()),
    "dictionary": pa.array(TEXTS).dictionary_encode(),
    "large dictionary": pa.array(TEXTS, pa.large_string()).dictionary_encode(),
    "binary": pa.array(TEXTS).cast(pa.binary()),
    "binary_view": pa.array(TEXTS).cast(pa.binary()).cast(pa.binary_view()),
    "slice": pa.array(["They were in Kiev.", *TEXTS, "x"])[1:-1],
    "slice of views": pa.array(["They were in Kiev, they were in Kiev.", *TEXTS, "x"], pa.string_view())[1:-1],
    "chunks": pa.chunked_array([TEXTS[:2], [], TEXTS[2:]], pa.string()),
    "list": TEXTS,
}


@pytest.fixture(scope="module")
def english() -> Normalizer:
    return Normalizer(lang="en")


@pytest.mark.parametrize("kind", KINDS)
def test_kinds(english: Normalizer, kind: str) -> None:
    assert normalize_array(KINDS[kind], english).to_pylist() == WRITTEN
    mentions = annotate_array(KINDS[kind], english)
    assert mentions.type == MENTIONS
    mentions.validate(full=True)
    found = [None if of_text is None else [m["entity"] for m in of_text] for of_text in mentions.to_pylist()]
    assert found == [
        ["geonames:616052"],
        None,
        [],
        ["person:hayk-konjoryan", "geonames:703448"],
        [],
        ["geonames:611717", "geonames:616052"],
    ]


def test_nulls_of_whatever_lies_beneath(english: Normalizer) -> None:
    beneath = pa.StringArray.from_buffers(
        2, pa.array([0, 6, 12], pa.int32()).buffers()[1], pa.py_buffer(b"ErevanErevan"), pa.py_buffer(b"\x01")
    )
    assert beneath.to_pylist() == ["Erevan", None]
    assert normalize_array(beneath, english).to_pylist() == ["Yerevan", None]


@pytest.mark.parametrize("empty", [pa.array([], pa.string()), pa.chunked_array([], pa.string()), pa.nulls(3)])
def test_nothing(english: Normalizer, empty: pa.Array) -> None:
    assert normalize_array(empty, english).to_pylist() == [None] * len(empty)
    assert annotate_array(empty, english).to_pylist() == [None] * len(empty)


def test_pieces_are_put_together(english: Normalizer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrow, "_PIECE", 64)
    texts = pa.array(TEXTS * 50)
    normalized = normalize_array(texts, english)
    assert normalized.num_chunks > 10
    assert normalized.to_pylist() == WRITTEN * 50


def test_bytes_that_are_no_text_are_said_in_a_column(english: Normalizer) -> None:
    table = pa.table({"text": [b"In Erevan", b"caf\xe9", None]})
    normalized = normalize_table(table, "text", english)
    assert normalized.column_names == ["text", "normalized", "error"]
    assert normalized.column("normalized").to_pylist() == ["In Yerevan", None, None]
    errors = [None, "not UTF-8 at byte 3; decode the text first", None]
    assert normalized.column("error").to_pylist() == errors
    annotated = annotate_table(table, "text", english, into="found", errors="why")
    assert annotated.column("why").to_pylist() == errors
    assert [None if found is None else len(found) for found in annotated.column("found").to_pylist()] == [1, None, None]
    with pytest.raises(TextError, match="text 1: not UTF-8 at byte 3"):
        normalize_array(table.column("text"), english)


def test_languages_are_said_in_a_column() -> None:
    table = pa.table({"text": ["Кишинев", "Кишинев"], "tag": ["ru", None]})
    first, _ = normalize_table(table, "text", Normalizer(), lang="tag").column("normalized").to_pylist()
    assert first == "Кишинёв"


@pytest.mark.parametrize(
    ("table", "options", "message"),
    [
        ({"body": ["x"]}, {}, "no column 'text', or several; there are body"),
        ({"text": [1]}, {}, "a column of int64 holds no text; cast it to string"),
        ({"text": ["x"], "error": ["x"]}, {}, "a column 'error' already; say with into= and errors="),
        ({"text": ["x"]}, {"lang": "tag"}, "no column 'tag'"),
    ],
)
def test_tables_that_will_not_do(english: Normalizer, table: dict, options: dict, message: str) -> None:
    with pytest.raises(OptionError, match=message):
        annotate_table(pa.table(table), "text", english, **options)


def test_offsets_that_are_cut_short(english: Normalizer) -> None:
    with pytest.raises(TextError, match="cut short"):
        english._normalize_column(b"\0" * 7, b"", None)
    reaching_too_far = (5).to_bytes(8, "little")
    done = english._normalize_column(bytes(8) + reaching_too_far, b"abc", None)
    assert done["errors"] == [(0, "offsets out of bounds")]
