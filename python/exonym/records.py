"""What `Normalizer` says about names: dictionaries, just as the command line's JSON has them."""

from __future__ import annotations

from typing import Any, TypedDict

#: By which route a spelling came from a listed name, where that can be told.
_Route = TypedDict("_Route", {"route": str, "standards": list[str], "from": str}, total=False)


class Candidate(_Route):
    """An entity that a name may denote."""

    id: str
    name: str
    canonical: str
    type: str
    score: float
    tier: str
    cost: float
    same_as: list[str]


class Abstention(TypedDict):
    """A name that is found and not linked."""

    start: int
    end: int
    byte_start: int
    byte_end: int
    surface: str
    reason: str
    candidates: list[Candidate]


class Lookup(TypedDict):
    """Whom a name may denote, and whom it is linked to."""

    query: str
    match: Candidate | None
    candidates: list[Candidate]


class Comparison(TypedDict):
    """How two names agree and differ."""

    score: float
    match: bool
    type: str
    parts: list[dict[str, Any]]
    extra: list[dict[str, Any]]
    vetoes: list[dict[str, Any]]


class Way(TypedDict):
    """How a name comes to its spelling."""

    route: str
    standards: list[str]
    cost: float


class Variant(TypedDict):
    """A spelling of a name, and its ways, the cheapest first."""

    name: str
    cost: float
    ways: list[Way]


class ExplainedCandidate(Candidate):
    """A candidate, and all that speaks for it."""

    kind: str
    lang: str
    weight: float


class Explanation(TypedDict):
    """How a name is read, whom it may denote, and what is decided."""

    name: str
    script: str
    tokens: list[str]
    key: str
    candidates: list[ExplainedCandidate]
    link: str | None
    reason: str | None
