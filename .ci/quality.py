#!/usr/bin/env python3
"""Scores the release binary and holds the figures against the committed ones.

    quality.py SCORE.PY QUALITY.JSON [--write]

Fails if the main figure of a suite falls by more than half a point (0.005). With --write the committed figures are replaced.
"""
import json
import os
import subprocess
import sys
import tempfile

ALLOWED_DROP = 0.005
# The figure a suite is judged by, where it is not F1.
MAIN = {"parts": "R@5", "standards": "exact", "linked-default": "R", "treated": "R@1"}


def main_figure(suite, groups):
    return round(groups["all"][MAIN.get(suite, "F1")], 4)


def score(script, suites):
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "figures.json")
        subprocess.run([sys.executable, script, "--json", out, *suites], check=True)
        with open(out) as file:
            return json.load(file)


def summary(figures):
    """Main figure of each suite, and precision and recall where there are any."""
    kept = {}
    for suite, groups in sorted(figures.items()):
        kept[suite] = {"main": main_figure(suite, groups)}
        for name in ("P", "R", "R@1", "R@5", "span_recall", "id_accuracy_on_found", "standards_with_tests_claimed"):
            if name in groups["all"]:
                kept[suite][name] = round(groups["all"][name], 4)
    return kept


def main():
    script, committed_path, *rest = sys.argv[1:]
    with open(committed_path) as file:
        committed = json.load(file)
    measured = summary(score(script, list(committed)))
    if "--write" in rest:
        with open(committed_path, "w") as file:
            json.dump(measured, file, indent=1, sort_keys=True)
            file.write("\n")
        return 0
    failed = 0
    print(f"{'suite':16} {'committed':>10} {'measured':>10}")
    for suite, before in committed.items():
        now = measured[suite]["main"]
        fell = before["main"] - now > ALLOWED_DROP
        failed += fell
        print(f"{suite:16} {before['main']:10.4f} {now:10.4f}{'  fell' if fell else ''}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
