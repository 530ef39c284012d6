"""Textual's output as differences: what changed since the last frame is sent, and nothing else.

For any Textual application: `WireApp` beside `App` among the bases, nothing of newsview needed.

    class MyApp(WireApp, App[None]): ...

What the terminal shows is remembered cell by cell (`cells`, `pens`), a frame is the shortest way
from there to what Textual wants shown (`encoder`, `moves`, `scrolling`, `capabilities`), and frames
that a slow connection would only show late are left out (`flow`, `driver`). Where anything of
Textual is not as this needs it, Textual's own output is used.
"""

from newsview.tui.wire.display import WireApp

__all__ = ["WireApp"]
