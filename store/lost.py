"""A main file that has gone, or was emptied, beside files that tell of what it held."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from newsview.store.journal.errors import StoreError
from newsview.store.messages import STORE_LOST
from newsview.store.place import is_there


def check_not_lost(path: Path) -> None:
    """StoreError where the history or the journal tells of records and the main file has none.

    To open it nevertheless would begin anew, and soon nobody could tell that anything is missing.
    A main file that is not yet there, in the first session on a corpus, is none that was lost.
    """
    with suppress(OSError):
        if path.stat().st_size:
            return
    if not is_there(path):
        return
    from newsview.store.doctor.examining import lost_main_file
    from newsview.store.doctor.reading import read_files

    files = read_files(path)
    found = None if files.open_elsewhere else next(lost_main_file(files), None)
    if found is not None and found.mendable:
        name = os.path.realpath(path)
        raise StoreError(STORE_LOST.format(path=path, name=Path(name).name, what=found.line))
