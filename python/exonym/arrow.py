"""Columns of text: Arrow in, Arrow out.

What has `__arrow_c_stream__` or `__arrow_c_array__` will do for a table or an
array: pyarrow, Polars, DuckDB, pandas. Columns may be `string`, `large_string`,
`string_view`, dictionaries of these, or binary that holds UTF-8, with nulls, in
slices and chunks. They are worked on a few megabytes at a time, without the
interpreter's lock. A text that is null gives null.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ._exonym import Normalizer
from .errors import OptionError, TextError

#: A mention, as `exonym annotate --format jsonl` writes it. Fields are only ever added, at the end.
MENTION = pa.struct(
    [
        ("start", pa.int32()),  # in code points, from 0
        ("end", pa.int32()),  # exclusive
        ("byte_start", pa.int32()),  # in bytes of UTF-8
        ("byte_end", pa.int32()),
        ("surface", pa.string()),
        ("entity", pa.string()),
        ("canonical", pa.string()),
        ("type", pa.string()),
        ("tier", pa.string()),
        ("cases", pa.list_(pa.string())),
        ("evidence", pa.string()),
        ("score", pa.float64()),
        ("same_as", pa.list_(pa.string())),
        ("route", pa.string()),  # null unless a standard or route gives the spelling
        ("standards", pa.list_(pa.string())),
        ("route_from", pa.string()),
        ("like", pa.string()),  # null unless the link rests on a scheme
        ("lang", pa.string()),  # null unless its line is in another language than the text
    ]
)
#: The column that `annotate_table` adds.
MENTIONS = pa.list_(MENTION)

#: Texts that are worked on at a time, in bytes.
_PIECE = 4 << 20

#: What one piece of a column gives: results with nulls, and a message for each text that failed.
_Piece = tuple[pa.Array, pa.Array]


def normalize_array(texts: Any, normalizer: Normalizer | None = None, *, langs: Any = None) -> pa.ChunkedArray:
    """The texts with canonical names, as strings."""
    return _or_raise(*_each(_column(texts), langs, _normalized, normalizer, pa.string()))


def annotate_array(texts: Any, normalizer: Normalizer | None = None, *, langs: Any = None) -> pa.ChunkedArray:
    """A list of mentions (`MENTIONS`) for each text."""
    return _or_raise(*_each(_column(texts), langs, _annotated, normalizer, MENTIONS))


def normalize_table(
    table: Any,
    column: str = "text",
    normalizer: Normalizer | None = None,
    *,
    into: str = "normalized",
    errors: str = "error",
    lang: str | None = None,
) -> pa.Table:
    """The table with two more columns: the text with canonical names, and why there is none.

    `lang` names a column of language tags.
    """
    return _widened(table, column, normalizer, into, errors, lang, _normalized, pa.string())


def annotate_table(
    table: Any,
    column: str = "text",
    normalizer: Normalizer | None = None,
    *,
    into: str = "mentions",
    errors: str = "error",
    lang: str | None = None,
) -> pa.Table:
    """The table with two more columns: the mentions (`MENTIONS`), and why there are none.

    `lang` names a column of language tags.
    """
    return _widened(table, column, normalizer, into, errors, lang, _annotated, MENTIONS)


def _widened(
    table: Any,
    column: str,
    normalizer: Normalizer | None,
    into: str,
    errors: str,
    lang: str | None,
    work: Callable[..., _Piece],
    result: pa.DataType,
) -> pa.Table:
    table = table if isinstance(table, pa.Table) else pa.table(table)
    names = table.column_names
    for name in [column] if lang is None else [column, lang]:
        if names.count(name) != 1:
            raise OptionError(f"no column {name!r}, or several; there are {', '.join(names)}")
    for name in (into, errors):
        if name in names:
            raise OptionError(
                f"there is a column {name!r} already; say with into= and errors= what to call the new ones"
            )
    langs = None if lang is None else table.column(lang)
    done, why = _each(table.column(column), langs, work, normalizer, result)
    return table.append_column(pa.field(into, result), done).append_column(pa.field(errors, pa.string()), why)


def _each(
    texts: pa.ChunkedArray,
    langs: Any,
    work: Callable[..., _Piece],
    normalizer: Normalizer | None,
    result: pa.DataType,
) -> tuple[pa.ChunkedArray, pa.ChunkedArray]:
    normalizer = Normalizer() if normalizer is None else normalizer
    langs = None if langs is None else _column(langs).cast(pa.string()).to_pylist()
    if langs is not None and len(langs) != len(texts):
        raise OptionError(f"langs: {len(langs)} for {len(texts)} texts; give a language, or null, for each")
    results, errors, at = [], [], 0
    for chunk in texts.chunks:
        for piece in _pieces(_plain(chunk)):
            own = None if langs is None else langs[at : at + len(piece)]
            at += len(piece)
            done, why = work(normalizer, piece, own)
            results.append(done)
            errors.append(why)
    return pa.chunked_array(results, type=result), pa.chunked_array(errors, type=pa.string())


def _column(values: Any) -> pa.ChunkedArray:
    """What an array is, of whatever library."""
    if isinstance(values, pa.ChunkedArray):
        return values
    if hasattr(values, "__arrow_c_stream__"):
        return pa.chunked_array(values)
    return pa.chunked_array([pa.array(values)])


def _plain(texts: pa.Array) -> pa.Array:
    """The texts as `large_string`, or as `large_binary` if they are not known to be UTF-8."""
    kind = texts.type.value_type if pa.types.is_dictionary(texts.type) else texts.type
    is_binary = (pa.types.is_binary, pa.types.is_large_binary, pa.types.is_binary_view)
    is_text = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view, pa.types.is_null)
    if any(is_kind(kind) for is_kind in is_binary):
        return texts.cast(pa.large_binary())
    if any(is_kind(kind) for is_kind in is_text):
        return texts.cast(pa.large_string())
    raise OptionError(f"a column of {texts.type} holds no text; cast it to string")


def _pieces(texts: pa.Array) -> Iterator[pa.Array]:
    """Slices of some megabytes, or of one text."""
    if len(texts) > 1 and texts.nbytes > _PIECE:
        middle = len(texts) // 2
        yield from _pieces(texts[:middle])
        yield from _pieces(texts[middle:])
    else:
        yield texts


def _buffers(texts: pa.Array) -> tuple[bytes, bytes]:
    """Offsets of 64 bits, and the bytes between the first and the last."""
    empty = "" if pa.types.is_large_string(texts.type) else b""
    texts = texts.fill_null(empty)
    if len(texts) == 0:
        return bytes(8), b""
    _, offsets, data = texts.buffers()
    offsets = offsets.slice(8 * texts.offset, 8 * (len(texts) + 1)).to_pybytes()
    first, last = (int.from_bytes(offset, "little") for offset in (offsets[:8], offsets[-8:]))
    return offsets, data.slice(first, last - first).to_pybytes() if data else b""


def _normalized(normalizer: Normalizer, texts: pa.Array, langs: list[str | None] | None) -> _Piece:
    columns = normalizer._normalize_column(*_buffers(texts), langs)
    errors = _errors(columns["errors"], len(texts))
    missing = pc.or_(texts.is_null(), errors.is_valid())
    return pc.if_else(missing, pa.scalar(None, pa.string()), _strings(columns["texts"])), errors


def _annotated(normalizer: Normalizer, texts: pa.Array, langs: list[str | None] | None) -> _Piece:
    columns = normalizer._annotate_column(*_buffers(texts), langs)
    errors = _errors(columns["errors"], len(texts))
    missing = pc.or_(texts.is_null(), errors.is_valid())
    mentions = pa.StructArray.from_arrays([_field(field, columns) for field in MENTION], fields=list(MENTION))
    return pa.ListArray.from_arrays(
        _numbers(columns["ends"], pa.int32()), mentions, type=MENTIONS, mask=missing
    ), errors


def _field(field: pa.Field, columns: dict[str, Any]) -> pa.Array:
    """The column of one field of the mentions."""
    column = columns[field.name]
    if pa.types.is_string(field.type):
        strings = _strings(column)
        return pc.if_else(pc.equal(strings, ""), pa.scalar(None, pa.string()), strings)
    if pa.types.is_list(field.type):
        ends, *strings = column
        return pa.ListArray.from_arrays(_numbers(ends, pa.int32()), _strings(strings))
    return _numbers(column, field.type)


def _strings(buffers: Any) -> pa.Array:
    offsets, data = (pa.py_buffer(buffer) for buffer in buffers)
    return pa.StringArray.from_buffers(offsets.size // 4 - 1, offsets, data)


def _numbers(data: bytes, kind: pa.DataType) -> pa.Array:
    return pa.Array.from_buffers(kind, len(data) * 8 // kind.bit_width, [None, pa.py_buffer(data)])


def _errors(errors: list[tuple[int, str]], length: int) -> pa.Array:
    """A message for each text that failed, and null for the others."""
    if not errors:
        return pa.nulls(length, pa.string())
    messages = dict(errors)
    return pa.array([messages.get(at) for at in range(length)], pa.string())


def _or_raise(results: pa.ChunkedArray, errors: pa.ChunkedArray) -> pa.ChunkedArray:
    if errors.null_count < len(errors):
        at = pc.index(errors.is_valid(), True).as_py()
        raise TextError(f"text {at}: {errors[at]}; the functions for tables keep such errors in a column")
    return results
