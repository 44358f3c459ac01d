"""Cleaning of name strings: scripts, folding, and the filters for junk."""

import re
import unicodedata
from functools import lru_cache

SPECIAL_FOLD = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ə": "e",
                              "ǝ": "e", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h"})
SCRIPT_WORDS = {
    "LATIN": "Latn", "CYRILLIC": "Cyrl", "GREEK": "Grek", "ARMENIAN": "Armn",
    "GEORGIAN": "Geor", "HEBREW": "Hebr", "ARABIC": "Arab", "CJK": "Hani",
    "HIRAGANA": "Jpan", "KATAKANA": "Jpan", "KATAKANA-HIRAGANA": "Jpan", "HANGUL": "Kore",
    "THAI": "Thai", "DEVANAGARI": "Deva", "BENGALI": "Beng", "TAMIL": "Taml",
    "TELUGU": "Telu", "KANNADA": "Knda", "MALAYALAM": "Mlym", "GUJARATI": "Gujr",
    "GURMUKHI": "Guru", "ORIYA": "Orya", "SINHALA": "Sinh", "MYANMAR": "Mymr",
    "KHMER": "Khmr", "LAO": "Laoo", "TIBETAN": "Tibt", "ETHIOPIC": "Ethi",
    "CHEROKEE": "Cher", "MONGOLIAN": "Mong", "SYRIAC": "Syrc", "THAANA": "Thaa",
    "TIFINAGH": "Tfng", "NKO": "Nkoo", "BOPOMOFO": "Jpan", "IDEOGRAPHIC": "Hani",
}
CASED = {"Latn", "Cyrl", "Grek", "Armn"}
IDEOGRAPHIC = {"Hani"}
SYLLABIC = {"Hani", "Jpan", "Kore", "Deva", "Beng", "Taml", "Telu", "Knda", "Mlym", "Gujr", "Guru", "Orya",
            "Sinh", "Mymr", "Khmr", "Laoo", "Tibt", "Ethi", "Cher"}


@lru_cache(maxsize=None)
def char_script(ch: str) -> str:
    if not ch.isalpha() or unicodedata.category(ch) == "Lm":
        return ""
    word = unicodedata.name(ch, "UNKNOWN").split()[0]
    return SCRIPT_WORDS.get(word, word.title()[:4])


def script(text: str) -> str:
    """ISO 15924 code of the one script of `text`; "" if none, "mixed" if several."""
    found = {char_script(ch) for ch in text} - {""}
    if "Jpan" in found:
        found.discard("Hani")
    if "Kore" in found:
        found.discard("Hani")
    if len(found) > 1:
        return "mixed"
    return found.pop() if found else ""


def tidy(text: str) -> str:
    text = unicodedata.normalize("NFC", text.replace("\u200e", "").replace("\u200f", ""))
    text = re.sub(r"[\u200b\ufeff\u00ad]", "", text)
    # Thai and Lao write `am` as one letter, which compatibility forms take apart
    text = text.replace("\u0e4d\u0e32", "\u0e33").replace("\u0ecd\u0eb2", "\u0eb3")
    return re.sub(r"\s+", " ", text).strip(" ,;.-–·\u200c\u200d") if not text.endswith(".") \
        else re.sub(r"\s+", " ", text).strip(" ,;-–·\u200c\u200d")


@lru_cache(maxsize=None)
def key(text: str) -> str:
    """Identity of a spelling: NFKC and case folded, nothing else lost."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


@lru_cache(maxsize=None)
def fold(text: str) -> str:
    """Loose identity: no case, diacritics, spaces or punctuation."""
    text = unicodedata.normalize("NFKD", text.casefold().translate(SPECIAL_FOLD))
    return "".join(ch for ch in text if ch.isalnum())


def letters(text: str) -> int:
    return sum(1 for ch in text if ch.isalpha() or unicodedata.category(ch) in ("Mc", "Lo"))


def first_is_lower(text: str) -> bool:
    for ch in text:
        if ch.isalpha():
            return ch.islower()
    return False


def all_upper(text: str) -> bool:
    return text.upper() == text and text.lower() != text


def too_short(text: str, short_limit: int) -> bool:
    """Up to `short_limit` letters is too short in an alphabet; 1 sign where signs are syllables."""
    return letters(text) <= (1 if script(text) in SYLLABIC else short_limit)


class NameFilter:
    """Rejects strings that are no usable name, and counts why."""

    def __init__(self, rules: dict):
        self.generic = {key(w) for w in rules["generic"]["whole"]}
        self.generic_part = re.compile(rules["generic"]["part"], re.I)
        self.bad_chars = re.compile(rules["junk"]["chars"])
        self.odd_chars = set(rules["junk"]["odd_letters"])
        self.counts: dict[str, int] = {}

    def count(self, reason: str) -> str:
        self.counts[reason] = self.counts.get(reason, 0) + 1
        return reason

    def reject(self, text: str, *, may_start_lower: bool = False, short_limit: int = 2) -> str:
        """The rule that rejects `text`, or "" if it is fine."""
        return self._why(text, may_start_lower, short_limit)

    def _why(self, text, may_start_lower, short_limit):
        if not text:
            return self.count("empty")
        if any(ch.isdigit() for ch in text):
            return self.count("digit")
        if self.bad_chars.search(text):
            return self.count("comma, bracket, slash or sign")
        kind = script(text)
        if kind == "mixed" or self.odd_chars & set(text):
            return self.count("mixed script or odd letter")
        if kind == "":
            return self.count("no letters")
        if kind == "Latn" and not may_start_lower and first_is_lower(text):
            return self.count("lower-case Latin (romanization junk)")
        if kind in CASED and kind != "Latn" and text == text.lower() and not may_start_lower:
            return self.count("lower-case in another cased script")
        if kind == "Latn" and all_upper(text):
            return self.count("all-capital Latin (codes)")
        if too_short(text, short_limit):
            return self.count("too short")
        if key(text) in self.generic or self.generic_part.search(text):
            return self.count("generic word")
        return ""
