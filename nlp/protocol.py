"""What an application and its worker process say to each other, one JSON object a line.

In: a `Job`, then an `Article` a line. Out: ``{"ready": name}`` once the pipeline is loaded, then
for each article ``{"done": Packed}`` or ``{"failed": sha256, "reason": line}``;
``{"broken": line}`` when the pipeline cannot be loaded.
"""

from __future__ import annotations

import msgspec

from newsview.store.mentions import Columns, Mentions
from newsview.store.model import Article, Fact, Suggestions


class Job(msgspec.Struct):
    """How a worker is set up: its first line of input."""

    pipeline: str | None = None
    labels: dict[str, str] = {}


class Packed(msgspec.Struct, frozen=True):
    """Suggestions as they are sent and cached: their mentions in columns."""

    article: str
    pipeline: str
    mentions: Columns
    facts: tuple[Fact, ...] = ()


def line_of(article: Article) -> bytes:
    """An article for the way.

    Of a copy: a text that was encoded once holds its encoded form, too, as long as it lives.
    """
    text = article.text[:-1] + article.text[-1:]
    return msgspec.json.encode(msgspec.structs.replace(article, text=text)) + b"\n"


def packed(suggestions: Suggestions) -> Packed:
    """Suggestions for the way."""
    columns = Mentions.of(suggestions.mentions).columns()
    return Packed(suggestions.article, suggestions.pipeline, columns, suggestions.facts)


def unpacked(sent: Packed) -> Suggestions:
    """What came; its mentions stay in columns. ValueError where those are not sound."""
    return Suggestions(
        article=sent.article,
        pipeline=sent.pipeline,
        mentions=Mentions.from_columns(sent.mentions),
        facts=sent.facts,
    )


class Answer(msgspec.Struct, omit_defaults=True):
    """One line of a worker's output."""

    ready: str | None = None
    done: Packed | None = None
    failed: str | None = None
    reason: str = ""
    broken: str | None = None
