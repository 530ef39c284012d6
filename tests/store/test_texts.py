"""Very many short texts: what is put in comes out, whatever is packed meanwhile."""

from __future__ import annotations

import threading
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsview.store.texts import BLOCK, UNPACKED, Texts

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("append"), st.binary(max_size=9)),
        st.tuples(st.just("extend"), st.integers(0, 2 * BLOCK)),
        st.tuples(st.just("set"), st.tuples(st.integers(0, 10**6), st.binary(max_size=9))),
    ),
    max_size=60,
)


@given(steps=STEPS)
def test_it_is_a_list_of_bytes(steps: list[tuple[str, object]]) -> None:
    """After any appending, extending and replacing."""
    texts, like = Texts(), list[bytes]()
    for _, what in steps:
        if isinstance(what, bytes):
            texts.append(what)
            like.append(what)
        elif isinstance(what, int):
            texts.extend_empty(len(like) + what)
            like += [b""] * what
        elif isinstance(what, tuple) and like:
            texts[what[0] % len(like)] = what[1]
            like[what[0] % len(like)] = what[1]
    assert [texts[index] for index in range(len(texts))] == like
    for text in {b"", *like[:5]}:
        assert texts.places(text) == [at for at, one in enumerate(like) if one == text]
    with pytest.raises(IndexError):
        texts[len(like)]


def test_what_is_changed_in_any_order_stays_while_others_are_packed() -> None:
    """More blocks are changed in turn than are unpacked at a time."""
    texts, blocks = Texts(), 3 * UNPACKED
    texts.extend_empty(blocks * BLOCK)
    for place in range(0, BLOCK, 16):
        for number in range(blocks):
            texts[number * BLOCK + place] = f"{number} {place}".encode()
    for place in range(0, BLOCK, 16):
        for number in range(blocks):
            assert texts[number * BLOCK + place] == f"{number} {place}".encode()


def test_one_thread_adds_while_others_read() -> None:
    """Each text is read as it was added."""
    texts, wrong = Texts(), list[int]()
    adding = threading.Event()

    def read() -> None:
        while not adding.is_set():
            wrong.extend(at for at in range(0, len(texts), 97) if texts[at] != b"%d" % at)

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(20_000):
        texts.append(b"%d" % number)
    adding.set()
    for thread in threads:
        thread.join()
    assert wrong == [] and len(texts) == 20_000


def test_titles_take_less_than_they_are_long() -> None:
    """Of a hundred thousand."""
    tracemalloc.start()
    texts = Texts()
    size = 0
    for number in range(100_000):
        title = b"Il consiglio di Cuneo vota il bilancio numero %d" % number
        texts.append(title)
        size += len(title)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held < size / 2
