#!/usr/bin/env python3
"""Derives words/legal_forms.tsv and words/organization_words.tsv from rigour 1.8.2 (MIT).

Usage: derive.py FOLDER, where `pip download rigour==1.8.2 --no-deps` was unpacked.
"""

import ast
import sys
import unicodedata
from pathlib import Path

HERE = Path(__file__).resolve().parent / "words"
SOURCE = "# source: rigour 1.8.2 (MIT, OpenSanctions), rigour/data/names/{}; made by ../derive.py\n"


def constants(path: Path) -> dict:
    tree = ast.parse(path.read_text("utf-8"))
    pairs = [(n.target.id, n.value) for n in tree.body if isinstance(n, ast.AnnAssign) and n.value]
    return {name: ast.literal_eval(value) for name, value in pairs}


def plain(form: str) -> str:
    return " ".join(unicodedata.normalize("NFC", form).casefold().replace("\t", " ").split())


def write(name: str, what: str, source: str, header: str, rows: set) -> None:
    with open(HERE / name, "w", encoding="utf-8", newline="\n") as out:
        out.write(f"# {what}\n" + SOURCE.format(source) + f"# columns: {header}\n")
        out.writelines("\t".join(row) + "\n" for row in sorted(rows))
    print(name, len(rows))


def main() -> int:
    data = Path(sys.argv[1]) / "rigour/data/names"
    forms = {}
    for kind in constants(data / "org_types.py")["ORG_TYPES"]:
        generic = kind.get("generic", "")
        shown = kind.get("compare") or kind.get("display") or generic
        for form in [kind.get("display", ""), kind.get("compare", ""), *kind.get("aliases", [])]:
            if len(plain(form)) > 1:
                forms.setdefault(plain(form), (plain(shown), plain(generic)))
    write("legal_forms.tsv", "legal forms of companies and associations", "org_types.py",
          "form, its usual short form, kind", {(form, *kind) for form, kind in forms.items()})

    words = set()
    names = constants(data / "data.py")
    for groups in (names["ORG_SYMBOLS"], names["ORG_DOMAINS"]):
        for symbol, group in groups.items():
            words |= {(plain(word), symbol.lower()) for word in group if len(plain(word)) > 1}
    write("organization_words.tsv", "words of organisations' names that say the same", "data.py",
          "word, meaning", words)
    return 0


if __name__ == "__main__":
    sys.exit(main())
