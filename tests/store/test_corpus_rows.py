"""Tables as a corpus: every row an article, and one clear line for what is none."""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsview.store.corpora.columns import Columns
from newsview.store.corpora.told import MOST_TOLD
from newsview.store.corpus import Corpus
from newsview.store.hints import Hints
from newsview.store.messages import NewsviewError

from .rows import DIGA, PORTO, names, opened, read_all, row, write_jsonl

# --- what is read ---------------------------------------------------------------------------------


def test_a_json_line_is_an_article_with_what_its_columns_say(tmp_path: Path) -> None:
    """Whatever their case; the text stays as it is and the title is not put before it."""
    write_jsonl(
        tmp_path / "a.jsonl",
        [
            {"ID": 7, "Titolo": "La diga", "DATA": "03/04/2026", "Testo": DIGA, "autore": "A. Blu"},
            {
                "ID": 8,
                "Titolo": "Il porto",
                "DATA": "2026-04-05T10:00",
                "Testo": PORTO,
                "fonte": "X",
            },
        ],
    )
    corpus = opened(tmp_path)
    assert names(corpus) == ["a.jsonl#7", "a.jsonl#8"] and corpus.problems == []
    diga, porto = read_all(corpus)
    assert (diga.text, porto.text) == (DIGA, PORTO)
    assert diga.hints == Hints("La diga", "2026-04-03", None, "A. Blu")
    assert porto.hints == Hints("Il porto", "2026-04-05", None, None, "X")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_csv_row_is_an_article_whatever_parts_the_fields(tmp_path: Path, delimiter: str) -> None:
    """Quoted delimiters, quotes and line breaks belong to the text."""
    text = f'Disse: "sì", poi{delimiter} no;\r\n\n{DIGA}'
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=delimiter)
    writer.writerows([["guid", "headline", "pubblicato", "body", "lingua"]])
    writer.writerows([["x/1", "Uno, due", "Tue, 3 Mar 2026 10:00:00 +0100", text, "it_IT"]])
    (tmp_path / "a.csv").write_text(written.getvalue(), "utf-8", newline="")
    corpus = opened(tmp_path)
    assert names(corpus) == ["a.csv#x/1"]
    (raw,) = read_all(corpus)
    assert raw.text == text
    assert raw.hints == Hints("Uno, due", "2026-03-03", "it", None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-32"])
@pytest.mark.parametrize("kind", ["csv", "tsv", "jsonl", "ndjson"])
def test_every_encoding_of_text_files_is_read(tmp_path: Path, encoding: str, kind: str) -> None:
    """With a mark or without; Excel's "Unicode text" is UTF-16 with tabs."""
    text = DIGA + "\n“Sì”, però."
    if kind in ("jsonl", "ndjson"):
        lines = [json.dumps({"testo": one}, ensure_ascii=False) for one in (text, DIGA)]
        written = "\n".join(lines)
    else:
        parted = "," if kind == "csv" else "\t"
        written = f'titolo{parted}testo\nA{parted}"{text}"\nB{parted}"{DIGA}"'
    (tmp_path / f"a.{kind}").write_bytes(written.encode(encoding))
    assert [raw.text for raw in read_all(opened(tmp_path))] == [text, DIGA]


def test_no_half_of_a_wide_character_is_a_line_end(tmp_path: Path) -> None:
    """The second byte of one and the first of the next look like one in UTF-16."""
    text = "\u0a05\u0100 \u000a\u0a0a\u000a"
    for kind, written in (("csv", f'testo\n"{text}"\n"fine"\n'), ("jsonl", "")):
        lines = [json.dumps({"testo": one}, ensure_ascii=False) for one in (text, "fine")]
        (tmp_path / f"a.{kind}").write_bytes((written or "\n".join(lines)).encode("utf-16"))
    corpus = opened(tmp_path)
    assert corpus.problems == []
    assert [raw.text for raw in read_all(corpus)] == [text, "fine"] * 2


def test_lines_that_end_in_carriage_returns_alone_are_lines(tmp_path: Path) -> None:
    """As old Macs wrote CSV."""
    (tmp_path / "a.csv").write_bytes(f'id,testo\r1,"{DIGA}"\r2,uno\r'.encode())
    corpus = opened(tmp_path)
    assert names(corpus) == ["a.csv#1", "a.csv#2"]
    assert [raw.text for raw in read_all(corpus)] == [DIGA, "uno"]


def test_nested_objects_are_looked_into(tmp_path: Path) -> None:
    """Prodigy's way to say where a text is from, and MongoDB's to write an id."""
    rows = [{"_id": {"$oid": "64a"}, "text": DIGA, "meta": {"title": "Diga", "lang": "italiano"}}]
    write_jsonl(tmp_path / "a.jsonl", rows)
    corpus = opened(tmp_path)
    assert names(corpus) == ["a.jsonl#64a"]
    assert read_all(corpus)[0].hints == Hints("Diga", None, "it", None)


def test_json_as_others_write_it_is_read(tmp_path: Path) -> None:
    """Raw control characters, NaN, a mark at the line's start, half a surrogate pair."""
    raw = b'\xef\xbb\xbf{"testo": "uno\tdue\x00tre", "n": NaN}\r\n'
    (tmp_path / "a.jsonl").write_bytes(raw + raw + rb'{"testo": "\ud83d!\ud83d\ude00"}')
    assert [raw.text for raw in read_all(opened(tmp_path))] == [
        "uno\tdue\x00tre",
        "uno\tdue\x00tre",
        "\ufffd!😀",
    ]


def test_one_row_in_another_encoding_does_not_spoil_the_others(tmp_path: Path) -> None:
    """Each row is decoded by itself."""
    rows = [f'{{"testo": "{word}"}}\n' for word in ("città", "perché")]
    (tmp_path / "a.jsonl").write_bytes(rows[0].encode("cp1252") + rows[1].encode())
    first, second = read_all(opened(tmp_path))
    assert (first.text, first.encoding) == ("città", "cp1252")
    assert (second.text, second.encoding) == ("perché", "utf-8")


CHARACTERS = st.characters(exclude_categories=["Cs"])
ANY_TEXT = st.text(CHARACTERS, min_size=1).filter(lambda text: bool(text.strip()))


@given(texts=st.lists(ANY_TEXT, min_size=1, max_size=5), escaped=st.booleans())
def test_any_text_comes_back_from_json_lines(texts: list[str], escaped: bool) -> None:
    """Every code point but halves of surrogate pairs, which no text has."""
    lines = [json.dumps({"text": text}, ensure_ascii=escaped) for text in texts]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.jsonl")
        path.write_bytes("\n".join(lines).encode())
        found = [raw.text for raw in read_all(opened(Path(folder)))]
    assert found == texts


@given(
    rows=st.lists(st.tuples(ANY_TEXT, st.text(CHARACTERS, max_size=5)), min_size=1, max_size=5),
    delimiter=st.sampled_from(",;\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
    ends=st.sampled_from(["\n", "\r\n"]),
)
def test_any_text_comes_back_from_csv(
    rows: list[tuple[str, str]], delimiter: str, encoding: str, ends: str
) -> None:
    """Line breaks of every kind, quotes, delimiters and NULs within quotes."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator=ends)
    writer.writerows([("text", "altro"), *rows])
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "a.csv").write_bytes(written.getvalue().encode(encoding))
        corpus = opened(Path(folder))
        assert corpus.problems == []
        assert [raw.text for raw in read_all(corpus)] == [text for text, _ in rows]


# --- which column is what -------------------------------------------------------------------------


def test_columns_whose_names_say_nothing_are_guessed(tmp_path: Path) -> None:
    """The longest is the text, the one with dates the date, the short unique one the id."""
    (tmp_path / "a.csv").write_text(
        f'c1,c2,c3,c4\nx9,1 marzo 2026,Roma,"{DIGA}"\nx8,2 marzo 2026,Roma,"{PORTO}"\n', "utf-8"
    )
    corpus = opened(tmp_path)
    assert names(corpus) == ["a.csv#x9", "a.csv#x8"]
    assert [raw.hints.published for raw in read_all(corpus)] == ["2026-03-01", "2026-03-02"]
    assert read_all(corpus)[0].text == DIGA


def test_a_table_without_a_header_loses_no_row(tmp_path: Path) -> None:
    """Its first row is an article like the others."""
    (tmp_path / "a.tsv").write_text(f"2026-03-01\t{DIGA}\n2026-03-02\t{DIGA}\n", "utf-8")
    corpus = opened(tmp_path)
    assert names(corpus) == ["a.tsv#1", "a.tsv#2"]
    assert read_all(corpus)[1].hints.published == "2026-03-02"


def test_the_project_names_its_columns(tmp_path: Path) -> None:
    """They go before names that are known."""
    rows = [{"text": "occhiello", "corpo_pezzo": PORTO, "uscita": "4.5.2026"}]
    write_jsonl(tmp_path / "a.jsonl", rows)
    (raw,) = read_all(opened(tmp_path, columns=Columns(text="corpo_pezzo", date="uscita")))
    assert (raw.text, raw.hints.published) == (PORTO, "2026-05-04")


def test_what_the_project_does_not_name_is_guessed(tmp_path: Path) -> None:
    """Where the other names say nothing."""
    rows = [{"k": f"x{n}", "q": "2026-05-04", "corpo_pezzo": "sì"} for n in range(3)]
    write_jsonl(tmp_path / "a.jsonl", rows)
    corpus = opened(tmp_path, columns=Columns(text="corpo_pezzo"))
    assert names(corpus) == ["a.jsonl#x0", "a.jsonl#x1", "a.jsonl#x2"]
    assert read_all(corpus)[0].hints.published == "2026-05-04"


def test_a_named_column_that_is_not_there_is_told(tmp_path: Path) -> None:
    """And the table is opened by what else can be told."""
    write_jsonl(tmp_path / "a.jsonl", [row()])
    corpus = opened(tmp_path, columns=Columns(text="corpo_pezzo"))
    assert names(corpus) == ["a.jsonl#a-1"]
    assert "corpo_pezzo" in corpus.problems[0] and "a.jsonl" in corpus.problems[0]


# --- names ----------------------------------------------------------------------------------------


def test_rows_keep_the_order_of_their_file_among_files_in_natural_order(tmp_path: Path) -> None:
    """Not that of their ids."""
    write_jsonl(tmp_path / "10.jsonl", [row(2), row(1)])
    write_jsonl(tmp_path / "2.jsonl", [{"testo": DIGA}])
    (tmp_path / "3.txt").write_text("x")
    assert names(opened(tmp_path)) == ["2.jsonl#1", "3.txt", "10.jsonl#a-2", "10.jsonl#a-1"]


def test_rows_with_one_id_stay_two_articles_with_two_names(tmp_path: Path) -> None:
    """Even where another row is called as the second of them would be."""
    rows = [row(1), {**row(1), "testo": PORTO}, {**row(1), "id": "a-1~2"}]
    write_jsonl(tmp_path / "a.jsonl", rows)
    corpus = opened(tmp_path)
    assert len(set(names(corpus))) == 3
    assert [raw.text for raw in read_all(corpus)] == [DIGA, PORTO, DIGA]


def test_hostile_and_endless_ids_are_names_on_one_line(tmp_path: Path) -> None:
    """Spelled out as file names are; two long ones stay apart."""
    ids = ["\x1b[2J\nx", "\u202eabc", "z" * 5000, "z" * 5001, "[red]"]
    write_jsonl(tmp_path / "a.jsonl", [{"id": one, "testo": DIGA} for one in ids])
    found = names(opened(tmp_path))
    assert len(set(found)) == 5
    assert all(name.isprintable() and len(name) < 200 for name in found)


# --- what is left out -----------------------------------------------------------------------------


def test_bad_json_lines_are_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    """Line and reason."""
    good = json.dumps(row())
    bad = ['{"id": 1, "testo": "a', "[1]", '{"id": 2}', '{"testo": "  "}', "[" * 100_000]
    (tmp_path / "a.jsonl").write_text("\n".join([good, *bad, "", good]) + "\n", "utf-8")
    corpus = opened(tmp_path)
    assert len(corpus.sources) == 2
    assert len(corpus.problems) == len(bad)
    for number, line in enumerate(corpus.problems, 2):
        assert f"a.jsonl, line {number}:" in line and "\n" not in line


def test_bad_csv_rows_are_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    """Too many fields, too few, no text; fields that are empty beyond the last do no harm."""
    (tmp_path / "a.csv").write_text(
        'id,testo\n1,"due\nrighe"\n2,a,b\n3\n4,\n\n,,\n5,cinque,,\n6,se\ri\n7,sette\n', newline=""
    )
    corpus = opened(tmp_path)
    assert names(corpus) == ["a.csv#1", "a.csv#5", "a.csv#7"]
    assert [one.split(":")[0] for one in corpus.problems] == [
        "a.csv, line 4", "a.csv, line 5", "a.csv, line 6", "a.csv, line 10",
    ]  # fmt: skip


def test_a_quote_that_is_never_closed_costs_its_row(tmp_path: Path) -> None:
    """Not everything below it."""
    (tmp_path / "a.csv").write_text('id,testo\n1,uno\n2,"due\n3,tre\n4,quattro', "utf-8")
    corpus = opened(tmp_path)
    assert names(corpus) == ["a.csv#1", "a.csv#3", "a.csv#4"]
    assert [raw.text for raw in read_all(corpus)] == ["uno", "tre", "quattro"]
    assert len(corpus.problems) == 1 and "line 3" in corpus.problems[0]


def test_a_quote_too_many_does_not_take_in_the_rows_below(tmp_path: Path) -> None:
    """Rows below it with quotes of their own are articles; no text loses its quotes in silence."""
    (tmp_path / "a.csv").write_text('id,testo\n1,"due\n2,"tre"\n3,"il "Sole" qui"\n4,"sì"\n')
    corpus = opened(tmp_path)
    assert names(corpus) == ["a.csv#2", "a.csv#4"]
    assert [line.split(":")[0] for line in corpus.problems] == ["a.csv, line 2", "a.csv, line 4"]


@pytest.mark.parametrize("later", [10, 3000])
def test_quotes_in_tables_with_tabs_are_plain_where_they_part_nothing(
    tmp_path: Path, later: int
) -> None:
    """Also when the first of them stands far below."""
    head = "id\ttesto\n" + "".join(f"{n}\tuno\n" for n in range(later))
    (tmp_path / "a.tsv").write_text(f'{head}x\t"Sì" disse.\ny\t"No\nz\tbasta\n', "utf-8")
    corpus = opened(tmp_path)
    assert corpus.problems == []
    assert [raw.text for raw in read_all(corpus)][-3:] == ['"Sì" disse.', '"No', "basta"]


def test_blank_rows_are_nothing(tmp_path: Path) -> None:
    """Before the header, too, and in wide encodings."""
    (tmp_path / "a.csv").write_text("\n,,\nid,testo,c\n\n1,uno,\n", "utf-8")
    (tmp_path / "b.jsonl").write_text('\n{"testo": "due"}\n \n', "utf-16")
    corpus = opened(tmp_path)
    assert (names(corpus), corpus.problems) == (["a.csv#1", "b.jsonl#2"], [])


def test_many_bad_rows_are_summed_up(tmp_path: Path) -> None:
    """A few by name, the others by number."""
    write_jsonl(tmp_path / "a.jsonl", [row(), *([1] * 500)])
    problems = opened(tmp_path).problems
    assert len(problems) == MOST_TOLD + 1
    assert str(500 - MOST_TOLD) in problems[-1]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("numeri.csv", "regione,abitanti\nLiguria,1509\nPiemonte,4256\n"),
        ("vuoto.csv", ""),
        ("vuoto.jsonl", "\n\n"),
        ("testa.csv", "id,testo\n"),
        ("elenco.jsonl", '["a"]\n["b"]\n'),
        ("corto.jsonl", '{"parola": "x"}\n'),
        ("foto.csv", "\x00\x01\x02,\x03\x04\x05\n" * 40),
        ("conll.tsv", "La\tO\nSavona\tLOC\n"),
    ],
)
def test_a_table_without_articles_is_told_in_one_line(
    tmp_path: Path, name: str, written: str
) -> None:
    """By the file's name; the articles beside it are opened."""
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / name).write_text(written, "utf-8")
    corpus = opened(tmp_path)
    assert names(corpus) == ["a.txt"]
    assert len(corpus.problems) == 1
    assert name in corpus.problems[0] and "\n" not in corpus.problems[0]


def test_columns_without_names_are_asked_for_by_number(tmp_path: Path) -> None:
    """The line names what can be written, not 1, 2 as if they were names."""
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "conll.tsv").write_text("La\tO\nSavona\tLOC\n", "utf-8")
    (problem,) = opened(tmp_path).problems
    assert 'text = "2"' in problem and "1, 2" not in problem


