"""The spaCy component `exonym`: `nlp.add_pipe("exonym")`.

It fills `doc.spans["exonym"]` with a span for each mention, whose label is the
type and whose `kb_id_` the entity, and `doc._.exonym` with the mentions
themselves, as dictionaries: their `start` and `end` are exact where a token
is wider than a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans, minibatch

from ._exonym import Mention, Normalizer


@Language.factory(
    "exonym",
    assigns=["doc.spans", "doc._.exonym"],
    default_config={
        "gazetteer": ["default"],
        "lang": None,
        "min_score": 0.0,
        "types": None,
        "spellings": True,
        "lexicon": True,
        "spans_key": "exonym",
        "set_ents": False,
        "overwrite_ents": False,
    },
)
def make(
    nlp: Language,
    name: str,
    gazetteer: list[str],
    lang: str | None,
    min_score: float,
    types: list[str] | None,
    spellings: bool,
    lexicon: bool,
    spans_key: str,
    set_ents: bool,
    overwrite_ents: bool,
) -> Exonym:
    """Makes the component from its settings, which are all that is kept when a pipeline is saved.

    `gazetteer` lists compiled files or `default`; `lang` is the language of the
    texts, judged from each if it is not given; `types` are those of the names
    to be linked, all if they are not given. `set_ents` also fills
    `doc.ents`; entities that are there already stay, and get the `kb_id_` of a
    mention that is just as long, unless `overwrite_ents` says otherwise.
    """
    normalizer = Normalizer(
        gazetteer, lang=lang, min_score=min_score, types=types, spellings=spellings, lexicon=lexicon, jobs=1
    )
    return Exonym(normalizer, name, spans_key=spans_key, set_ents=set_ents, overwrite_ents=overwrite_ents)


class Exonym:
    """The component; what it finds is what the normalizer finds."""

    def __init__(
        self,
        normalizer: Normalizer,
        name: str = "exonym",
        *,
        spans_key: str = "exonym",
        set_ents: bool = False,
        overwrite_ents: bool = False,
    ) -> None:
        self.normalizer = normalizer
        self.name = name
        self.spans_key = spans_key
        self.set_ents = set_ents
        self.overwrite_ents = overwrite_ents
        if not Doc.has_extension("exonym"):
            Doc.set_extension("exonym", default=None)

    def __call__(self, doc: Doc) -> Doc:
        return self._filled(doc, self.normalizer.annotate(doc.text))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Works on many documents at a time."""
        for docs in minibatch(stream, size=batch_size):
            for doc, mentions in zip(docs, self.normalizer.annotate_many([doc.text for doc in docs])):
                yield self._filled(doc, mentions)

    def _filled(self, doc: Doc, mentions: list[Mention]) -> Doc:
        spans = [span for mention in mentions if (span := _span(doc, mention)) is not None]
        doc.spans[self.spans_key] = spans
        doc._.exonym = [mention.to_dict() for mention in mentions]
        if self.set_ents:
            doc.ents = self._ents(doc, spans)
        return doc

    def _ents(self, doc: Doc, spans: list[Span]) -> list[Span]:
        """The entities of the document and the mentions, none within another."""
        spans = filter_spans(spans)
        if self.overwrite_ents:
            first, second = spans, list(doc.ents)
        else:
            ids = {(span.start, span.end): span.kb_id_ for span in spans}
            first, second = [_linked(ent, ids) for ent in doc.ents], spans
        taken = {token.i for span in first for token in span}
        return first + [span for span in second if taken.isdisjoint(range(span.start, span.end))]


def _span(doc: Doc, mention: Mention) -> Span | None:
    """The tokens that a mention stands in."""
    label, entity = mention.type.upper(), mention.entity
    return doc.char_span(mention.start, mention.end, label, kb_id=entity, alignment_mode="expand")


def _linked(ent: Span, ids: dict[tuple[int, int], str]) -> Span:
    """An entity with the id of the mention that is just as long, unless it has one."""
    entity: Any = ids.get((ent.start, ent.end))
    if entity is None or ent.kb_id_:
        return ent
    return Span(ent.doc, ent.start, ent.end, label=ent.label_, kb_id=entity, span_id=ent.id_)
