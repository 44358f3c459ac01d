#!/usr/bin/env python3
"""Reads what `exonym annotate` writes with the readers of other people, and
holds the names they find against those of JSON lines.

    readers.py EXONYM FOLDER

EXONYM is the program, FOLDER has the texts. Needs the packages of readers.txt.
The context of Web Annotation and the schema of TEI are fetched from where they are
published, or read from the copies that ANNO_CONTEXT and TEI_SCHEMA name; what
cannot be had is passed over, and that is said.
"""
import json
import logging
import os
import pathlib
import subprocess
import sys
import tempfile
import urllib.request

import bioc.brat
import conllu
import iobes
import jsonschema
import pyld.jsonld
import pysolr
import udapi.core.document
from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
ANNO = "http://www.w3.org/ns/anno.jsonld"
TEI_ALL = "https://www.tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng"
AS = "http://www.w3.org/ns/activitystreams#"
OA = "http://www.w3.org/ns/oa#"

# What section 3 and 4 of the Web Annotation Data Model say must be there.
IRI = {"type": "string", "pattern": r"^[^\s<>\"{}|\\^`]+$"}
ANNOTATION = {
    "type": "object",
    "required": ["id", "type", "target"],
    "properties": {
        "id": IRI,
        "type": {"const": "Annotation"},
        "motivation": {"enum": ["identifying"]},
        "body": {"type": "array", "items": {"oneOf": [
            {"required": ["type", "source"], "properties": {"type": {"const": "SpecificResource"}, "source": IRI}},
            {"required": ["type", "value"], "properties": {"type": {"const": "TextualBody"}, "value": {"type": "string"}}},
        ]}},
        "target": {"required": ["source", "selector"], "properties": {"source": IRI, "selector": {
            "type": "array",
            "items": {"oneOf": [
                {"required": ["start", "end"], "properties": {
                    "type": {"const": "TextPositionSelector"},
                    "start": {"type": "integer", "minimum": 0}, "end": {"type": "integer", "minimum": 0}}},
                {"required": ["exact"], "properties": {"type": {"const": "TextQuoteSelector"}, "exact": {"type": "string"}}},
            ]}}}},
    },
}
COLLECTION = {
    "type": "object",
    "required": ["@context", "id", "type", "total", "first"],
    "properties": {
        "@context": {"const": ANNO},
        "id": IRI,
        "type": {"const": "AnnotationCollection"},
        "first": {"required": ["id", "type", "items"], "properties": {
            "id": IRI, "type": {"const": "AnnotationPage"}, "items": {"type": "array", "items": ANNOTATION}}},
    },
}


# What formats get wrong: markup, quotes, controls, line breaks of both kinds within names and
# between, a blank line, a character outside the basic plane.
HOSTILE = (
    "\U0001f1e6\U0001f1f2 <b>In</b> Erevan &amp; \\ Kiev.\r\nThe Armenian\u2013Turkish\ttalks with Emmanuel\r\nMacron, "
    "Vladimir\nPutin's guest \"there\".\n\n\n\u00a0 Kyiv\u2028and Paris\u0085France (# | % - _ Yerevan)\n\n")


class Checks:
    def __init__(self, exonym, folder, own):
        self.exonym = exonym
        self.files = sorted(str(f) for f in folder.glob("*.txt") if not f.stem.endswith(".normalized"))
        hostile = pathlib.Path(own, "hostile.txt")
        hostile.write_bytes(HOSTILE.encode())
        self.files.append(str(hostile))
        self.texts = [pathlib.Path(f).read_bytes().decode("utf-8", "replace") for f in self.files]
        lines = self.lines("--format", "jsonl")
        self.wanted = [json.loads(line)["mentions"] for line in lines]
        self.names = sum(map(len, self.wanted))
        assert len(self.files) == len(lines) > 0 < self.names, "there must be something to find"

    def annotate(self, *options):
        command = [self.exonym, "annotate", *options, *self.files]
        return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout

    def lines(self, *options):
        # Not splitlines: a string of JSON may hold U+2028.
        return self.annotate(*options).removesuffix("\n").split("\n")

    def same(self, what, found, *fields):
        """Whether what was found, a list for each text, is what JSON lines have in these fields."""
        for file, found, wanted in zip(self.files, found, self.wanted, strict=True):
            wanted = [tuple(m[field] for field in fields) for m in wanted]
            assert found == wanted, f"{what}: {file}:\n  found  {found}\n  wanted {wanted}"
        print(f"readers: {what}: {self.names} names, the same")


