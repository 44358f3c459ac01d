"""Reading CLDR JSON packages: own (not inherited) values of every locale."""

import json
import re
from pathlib import Path


class Locales:
    def __init__(self, core: Path, rules: dict):
        supplemental = core / "supplemental"
        parents = json.loads((supplemental / "parentLocales.json").read_text())
        self.parents = parents["supplemental"]["parentLocales"]["parentLocale"]
        likely = json.loads((supplemental / "likelySubtags.json").read_text())
        self.likely = likely["supplemental"]["likelySubtags"]
        levels = json.loads((core / "coverageLevels.json").read_text())
        self.levels = levels["effectiveCoverageLevels"]
        self.skip = set(rules["languages"]["skip_locales"])
        self.rename = rules["languages"]["rename"]
        self.regional = rules["languages"]["regional"]

    def parent(self, locale: str) -> str:
        if locale in self.parents:
            return self.parents[locale]
        return locale.rpartition("-")[0] or "root"

    def likely_script(self, lang: str) -> str:
        return self.likely.get(lang, "--").split("-")[1] if lang in self.likely else ""

    def well_covered(self, lang: str) -> bool:
        return self.levels.get(lang) in ("moderate", "modern")

    def tag(self, locale: str) -> tuple[str, bool]:
        """(language tag, whether this locale sets the main name of that tag)."""
        parts = locale.split("-")
        lang = self.rename.get(parts[0], parts[0])
        rest = parts[1:]
        tag = lang
        if rest and len(rest[0]) == 4 and rest[0].isalpha():
            if rest[0] != self.likely_script(parts[0]):
                tag = f"{lang}-{rest[0]}"
            rest = rest[1:]
        return tag, not rest

    def ordered(self, folder: Path, filename: str):
        """Locales that have `filename`, base languages before their variants."""
        found = [d.name for d in (folder / "main").iterdir() if (d / filename).exists()]
        return sorted((l for l in found if l not in self.skip and l != "root"),
                      key=lambda l: (l.count("-"), l))


def own_values(locales: Locales, folder: Path, filename: str, pick):
    """Yields (locale, values) where values differ from the parent locale's values."""
    cache = {}

    def load(locale):
        if locale not in cache:
            path = folder / "main" / locale / filename
            data = json.loads(path.read_text("utf-8"))["main"][locale] if path.exists() else {}
            cache[locale] = pick(data) if data else {}
        return cache[locale]

    for locale in locales.ordered(folder, filename):
        inherited = load(locales.parent(locale))
        yield locale, {k: v for k, v in load(locale).items() if v and inherited.get(k) != v}


# A name that ends with a lone small letter was cut at an apostrophe: Luo `Côte d`.
CUT = re.compile(r" [a-z]$")


def territory_names(data: dict) -> dict[str, str]:
    names = data["localeDisplayNames"].get("territories", {})
    return {k: v for k, v in names.items() if v != k.split("-")[0] and not CUT.search(v)}


def exemplar_cities(data: dict) -> dict[str, str]:
    found = {}

    def walk(node, path):
        if "exemplarCity" in node:
            found["/".join(path)] = node["exemplarCity"]
        for name, child in node.items():
            if isinstance(child, dict):
                walk(child, path + [name])

    walk(data["dates"]["timeZoneNames"].get("zone", {}), [])
    return found
