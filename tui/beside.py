"""What the application needs of the work beside it; the work itself is in `background`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from textual.message import Message

from newsview.store.model import Article
from newsview.tui.session import Session

Post = Callable[[Message], object]


class Beside(Protocol):
    """Looks at the articles of the corpus and has them suggested for."""

    def start(self) -> None:
        """Begin."""

    def stop(self) -> None:
        """End it for good."""

    def ask(
        self,
        article: Article,
        *,
        near: Sequence[int] = (),
        anew: bool = False,
        urgent: bool = True,
    ) -> None:
        """Have this article suggested for ahead of the others; see `Background.ask`."""


MakeBackground = Callable[[Session, Post], Beside]
