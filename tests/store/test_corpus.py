"""Which files are articles, and what is said of those that are not."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest

from newsview.store.corpus import Corpus
from newsview.store.messages import NewsviewError


def names(corpus: Corpus) -> list[str]:
    """The articles' names."""
    return [source.name for source in corpus.sources]


def write(folder: Path, *paths: str) -> None:
    """Some articles."""
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(f"Testo di {path}\n", "utf-8")


def test_folders_are_read_to_their_depth_in_natural_order(tmp_path: Path) -> None:
    """2 comes before 10, other kinds of files and hidden ones are passed over."""
    write(
        tmp_path, "10.txt", "2.txt", "b/a.md", "b/c.HTML", "b/pagina.htm", "foto.jpg",
        ".nascosto.txt", ".git/x.txt", "newsview.json", "newsview.json-journal",
    )  # fmt: skip
    assert names(Corpus.open([tmp_path])) == [
        "2.txt",
        "10.txt",
        "b/a.md",
        "b/c.HTML",
        "b/pagina.htm",
    ]


def test_single_files_are_read_whatever_they_are_called(tmp_path: Path) -> None:
    """A file that is named is an article."""
    write(tmp_path, "note.log", "altro.txt")
    corpus = Corpus.open([tmp_path / "note.log"])
    assert names(corpus) == ["note.log"]
    assert corpus.root == tmp_path
    assert corpus.read(corpus.sources[0]).text == "Testo di note.log\n"


def test_what_is_named_twice_is_listed_once(tmp_path: Path) -> None:
    """A folder and a file in it."""
    write(tmp_path, "a.txt", "b.txt")
    assert names(Corpus.open([tmp_path, tmp_path / "a.txt"])) == ["a.txt", "b.txt"]


def test_a_missing_path_is_told_in_one_line(tmp_path: Path) -> None:
    """With its name."""
    with pytest.raises(NewsviewError, match="manca") as refused:
        Corpus.open([tmp_path / "manca"])
    assert "\n" not in str(refused.value)


def test_a_folder_without_articles_says_what_would_be_one(tmp_path: Path) -> None:
    """The kinds of files are named."""
    corpus = Corpus.open([tmp_path])
    assert not corpus.sources
    assert any(".txt" in problem for problem in corpus.problems)


def test_links_are_followed_inside_and_not_out(tmp_path: Path) -> None:
    """A link out of the corpus gets a line; a loop ends."""
    inside, outside = tmp_path / "dentro", tmp_path / "fuori"
    write(inside, "vero/a.txt")
    write(outside, "segreto.txt")
    (inside / "copia.txt").symlink_to(inside / "vero" / "a.txt")
    (inside / "via.txt").symlink_to(outside / "segreto.txt")
    (inside / "cartella").symlink_to(outside)
    (inside / "vero" / "giro").symlink_to(inside)
    (inside / "rotto.txt").symlink_to(inside / "niente")
    corpus = Corpus.open([inside])
    assert "segreto.txt" not in " ".join(names(corpus))
    assert "vero/a.txt" in names(corpus)
    told = "\n".join(corpus.problems)
    assert "via.txt" in told and "cartella" in told


def test_what_is_no_file_is_passed_over(tmp_path: Path) -> None:
    """A pipe by the name of an article would block for ever."""
    write(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    assert names(Corpus.open([tmp_path])) == ["a.txt"]


def test_hostile_names_are_listed_and_read(tmp_path: Path) -> None:
    """Line breaks, escape sequences and bytes that are no text: the name can be written out."""
    raw = os.fsencode(tmp_path)
    for name in (b"a\nb.txt", b"c\x1b[2J.txt", b"d\xff.txt"):
        Path(os.fsdecode(raw + b"/" + name)).write_text("x", "utf-8")
    corpus = Corpus.open([tmp_path])
    assert len(corpus.sources) == 3
    for source in corpus.sources:
        source.name.encode("utf-8")
        assert corpus.read(source).text == "x"


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.txt", b""), ("a.txt", b" \r\n\n"), ("a.html", b"<html><body><p> </p></body></html>")],
)
def test_a_file_without_text_is_told(tmp_path: Path, name: str, data: bytes) -> None:
    """There is nothing to annotate in it."""
    (tmp_path / name).write_bytes(data)
    corpus = Corpus.open([tmp_path])
    with pytest.raises(NewsviewError, match=rf"{name}: there is no text"):
        corpus.read(corpus.sources[0])


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md"])
def test_what_is_no_text_is_told_and_not_read(tmp_path: Path, name: str) -> None:
    """Bytes at random, under the name of an article."""
    (tmp_path / name).write_bytes(Random(7).randbytes(5000))
    corpus = Corpus.open([tmp_path])
    with pytest.raises(NewsviewError, match=rf"{name}: not read: it holds no text"):
        corpus.read(corpus.sources[0])


def test_a_file_that_vanished_is_told_in_one_line(tmp_path: Path) -> None:
    """Between listing and reading."""
    write(tmp_path, "a.txt")
    corpus = Corpus.open([tmp_path])
    (tmp_path / "a.txt").unlink()
    with pytest.raises(NewsviewError, match=r"a\.txt") as refused:
        corpus.read(corpus.sources[0])
    assert "\n" not in str(refused.value)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_told(tmp_path: Path) -> None:
    """A file and a folder without permission."""
    write(tmp_path, "a.txt", "chiusa/b.txt")
    (tmp_path / "a.txt").chmod(0)
    (tmp_path / "chiusa").chmod(0)
    corpus = Corpus.open([tmp_path])
    assert any("chiusa" in problem for problem in corpus.problems)
    with pytest.raises(NewsviewError, match=r"a\.txt"):
        corpus.read(corpus.sources[0])


def test_reading_takes_no_more_memory_than_the_file(tmp_path: Path) -> None:
    """Room for the largest file there may be costs a tenth of a millisecond for each article."""
    import tracemalloc

    (tmp_path / "a.txt").write_text("Neve sulle Alpi\n", "utf-8")
    corpus = Corpus.open([tmp_path])
    corpus.read(corpus.sources[0])
    tracemalloc.start()
    corpus.read(corpus.sources[0])
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 1_000_000
