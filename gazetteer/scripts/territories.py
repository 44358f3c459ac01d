"""Countries, territories, world regions and first-level subdivisions."""

import json
import re
from collections import defaultdict

import cldr
from admin1 import Admin1
from model import Entity
from names import all_upper, key, letters, script, tidy

ABBREVIATION_CODES = {"US", "GB", "UN", "EU", "AE"}


def is_abbreviation(name: str) -> bool:
    bare = re.sub(r"[.\s\-]", "", name)
    if script(name) in ("Latn", "Cyrl", "Armn", "Grek"):
        return all_upper(bare) and len(bare) <= 5
    return "." in name or "״" in name or (script(name) == "Geor" and len(bare) <= 3)


def load_rigour() -> dict[str, dict]:
    from rigour._core import territories_jsonl
    return {t["code"]: t for t in map(json.loads, territories_jsonl().splitlines())}


class Territories(Admin1):
    def __init__(self, sources, locales, rules, name_filter):
        self.src, self.locales, self.filter = sources, locales, name_filter
        self.rules = rules["territories"]
        self.by_script = rules["languages"]["by_script"]
        self.rename = rules["languages"]["rename"]
        self.rigour = load_rigour()
        self.coder = json.loads((sources.path["@rapideditor/country-coder"]
                                 / "src/data/borders.json").read_text("utf-8"))["features"]
        self.coder = [f["properties"] for f in self.coder]
        self.entities: dict[str, Entity] = {}
        self.by_code: dict[str, Entity] = {}
        self.dropped: dict[str, int] = defaultdict(int)
        self.city_same_as: list[tuple[str, str, str]] = []   # country, city, QID

    # --- identities -------------------------------------------------------------------
    def codes(self) -> dict[str, str]:
        """CLDR code -> entity id."""
        ids = {c: t["qid"] for c, t in ((c.upper(), t) for c, t in self.rigour.items())
               if len(c) == 2}
        for p in self.coder:
            if p.get("iso1A2"):
                ids.setdefault(p["iso1A2"], p["wikidata"])
            if p.get("m49") in self.rules["regions"]:
                ids[p["m49"]] = p["wikidata"]
        ids.update(self.rules["qid"])
        ids.update(self.rules["region_id"])
        return ids

    def entity(self, id_: str, type_: str = "place") -> Entity:
        return self.entities.setdefault(id_, Entity(id_, type_))

    def add(self, entity, name, lang, kind, **limits) -> bool:
        why = self.filter.reject(name, **limits)
        if why and not (kind == "abbreviation" and why.startswith("all-capital")):
            self.dropped[why] += 1
            return False
        return entity.add(name, lang, kind)

    # --- names from CLDR --------------------------------------------------------------
    def variants(self, code: str, lang: str, names: dict[str, str]):
        """(name, kind) for one territory in one locale; the main name first."""
        main, short = names.get(code, ""), names.get(f"{code}-alt-short", "")
        variant = names.get(f"{code}-alt-variant", "")
        if code in self.rules["short_is_main"] and short:
            main, short = short, main
        if code in self.rules["variant_is_main"] and variant and "(" not in variant \
                and "（" not in variant:
            main, variant = variant, main
        extra = names.get(f"{code}-alt-chagos", "")
        kind = "canonical"
        for name in (main, short, variant, extra):
            name = tidy(name)
            for tag, pattern, by in self.rules["expand"]:
                if tag == lang:
                    name = re.sub(pattern, by, name)
            outside = tidy(re.sub(r"\s*[(（][^)）]*[)）]\s*", " ", name))
            inside = re.findall(r"[(（]([^)）]*)[)）]", name)
            if name and " - " not in name and " – " not in name:
                yield outside, "abbreviation" if name != main and is_abbreviation(outside) else kind
                if code in ("MM", "FK") and inside:
                    yield tidy(inside[0]), "alias"
            kind = "alias"

    def from_cldr(self):
        ids = self.codes()
        regions = self.rules["regions"]
        folder = self.src.path["cldr-localenames-full"]
        for locale, names in cldr.own_values(self.locales, folder, "territories.json",
                                             cldr.territory_names):
            tag, sets_main = self.locales.tag(locale)
            lang = tag.split("-")[0]
            for code in sorted({k.split("-")[0] for k in names}):
                if code in self.rules["skip_codes"] or code not in ids:
                    continue
                if code.isdigit() and code not in regions:
                    continue
                if code in self.rules["english_only_regions"] and lang != "en":
                    continue
                entity = self.entity(ids[code], "organization"
                                     if code in self.rules["organizations"] else "place")
                self.by_code[code] = entity
                for name, kind in self.variants(code, lang, names):
                    if not sets_main and kind == "canonical":
                        kind = "alias"
                        if locale in self.locales.regional and not code.isdigit():
                            self.add(entity, name, self.locales.regional[locale], "canonical",
                                     may_start_lower=True)
                    if kind == "abbreviation" and not self.good_abbreviation(name, lang):
                        continue
                    if kind != "abbreviation" and is_abbreviation(name) and letters(name) < 3 \
                            and script(name) != "Hani":
                        continue
                    if kind != "abbreviation" and self.src.is_latin(name, tag):
                        continue
                    limit = 2 if self.locales.well_covered(lang) else 3
                    if all_upper(name) and script(name) == "Latn" and letters(name) <= 5:
                        kind = "abbreviation" if kind != "canonical" else kind
                        entity.add(name, tag, kind)
                        continue
                    self.add(entity, name, tag, kind, may_start_lower=True, short_limit=limit)

    def good_abbreviation(self, name, lang) -> bool:
        bare = re.sub(r"[.\s\-]", "", name)
        if len(bare) > 2:
            return True
        if bare in self.rules["short_abbreviations_by_lang"].get(lang, []):
            return True
        ok = bare in self.rules["short_abbreviations"] and "." not in name
        if not ok:
            self.dropped["abbreviation of two letters"] += 1
        return ok

    def english_choices(self):
        for code, name in {**self.rules["english"], **self.rules["regions"]}.items():
            if code in self.by_code:
                self.by_code[code].set_canonical(name, "en")

    # --- names from i18n-iso-countries and rigour ---------------------------------------
    def from_iso_countries(self):
        for path in sorted((self.src.path["i18n-iso-countries"] / "langs").glob("*.json")):
            data = json.loads(path.read_text("utf-8"))
            lang = self.rename.get(data["locale"], data["locale"])
            for code, names in data["countries"].items():
                for name in [names] if isinstance(names, str) else names:
                    name = self.src.own(tidy(name), lang)
                    if code in self.by_code and name and not all_upper(name) \
                            and not self.src.is_latin(name, lang):
                        # the main name only where CLDR has none that can be used
                        self.add(self.by_code[code], name, lang, "canonical", short_limit=3)

    def rigour_names(self, territory, weak: bool):
        names = list(territory["names_strong"]) + [territory["full_name"], territory["name"]]
        official = re.compile(self.rules["official"])
        names += [n for n in territory["names_weak"] if weak or official.search(n)]
        names = [n.replace("\u0301", "") for n in names]     # stress marks of Cyrillic
        names = sorted({tidy(re.sub(r" \((United|Russian|Ukraine|Occupied|Estados|USA|США|"
                                    r"États|Saint|Канад|India)[^)]*\)$", "", n)) for n in names})
        for name in names:
            bare = key(name)
            if all_upper(name) and script(name) in ("Latn", "Cyrl", "Grek", "Armn"):
                self.dropped["rigour: all capitals"] += 1
            elif " -" in name or "- " in name:
                self.dropped["rigour: stray hyphen"] += 1
            elif any(n != name and key(n).startswith(bare) and len(n) - len(name) <= 3
                     for n in names) and len(name) > 12:
                self.dropped["rigour: cut-off string"] += 1
            else:
                yield name

    def lang_of(self, name: str) -> str:
        return self.by_script.get(script(name), "")

    def from_rigour(self):
        city_keys = self.src.city_keys()
        bad = {(r["code"], key(r["name"])) for r in self.src.table("rigour_drop.csv")}
        for code, territory in sorted(self.rigour.items()):
            if code in self.rules["rigour_skip"]:
                continue
            if code in self.rules["rigour_city"]:
                self.city_same_as.append((code[:2].upper(), self.rules["rigour_city"][code],
                                          territory["qid"]))
                continue
            known = code.upper() in self.by_code
            entity = self.by_code[code.upper()] if known else self.entity(
                self.rules["rigour_qid"].get(code, territory["qid"]))
            self.by_code[code.upper()] = entity
            if code == "un":
                entity.type = "organization"
            if entity.id != territory["qid"]:
                entity.same_as.append(territory["qid"])
            if not known:
                english = re.sub(r" \(.*\)$", "", territory["name"])
                entity.add(self.rules["rigour_english"].get(code, english), "en", "canonical")
            for name in self.rigour_names(territory, weak=not known):
                if (code, key(name)) in bad or ("*", key(name)) in bad:
                    self.dropped["rigour: listed in rigour_drop.csv"] += 1
                elif "-" in code and key(name) in city_keys[code[:2].upper()]:
                    self.dropped["rigour: a city's name given to its region"] += 1
                elif key(name) not in entity.keys():
                    english = name in (territory["full_name"], territory["name"])
                    self.add(entity, name, "en" if english else self.lang_of(name), "alias",
                             short_limit=3)

    def from_country_coder(self):
        for p in self.coder:
            if p["nameEn"] in self.rules["country_coder"]:
                self.entity(p["wikidata"]).add(p["nameEn"], "en", "canonical")

    # --- numbers, ids, hand-made rows ------------------------------------------------------
    def numbers(self):
        for code, country in self.src.countries.items():
            entity = self.by_code.get(code)
            if entity:
                entity.weight, entity.level = country["population"], "0"
                entity.same_as.append(f"geonames:{country['geonameid']}")
        containment = json.loads((self.src.path["cldr-core"] / "supplemental"
                                  / "territoryContainment.json").read_text())
        containment = containment["supplemental"]["territoryContainment"]

        def members(code):
            children = containment.get(code, {}).get("_contains", [])
            return {code}.union(*(members(c) for c in children))

        for code in [*self.rules["regions"]]:
            if code in self.by_code and not self.by_code[code].weight:
                self.by_code[code].weight = sum(
                    self.src.countries[c]["population"] for c in members(code)
                    if c in self.src.countries)
        for code, entity in self.by_code.items():
            if len(code) == 2 and code not in ("EZ", "DD"):
                entity.same_as.append(f"iso:{code}")
            elif code.isdigit():
                entity.same_as.append(f"m49:{code}")

    def by_hand(self):
        abbreviations = [r for r in self.src.table("state_abbreviations.csv")
                         if self.rules["after_comma"] or not r["where"]]
        for row in self.src.table("territory_names.csv") + abbreviations:
            entity = self.by_code.get(row["code"]) or self.entities.get(row["code"])
            if entity is None:
                raise SystemExit(f"territory_names.csv: unknown code {row['code']}")
            name, lang, kind = row["name"], row["lang"], row["kind"]
            if kind == "drop":
                if not entity.drop(name, lang or None):
                    print("territory_names.csv: nothing to drop:", row)
            elif kind == "canonical":
                entity.set_canonical(name, lang)
            elif entity.names.get((lang, key(name)), ("", ""))[1] != "canonical":
                entity.drop(name, lang)
                entity.add(name, lang, kind)

    def drop_shared_aliases(self):
        """An alias that is the main name of another territory would mislead."""
        main = defaultdict(set)
        for entity in self.entities.values():
            for (lang, k), (_, kind) in entity.names.items():
                if kind == "canonical":
                    main[k].add((entity.id, lang))
        for entity in self.entities.values():
            for (lang, k), (_, kind) in list(entity.names.items()):
                others = {(i, l) for i, l in main[k] if i != entity.id}
                if kind == "alias" and any(lang in ("", l) for _, l in others):
                    del entity.names[(lang, k)]
                    self.dropped["alias that is the main name of another territory"] += 1

    def drop_articles(self):
        """`the Netherlands` where `Netherlands` is listed: the article is no part of a name."""
        for entity in self.entities.values():
            keys = entity.keys()
            for slot, (_, kind) in list(entity.names.items()):
                rest = slot[1].removeprefix("the ")
                if slot[0] in ("en", "") and kind != "canonical" and rest != slot[1] and rest in keys:
                    del entity.names[slot]
                    self.dropped["with an article"] += 1

    def drop_compass(self):
        """`North West` alone is the part of many a country."""
        generic = self.subdivisions.generic
        for entity in self.entities.values():
            if entity.region:
                for slot, (name, _) in list(entity.names.items()):
                    if generic.search(name):
                        del entity.names[slot]

    def drop_untagged_repeats(self):
        for entity in self.entities.values():
            tagged = {k for lang, k in entity.names if lang}
            for slot in [s for s in entity.names if not s[0] and s[1] in tagged]:
                del entity.names[slot]

    def build(self, subdivisions) -> list[Entity]:
        self.subdivisions = subdivisions
        self.from_cldr()
        self.from_iso_countries()
        self.from_rigour()
        self.from_country_coder()
        self.from_admin1()
        self.english_choices()
        self.numbers()
        self.subdivisions.link()
        self.subdivisions.continents()
        self.cap_weights()
        self.drop_shared_aliases()
        self.by_hand()
        self.src.set_weights(self.entities.values())
        self.drop_articles()
        self.drop_compass()
        self.drop_untagged_repeats()
        return [e for e in self.entities.values() if e.canonical("en")]
