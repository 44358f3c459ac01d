from collections.abc import Sequence
from os import PathLike
from typing import Any, Literal, TypeAlias, final

from .records import Abstention, Comparison, Explanation, Lookup, Variant

__all__ = ["Diagnostic", "Gazetteer", "Mention", "Normalizer", "__version__"]

__version__: str

_Path: TypeAlias = str | PathLike[str]
_Source: TypeAlias = Gazetteer | _Path

@final
class Diagnostic:
    """One finding about a gazetteer source."""

    @property
    def code(self) -> str:
        """`E113`; the text of a code never changes its meaning."""
    @property
    def severity(self) -> str:
        """`note`, `warning` or `error`."""
    @property
    def file(self) -> str: ...
    @property
    def line(self) -> int:
        """From 1; 0 if the file as a whole is meant."""
    @property
    def column(self) -> int:
        """In characters, from 1; 0 if the line as a whole is meant."""
    @property
    def message(self) -> str: ...
    @property
    def help(self) -> str:
        """What to do about it; may be empty."""
    @property
    def text(self) -> str:
        """The line, shortened if it is long."""
    @property
    def count(self) -> int:
        """How many findings it stands for: 1, or more for a last one that counts those that are not described."""

@final
class Gazetteer:
    """A compiled gazetteer, immutable; shared freely between threads.

    One that was opened from a file can be pickled: the other process maps the same file.
    """

    @staticmethod
    def default() -> Gazetteer:
        """The built-in gazetteer. Takes microseconds: it is part of the module."""
    @staticmethod
    def open(path: _Path, *, verify: bool = True) -> Gazetteer:
        """Opens a compiled gazetteer by memory map.

        All of it is checked, unless `verify` is false: only for files known to be whole.
        Raises `FileError` or `GazetteerError`.
        """
    @staticmethod
    def build(
        *csv: _Path,
        output: _Path | None = None,
        keep_going: bool = False,
        max_errors: int = 20,
        delimiter: str | None = None,
        encoding: str | None = None,
    ) -> Gazetteer:
        """Compiles CSV files, to the file `output` or in memory.

        Raises `SourceError` with all findings if rows cannot be used; with
        `keep_going` they are dropped and listed in `diagnostics`.
        """
    @property
    def name(self) -> str:
        """The file it was opened from, or what stands for one."""
    @property
    def diagnostics(self) -> list[Diagnostic]:
        """Warnings about the CSV files it was built from."""
    def stats(self) -> dict[str, Any]:
        """Counts and sizes, build id, sources and licences."""

@final
class Mention:
    """A name in a text, linked to an entity: what `exonym annotate --format jsonl` writes."""

    @property
    def start(self) -> int:
        """Where it begins, in code points: `text[start:end] == surface`."""
    @property
    def end(self) -> int:
        """Where it ends, exclusive."""
    @property
    def byte_start(self) -> int:
        """Where it begins, in bytes of UTF-8."""
    @property
    def byte_end(self) -> int:
        """Where it ends, exclusive."""
    @property
    def surface(self) -> str:
        """What stands in the text."""
    @property
    def entity(self) -> str:
        """Id of the entity."""
    @property
    def canonical(self) -> str:
        """Its canonical name in the language of the text, or the first of all."""
    @property
    def type(self) -> str:
        """person, place, organization, event, product, demonym, other."""
    @property
    def tier(self) -> str:
        """exact, folded, inflected, romanized, lexicon."""
    @property
    def cases(self) -> list[str]:
        """The cases that an inflected form may stand in."""
    @property
    def evidence(self) -> str:
        """What the link rests on: a `listed` name, its `words`, the `article`, an `authority`, or the `scheme` of the text."""
    @property
    def score(self) -> float:
        """How sure the link is, from 0 to 1."""
    @property
    def same_as(self) -> list[str]:
        """Ids of the same entity elsewhere."""
    @property
    def like(self) -> str | None:
        """Another name of the text that is spelled by the same scheme, if the link rests on that."""
    @property
    def lang(self) -> str | None:
        """The language of the line that it stands in, if that is not the one of the text."""
    @property
    def route(self) -> str | None:
        """`hy→ru→Latn`, if a standard or route gives the spelling."""
    @property
    def standards(self) -> list[str]:
        """The standard of each step of the route."""
    @property
    def route_from(self) -> str | None:
        """The listed name that the route begins with."""
    def to_dict(self) -> dict[str, Any]:
        """The mention as the command line's JSON has it."""
    @staticmethod
    def _from_json(text: str) -> Mention: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...

