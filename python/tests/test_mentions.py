"""Whatever way a text comes, the same is found as by the command line."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import spacy

from exonym import Mention, Normalizer
from exonym.arrow import annotate_array, annotate_table, normalize_array

Found = list[list[dict[str, Any]]]


def dictionaries(found: list[list[Mention]]) -> Found:
    return [[mention.to_dict() for mention in mentions] for mentions in found]


def of_column(column: pa.ChunkedArray) -> Found:
    """The mentions of a column as the command line writes them: what is empty is left out there."""
    found = column.to_pylist()
    for mention in (mention for mentions in found for mention in mentions):
        mention["from"] = mention.pop("route_from")
        for name in ("cases", "standards", "route", "from", "like"):
            if not mention[name]:
                del mention[name]
        if mention["evidence"] == "listed":
            del mention["evidence"]
    return found


def test_there_is_much_to_find(expected: Found) -> None:
    mentions = [mention for mentions in expected for mention in mentions]
    assert len(expected) == 10_000 and len(mentions) > 30_000
    assert {mention["tier"] for mention in mentions} >= {"exact", "folded", "inflected"}
    assert sum("route" in mention for mention in mentions) > 100


def test_one_by_one(normalizer: Normalizer, texts: list[str], expected: Found) -> None:
    assert dictionaries([normalizer.annotate(text) for text in texts]) == expected


def test_many(normalizer: Normalizer, texts: list[str], expected: Found) -> None:
    assert dictionaries(normalizer.annotate_many(texts)) == expected


def test_arrow(normalizer: Normalizer, texts: list[str], expected: Found) -> None:
    assert of_column(annotate_array(texts, normalizer)) == expected
    table = annotate_table(pa.table({"text": texts}), "text", normalizer)
    assert of_column(table.column("mentions")) == expected
    assert table.column("error").null_count == len(texts)


def test_spacy(texts: list[str], expected: Found) -> None:
    nlp = spacy.blank("xx")
    nlp.add_pipe("exonym")
    docs = list(nlp.pipe(texts))
    assert [doc._.exonym for doc in docs] == expected
    for doc, mentions in zip(docs, expected):
        assert [span.kb_id_ for span in doc.spans["exonym"]] == [mention["entity"] for mention in mentions]


def test_texts_are_rewritten_the_same(normalizer: Normalizer, texts: list[str], rewritten: list[str]) -> None:
    assert normalizer.normalize_many(texts) == rewritten
    assert normalize_array(texts, normalizer).to_pylist() == rewritten
    assert [normalizer.normalize(text) for text in texts[:1000]] == rewritten[:1000]
