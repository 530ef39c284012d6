"""Recognising network file systems, on which locks do not hold between hosts."""

from __future__ import annotations

import os
from pathlib import Path

from newsview.store.journal.errors import StoreError
from newsview.store.messages import STORE_ON_NETWORK

MOUNTS = Path("/proc/self/mountinfo")

_NETWORK = frozenset(
    "nfs nfs4 cifs smb smb2 smb3 smbfs ncpfs afs 9p ceph coda lustre glusterfs davfs".split()
)
_LOCAL_FUSE = frozenset(
    ("fuse.fuse-overlayfs", "fuse.gocryptfs", "fuse.encfs", "fuse.cryfs", "fuse.bindfs",
     "fuse.mergerfs", "fuse.ntfs-3g", "fuse.lxcfs")
)  # fmt: skip


def check_local(path: Path, mounts: Path = MOUNTS) -> None:
    """Raises StoreError if ``path`` lies on a network file system.

    ``mounts`` is in the form of proc(5), mountinfo; where there is none, nothing is known.
    """
    kind = file_system(path, mounts)
    if kind in _NETWORK or (kind.startswith("fuse.") and kind not in _LOCAL_FUSE):
        raise StoreError(STORE_ON_NETWORK.format(path=path, kind=kind))


def file_system(path: Path, mounts: Path = MOUNTS) -> str:
    """The kind of the file system that ``path``, an absolute one without links, lies on."""
    try:
        lines = mounts.read_bytes().splitlines()
    except OSError:
        return ""
    wanted = os.fsencode(path)
    best, kind = b"", b""
    for line in lines:
        before, _, after = line.partition(b" - ")
        fields = before.split(b" ")
        if len(fields) < 5 or not after:
            continue
        point = _unescaped(fields[4])
        within = wanted == point or wanted.startswith(point.rstrip(b"/") + b"/")
        if within and len(point) >= len(best):  # the last mount on a place hides those before
            best, kind = point, after.split(b" ")[0]
    return kind.decode("ascii", "replace")


def _unescaped(point: bytes) -> bytes:
    for escape, char in ((b"\\040", b" "), (b"\\011", b"\t"), (b"\\012", b"\n")):
        point = point.replace(escape, char)
    return point.replace(b"\\134", b"\\")
