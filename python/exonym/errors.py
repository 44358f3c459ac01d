"""What can go wrong. Every exception of this package is an `ExonymError`.

The message says where it happened and what to do about it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._exonym import Diagnostic


class ExonymError(Exception):
    """The family."""


class OptionError(ExonymError, ValueError):
    """A setting makes no sense."""


class TextError(ExonymError, ValueError):
    """A text cannot be read: lone surrogates, bytes that are not UTF-8."""


class FileError(ExonymError, OSError):
    """A file cannot be read or written."""


class GazetteerError(ExonymError):
    """A file is no gazetteer, or too old, too new or damaged."""


class SourceError(ExonymError):
    """Rows of a CSV cannot be used; nothing is written."""

    def __init__(self, message: str, diagnostics: Sequence[Diagnostic] = ()) -> None:
        super().__init__(message)
        #: One for each row: code, file, line, column, message, help.
        self.diagnostics = list(diagnostics)


class DefectError(ExonymError):
    """A defect of exonym stopped the work on a text."""
