"""Finds names of people, places and organisations in multilingual text, links
each to an entity of a gazetteer, and writes them one way.

>>> from exonym import Normalizer
>>> normalizer = Normalizer()
>>> normalizer.normalize("Aik Kondzhoryan spoke in Erevan.", lang="en")
'Hayk Konjoryan spoke in Yerevan.'

Tables are in `exonym.arrow`, the spaCy component in `exonym.spacy`, Spark in
`exonym.spark`.
"""

from ._exonym import Diagnostic, Gazetteer, Mention, Normalizer, __version__
from .errors import (
    DefectError,
    ExonymError,
    FileError,
    GazetteerError,
    OptionError,
    SourceError,
    TextError,
)

__all__ = [
    "DefectError",
    "Diagnostic",
    "ExonymError",
    "FileError",
    "Gazetteer",
    "GazetteerError",
    "Mention",
    "Normalizer",
    "OptionError",
    "SourceError",
    "TextError",
    "__version__",
]
