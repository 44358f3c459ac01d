from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from exonym import Gazetteer

TEXT = "Emmanuel Macron flew from Erevan to Kiev."


@Language.component("two_entities")
def two_entities(doc: Doc) -> Doc:
    """Stands for an entity recognizer: one entity is just a mention, another is longer than one."""
    doc.ents = [Span(doc, 0, 2, "PER"), Span(doc, 3, 5, "MISC")]
    return doc


def test_spans() -> None:
    nlp = spacy.blank("xx")
    nlp.add_pipe("exonym")
    doc = nlp(TEXT)
    assert [(span.text, span.label_, span.kb_id_) for span in doc.spans["exonym"]] == [
        ("Emmanuel Macron", "PERSON", "person:emmanuel-macron"),
        ("Erevan", "PLACE", "geonames:616052"),
        ("Kiev", "PLACE", "geonames:703448"),
    ]
    assert doc.ents == ()
    assert [mention["canonical"] for mention in doc._.exonym] == ["Emmanuel Macron", "Yerevan", "Kyiv"]


def test_mentions_stay_exact_where_tokens_are_wider() -> None:
    nlp = spacy.blank("xx")
    nlp.add_pipe("exonym", config={"lang": "tr"})
    doc = nlp("Bakan heyetle Yerevan'dan geldi.")
    (span,), (mention,) = doc.spans["exonym"], doc._.exonym
    assert doc.text[mention["start"] : mention["end"]] == mention["surface"]
    assert span.start_char <= mention["start"] and mention["end"] <= span.end_char


@pytest.mark.parametrize(
    ("overwrite", "expected"),
    [
        (
            False,
            [
                ("Emmanuel Macron", "PER", "person:emmanuel-macron"),
                ("from Erevan", "MISC", ""),
                ("Kiev", "PLACE", "geonames:703448"),
            ],
        ),
        (
            True,
            [
                ("Emmanuel Macron", "PERSON", "person:emmanuel-macron"),
                ("Erevan", "PLACE", "geonames:616052"),
                ("Kiev", "PLACE", "geonames:703448"),
            ],
        ),
    ],
)
def test_entities_beside_a_recognizer(overwrite: bool, expected: list[tuple[str, str, str]]) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("two_entities")
    nlp.add_pipe("exonym", config={"set_ents": True, "overwrite_ents": overwrite})
    assert [(ent.text, ent.label_, ent.kb_id_) for ent in nlp(TEXT).ents] == expected


def test_a_pipeline_is_saved_and_loaded(tmp_path: Path, names_csv: Path) -> None:
    file = names_csv.with_suffix(".gaz")
    Gazetteer.build(names_csv, output=file)
    nlp = spacy.blank("xx")
    nlp.add_pipe("exonym", config={"gazetteer": [str(file)], "spans_key": "names", "lang": "en"})
    nlp.to_disk(tmp_path / "pipeline")
    loaded = spacy.load(tmp_path / "pipeline")
    doc = loaded("In Wanatur")
    assert [span.kb_id_ for span in doc.spans["names"]] == ["Q1"]
    assert spacy.blank("xx").from_bytes(nlp.to_bytes()).meta["lang"] == "xx"
    # Documents keep what was found.
    restored = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert restored._.exonym == doc._.exonym
    assert [span.kb_id_ for span in restored.spans["names"]] == ["Q1"]


def test_many_documents_come_in_order() -> None:
    nlp = spacy.blank("xx")
    nlp.add_pipe("exonym")
    texts = [f"Number {number}: {TEXT}" for number in range(300)]
    docs = list(nlp.pipe(texts, batch_size=50))
    assert [doc.text for doc in docs] == texts
    assert {len(doc.spans["exonym"]) for doc in docs} == {3}
