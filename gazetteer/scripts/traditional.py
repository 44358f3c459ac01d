"""Names of Chinese in traditional signs for places that have them in simplified ones only: CLDR and GeoNames give most
places one of the two, and the press of Taiwan and Hong Kong writes the other."""

from pathlib import Path

from letters import read_simplified


class TraditionalNames:
    """OpenCC's tables: phrases first, since a sign stands for several (发 for 發 and 髮), then single signs."""

    def __init__(self, dictionary: Path):
        self.signs = read_simplified(dictionary / "STCharacters.txt")
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
                if phrase in self.phrases:
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
