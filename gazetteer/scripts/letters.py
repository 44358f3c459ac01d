"""Letters by language: what its users do not write is corrected where the right letter is certain,
and otherwise shows that the name is one of another language."""

import re
import unicodedata

VOWELS = re.compile("[\u064b-\u0650\u0652]")      # of Arabic; written in school-books and gazetteers
VOICED = re.compile("[\u064b-\u0652\u0640]")
STRESS = "\u0301"
# the word for the kind of place: Сумская Область
KIND = re.compile(r" (Область|Вобласць|Облысы|Облусу|Вилояти|Аймаг|Край|Округ|Район|Раён)$")


class Writing:
    """`data/letters.tsv`, and the simplified signs of Chinese."""

    def __init__(self, rows: list[dict], simplified: dict[str, str]):
        self.rows = {row["lang"]: row for row in rows}
        self.letters = {lang: set(row["letters"]) for lang, row in self.rows.items()}
        self.instead = {lang: str.maketrans({pair[0]: pair[1] for pair in row["instead"].split()})
                        for lang, row in self.rows.items()}
        self.simplified = str.maketrans(simplified)

    def own(self, name: str, lang: str) -> str:
        """`name` as `lang` writes it; "" if it has letters of another language."""
        if lang == "zh":
            return name.translate(self.simplified)
        row = self.rows.get(lang)
        if row is None:
            return name
        if row["voiced"] == "strip":
            name = self.unvoiced(name)
        name = KIND.sub(lambda word: word[0].lower(), name.translate(self.instead[lang]))
        letters = self.letters[lang]
        return name if not letters or self.foreign(name, letters) == "" else ""

    @staticmethod
    def foreign(name: str, letters: set[str]) -> str:
        """Letters of the script that are not among `letters`; Latin ones are another matter."""
        return "".join(c for c in name.lower() if c.isalpha() and unicodedata.category(c) != "Lm"
                       and c not in letters and "LATIN" not in unicodedata.name(c, ""))

    @staticmethod
    def unvoiced(name: str) -> str:
        """Without the signs for short vowels, if it has any, and without the stress of Cyrillic."""
        if VOWELS.search(name) or "\u0640" in name:
            name = VOICED.sub("", name)
        parts = unicodedata.normalize("NFC", name)
        return parts if STRESS not in parts else parts.replace(STRESS, "")


def read_simplified(path) -> dict[str, str]:
    """OpenCC's table: a traditional sign, and the simplified ones, the usual one first."""
    table = {}
    for line in path.read_text("utf-8").splitlines():
        sign, _, rest = line.partition("\t")
        if len(sign) == 1 and rest:
            table[sign] = rest.split()[0]
    return table