def brat(checks):
    with tempfile.TemporaryDirectory() as folder:
        checks.annotate("--format", "brat", "-o", folder + "/")
        found = []
        for file, text in zip(checks.files, checks.texts):
            stem = pathlib.Path(folder, pathlib.Path(file).stem)
            ann = stem.with_suffix(".ann").read_bytes().decode()
            assert stem.with_suffix(".txt").read_bytes().decode() == text
            document = bioc.brat.loads(text, ann)
            # The reader knows no normalizations; brat itself splits them so.
            ids = {}
            for line in ann.splitlines():
                if line.startswith("N"):
                    _, reference, _ = line.split("\t")
                    kind, target, name = reference.split(" ")
                    database, _, ids[target] = name.partition(":")
                    assert (kind, database) == ("Reference", "exonym")
            mentions = []
            for entity in document.entities:
                spans = sorted((span.begin, span.end) for span in entity.locations)
                assert " ".join(text[start:end] for start, end in spans) == entity.text
                mentions.append((spans[0][0], spans[-1][1], entity.type, ids[entity.id].replace("%20", " ")))
            found.append(mentions)
        checks.same("brat by bioc", found, "start", "end", "type", "entity")


def iob2(checks):
    found, at, sentence = [], 0, []
    for line in checks.lines("--format", "iob2"):
        if line == "-DOCSTART-\tO":
            found.append([])
            at = 0
        elif line:
            sentence.append(line.split("\t"))
        elif sentence:
            places = []
            for word, _ in sentence:
                at = checks.texts[len(found) - 1].index(word, at)
                places.append((at, at + len(word)))
                at += len(word)
            for span in iobes.parse_spans_bio([tag for _, tag in sentence]):
                found[-1].append((places[span.start][0], places[span.end - 1][1], span.type))
            sentence = []
    checks.same("IOB2 by iobes", found, "start", "end", "type")


def conll_u(checks):
    output = checks.annotate("--format", "conllu")
    found = []
    for sentence in conllu.parse(output):
        if "newdoc id" in sentence.metadata:
            found.append([])
        whole = "".join(
            word["form"] + ("" if (word["misc"] or {}).get("SpaceAfter") == "No" else " ") for word in sentence)
        assert whole.rstrip(" ") == sentence.metadata["text"].rstrip(" "), sentence.metadata
        for word in sentence:
            entity = (word["misc"] or {}).get("Entity", "")
            found[-1] += [part.split("-")[3].rstrip(")").replace("%2D", "-") for part in entity.split("(")[1:]]
    checks.same("CoNLL-U by conllu", [[(id,) for id in ids] for ids in found], "entity")

    logging.disable(logging.WARNING)  # That no word has a head is no news.
    document = udapi.core.document.Document()
    document.from_conllu_string(output)
    found = []
    for entity in document.coref_entities:
        for mention in entity.mentions:
            found.append((mention.other["identity"].replace("%2D", "-"), entity.etype))
    wanted = [(m["entity"], m["type"]) for mentions in checks.wanted for m in mentions]
    assert sorted(found) == sorted(wanted), "udapi finds other names"
    print(f"readers: CoNLL-U by udapi: {checks.names} names, the same")


