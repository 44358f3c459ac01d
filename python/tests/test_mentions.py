"""Whatever way a text comes, the same is found as by the command line."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pyarrow as pa
import spacy

from exonym import Gazetteer, Mention, Normalizer
from exonym.arrow import annotate_array, annotate_table, normalize_array

Found = list[list[dict[str, Any]]]


def dictionaries(found: list[list[Mention]]) -> Found:
    return [[mention.to_dict() for mention in mentions] for mentions in found]


def of_column(column: pa.ChunkedArray) -> Found:
    """The mentions of a column as the command line writes them: what is empty is left out there."""
    found = column.to_pylist()
    for mention in (mention for mentions in found for mention in mentions):
        mention["from"] = mention.pop("route_from")
        for name in ("cases", "standards", "route", "from", "like", "lang"):
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


def test_a_link_by_scheme_names_the_other_name(tmp_path: Path) -> None:
    file = tmp_path / "armenians.csv"
    file.write_text(
        "id,name,lang,type,kind,weight,country\n"
        "PKA,Ստեփան Ղազարյան,hy,person,canonical,10,AM\n"
        "PKO,Հայկ Կոնջորյան,hy,person,canonical,10,AM\n"
        "PHA,Գագիկ Հակոբջանյան,hy,person,canonical,10,AM\n"
        "RHA,Gagig Akobjanyan,en,person,canonical,1000,US\n",
        encoding="utf-8",
    )
    text = "Stepan Kazaryan and Aik Kondzhoryan met Gagik Akobdzhanyan on Monday."
    mentions = Normalizer(Gazetteer.build(file)).annotate(text, lang="en")
    by_scheme = {mention.surface: mention.like for mention in mentions if mention.evidence == "scheme"}
    assert by_scheme.keys() == {"Gagik Akobdzhanyan"}
    assert set(by_scheme.values()) <= {"Stepan Kazaryan", "Aik Kondzhoryan"}


DIGEST = (
    "The ministers said that they would meet the delegation again in the spring, and that talks had been good.\n"
    "Делегация из Еревана вчера прибыла в Москву, где ее встретили министры и депутаты парламента.\n"
)


def test_a_mention_in_a_line_of_another_language_has_that(program: str, tmp_path: Path) -> None:
    file = tmp_path / "digest.txt"
    file.write_text(DIGEST, encoding="utf-8")
    run = subprocess.run([program, "annotate", "--format", "jsonl", file], capture_output=True, check=True)
    expected = json.loads(run.stdout)["mentions"]
    mentions = Normalizer().annotate(DIGEST)
    assert {mention.lang for mention in mentions} == {"ru"}
    assert [mention.to_dict() for mention in mentions] == expected
    (column,) = of_column(annotate_array([DIGEST]))
    assert column == expected


def test_what_is_not_linked_is_told_as_by_the_command_line(program: str, tmp_path: Path) -> None:
    text = "Mr Sarkisian spoke with Petrov in Erevan."
    file = tmp_path / "text.txt"
    file.write_text(text, encoding="utf-8")
    options = ["--format", "jsonl", "--abstain", "report", "--min-score", "0.99"]
    # That nothing is linked is no success for the command line.
    run = subprocess.run([program, "annotate", *options, file], capture_output=True, check=False)
    expected = json.loads(run.stdout)["abstentions"]
    assert expected and Normalizer(min_score=0.99).abstentions(text) == expected
