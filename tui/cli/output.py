"""Where a command writes: stdout, or a file that is there as a whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import msgspec

from newsview.store import messages
from newsview.store.corpus import Corpus
from newsview.store.messages import NewsviewError

STDOUT = Path("-")


def is_stdout(path: Path | None) -> bool:
    """Whether ``-o`` means stdout: not given, or ``-``."""
    return path is None or path == STDOUT


def check_output(path: Path | None, annotations: Path | None, corpus: Corpus | None) -> None:
    """NewsviewError when writing there would overwrite annotations or an article."""
    if path is None or is_stdout(path):
        return
    target = path.resolve()
    taken = annotations is not None and annotations.resolve() == target
    if taken or _is_annotations_file(target):
        raise NewsviewError(messages.WOULD_OVERWRITE_ANNOTATIONS.format(path=path))
    sources = corpus.sources if corpus is not None and target.exists() else ()
    if any(one.resolve() == target for one in {source.path for source in sources}):
        raise NewsviewError(messages.WOULD_OVERWRITE_ARTICLE.format(path=path))


@contextmanager
def output(path: Path | None) -> Iterator[BinaryIO]:
    """A stream to write bytes to.

    A regular file, old or new, is replaced when the block ends, and left as it was when the block
    raises; a device or pipe is written to directly. Raises OSError.
    """
    if path is None or is_stdout(path):
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = path.resolve()
    if target.exists() and not target.is_file():
        with target.open("wb") as stream:
            yield stream
        return
    with _replacing(target, path) as stream:
        yield stream


@contextmanager
def _replacing(target: Path, named: Path) -> Iterator[BinaryIO]:
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}-")
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(named)) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(_mode(target))
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _mode(target: Path) -> int:
    """The permissions of the file to be replaced, or those that a new file gets."""
    with suppress(OSError):
        return target.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _is_annotations_file(path: Path) -> bool:
    """Whether a file holds annotations: it has a journal, or TinyDB's table of newsview's."""
    if path.with_name(path.name + "-journal").exists():
        return True
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        start = stream.read(64)
        if not start.startswith(b"{") or b'"format"' in start:
            return False
        whole = start + stream.read()
    try:
        return "_meta" in msgspec.json.decode(whole, type=dict[str, msgspec.Raw])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return False
