"""Feeds as a corpus: every entry an article, whatever a feed does to its XML."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsview.store.corpus import Corpus
from newsview.store.hints import Hints
from newsview.store.messages import NewsviewError

from .rows import names, opened, read_all

RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Gazzetta</title><link>https://example.org</link><language>it-IT</language>
<item><media:title>Foto</media:title><title>La diga &amp; il &quot;lago&quot;</title>
<link>https://example.org/1</link><guid isPermaLink="false">n-1</guid>
<dc:creator>Anna Blu</dc:creator><pubDate>Tue, 03 Mar 2026 23:30:00 -0500</pubDate>
<description>In breve.</description>
<content:encoded><![CDATA[<p>La diga è <b>sicura</b> &amp; piena.</p><p>Costa 3&nbsp;euro.</p>
<script>no()</script>]]></content:encoded></item>
<item><title>Il porto</title><link>https://example.org/2</link>
<author>posta@example.org (Bea Verdi)</author>
<description>Il porto riparte.
Le navi 5 &lt; 6.</description></item>
</channel></rss>
"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="it"><title>Gazzetta</title>
<author><name>La redazione</name></author>
<entry><id>tag:1</id><title type="html">La &lt;i&gt;diga&lt;/i&gt;</title>
<published>2026-03-03T10:00:00Z</published><updated>2026-03-09T10:00:00Z</updated>
<summary>In breve.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Primo.</p>
<p>Secondo &amp; terzo.</p></div></content></entry>
<entry><id>tag:2</id><title>Porto</title><updated>2026-03-04T10:00:00Z</updated>
<author><name>Bea Verdi</name></author><content type="text">a &lt;b&gt; c</content></entry>
</feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="x"><title>Gazzetta</title><dc:language>it</dc:language></channel>
<item rdf:about="https://example.org/1"><title>La diga</title><link>https://example.org/1</link>
<dc:date>2026-03-03T10:00+01:00</dc:date><dc:creator>Anna Blu</dc:creator>
<description>&lt;p&gt;La diga tiene.&lt;/p&gt;</description></item></rdf:RDF>"""


def lines(text: str) -> list[str]:
    """The lines that are not blank."""
    return [line for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "utf-16"])
@pytest.mark.parametrize("kind", ["rss", "XML"])
def test_items_of_rss_are_articles(tmp_path: Path, encoding: str, kind: str) -> None:
    """The fullest text, as its HTML shows; what is not HTML stays as it is."""
    (tmp_path / f"f.{kind}").write_bytes(RSS.format(encoding=encoding).encode(encoding))
    corpus = opened(tmp_path)
    assert corpus.problems == []
    assert names(corpus) == [f"f.{kind}#n-1", f"f.{kind}#https://example.org/2"]
    diga, porto = read_all(corpus)
    assert lines(diga.text)[0] == "La diga è sicura & piena."
    assert lines(diga.text)[1].replace("\u00a0", " ") == "Costa 3 euro."
    assert "no()" not in diga.text
    assert diga.hints == Hints('La diga & il "lago"', "2026-03-03", "it", "Anna Blu", "Gazzetta")
    assert porto.text == "Il porto riparte.\nLe navi 5 < 6."
    assert porto.hints == Hints("Il porto", None, "it", "Bea Verdi", "Gazzetta")


def test_entries_of_atom_are_articles(tmp_path: Path) -> None:
    """XHTML is laid out, plain text is left alone; the feed's author stands for its entries'."""
    (tmp_path / "f.atom").write_text(ATOM, "utf-8")
    corpus = opened(tmp_path)
    assert names(corpus) == ["f.atom#tag:1", "f.atom#tag:2"]
    diga, porto = read_all(corpus)
    assert lines(diga.text) == ["Primo.", "Secondo & terzo."]
    assert diga.hints == Hints("La diga", "2026-03-03", "it", "La redazione", "Gazzetta")
    assert porto.text == "a <b> c"
    assert porto.hints == Hints("Porto", "2026-03-04", "it", "Bea Verdi", "Gazzetta")


def test_items_of_rss_1_stand_beside_their_channel(tmp_path: Path) -> None:
    """RDF, with Dublin Core."""
    (tmp_path / "f.rss").write_text(RDF, "utf-8")
    (raw,) = read_all(opened(tmp_path))
    assert raw.text == "La diga tiene."
    assert raw.hints == Hints("La diga", "2026-03-03", "it", "Anna Blu", "Gazzetta")


def test_references_that_xml_does_not_know_lose_nothing(tmp_path: Path) -> None:
    """HTML's names, bare ampersands, undeclared prefixes, control characters."""
    (tmp_path / "f.rss").write_text(
        "\n<?xml version='1.0'?><rss><channel><item><title>Perch&eacute; A&B &amp; C &boh;</title>"
        "<link>https://example.org/?a=1&b=2</link>"
        "<content:encoded>&lt;p&gt;R&amp;amp;D\x0b &#146; &#0; fine&lt;/p&gt;</content:encoded>"
        "</item></channel></rss>",
        "utf-8",
    )
    corpus = opened(tmp_path)
    assert corpus.problems == []
    assert names(corpus) == ["f.rss#https://example.org/?a=1&b=2"]
    (raw,) = read_all(corpus)
    assert raw.hints.title == "Perché A&B & C &boh;"
    assert raw.text.startswith("R&D") and raw.text.endswith("fine") and "’" in raw.text


