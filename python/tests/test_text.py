"""Places are those that Python counts."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given

from exonym import Normalizer, TextError
from exonym.arrow import annotate_array

NAMES = ["Erevan", "Ереване", "Հայկ Կոնջորյան", "Aik Kondzhoryan", "Kiev’de", "埃里温", "Emmanuel Macron", "تهران"]
AROUND = st.text(
    alphabet=st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("🇦🇲𝔄𐍈👩‍👧 .,\n")), max_size=20
)
TEXTS = st.lists(st.one_of(AROUND, st.sampled_from(NAMES)), max_size=8).map("".join)


@given(TEXTS)
def test_a_mention_stands_where_it_says(normalizer: Normalizer, text: str) -> None:
    for mention in normalizer.annotate(text):
        assert text[mention.start : mention.end] == mention.surface
        assert text.encode()[mention.byte_start : mention.byte_end].decode() == mention.surface


@given(st.lists(TEXTS, max_size=4))
def test_so_it_does_in_columns(normalizer: Normalizer, texts: list[str]) -> None:
    for text, mentions in zip(texts, annotate_array(texts, normalizer).to_pylist(), strict=True):
        for mention in mentions:
            assert text[mention["start"] : mention["end"]] == mention["surface"]


@given(TEXTS)
def test_what_is_normalized_stays(normalizer: Normalizer, text: str) -> None:
    once = normalizer.normalize(text, lang="en")
    assert normalizer.normalize(once, lang="en") == once


def test_a_lone_surrogate_is_no_text(normalizer: Normalizer) -> None:
    with pytest.raises(TextError, match="lone surrogate at code point 3; decode the text with errors='replace'"):
        normalizer.annotate("abc\ud800")
    with pytest.raises(TextError, match="text 1: lone surrogate at code point 0"):
        normalizer.annotate_many(["", "\udfff"])


def test_there_is_always_something_beyond_the_basic_plane(normalizer: Normalizer) -> None:
    (mention,) = normalizer.annotate("𝔗𝔥𝔢 🇦🇲 Erevan", lang="en")
    assert (mention.start, mention.end, mention.byte_start) == (7, 13, 22)