def web_annotation(checks, context):
    lines = [json.loads(line) for line in checks.lines("--format", "web-annotation")]
    found = []
    for collection, text in zip(lines, checks.texts, strict=True):
        jsonschema.validate(collection, COLLECTION)
        mentions = []
        for item in collection["first"]["items"]:
            position, quote = item["target"]["selector"]
            start, end = position["start"], position["end"]
            assert text[start:end] == quote["exact"]
            assert text[:start].endswith(quote["prefix"]) and text[end:].startswith(quote["suffix"])
            mentions.append((start, end, quote["exact"], item["body"][0]["source"]))
        found.append(mentions)
    checks.same("Web Annotation by jsonschema", found, "start", "end", "surface", "entity")
    if context is None:
        print("readers: Web Annotation: no context to read JSON-LD with; name a copy in ANNO_CONTEXT")
        return
    pyld.jsonld.set_document_loader(
        lambda url, options: {"contextUrl": None, "documentUrl": url, "document": context})
    found = []
    for collection in lines:
        [expanded] = pyld.jsonld.expand(collection, {"base": "file:///texts/"})
        [page] = expanded[AS + "first"]
        [items] = page[AS + "items"]
        mentions = []
        for item in items["@list"]:
            assert item["@type"] == [OA + "Annotation"] and item[OA + "motivatedBy"] == [{"@id": OA + "identifying"}]
            [target] = item[OA + "hasTarget"]
            position = next(s for s in target[OA + "hasSelector"] if s["@type"] == [OA + "TextPositionSelector"])
            mentions.append((position[OA + "start"][0]["@value"], position[OA + "end"][0]["@value"]))
        found.append(mentions)
    checks.same("Web Annotation by pyld", found, "start", "end")


def solr(checks):
    found = []
    for line, text in zip(checks.lines("--format", "solr", "--match-text"), checks.texts, strict=True):
        answer = json.loads(line)
        results = pysolr.Results(answer)
        units = text.encode("utf-16-le")
        known = {doc["id"] for doc in results}
        assert results.hits == len(known) and answer["tagsCount"] == len(answer["tags"])
        mentions = []
        for tag in answer["tags"]:
            start, end = tag["startOffset"], tag["endOffset"]
            assert units[2 * start : 2 * end].decode("utf-16-le") == tag["matchText"]
            assert set(tag["ids"]) <= known
            mentions.append((tag["matchText"], tag["ids"][0]))
        found.append(mentions)
    checks.same("Solr by pysolr", found, "surface", "entity")


def tei(checks, schema):
    corpus = etree.fromstring(checks.annotate("--format", "tei").encode())
    found = []
    for document, text in zip(corpus.iter(TEI + "TEI"), checks.texts, strict=True):
        body = document.find(f"{TEI}text/{TEI}body")
        assert "".join(body.itertext()) == text
        mentions = []
        for name in body.iter():
            if "ref" in name.attrib:
                mentions.append(("".join(name.itertext()), name.get("ref")))
        found.append(mentions)
    checks.same("TEI by lxml", found, "surface", "entity")
    if schema is None:
        print("readers: TEI: no schema to hold it against; name a copy in TEI_SCHEMA")
        return
    relaxng = etree.RelaxNG(etree.fromstring(schema))
    assert relaxng.validate(corpus), relaxng.error_log
    print("readers: TEI is valid by tei_all")


def published(variable, address):
    """A file from where it is published, or the copy that a variable names; None if it cannot be had."""
    if os.environ.get(variable):
        return pathlib.Path(os.environ[variable]).read_bytes()
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return answer.read()
    except OSError:
        return None


def main():
    exonym, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    context, schema = published("ANNO_CONTEXT", ANNO), published("TEI_SCHEMA", TEI_ALL)
    with tempfile.TemporaryDirectory() as own:
        checks = Checks(exonym, folder, own)
        brat(checks)
        iob2(checks)
        conll_u(checks)
        web_annotation(checks, context and json.loads(context))
        solr(checks)
        tei(checks, schema)


if __name__ == "__main__":
    main()
