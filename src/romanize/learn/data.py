"""Names of the gazetteer, cut into words and folded."""
import csv
import re
import unicodedata
import zlib
from collections import defaultdict
from pathlib import Path

FILES = ("cities", "territories", "people_leaders", "people_news")
# Languages whose Latin spellings teach how names of other scripts are written.
# Not those which add endings of their own (Lithuanian, Latvian, Esperanto).
LATIN = set("""en de fr es it pt nl sv da no nn fi et pl cs sk sl hr bs sr-Latn sq hu ro
    tr az uz tk id vi ca gl eu af""".split())
SCRIPTS = {
    "Cyrl": "ru uk be bg sr mk kk mn ky tg", "Armn": "hy", "Geor": "ka", "Grek": "el",
    "Arab": "ar fa ur ps ckb", "Hebr": "he", "Deva": "hi mr ne", "Beng": "bn", "Gujr": "gu",
    "Guru": "pa", "Orya": "or", "Taml": "ta", "Telu": "te", "Knda": "kn", "Mlym": "ml",
    "Sinh": "si", "Thai": "th", "Ethi": "am", "Hang": "ko", "Kana": "ja", "Mymr": "my",
    "Khmr": "km", "Laoo": "lo",
}
SCRIPTS = {script: langs.split() for script, langs in SCRIPTS.items()}
BLOCKS = {
    "CYRILLIC": "Cyrl", "ARMENIAN": "Armn", "GEORGIAN": "Geor", "GREEK": "Grek", "ARABIC": "Arab",
    "HEBREW": "Hebr", "DEVANAGARI": "Deva", "BENGALI": "Beng", "GUJARATI": "Gujr",
    "GURMUKHI": "Guru", "ORIYA": "Orya", "TAMIL": "Taml", "TELUGU": "Telu", "KANNADA": "Knda",
    "MALAYALAM": "Mlym", "SINHALA": "Sinh", "THAI": "Thai", "ETHIOPIC": "Ethi", "HANGUL": "Hang",
    "KATAKANA": "Kana", "HIRAGANA": "Kana", "KATAKANA-HIRAGANA": "Kana", "MYANMAR": "Mymr",
    "KHMER": "Khmr", "LAO": "Laoo", "LATIN": "Latn",
}
LANGUAGE = {"ku-Arab": "ckb", "bs-Cyrl": "sr", "sr-ME": "sr"}
GAPS = re.compile(r"[\s\-‐-―־・·•፡,;/()\[\]|_=᐀]+")
DROPPED = re.compile("[.'’‘ʼʻ`´′՚׳״\"“”«»!?ʹʺʽʾʿ՛՜՝՞\u0301\u0300]")
# Vowel points and format characters, which running text lacks.
POINTS = re.compile("[\u0640\u064b-\u0652\u0670\u0591-\u05c7\u200b-\u200f\u2060\ufeff]")
LETTERS = {row[0]: row[1] for row in (
    line.rstrip("\n").split("\t")
    for line in (Path(__file__).parents[2] / "fold/rules/letters.tsv").open(encoding="utf-8")
    if not line.startswith("#")) if len(row) > 1 and unicodedata.name(row[0], "").startswith("LATIN")}
_script = {}


def script_of(word):
    """The script of a word, or "" if it has several."""
    found = set()
    for c in word:
        if c not in _script:
            name = unicodedata.name(c, "?").split()[0]
            _script[c] = BLOCKS.get(name, "" if unicodedata.category(c)[0] == "M" else "?")
        found.add(_script[c])
    found.discard("")
    return found.pop() if len(found) == 1 else ""


def latin_words(name):
    """The words of a Latin name in lower-case ASCII; what stays other makes the word empty."""
    name = unicodedata.normalize("NFKD", DROPPED.sub("", unicodedata.normalize("NFC", name))).lower()
    name = "".join(LETTERS.get(c, c) for c in name if not unicodedata.combining(c)).replace("ß", "ss")
    return [w if w.isascii() and w.isalpha() else "" for w in GAPS.split(name) if w]


def source_words(name):
    """The words of a name in another script, as the lattice reads them."""
    name = DROPPED.sub("", POINTS.sub("", unicodedata.normalize("NFC", name).lower()))
    if any("\u0370" <= c < "\u0400" or "\u1f00" <= c < "\u2000" for c in name):
        name = "".join(c for c in unicodedata.normalize("NFD", name)
                       if not unicodedata.combining(c) or c == "\u0308")
        name = unicodedata.normalize("NFC", name)
    if any("가" <= c <= "힣" for c in name):
        name = unicodedata.normalize("NFD", name)
    name = "".join(chr(ord(c) + 96) if "ぁ" <= c <= "ゖ" else c for c in name)
    return [w for w in GAPS.split(name) if w]


def held_out(entity):
    return zlib.crc32(entity.encode()) % 10 == 0


class Entity:
    def __init__(self):
        self.latin = defaultdict(set)  # language → names as tuples of words
        self.other = []  # (language, script, words)

    def units(self):
        """Each Latin word or joined name → whether it is English."""
        units = {}
        for lang in sorted(self.latin):
            if lang in LATIN:
                for words in self.latin[lang]:
                    for unit in (*words, "".join(words)) if 1 < len(words) < 5 else words:
                        if len(unit) > 1:
                            units[unit] = units.get(unit, False) or lang == "en"
        return units


def load(root):
    entities = defaultdict(Entity)
    for file in FILES:
        with (root / "gazetteer" / f"{file}.csv").open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                if row["kind"] == "abbreviation":
                    continue
                entity, name = entities[row["id"]], row["name"]
                words = source_words(name)
                scripts = [script_of(w) for w in words]
                if "Latn" in scripts or not any(scripts):
                    words = latin_words(name)
                    if words and all(words):
                        entity.latin[row["lang"]].add(tuple(words))
                    continue
                lang = LANGUAGE.get(row["lang"], row["lang"].split("-")[0])
                for script in sorted(set(scripts) & SCRIPTS.keys()):
                    kept = tuple(w for w, s in zip(words, scripts) if s == script and len(w) > 1)
                    if kept:
                        entity.other.append((lang, script, kept))
    return entities
