"""Errors are of one family, and say where and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from exonym import (
    ExonymError,
    FileError,
    Gazetteer,
    GazetteerError,
    Normalizer,
    OptionError,
    SourceError,
)


def test_rows_that_cannot_be_used(tmp_path: Path) -> None:
    csv = tmp_path / "names.csv"
    csv.write_text("id,name,kind\nQ1,Yerevan,alais\nQ2,Gyumri,alias\n,Vanadzor,alias\n")
    with pytest.raises(SourceError) as raised:
        Gazetteer.build(csv, output=tmp_path / "names.gaz")
    assert isinstance(raised.value, ExonymError)
    assert str(raised.value).startswith(
        "2 errors in the gazetteer source; mend the rows, or drop them with keep_going=True\n"
    )
    assert f"{csv}:2:12: error[E113]: unknown kind `alais`; did you mean `alias`?" in str(raised.value)
    first, second = raised.value.diagnostics
    assert (first.code, first.severity, first.line, first.column, first.text) == (
        "E113",
        "error",
        2,
        12,
        "Q1,Yerevan,alais",
    )
    assert second.code == "E110" and second.line == 4
    assert not (tmp_path / "names.gaz").exists()

    built = Gazetteer.build(csv, keep_going=True)
    assert built.stats()["names"] == 1
    assert [finding.code for finding in built.diagnostics] == ["E113", "E110"]


def test_files_that_are_no_gazetteers(tmp_path: Path, names_csv: Path) -> None:
    with pytest.raises(FileError, match="nowhere.gaz: No such file"):
        Gazetteer.open(tmp_path / "nowhere.gaz")
    with pytest.raises(GazetteerError, match="names.csv: not a gazetteer file .* make one with Gazetteer.build"):
        Normalizer(names_csv)
    file = tmp_path / "names.gaz"
    Gazetteer.build(names_csv, output=file)
    bytes = bytearray(file.read_bytes())
    bytes[len(bytes) // 2] ^= 0xFF
    file.write_bytes(bytes)
    with pytest.raises(GazetteerError, match="damaged in .* rebuild it"):
        Gazetteer.open(file)
    with pytest.raises(OSError):
        Gazetteer.build(tmp_path / "nowhere.csv")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Normalizer(min_score=1.5), "min_score=1.5: must be from 0 to 1"),
        (lambda: Normalizer(to="tlh"), "no gazetteer has names in this language; give a tag such as 'en'"),
        (lambda: Normalizer(lang="english"), 'lang="english": did you mean `en` .English.?'),
        (lambda: Normalizer(to="ua"), 'to="ua": did you mean `uk`'),
        (lambda: Normalizer().normalize("x", lang="xx"), "no language has the code `xx`"),
        (lambda: Normalizer(types=["human"]), 'types="human": unknown type `human`; did you mean `person`'),
        (lambda: Normalizer(inflected="drop"), "inflected=\"drop\": must be 'keep' or 'base'"),
        (lambda: Normalizer(template="{cannonical}"), "unknown field `cannonical`"),
        (lambda: Normalizer([]), "the list is empty; leave it out"),
        (lambda: Normalizer().variants("x", via="xx"), "no route passes through it; routes pass through .*ru"),
        (lambda: Normalizer().compare("x", "y", type="cat"), "must be 'person', 'organization' or 'place'"),
        (
            lambda: Normalizer().annotate_many(["x", "y"], langs=["en"]),
            "langs: 1 for 2 texts; give a language, or None, for each",
        ),
        (lambda: Gazetteer.build(), "name the CSV files to compile"),
    ],
)
def test_settings_that_make_no_sense(make, message: str) -> None:
    with pytest.raises(OptionError, match=message):
        make()


def test_what_has_no_file_cannot_be_sent(names_csv: Path) -> None:
    import pickle

    with pytest.raises(OptionError, match="build it into a file"):
        pickle.dumps(Normalizer(Gazetteer.build(names_csv)))


def test_a_language_in_the_data_that_is_none_is_warned_of(names_csv: Path) -> None:
    normalizer = Normalizer(Gazetteer.build(names_csv))
    with pytest.warns(UserWarning, match='text 1: "english" is no language.* did you mean `en`'):
        assert normalizer.normalize_many(["Wanatur", "Wanatur"], langs=["en", "english"])[0] == "Vanatur"


def test_errors_that_are_not_shown_are_counted(tmp_path: Path) -> None:
    csv = tmp_path / "names.csv"
    csv.write_text("id,name,kind\n" + "Q1,Yerevan,alais\n" * 5)
    with pytest.raises(SourceError, match="^5 errors in") as raised:
        Gazetteer.build(csv, max_errors=2)
    assert [finding.count for finding in raised.value.diagnostics] == [1, 1, 3]
