"""What the stubs say is what the module has, and the package keeps to it."""

from __future__ import annotations

import subprocess
import sys

from conftest import REPOSITORY


def run(*arguments: str) -> None:
    done = subprocess.run([sys.executable, "-m", *arguments], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_stubs_fit_the_module() -> None:
    run("mypy.stubtest", "exonym._exonym")


def test_the_package_keeps_to_its_types() -> None:
    package = REPOSITORY / "python" / "exonym"
    run(
        "mypy",
        "--strict",
        "--ignore-missing-imports",
        "--allow-subclassing-any",
        "--allow-untyped-decorators",
        "--allow-untyped-calls",
        str(package),
    )
