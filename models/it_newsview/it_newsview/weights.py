"""The weights file: one header in JSON, then arrays, aligned to 64 bytes.

Matrices are kept as 4-bit blocks (the ``Q4_0`` scheme of ggml: 32 weights share one half-precision
scale) or as 8-bit rows; both are spread out to single precision when the model is loaded.
Nothing in the file is code: a damaged file raises :class:`WeightsError`, it cannot run anything.
"""

from __future__ import annotations

import hashlib
import json
import math
import struct
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Floats = NDArray[np.float32]

_MAGIC: Final = b"NVIT0001"
_ALIGN: Final = 64
_BLOCK: Final = 32
_LEAST: Final = 1e-12
_TYPES: Final = frozenset({"<f4", "<f2", "|i1", "|u1"})


class WeightsError(ValueError):
    """The weights are damaged or of another version."""


def pack_q4(matrix: Floats) -> tuple[Array, Array]:
    """Rows of single-precision weights → (scales, nibbles) in blocks of 32.

    Of a few candidate scales the one with the least squared error is taken, then refined by least
    squares, which loses a little less than plain ``Q4_0``.
    """
    blocks = np.ascontiguousarray(matrix, np.float32).reshape(-1, _BLOCK)
    peak = blocks[np.arange(len(blocks)), np.abs(blocks).argmax(1)]
    best_error = np.full(len(blocks), np.inf, np.float32)
    best_codes = np.zeros_like(blocks)
    best_scale = np.zeros(len(blocks), np.float32)
    for divisor in (-8.0, -7.5, -7.0, -8.5):
        scale = (peak / divisor).astype(np.float16).astype(np.float32)
        inverse = np.divide(1.0, scale, out=np.zeros_like(scale), where=scale != 0)
        codes = np.clip(np.rint(blocks * inverse[:, None]), -8, 7)
        power = (codes * codes).sum(1)
        fitted = np.where(power > 0, (codes * blocks).sum(1) / np.maximum(power, _LEAST), scale)
        fitted = fitted.astype(np.float16).astype(np.float32)
        error = ((codes * fitted[:, None] - blocks) ** 2).sum(1)
        better = error < best_error
        best_error = np.where(better, error, best_error)
        best_codes = np.where(better[:, None], codes, best_codes)
        best_scale = np.where(better, fitted, best_scale)
    unsigned = (best_codes + 8).astype(np.uint8)
    half = _BLOCK // 2
    return best_scale.astype(np.float16), unsigned[:, :half] | (unsigned[:, half:] << 4)


def unpack_q4(scales: Array, nibbles: Array) -> Floats:
    """(scales, nibbles) → blocks of 32 single-precision weights, one a row."""
    half = _BLOCK // 2
    blocks = np.empty((*nibbles.shape[:-1], _BLOCK), np.float32)
    blocks[..., :half] = nibbles & 15
    blocks[..., half:] = nibbles >> 4
    blocks -= 8
    blocks *= scales[..., None].astype(np.float32)
    return blocks


def pack_i8(matrix: Floats) -> tuple[Array, Array]:
    """Rows of single-precision weights → (scale of each row, signed bytes)."""
    scale = np.maximum(np.abs(matrix).max(1), _LEAST) / 127
    return scale.astype(np.float32), np.rint(matrix / scale[:, None]).astype(np.int8)


def unpack_i8(scales: Array, rows: Array) -> Floats:
    """(scale of each row, signed bytes) → rows of single-precision weights."""
    return rows.astype(np.float32) * scales[:, None].astype(np.float32)


def pack(meta: Mapping[str, Any], arrays: Mapping[str, Array]) -> bytes:
    """A weights file's content.  ``meta`` must be JSON; arrays are stored little-endian."""
    directory: list[list[Any]] = []
    offset = 0
    for name, array in arrays.items():
        directory.append([name, array.dtype.str, list(array.shape), offset])
        offset += array.nbytes + (-array.nbytes % _ALIGN)
    header = json.dumps({"meta": meta, "arrays": directory}, ensure_ascii=False).encode()
    header += b" " * (-(len(_MAGIC) + 8 + len(header)) % _ALIGN)
    content = [_MAGIC, struct.pack("<Q", len(header)), header]
    for array in arrays.values():
        content += [np.ascontiguousarray(array).tobytes(), b"\0" * (-array.nbytes % _ALIGN)]
    return b"".join(content)


def fingerprint(data: bytes) -> str:
    """What tells one weights file from another: 16 hex digits of its SHA-256."""
    return hashlib.sha256(data).hexdigest()[:16]


def read(data: bytes) -> tuple[dict[str, Any], dict[str, Array]]:
    """A weights file's content: (meta, arrays).  Raises :class:`WeightsError`."""
    try:
        if data[: len(_MAGIC)] != _MAGIC:
            raise WeightsError("not a weights file of this version")
        start = len(_MAGIC) + 8
        (length,) = struct.unpack("<Q", data[len(_MAGIC) : start])
        header = json.loads(data[start : start + length])
        arrays: dict[str, Array] = {}
        for name, dtype, shape, offset in header["arrays"]:
            if dtype not in _TYPES:
                raise WeightsError(f"unknown type of array {dtype!r}")
            at = start + length + offset
            arrays[name] = np.frombuffer(data, dtype, math.prod(shape), at).reshape(shape)
        return dict(header["meta"]), arrays
    except (KeyError, TypeError, ValueError, struct.error) as error:
        if isinstance(error, WeightsError):
            raise
        raise WeightsError(f"the weights file is damaged: {error}") from error
