from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from documents import documents

from exonym import Normalizer

REPOSITORY = Path(__file__).parents[2]

# The same cases every time, so that what passed once passes again.
hypothesis.settings.register_profile("exonym", derandomize=True, deadline=None, max_examples=300)
hypothesis.settings.load_profile("exonym")


@pytest.fixture(scope="session")
def normalizer() -> Normalizer:
    return Normalizer()


@pytest.fixture(scope="session")
def program() -> str:
    """The command line, as built by `cargo build --release`."""
    target = os.environ.get("CARGO_TARGET_DIR", REPOSITORY / "target")
    program = os.environ.get("EXONYM", str(Path(target, "release", "exonym")))
    assert Path(program).exists(), f"{program} is missing: run `cargo build --release`, or set EXONYM"
    return program


@pytest.fixture(scope="session")
def texts() -> list[str]:
    return documents(10_000)


@pytest.fixture(scope="session")
def expected(program: str, texts: list[str], tmp_path_factory: pytest.TempPathFactory) -> list[list[dict[str, Any]]]:
    """What the command line finds in them."""
    file = tmp_path_factory.mktemp("documents") / "documents.jsonl"
    file.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    run = subprocess.run([program, "annotate", "--format", "jsonl", file], capture_output=True, check=True)
    return [json.loads(line)["mentions"] for line in run.stdout.splitlines()]


@pytest.fixture(scope="session")
def rewritten(program: str, texts: list[str], tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What the command line makes of them."""
    file = tmp_path_factory.mktemp("documents") / "documents.jsonl"
    file.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    run = subprocess.run([program, "normalize", file], capture_output=True, check=True)
    return [json.loads(line)["text"] for line in run.stdout.splitlines()]


@pytest.fixture
def names_csv(tmp_path: Path) -> Path:
    path = tmp_path / "names.csv"
    path.write_text("id,name,lang,kind\nQ1,Vanatur,en,canonical\nQ1,Wanatur,en,alias\n", encoding="utf-8")
    return path
