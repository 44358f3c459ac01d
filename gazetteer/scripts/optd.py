"""Names of the places that have an IATA code, as OpenTravelData took them over from GeoNames with
their languages, and with what GeoNames says of each name: preferred, short, historic, colloquial."""

import csv
from collections import defaultdict
from dataclasses import dataclass

from names import tidy

NO_LANGUAGES = {"post", "link", "iata", "icao", "faac", "tcid", "unlc", "abbr", "piny", "phon",
                "fr_1793", "wkdt"}


@dataclass(frozen=True)
class TaggedName:
    name: str
    lang: str         # as GeoNames has it; "" where it is not known
    flags: str        # letters of p(referred), s(hort), h(istoric), c(olloquial)

    @property
    def historic(self) -> bool:
        return "h" in self.flags

    @property
    def colloquial(self) -> bool:
        return "c" in self.flags

    @property
    def preferred(self) -> bool:
        return "p" in self.flags and not self.historic and not self.colloquial


class OpenTravelData:
    """Names and Wikidata ids by GeoNames id."""

    def __init__(self, folder):
        self.names: dict[str, list[TaggedName]] = defaultdict(list)
        self.qids: dict[str, str] = {}
        seen, qids = set(), defaultdict(set)
        with open(folder / "neobase/optd_por_public.csv", encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="^"):
                code = row["geoname_id"]
                if code in ("", "0") or code in seen:
                    continue      # an airport or city may have several IATA codes
                seen.add(code)
                for field in row["alt_name_section"].split("="):
                    lang, name, flags = (*field.split("|"), "", "")[:3]
                    if lang == "wkdt" and name.startswith("Q"):
                        qids[name].add(code)
                    elif name and lang not in NO_LANGUAGES:
                        self.names[code].append(TaggedName(tidy(name), lang, flags))
        of_code = defaultdict(set)
        for qid, codes in qids.items():
            if len(codes) == 1:
                of_code[codes.pop()].add(qid)
        self.qids = {code: qids.pop() for code, qids in of_code.items() if len(qids) == 1}

    def languages(self, code: str) -> set[str]:
        return {n.lang.split("-")[0] for n in self.names.get(code, []) if n.lang}
