"""Keys of an export itself that newsview does not know: kept beside the records, written again.

They stand in the document of the table ``_meta`` under ``export``, as JSON.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsview.store.annotations import Annotations

EXPORT_KEY = "export"
"""Under which the annotations file keeps them."""


def keep_file_keys(annotations: Annotations, more: dict[str, Any]) -> None:
    """Keep an imported file's own unknown keys; of one that is kept already, the new value."""
    if more:
        kept = file_keys(annotations.meta(EXPORT_KEY)) | more
        annotations.set_meta(EXPORT_KEY, json.dumps(kept))


def file_keys(kept: str | None) -> dict[str, Any]:
    """What was kept; nothing where that is no JSON object."""
    try:
        more = json.loads(kept or "{}")
    except ValueError:
        return {}
    return more if isinstance(more, dict) else {}
