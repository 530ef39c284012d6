"""What an application and its worker process say to each other, one JSON object a line.

In: a `Job`, then an `Article` a line. Out: ``{"ready": name}`` once the pipeline is loaded, then
for each article ``{"done": Suggestions}`` or ``{"failed": sha256, "reason": line}``;
``{"broken": line}`` when the pipeline cannot be loaded.
"""

from __future__ import annotations

import msgspec

from newsview.store.model import Suggestions


class Job(msgspec.Struct):
    """How a worker is set up: its first line of input."""

    pipeline: str | None = None
    labels: dict[str, str] = {}


class Answer(msgspec.Struct, omit_defaults=True):
    """One line of a worker's output."""

    ready: str | None = None
    done: Suggestions | None = None
    failed: str | None = None
    reason: str = ""
    broken: str | None = None
