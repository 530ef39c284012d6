"""Pages: their text with every paragraph, and what their metadata say."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsview.store.corpus import Corpus
from newsview.store.html_tags import MOST_ATTRIBUTES
from newsview.store.messages import NewsviewError
from newsview.store.raw_text import RawText

PAGE = """<!DOCTYPE html><html lang="it"><head><meta charset="{charset}">
<title>La diga | Gazzetta</title>
<meta property="og:title" content="La diga è sicura">
<meta property="article:published_time" content="2026-02-03T10:00:00+01:00">
<style>p {{ color: red }}</style><script>var x = "<p>non testo</p>";</script></head>
<body><nav><a href="/">Home</a> <a href="/s">Sport</a></nav>
<h1>La diga è sicura</h1>
<p>Il primo capoverso parla dell’acqua &amp; della <b>diga</b>.</p>
<p>Il secondo costa 3&nbsp;milioni di&nbsp;euro.</p>
<ul><li>uno</li><li>due</li></ul>
</body></html>"""


def read(folder: Path, raw: bytes, name: str = "a.html") -> RawText:
    """A page as the corpus reads it."""
    (folder / name).write_bytes(raw)
    corpus = Corpus.open([folder / name])
    return corpus.read(corpus.sources[0])


def test_every_paragraph_is_a_line_and_scripts_are_none(tmp_path: Path) -> None:
    """The story survives whole; styles and scripts are not text."""
    text = read(tmp_path, PAGE.format(charset="utf-8").encode()).text
    lines = [line.strip() for line in text.splitlines()]
    assert "Il primo capoverso parla dell’acqua & della diga." in lines
    assert "Il secondo costa 3\u00a0milioni di\u00a0euro." in lines or (
        "Il secondo costa 3 milioni di euro." in lines
    )
    assert "non testo" not in text and "color" not in text


def test_metadata_give_title_date_and_language(tmp_path: Path) -> None:
    """What the page says of itself goes before what its layout tells."""
    hints = read(tmp_path, PAGE.format(charset="utf-8").encode()).hints
    assert hints.title == "La diga è sicura"
    assert hints.published == "2026-02-03"
    assert hints.language == "it"


def test_the_declared_encoding_is_used(tmp_path: Path) -> None:
    """A page in Latin-1 that says so."""
    raw = read(tmp_path, PAGE.format(charset="iso-8859-1").replace("’", "'").encode("latin-1"))
    assert "La diga è sicura" in raw.text


def test_the_same_page_gives_the_same_text(tmp_path: Path) -> None:
    """The text's hash is the article's identity."""
    page = PAGE.format(charset="utf-8").encode()
    assert read(tmp_path, page).text == read(tmp_path, page, "b.htm").text


def test_broken_pages_are_read(tmp_path: Path) -> None:
    """Tags without end, an odd byte order mark, deep nesting; nothing at all is told."""
    for raw in (b"<p>uno<p>due<b>", b"\xff\xfe\x00<"):
        assert read(tmp_path, raw).text
    for raw in (b"", b"<!--"):
        with pytest.raises(NewsviewError, match="no text"):
            read(tmp_path, raw)
    assert "fondo" in read(tmp_path, b"<div>" * 200 + b"fondo").text


def test_a_page_nested_beyond_reading_is_told_in_one_line(tmp_path: Path) -> None:
    """No crash, no endless wait: a clear word."""
    with pytest.raises(NewsviewError, match=r"a\.html") as refused:
        read(tmp_path, b"<div>" * 5000 + b"fondo")
    assert "\n" not in str(refused.value)


def test_a_tag_without_an_end_of_attributes_is_told_in_one_line(tmp_path: Path) -> None:
    """The parser compares each with all before it: 200,000 of them took it seven minutes."""
    page = "<p {}>La diga è <a href=x>sicura</a>, dicono i tecnici.</p>"
    for written in ('a{}="x"', "a{}", "a{}=x", "a{}='<>'", 'a{}=">" /'):
        attributes = " ".join(written.format(n) for n in range(MOST_ATTRIBUTES + 1))
        with pytest.raises(NewsviewError, match="attributes") as refused:
            read(tmp_path, page.format(attributes).encode())
        assert "\n" not in str(refused.value)


def test_long_values_and_many_tags_are_read(tmp_path: Path) -> None:
    """A picture in the page itself, scripts and tables are no reason to refuse it."""
    picture = '<img src="data:image/png;base64,' + "A/+ = " * 30_000 + '">'
    script = "<script>if (a <b && c) { " + "x = 1; " * 5_000 + "}</script>"
    cells = '<p class="a b" id=c>La diga è sicura.</p>' * 3_000
    text = read(tmp_path, (picture + script + cells).encode()).text
    assert text.count("La diga è sicura.") == 3_000