def test_many_tables_without_articles_are_summed_up(tmp_path: Path) -> None:
    """A folder of data may hold thousands."""
    for number in range(40):
        (tmp_path / f"{number}.csv").write_text("regione,abitanti\nLiguria,1509\n")
        (tmp_path / f"{number}.xml").write_text("<dati/>")
    problems = opened(tmp_path).problems
    assert len(problems) < 20
    assert any(".csv" in line and str(40 - MOST_TOLD) in line for line in problems)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("p.jsonl", {"text": DIGA, "_input_hash": 1, "_task_hash": 2, "answer": "accept"}),
        ("s.jsonl", {"text": DIGA, "spans": [{"start": 0, "end": 2, "label": "X"}]}),
        ("d.jsonl", {"id": 7, "text": DIGA, "label": [[2, 5, "ORG"]], "Comments": []}),
        ("e.jsonl", {"text": DIGA, "entities": [{"start_offset": 2, "end_offset": 5}]}),
    ],
)
def test_an_export_in_the_folder_is_no_corpus_unless_it_is_named(
    tmp_path: Path, name: str, written: dict[str, object]
) -> None:
    """Somebody's annotated texts are opened when the file itself is named."""
    path = write_jsonl(tmp_path / name, [written])
    corpus = opened(tmp_path)
    assert not corpus.sources and any(name in line for line in corpus.problems)
    assert [raw.text for raw in read_all(Corpus.open([path]))] == [DIGA]


