"""Single names: what the command line says, as dictionaries."""

from __future__ import annotations

import importlib.metadata
import json
import pickle
import subprocess
from pathlib import Path
from typing import Any

import pytest

import exonym
from exonym import Gazetteer, Mention, Normalizer

NAMES = ["Aik Kondzhoryan", "Erevan", "Джорджия", "GEORGIA", "Laurence Fishburne", "埃里温", "nobody at all"]


def lines(program: str, *arguments: str) -> list[Any]:
    run = subprocess.run([program, *arguments, "--format", "jsonl"], check=False, capture_output=True)
    return [json.loads(line) for line in run.stdout.splitlines()]


def test_lookup(normalizer: Normalizer, program: str) -> None:
    expected = lines(program, "lookup", *NAMES)
    assert normalizer.lookup_many(NAMES) == expected
    assert [normalizer.lookup(name) for name in NAMES] == expected
    (one,) = lines(program, "lookup", "Georgia", "--limit", "1", "--lang", "en")
    assert normalizer.lookup("Georgia", lang="en", limit=1) == one


PAIRS = [
    ("Sergey Viktorovich Lavrov", "ЛАВРОВ Сергей"),
    ("Volodymyr Zelenskyy", "Vladimir Zelensky"),
    ("Angela Merkel", "Emmanuel Macron"),
]


def test_compare(normalizer: Normalizer, program: str) -> None:
    expected = [line for pair in PAIRS for line in lines(program, "compare", *pair)]
    assert normalizer.compare_many(PAIRS) == expected
    assert [normalizer.compare(*pair) for pair in PAIRS] == expected
    banks = ("Bank of Georgia", "Bank of Armenia")
    (one,) = lines(program, "compare", "--type", "organization", *banks)
    assert normalizer.compare(*banks, type="organization") == one


def test_variants(normalizer: Normalizer, program: str) -> None:
    name = "Հայկ Կոնջորյան"
    (all_ways,) = lines(program, "variants", name)
    assert normalizer.variants(name) == all_ways["variants"]
    (by_russian,) = lines(program, "variants", "--via", "ru", "--limit", "3", name)
    assert normalizer.variants_many([name, name], via="ru", limit=3) == [by_russian["variants"]] * 2


def test_explain(normalizer: Normalizer) -> None:
    explained = normalizer.explain("Aik Kondzhoryan")
    assert explained["tokens"] == ["Aik", "Kondzhoryan"]
    assert explained["link"] == "person:hayk-konjoryan" and explained["reason"] is None
    assert explained["candidates"][0]["route"] == "hy→ru→Latn"
    assert normalizer.explain("nobody at all")["reason"] == "doubtful"


@pytest.mark.parametrize(
    ("options", "text", "expected"),
    [
        ({}, "They met in Erevan.", "They met in Yerevan."),
        ({"to": "fr"}, "They met in Yerevan.", "They met in Erevan."),
        ({"template": "{canonical} [{id}]"}, "They met in Erevan.", "They met in Yerevan [geonames:616052]."),
        ({"lang": "ru"}, "Кишинев", "Кишинёв"),
        ({"spellings": False}, "Aik Kondzhoryan spoke to them.", "Aik Kondzhoryan spoke to them."),
        ({"min_score": 1.0}, "Aik Kondzhoryan spoke to them.", "Aik Kondzhoryan spoke to them."),
        ({"types": ["person"]}, "They met in Erevan.", "They met in Erevan."),
        ({"types": ("place",)}, "They met in Erevan.", "They met in Yerevan."),
        ({"skip_quotes": True}, "He said: “I was in Erevan.”", "He said: “I was in Erevan.”"),
    ],
)
def test_options(options: dict[str, Any], text: str, expected: str) -> None:
    assert Normalizer(**options).normalize(text) == expected


def test_languages_are_said_for_each_text(normalizer: Normalizer) -> None:
    assert normalizer.normalize("Кишинев", lang="ru") == "Кишинёв"
    assert normalizer.normalize_many(["Кишинев", "Кишинев"], langs=["ru", "uk"])[0] == "Кишинёв"
    assert normalizer.annotate_many([], langs=[]) == []


def test_later_gazetteers_win(tmp_path: Path) -> None:
    house = tmp_path / "house.csv"
    house.write_text("id,name,lang\nQ43,Turkey,en\n")
    built = Gazetteer.build(house)
    normalizer = Normalizer([Gazetteer.default(), built])
    assert normalizer.normalize("Türkiye", lang="en") == "Turkey"


def test_a_gazetteer_is_built_into_a_file(names_csv: Path) -> None:
    file = names_csv.with_suffix(".gaz")
    built = Gazetteer.build(names_csv, output=file)
    assert built.stats()["names"] == 2
    assert Gazetteer.open(file).stats() == built.stats()
    assert Normalizer(file).normalize("Wanatur", lang="en") == "Vanatur"
    assert Normalizer(["default", str(file)]).annotate("Wanatur", lang="en")[0].entity == "Q1"


def test_what_has_a_file_can_be_sent_to_another_process(names_csv: Path) -> None:
    file = names_csv.with_suffix(".gaz")
    Gazetteer.build(names_csv, output=file)
    normalizer = Normalizer(
        ["default", file], template="{canonical} [{id}]", min_score=0.25, lang="en", types=["other", "person"]
    )
    restored = pickle.loads(pickle.dumps(normalizer))
    assert restored.normalize("From Wanatur") == normalizer.normalize("From Wanatur") == "From Vanatur [Q1]"
    found = normalizer.annotate("From Wanatur to Aik Kondzhoryan")
    assert pickle.loads(pickle.dumps(found)) == found and len(found) == 2


def test_the_version_is_that_of_the_package() -> None:
    assert exonym.__version__ == importlib.metadata.version("exonym")


def test_a_mention_shows_itself(normalizer: Normalizer) -> None:
    (mention,) = normalizer.annotate("From Erevan", lang="en")
    assert repr(mention) == 'Mention(5:11 "Erevan" = geonames:616052, "Yerevan")'
    assert isinstance(mention, Mention) and mention.type == "place"
