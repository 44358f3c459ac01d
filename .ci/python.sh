#!/usr/bin/env bash
# Builds the wheel, installs it into an environment outside the repository, and runs its tests.
# Needs Rust and Python 3.10 or later; compares with target/release/exonym. Java is installed if it
# is missing and this is Debian; without it the tests of Spark are skipped. VENV names an environment
# to keep for the next time.
set -euo pipefail
cd "$(dirname "$0")/../python"
export CARGO_TERM_COLOR=never
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if ! command -v java >/dev/null && command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    (apt-get update && apt-get install --yes --no-install-recommends default-jre-headless) >"$work/java.log" 2>&1 ||
        echo "Java cannot be installed: the tests of Spark are skipped" >&2
fi

# The lock file here follows the dependencies of the library.
cargo fmt --check
PYO3_BUILD_EXTENSION_MODULE=1 cargo clippy --release --all-targets -- -D warnings

venv=${VENV:-$work/venv}
python3 -m venv "$venv"
pip() { "$venv/bin/python" -m pip --quiet --disable-pip-version-check "$@"; }
if ! pip install 'maturin>=1.9,<2' ruff; then
    echo "skipped: maturin and ruff cannot be installed"
    exit
fi
"$venv/bin/ruff" check .
"$venv/bin/ruff" format --check .
PATH="$venv/bin:$PATH" maturin build --release --out "$work/wheels"
wheel=$(echo "$work"/wheels/*.whl)
echo "the wheel has $(($(stat -c %s "$wheel") >> 20)) MB"
if ! pip install "$wheel[test]"; then
    echo "the tests are skipped: what they need cannot be installed"
    exit
fi
pip install --force-reinstall --no-deps "$wheel"

# From elsewhere, so that it is the wheel that is tested and not the sources.
tests=$PWD
cd "$work"
"$venv/bin/pytest" -p no:cacheprovider -q -c "$tests/pyproject.toml" "$tests/tests"