def test_a_table_of_facts_or_mentions_is_no_corpus(tmp_path: Path) -> None:
    """Though its sentences are long enough for articles."""
    (tmp_path / "fatti.csv").write_text(f'subject,predicate,object,evidence\na,b,c,"{DIGA}"\n')
    (tmp_path / "menzioni.csv").write_text(f'text,start,end,label\n"{DIGA}",0,2,PER\n')
    (tmp_path / "w.tsv").write_text(f"#FORMAT=WebAnno TSV 3.3\n\n\n#Text={DIGA}\n1-1\t0-2\tLa\t_\n")
    corpus = opened(tmp_path)
    assert not corpus.sources
    assert all(any(n in line for line in corpus.problems) for n in ("fatti", "menzioni", "w.tsv"))


def test_tags_and_named_things_as_texts_are_no_annotations(tmp_path: Path) -> None:
    """Scraped articles carry such lists."""
    write_jsonl(tmp_path / "a.jsonl", [row(entities=["Savona"], label=["economia"], answer="")])
    assert len(opened(tmp_path).sources) == 1


def test_the_project_s_own_files_are_no_corpus(tmp_path: Path) -> None:
    """Its names list, named or not."""
    write_jsonl(tmp_path / "newsview-names.jsonl", [{"name": "Savona", "label": "LOC"}])
    (tmp_path / "newsview-names.csv").write_text(f"name,label,text\nSavona,LOC,{DIGA[:20]}\n")
    write_jsonl(tmp_path / "a.jsonl", [row()])
    corpus = opened(tmp_path)
    assert names(corpus) == ["a.jsonl#a-1"] and corpus.problems == []
    named = Corpus.open([tmp_path / "newsview-names.csv"])
    assert not named.sources and len(named.problems) == 1