def test_damaged_xml_is_read_as_far_as_it_goes_and_told(tmp_path: Path) -> None:
    """HTML that nobody escaped, and a download that was cut."""
    (tmp_path / "f.rss").write_text(
        "<rss><channel><item><title>Uno</title><description><p>R&amp;D <br>fine</p></description>"
        "</item><item><title>Due &amp; tre</title><description>Il secondo</description></item>"
        "<item><title>Tre</tit",
        "utf-8",
    )
    corpus = opened(tmp_path)
    texts = [raw.text for raw in read_all(corpus)]
    assert "R&D" in texts[0] and "fine" in texts[0]
    assert "Il secondo" in " ".join(texts)
    assert any("f.rss" in line and "damaged" in line for line in corpus.problems)


def test_nothing_is_fetched_and_nothing_is_expanded(tmp_path: Path) -> None:
    """Neither a bomb nor another file gets into an article."""
    (tmp_path / "segreto.log").write_text("parola segreta")
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 30))
    (tmp_path / "f.xml").write_text(
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "ahah">{bomb}'
        f'<!ENTITY x SYSTEM "file://{tmp_path}/segreto.log">]>'
        '<rss><channel><item><title a="&e29;">t &e29;</title><description>d &x; &e29;'
        "</description></item></channel></rss>"
    )
    (raw,) = read_all(opened(tmp_path))
    assert "segreta" not in raw.text and "ahah" not in raw.text
    assert len(raw.text) < 100


@pytest.mark.parametrize(
    "written",
    [
        "", "testo", "<a><b/></a>", "<!-- <rss> --><html><body>x</body></html>", "<feed",
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Seq/></rdf:RDF>',
    ],
)  # fmt: skip
def test_xml_that_is_no_feed_is_told_in_one_line(tmp_path: Path, written: str) -> None:
    """In the folder, and when the file itself is named."""
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "dati.xml").write_text(written)
    corpus = opened(tmp_path)
    assert names(corpus) == ["a.txt"]
    assert len(corpus.problems) == 1 and "dati.xml" in corpus.problems[0]
    assert len(Corpus.open([tmp_path / "dati.xml"]).problems) == 1


def test_entries_without_a_text_are_told(tmp_path: Path) -> None:
    """A few by number."""
    item = "<item><title>Solo titolo</title></item>"
    (tmp_path / "f.rss").write_text(
        f"<rss><channel>{item * 20}<item><description>Sì.</description></item></channel></rss>"
    )
    corpus = opened(tmp_path)
    assert names(corpus) == ["f.rss#21"]
    assert 1 < len(corpus.problems) < 10


def test_an_entry_that_shows_no_text_is_told_when_it_is_read(tmp_path: Path) -> None:
    """A picture alone."""
    (tmp_path / "f.rss").write_text(
        "<rss><channel><item><guid>p</guid><description>&lt;img src='x'&gt;</description></item>"
        "</channel></rss>"
    )
    corpus = opened(tmp_path)
    with pytest.raises(NewsviewError, match=r"f\.rss#p"):
        corpus.read(corpus.sources[0])


def test_a_feed_that_changed_since_is_told_even_while_it_is_held(tmp_path: Path) -> None:
    """A feed is a file that is written anew every hour."""
    path = tmp_path / "f.rss"
    path.write_text(RSS.format(encoding="utf-8"), "utf-8")
    corpus = opened(tmp_path)
    corpus.read(corpus.sources[0])
    path.write_text(RSS.format(encoding="utf-8").replace("La diga", "Altro"), "utf-8")
    for source in corpus.sources:
        with pytest.raises(NewsviewError, match=r"f\.rss#") as refused:
            corpus.read(source)
        assert "\n" not in str(refused.value)


@given(
    whole=st.sampled_from([RSS.format(encoding="utf-8"), ATOM, RDF]),
    at=st.integers(0, 1500),
    size=st.integers(0, 40),
    put=st.one_of(st.binary(max_size=12), st.sampled_from([b"<o:p>", b"<br>", b"</item>", b"&x;"])),
)
def test_no_damage_is_too_much(whole: str, at: int, size: int, put: bytes) -> None:
    """Whatever a byte here and there becomes, a feed is read, or refused in one line."""
    data = whole.encode()
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "f.xml").write_bytes(data[:at] + put + data[at + size :])
        corpus = opened(Path(folder))
        assert corpus.sources or corpus.problems
        assert not any("\n" in line for line in corpus.problems)
        for source in corpus.sources:
            try:
                corpus.read(source).text.encode()
            except NewsviewError as error:
                assert "\n" not in str(error)