_Type: TypeAlias = Literal["person", "organization", "place"]

@final
class Normalizer:
    """Finds names, links them, and writes them one way. Immutable; shared freely between threads.

    Work is done without the interpreter's lock. Texts that are lists may be
    of any length; an interrupt is heard every few hundred.
    """

    def __new__(
        cls,
        gazetteer: _Source | Sequence[_Source] | None = None,
        *,
        lang: str | None = None,
        to: str | None = None,
        min_score: float = 0.0,
        types: Sequence[str] | None = None,
        spellings: bool = True,
        lexicon: bool = True,
        template: str | None = None,
        abbreviations: bool = False,
        former: bool = False,
        demonyms: bool = False,
        inflected: Literal["keep", "base"] = "keep",
        skip_quotes: bool = False,
        jobs: int = 0,
    ) -> Normalizer:
        """The options are those of the command line.

        `gazetteer` is the built-in one, another, or several, of which later
        ones win; a string is a compiled file or `"default"`. `lang` is the
        language of the texts, judged from each if it is not given, and `to` that
        of the names written: tags such as `en` or `zh-Hant`. Another word is an
        `OptionError`; in `langs`, which are data, a warning. `types` are those of
        the names to be linked, such as `["person", "place"]`, all if they are not
        given. `jobs` is the number of threads for calls on many texts; 0 is one
        for each processor.
        """
    def normalize(self, text: str, *, lang: str | None = None) -> str:
        """The text with canonical names; everything else stays as it is."""
    def annotate(self, text: str, *, lang: str | None = None) -> list[Mention]:
        """The names in a text, in order."""
    def abstentions(self, text: str, *, lang: str | None = None) -> list[Abstention]:
        """The names in a text that are found and not linked, and why, in order."""
    def lookup(self, name: str, *, lang: str | None = None, limit: int = 5) -> Lookup:
        """Whom a name may denote, in any script, order and spelling."""
    def compare(self, first: str, second: str, *, type: _Type | None = None) -> Comparison:
        """Whether two names may be of one person, organisation or place, and why."""
    def variants(self, name: str, *, lang: str | None = None, via: str | None = None, limit: int = 20) -> list[Variant]:
        """The spellings a name takes; with `via`, those that come through a language."""
    def explain(self, name: str, *, lang: str | None = None) -> Explanation:
        """How a name is read, the candidates with their evidence, and the decision."""
    def normalize_many(self, texts: Sequence[str], *, langs: Sequence[str | None] | None = None) -> list[str]:
        """Texts with canonical names, in order; `langs` has the language of each."""
    def annotate_many(self, texts: Sequence[str], *, langs: Sequence[str | None] | None = None) -> list[list[Mention]]:
        """The names in each text; `langs` has the language of each."""
    def lookup_many(self, names: Sequence[str], *, lang: str | None = None, limit: int = 5) -> list[Lookup]:
        """Whom each name may denote."""
    def compare_many(self, pairs: Sequence[tuple[str, str]], *, type: _Type | None = None) -> list[Comparison]:
        """Whether the names of each pair may be one."""
    def variants_many(
        self, names: Sequence[str], *, lang: str | None = None, via: str | None = None, limit: int = 20
    ) -> list[list[Variant]]:
        """The spellings each name takes."""
    def _normalize_column(self, offsets: bytes, bytes: bytes, langs: list[str | None] | None) -> dict[str, Any]: ...
    def _annotate_column(self, offsets: bytes, bytes: bytes, langs: list[str | None] | None) -> dict[str, Any]: ...
    @classmethod
    def _restored(cls, gazetteers: tuple[Gazetteer, ...], keywords: dict[str, Any]) -> Normalizer: ...
