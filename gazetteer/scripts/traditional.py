"""Names of Chinese in traditional signs for places that have them in simplified ones only: CLDR and GeoNames give most
places one of the two, and the press of Taiwan and Hong Kong writes the other."""

from pathlib import Path

from letters import read_simplified

# What names keep where traditional writing has another sign for the ordinary word: 馬里蘭, 布雷登頓.
KEPT = "里托布占卷干斗于岩松谷"


class TraditionalNames:
    """OpenCC's tables: phrases first, since a sign stands for several (发 for 發 and 髮), then single signs as
    Taiwan and Hong Kong write them (群, not 羣)."""

    def __init__(self, dictionary: Path):
        usual = read_simplified(dictionary / "TWVariants.txt")
        signs = read_simplified(dictionary / "STCharacters.txt")
        self.signs = {sign: usual.get(written, written) for sign, written in signs.items() if sign not in KEPT}
        self.phrases = {}
        for line in (dictionary / "STPhrases.txt").read_text("utf-8").splitlines():
            phrase, _, rest = line.partition("\t")
            if rest:
                self.phrases[phrase] = rest.split()[0]
        self.longest = max(map(len, self.phrases))

    def write(self, name: str) -> str:
        written, at = "", 0
        while at < len(name):
            for length in range(min(self.longest, len(name) - at), 1, -1):
                phrase = name[at:at + length]
                # A short one is an ordinary word within a name: 布雷, to lay mines.
                is_name = length > 2 or phrase == name or not set(phrase) & set(KEPT)
                if phrase in self.phrases and is_name:
                    written += self.phrases[phrase]
                    at += length
                    break
            else:
                written += self.signs.get(name[at], name[at])
                at += 1
        return written

    def add(self, entities) -> None:
        """Where the place has no traditional name, and no other is called so."""
        taken = {name for entity in entities for name, _ in entity.names.values()}
        for entity in entities:
            if entity.canonical("zh-Hant"):
                continue
            for name, kind in [n for (lang, _), n in entity.names.items() if lang == "zh" and n[1] in ("canonical", "alias")]:
                traditional = self.write(name)
                if traditional != name and traditional not in taken:
                    entity.add(traditional, "zh-Hant", kind)
