"""Which pipeline suggests, and what a result of it depends on; spaCy is not imported for it."""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from newsview import __version__

MODEL = "it_newsview"
"""The Italian model: a package of its own, beside newsview."""

RULES = "rules"
"""The name under which the rules alone are asked for."""

_MOST_FILES = 2000


def default_pipeline() -> str:
    """What suggests where nobody names a pipeline: the Italian model if it is installed."""
    return MODEL if _package_folder(MODEL) is not None else RULES


def identity(spec: str, labels: Mapping[str, str]) -> str:
    """What a suggestion depends on besides the article: 32 hex digits.

    It changes with newsview's rules and their data, with the pipeline's files, and with the label
    map. ``spec`` is as `load_pipeline` takes it; one that is not there has an identity too.
    """
    digest = hashlib.sha256(_rules().encode())
    digest.update(repr((spec, sorted(labels.items()))).encode())
    if spec != RULES:
        digest.update(_pipeline(spec).encode())
    return digest.hexdigest()[:32]


@cache
def _rules() -> str:
    """newsview's version and the content of everything in this room."""
    digest = hashlib.sha256(__version__.encode())
    folder = Path(__file__).parent
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".py", ".txt"):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _pipeline(spec: str) -> str:
    folder = Path(spec)
    if folder.is_dir():
        return _files(folder)
    package = _package_folder(spec)
    if package is not None:
        return _files(package)
    return " ".join(_version(name) for name in (spec.partition(":")[0], "spacy"))


def _files(folder: Path) -> str:
    """Names, sizes and times of a folder's files: enough to notice that another was put there."""
    found = []
    for path in _some(folder.rglob("*")):
        try:
            status = path.stat()
        except OSError:
            continue
        if path.suffix != ".pyc" and path.is_file():
            found.append((str(path.relative_to(folder)), status.st_size, status.st_mtime_ns))
    return repr(sorted(found))


def _some(paths: Iterable[Path]) -> Iterable[Path]:
    return (path for _, path in zip(range(_MOST_FILES), paths, strict=False))


def _package_folder(name: str) -> Path | None:
    """Where a package is that could be imported; nothing is imported."""
    if not name.isidentifier():
        return None
    try:
        found = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        return None
    if found is None or found.origin is None:
        return None
    return Path(found.origin).parent


def _version(package: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"{package} {version(package)}"
    except (PackageNotFoundError, ValueError):
        return package