PIECES = [
    b'{"testo": "',
    b'"}',
    b"\n",
    b"\r",
    b'"',
    b",",
    b";",
    b"a",
    b"testo",
    b"\xe8",
    b"\xff\xfe",
]


@given(
    data=st.lists(st.one_of(st.sampled_from(PIECES), st.binary(max_size=4)), max_size=30),
    kind=st.sampled_from(["csv", "tsv", "jsonl"]),
)
def test_no_bytes_are_too_odd(data: list[bytes], kind: str) -> None:
    """Every file is read, or refused in one line; what was listed can be read."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, f"a.{kind}").write_bytes(b"".join(data))
        corpus = opened(Path(folder))
        assert corpus.sources or corpus.problems
        assert not any("\n" in line for line in corpus.problems)
        for raw in read_all(corpus):
            assert raw.text.strip()
            raw.text.encode()


# --- reading later --------------------------------------------------------------------------------


def test_a_file_that_changed_since_is_told_instead_of_read_wrong(tmp_path: Path) -> None:
    """Longer, or as long but newer, or gone."""
    path = write_jsonl(tmp_path / "a.jsonl", [row(1), row(2, PORTO)])
    corpus = opened(tmp_path)
    changes = [
        lambda: write_jsonl(path, [row(0), row(1), row(2, PORTO)]),
        lambda: (write_jsonl(path, [row(3), row(4, PORTO)]), os.utime(path, ns=(1, 1))),
        path.unlink,
    ]
    for change in changes:
        change()
        with pytest.raises(NewsviewError, match=r"a\.jsonl#a-2") as refused:
            corpus.read(corpus.sources[1])
        assert "\n" not in str(refused.value)


def test_several_threads_read_at_once(tmp_path: Path) -> None:
    """Each gets its own rows."""
    write_jsonl(tmp_path / "a.jsonl", [row(n, f"{DIGA} {n}") for n in range(300)])
    corpus = opened(tmp_path)
    wrong: list[str] = []

    def read() -> None:
        for number, source in enumerate(corpus.sources):
            if corpus.read(source).text != f"{DIGA} {number}":
                wrong.append(source.name)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
