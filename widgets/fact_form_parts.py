"""The lines of the fact form: a field with its title, how a text is read, the evidence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Literal

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from newsview.store import messages
from newsview.store.model import Evidence
from newsview.widgets.fact_fields import Echo
from newsview.widgets.rows import padded_strip
from newsview.widgets.text.display import cells, one_line
from newsview.widgets.text.line_break import line_break
from newsview.widgets.title_line import TitleLine

MOST_EVIDENCE = 2
"""How many sentences of evidence are shown; of more, only how many."""

EchoKind = Literal["half", "aside"]
"""Whether a reading has half of its field's line, or as much as it needs while there is one."""

_LONGEST_EVIDENCE = 600
"""Code points of one sentence: more than two lines hold."""


class EchoLine(Widget, can_focus=False):
    """How the text of the field before it is read; dim where it is not."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"echo-line--unread"}

    DEFAULT_CSS = """
    EchoLine {
        height: 1;
        width: 1fr;
        padding: 0 0 0 1;
        color: $text-success;
        & > .echo-line--unread { color: $foreground 70%; }
        &.-aside { width: auto; display: none; }
        &:ansi > .echo-line--unread, &:nocolor > .echo-line--unread {
            color: $foreground;
            text-style: dim;
        }
    }
    """

    def __init__(self, *, aside: bool = False, **kwargs: Any) -> None:
        """``aside``: it takes room from the field only while it says something."""
        super().__init__(classes="-aside" if aside else None, **kwargs)
        self._echo = Echo()
        self._aside = aside

    @property
    def echo(self) -> Echo:
        """What it says."""
        return self._echo

    @echo.setter
    def echo(self, echo: Echo) -> None:
        if echo != self._echo:
            self._echo = echo
            if self._aside:
                self.display = bool(echo.text)
            self.refresh(layout=self._aside)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """As wide as what it says."""
        return cells(self._echo.text)

    def render_line(self, y: int) -> Strip:
        """The reading."""
        width = self.size.width
        style = self.visual_style if self._echo.read else self.get_visual_style("echo-line--unread")
        return padded_strip(one_line(self._echo.text, width), width, style)


class FieldRow(Horizontal):
    """A field's title, the field, and what is read of it, on one line."""

    DEFAULT_CSS = """
    FieldRow {
        height: 1;
        & > TitleLine {
            width: 12;
            text-style: none;
            color: $foreground 70%;
        }
        &:focus-within > TitleLine {
            color: $foreground;
            text-style: bold;
        }
        & > CompletionInput, & > Choice { width: 1fr; }
        &.-begins-group { margin-top: 1; }
        &:ansi > TitleLine, &:nocolor > TitleLine { color: $foreground; }
    }
    """

    def __init__(
        self,
        title: str,
        control: Widget,
        *,
        begins_group: bool = False,
        echo: EchoKind | None = None,
    ) -> None:
        super().__init__(classes="-begins-group" if begins_group else None)
        self._title = title
        self._control = control
        self._echo = echo

    def compose(self) -> ComposeResult:
        """Title, field, reading."""
        yield TitleLine(self._title)
        yield self._control
        if self._echo is not None:
            yield EchoLine(aside=self._echo == "aside")

    @property
    def echo_line(self) -> EchoLine:
        """What stands beside the field."""
        return self.query_one(EchoLine)


def evidence_lines(evidence: Sequence[Evidence], width: int) -> list[str]:
    """The evidence as it may be drawn: two lines for a sentence, two sentences, then a count."""
    lines: list[str] = []
    for one in evidence[:MOST_EVIDENCE]:
        text = one_line(one.text, _LONGEST_EVIDENCE)
        if cells(text) <= width:
            lines.append(text)
        elif width > 1:
            end, start = line_break(text, width)
            lines += [text[:end], one_line(text[start:], width)]
    if len(evidence) > MOST_EVIDENCE:
        more = messages.FACT_MORE_EVIDENCE.format(n=len(evidence) - MOST_EVIDENCE)
        lines.append(one_line(more, width))
    return lines


class EvidenceText(Widget, can_focus=False):
    """The sentences that support the fact, dim; they cannot be edited here."""

    DEFAULT_CSS = """
    EvidenceText {
        height: auto;
        color: $foreground 70%;
        &:ansi, &:nocolor { color: $foreground; text-style: dim; }
    }
    """

    def __init__(self, evidence: Sequence[Evidence]) -> None:
        super().__init__()
        self._evidence = tuple(evidence)

    @property
    def evidence(self) -> Sequence[Evidence]:
        """What it shows."""
        return self._evidence

    @evidence.setter
    def evidence(self, evidence: Sequence[Evidence]) -> None:
        if tuple(evidence) != self._evidence:
            self._evidence = tuple(evidence)
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as there are."""
        return len(evidence_lines(self._evidence, width))

    def render_line(self, y: int) -> Strip:
        """One of them."""
        width = self.size.width
        lines = evidence_lines(self._evidence, width)
        return padded_strip(lines[y] if y < len(lines) else "", width, self.visual_style)
