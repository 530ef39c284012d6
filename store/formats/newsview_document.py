"""Reading a newsview JSON file into checked parts; every complaint names the place in the file."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

import msgspec

from newsview.store import messages
from newsview.store.formats import newsview_shape as shape
from newsview.store.formats.wire import SURROGATE_ESCAPE, Unread, loads, read_part
from newsview.store.messages import NewsviewError
from newsview.store.unknown import gathered

_KNOWN_KEYS = {*shape.FileHead.__struct_fields__, "articles", "entities"}
_ANNOTATIONS_TABLES = {"_default", "_meta", "mentions", "facts"}
_PLACE = re.compile(r" - at `\$(.*)`\Z", re.DOTALL)
_WRONG = (msgspec.MsgspecError, ValueError, RecursionError)


class Document:
    """A file whose outside is right; its articles and entities are checked as they are read.

    ``unknown`` collects the places of keys that newsview does not know, ``more`` has those of the
    file itself with their values.
    """

    def __init__(self, data: bytes, name: str) -> None:
        """Raises NewsviewError for what is no newsview export of a version that can be read."""
        self.name = name
        self.unknown: list[str] = []
        top = self._top(data.removeprefix(b"\xef\xbb\xbf"))
        self._articles = self._list(top, "articles")
        self._entities = self._list(top, "entities") if "entities" in top else []
        self.more: dict[str, Any] = {
            key: self._checked(part, Any, f"$.{key}")
            for key, part in top.items()
            if key not in _KNOWN_KEYS
        }
        self.unknown += [f"$.{key}" for key in self.more]

    def __len__(self) -> int:
        """How many articles there are."""
        return len(self._articles)

    def article(self, number: int) -> shape.ArticleShape:
        """The article at this place of the list. NewsviewError when something in it is wrong."""
        part: shape.ArticleShape = self._checked(
            self._articles[number], shape.ArticleShape, f"$.articles[{number}]"
        )
        return part

    def entities(self) -> list[shape.EntityShape]:
        """The canonical entities. NewsviewError when something in one is wrong."""
        return [
            self._checked(part, shape.EntityShape, f"$.entities[{number}]")
            for number, part in enumerate(self._entities)
        ]

    def complain(self, what: str, place: str = "$") -> NoReturn:
        """Refuse the file."""
        at = "" if place == "$" else f" at {place}"
        raise NewsviewError(messages.NOT_AN_EXPORT.format(name=self.name, what=what + at))

    def _top(self, data: bytes) -> dict[str, Unread]:
        if not data.strip():
            raise NewsviewError(messages.FILE_IS_EMPTY.format(name=self.name))
        try:
            top = self._parsed(data)
        except msgspec.ValidationError as error:
            self.complain(str(error))
        except RecursionError:
            self.complain(messages.JSON_TOO_DEEP)
        except (msgspec.MsgspecError, ValueError) as error:
            raise NewsviewError(
                messages.NOT_JSON.format(name=self.name, what=_reason(error))
            ) from error
        if not isinstance(top, dict):
            self.complain(f"Expected `object`, got `{type(top).__name__}`")
        if "format" not in top:
            if top.keys() & _ANNOTATIONS_TABLES:
                raise NewsviewError(messages.IS_ANNOTATIONS_FILE.format(name=self.name))
            self.complain(messages.NO_FORMAT_KEY)
        if self._checked(top["format"], Any, "$.format") != shape.FORMAT:
            self.complain(messages.NO_FORMAT_KEY)
        version = self._checked(top.get("version"), Any, "$.version")
        if version != shape.VERSION or isinstance(version, bool):
            newer = type(version) is int and version > shape.VERSION
            template = messages.UNKNOWN_VERSION if newer else messages.NO_VERSION
            raise NewsviewError(template.format(name=self.name, version=json.dumps(version)[:40]))
        return top

    def _parsed(self, data: bytes) -> Any:
        """The outer object with its values unread, or what the standard library makes of it."""
        try:
            return msgspec.json.decode(data, type=dict[str, msgspec.Raw])
        except msgspec.ValidationError:
            raise
        except msgspec.DecodeError:
            if not SURROGATE_ESCAPE.search(data):
                raise
        return loads(data)

    def _list(self, top: dict[str, Unread], key: str) -> list[Unread]:
        if key not in top:
            self.complain(f"Object missing required field `{key}`")
        part = top[key]
        if isinstance(part, list):
            return part
        parts: list[Unread] = self._read(part, list[msgspec.Raw], f"$.{key}")
        return parts

    def _checked(self, part: Unread, to: Any, place: str) -> Any:
        try:
            return read_part(part, to)
        except msgspec.ValidationError as error:
            if "unknown field" not in str(error):
                self._wrong(error, place)
        except _WRONG as error:
            self._wrong(error, place)
        plain = self._read(part, Any, place)
        readable, found = gathered(plain, to)
        self.unknown += [place + inner[1:] for inner in found]
        return self._read(readable, to, place)

    def _read(self, part: Unread, to: Any, place: str) -> Any:
        try:
            return read_part(part, to)
        except _WRONG as error:
            self._wrong(error, place)

    def _wrong(self, error: Exception, place: str) -> NoReturn:
        if isinstance(error, RecursionError):
            self.complain(messages.JSON_TOO_DEEP, place)
        said = str(error)
        inner = _PLACE.search(said)
        if inner is None:
            self.complain(_reason(error), place)
        self.complain(said[: inner.start()], place + inner.group(1))


def _reason(error: Exception) -> str:
    """The error in a few words, on one line."""
    if isinstance(error, UnicodeDecodeError):
        return f"byte {error.start} is not UTF-8"
    return str(error).removeprefix("JSON is malformed: ").splitlines()[0]
