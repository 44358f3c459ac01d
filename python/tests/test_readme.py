"""The examples of the READMEs, run as they stand there."""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import REPOSITORY

from exonym import Gazetteer

READMES = [REPOSITORY / "python" / "README.md", REPOSITORY / "README.md"]


def blocks(readme: Path, language: str) -> str:
    found = re.findall(rf"^```{language}\n(.*?)^```$", readme.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert found, f"{readme} has no examples"
    return "\n".join(found)


@pytest.mark.parametrize("readme", READMES, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_examples(readme: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    test = doctest.DocTestParser().get_doctest(blocks(readme, "pycon"), {}, readme.name, str(readme), 0)
    runner = doctest.DocTestRunner()
    printed: list[str] = []
    runner.run(test, out=printed.append)
    assert runner.failures == 0, "".join(printed)
    assert runner.tries > 2


@pytest.mark.spark
@pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java")
@pytest.mark.parametrize("readme", READMES, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_cluster(readme: Path, tmp_path: Path, names_csv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Gazetteer.build(names_csv, output="names.gaz")
    pq.write_table(pa.table({"text": ["They met in Erevan.", "From Erevan to Wanatur"]}), "articles")
    Path("example.py").write_text(blocks(readme, "python"), encoding="utf-8")
    environment = {**os.environ, "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    subprocess.run([sys.executable, "example.py"], env=environment, check=True)
    counts = {row["entity"]: row["count"] for row in pq.read_table("counts").to_pylist()}
    assert counts == {"geonames:616052": 2, "Q1": 1}
    assert pq.read_table("normalized").column("normalized").to_pylist()[0] == "They met in Erevan."
