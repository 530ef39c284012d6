"""The themes that newsview brings beside Textual's: high contrast, on black and on white."""

from __future__ import annotations

from textual.theme import Theme

LEAST_CONTRAST = "least-contrast"
"""The theme variable that says how far letters stand out from their paper, as WCAG counts it."""


def _high_contrast(name: str, *, paper: str, letters: str, marked: str, panel: str) -> Theme:
    """Letters at a contrast of 7 or more (WCAG's level AAA), nothing muted, one strong cursor."""
    return Theme(
        name=name,
        dark=paper == "#000000",
        primary=marked,
        secondary=letters,
        accent=letters,
        warning=letters,
        error=letters,
        success=letters,
        foreground=letters,
        background=paper,
        surface=paper,
        panel=panel,
        variables={
            LEAST_CONTRAST: "7",
            "text": letters,
            "text-muted": letters,
            "text-disabled": letters,
            "text-primary": letters,
            "text-warning": letters,
            "text-error": letters,
            "text-success": letters,
            "text-accent": letters,
            "border": letters,
            "border-blurred": letters,
            "block-cursor-background": marked,
            "block-cursor-foreground": "#000000" if paper == "#000000" else "#FFFFFF",
            "block-cursor-blurred-background": panel,
            "block-cursor-blurred-foreground": letters,
            "input-cursor-background": letters,
            "input-cursor-foreground": paper,
            "input-selection-background": panel,
        },
    )


HIGH_CONTRAST = (
    _high_contrast(
        "high-contrast", paper="#000000", letters="#FFFFFF", marked="#FFE14D", panel="#262626"
    ),
    _high_contrast(
        "high-contrast-light", paper="#FFFFFF", letters="#000000", marked="#00357A", panel="#F2F2F2"
    ),
)
