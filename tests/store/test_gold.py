"""Reading gold: newsview's own JSON, CoNLL columns, JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsview.store.annotations import Annotations
from newsview.store.formats.gold import GOLD_FORMATS, GoldText, read_gold
from newsview.store.formats.gold.guessing import guess_format
from newsview.store.formats.gold.joining import join
from newsview.store.formats.gold.tags import runs
from newsview.store.messages import NewsviewError
from tests.store.exchange import ARTICLE, TEXT, about, article_of, exported, keep, mention


@pytest.fixture
def annotations(tmp_path: Path) -> Iterator[Annotations]:
    """An annotations file to export gold from."""
    with Annotations.open(tmp_path / "newsview.json") as opened:
        yield opened


def marked(text: GoldText) -> list[tuple[str, str]]:
    """(what is marked, its label) of every span."""
    return [(text.text[start:end], label) for start, end, label in text.spans]


def conll(lines: str) -> list[GoldText]:
    """The sentences of a column file."""
    return read_gold(lines.encode(), "g.conll", "conll").texts


def columns(*tags: str) -> str:
    """Tokens a, b, c … with these tags."""
    return "".join(f"{chr(97 + place)}\t{tag}\n" for place, tag in enumerate(tags))


# --- newsview's own JSON --------------------------------------------------------------------------


def test_accepted_entities_of_an_export_are_gold(annotations: Annotations) -> None:
    """Rejected ones are not; text, blocks and day come along."""
    keep(
        annotations,
        about(status="done"),
        mention(),
        mention("Bari", "M2", label="LOC", status="rejected"),
    )
    gold = read_gold(exported(annotations), "e.json")
    (text,) = gold.texts
    assert marked(text) == [("Aurora", "ORG")]
    assert (text.name, text.text, text.blocks, text.published) == (
        ARTICLE.source,
        TEXT,
        ARTICLE.blocks,
        "2026-11-20",
    )
    assert gold.notes == []


def test_an_article_that_nobody_is_done_with_is_told_of(annotations: Annotations) -> None:
    """With something accepted it counts; untouched it does not; done and empty it does."""
    untouched, empty = article_of("Altro.", "b.txt"), article_of("Niente.", "c.txt")
    keep(annotations, about(), mention(), about(empty, status="done"))
    data = exported(annotations, [ARTICLE, untouched, empty], all_articles=True)
    gold = read_gold(data, "e.json")
    assert [text.name for text in gold.texts] == [ARTICLE.source, "c.txt"]
    left_out, undone = gold.notes
    assert "articles left out" in left_out and left_out.endswith(": 1")
    assert "articles not done: 1;" in undone


def test_an_export_without_accepted_entities_is_told_in_one_line(annotations: Annotations) -> None:
    """Suggestions alone are nothing to measure by."""
    keep(annotations, about(), mention(status="rejected"))
    (note,) = read_gold(exported(annotations), "e.json").notes
    assert "e.json" in note and "no accepted entity" in note


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        ({"text": None}, "--no-text"),
        ({"text": TEXT.replace("\r", "")}, "sha256"),
        ({"entities": [{"start": 0}]}, "$.articles[0].entities[0]"),
    ],
)
def test_an_export_that_gives_no_exact_places_is_refused(
    annotations: Annotations, edit: dict[str, object], told: str
) -> None:
    """Figures on half of the gold would be wrong ones."""
    keep(annotations, mention())
    whole = json.loads(exported(annotations))
    whole["articles"][0].update(edit)
    with pytest.raises(NewsviewError, match=r"e\.json") as refused:
        read_gold(json.dumps(whole).encode(), "e.json")
    assert told in str(refused.value) and "\n" not in str(refused.value)


def test_an_entity_that_stands_elsewhere_is_refused_by_name(annotations: Annotations) -> None:
    """File, article, entity and what is there instead."""
    keep(annotations, mention())
    whole = json.loads(exported(annotations))
    whole["articles"][0]["entities"][0].update(start=8, end=14)
    with pytest.raises(NewsviewError) as refused:
        read_gold(json.dumps(whole).encode(), "e.json")
    for part in ("e.json", ARTICLE.source, "M1", "Aurora"):
        assert part in str(refused.value)


# --- CoNLL ----------------------------------------------------------------------------------------

ONE, TWO = [("a b", "PER"), ("c", "PER"), ("d", "LOC")], [("a", "PER"), ("c", "LOC")]


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("I-PER I-PER B-PER I-LOC O", ONE),
        ("B-PER I-PER B-PER B-LOC O", ONE),
        ("B-PER E-PER S-PER S-LOC O", ONE),
        ("B-PER L-PER U-PER U-LOC O", ONE),
        ("PER O LOC", TWO),
        ("B-PER _ B-LOC", TWO),
        ("I-PER E-PER E-PER I-LOC", ONE),
        ("PER PER LOC LOC", [("a b", "PER"), ("c d", "LOC")]),
        ("B-PER I-LOC", [("a", "PER"), ("b", "LOC")]),
        ("O O", []),
    ],
)
def test_tag_schemes_are_read_alike(tags: str, expected: list[tuple[str, str]]) -> None:
    """IOB1, IOB2, IOBES, BILOU and labels alone."""
    (text,) = conll(columns(*tags.split()))
    assert marked(text) == expected


@given(st.lists(st.sampled_from(["O", *(f"{p}-{n}" for p in "BIESLU" for n in "XY")])))
def test_whatever_the_tags_each_tagged_token_is_in_one_run(tags: list[str]) -> None:
    """Runs are in order and apart, and carry the labels of their tokens."""
    covered = ["O"] * len(tags)
    for run in runs(tags, prefixed=True):
        for index in range(run.first, run.last):
            assert covered[index] == "O"
            covered[index] = run.label
    assert covered == [tag[-1] for tag in tags]


def test_sentences_columns_and_what_is_passed_over() -> None:
    """First and last column count, whatever stands between; a text is named by its line."""
    texts = conll(
        "-DOCSTART- -X- -X- O\n\n# sent_id = 1\r\nTorino NNP I-NP B-LOC\r\nride VB I-VP O\r\n"
        "\r\n \n#\tx\n10 000\tNUM\tB-QUANTITY\n#neve\tN\tB-MISC\nqui\tRB\tO"
    )
    assert [(text.name, text.text) for text in texts] == [
        ("g.conll:4", "Torino ride"),
        ("g.conll:9", "10 000 #neve qui"),
    ]
    assert marked(texts[1]) == [("10 000", "QUANTITY"), ("#neve", "MISC")]


def test_a_file_in_another_encoding_is_read() -> None:
    """Older corpora are Latin-1."""
    (text,) = read_gold("Forlì B-LOC\n".encode("latin-1"), "g", "conll").texts
    assert marked(text) == [("Forlì", "LOC")]


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ("L' azienda dell' Emilia , ieri .", "L'azienda dell'Emilia, ieri."),
        ("dell ’ Istituto e un po ' di tutto", "dell’Istituto e un po' di tutto"),
        ("Un po' di citta' ( o quasi ) ...", "Un po' di citta' (o quasi)..."),
        ('« Sì » , ha detto " forse " ieri : " no "', '«Sì», ha detto "forse" ieri: "no"'),
        ("`` Yes '' , Italy 's minister does n't", "``Yes'', Italy's minister doesn't"),
        ("il 20 % negli anni '80", "il 20% negli anni '80"),
    ],
)
def test_a_text_is_put_together_as_it_was_printed(tokens: str, text: str) -> None:
    """Blanks where people put them, near enough."""
    assert join(tokens.split())[0] == text


@given(st.lists(st.text("aàd'’\"(.«»`#% \n", min_size=1, max_size=4), min_size=1))
def test_every_token_stands_where_it_is_said_to(tokens: list[str]) -> None:
    """In order, with at most one blank between, none lost."""
    text, starts = join(tokens)
    assert all(text.startswith(token, at) for token, at in zip(tokens, starts, strict=True))
    gaps = [
        text[at + len(token) : after]
        for token, at, after in zip(tokens, starts, [*starts[1:], len(text)], strict=True)
    ]
    assert set(gaps) <= {"", " "}


@pytest.mark.parametrize(
    ("lines", "line", "told"),
    [
        ("Torino B-LOC\nride\n", 2, "a token and its tag"),
        ("\n\tO\n", 2, "a token and its tag"),
        ("Torino B-LOC\n\nqui SpaceAfter=No\n", 3, "SpaceAfter=No"),
        ("Torino 3\n", 1, "no tag"),
        ("Torino B-\n", 1, "no tag"),
        ("a O\nb B-LOC\nc LOC\n", 3, "prefix"),
        ("\x89PNG\x1a\n\x00\x00", 1, "a token and its tag"),
    ],
)
def test_a_wrong_line_of_columns_is_named(lines: str, line: int, told: str) -> None:
    """File, line, reason."""
    with pytest.raises(NewsviewError) as refused:
        read_gold(lines.encode("latin-1"), "g.conll", "conll")
    assert f"g.conll, line {line}: " in str(refused.value)
    assert told in str(refused.value) and "\n" not in str(refused.value)


# --- JSON lines -----------------------------------------------------------------------------------


def test_json_lines_are_read_as_prodigy_writes_them() -> None:
    """Other keys are passed over, rejected and ignored texts left out, missing spans are none."""
    rows = [
        {"text": "🎉 Bari", "spans": [{"start": 2, "end": 6, "label": "LOC", "token_start": 1}],
         "tokens": [], "answer": "accept", "_input_hash": 7},
        {"text": "Roma", "spans": [{"start": 0, "end": 4, "label": "LOC"}], "answer": "reject"},
        {"text": "niente\u2028qui"},
    ]  # fmt: skip
    data = "\r\n\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    gold = read_gold(b"\xef\xbb\xbf" + data.encode(), "g.jsonl")
    assert [text.name for text in gold.texts] == ["g.jsonl:1", "g.jsonl:5"]
    assert [marked(text) for text in gold.texts] == [[("Bari", "LOC")], []]
    (note,) = gold.notes
    assert "texts left out" in note and note.endswith(": 1")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("{", "truncated"),
        ("[]", "object"),
        ('{"spans": []}', "text"),
        ('{"text": 3}', "$.text"),
        ('{"text": "Bari", "spans": [[0, 4, "LOC"]]}', "$.spans[0]"),
        ('{"text": "Bari", "spans": [{"start": "0", "end": 4, "label": "LOC"}]}', "start"),
        ('{"text": "Bari", "spans": [{"start": 0, "end": 4, "label": ""}]}', "label"),
        ('{"text": "Bari", "spans": [{"start": 0, "end": 5, "label": "LOC"}]}', "0-5"),
        ('{"text": "Bari", "spans": [{"start": 2, "end": 2, "label": "LOC"}]}', "2-2"),
        ('{"text": "Bari", "spans": [{"start": -4, "end": 2, "label": "LOC"}]}', "-4-2"),
        ("[" * 100_000, ""),
        ('{"text": "\\ud800", "spans": NaN}', ""),
        ('{"text": "\udcff"}', ""),
    ],
)
def test_a_wrong_json_line_is_named(row: str, told: str) -> None:
    """File, line, reason."""
    data = b'{"text": "Bari"}\n' + row.encode("utf-8", "surrogateescape")
    with pytest.raises(NewsviewError) as refused:
        read_gold(data, "g.jsonl")
    assert str(refused.value).startswith("g.jsonl, line 2: ")
    assert told in str(refused.value) and "\n" not in str(refused.value)


# --- any format -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "format_name"),
    [
        ("a.jsonl", b"", "jsonl"),
        ("a.CONLL", b'{"text": 1}', "conll"),
        ("a.json", b'{"format": "newsview", "text": ""}', "json"),
        ("a.json", b'{"text": "Bari"}\n{"text": "Roma"}', "jsonl"),
        ("a.json", b"Roma O", "json"),
        ("a.txt", b'\xef\xbb\xbf\n{"text": "Bari", "spans": []}', "jsonl"),
        ("standard input", b'{\n "format": "newsview"}', "json"),
        ("standard input", b"Roma B-LOC\n", "conll"),
        ("a.bin", b"\xff\x00", "conll"),
    ],
)
def test_the_format_is_guessed(name: str, data: bytes, format_name: str) -> None:
    """By the name where it says enough, else by the content."""
    assert guess_format(name, data) == format_name


@pytest.mark.parametrize("format_name", [None, *GOLD_FORMATS])
@pytest.mark.parametrize("data", [b"", b" \n\t\r\n"])
def test_an_empty_file_is_told(data: bytes, format_name: str | None) -> None:
    """Whatever it was to be."""
    with pytest.raises(NewsviewError, match="g is empty"):
        read_gold(data, "g", format_name)


@pytest.mark.parametrize(
    ("data", "format_name"), [(b"Roma O\n", "conll"), (b'{"text": "Roma"}', "jsonl")]
)
def test_a_file_that_marks_nothing_says_so(data: bytes, format_name: str) -> None:
    """In one note, and keeps its texts: beside other files they count."""
    gold = read_gold(data, "g", format_name)
    assert len(gold.texts) == 1
    assert len(gold.notes) == 1 and "marks no entity" in gold.notes[0]


@given(st.binary(max_size=200), st.sampled_from([None, *GOLD_FORMATS]))
def test_whatever_the_bytes_a_file_is_read_or_refused(data: bytes, format_name: str | None) -> None:
    """No other exception than the one line."""
    try:
        gold = read_gold(data, "g", format_name)
    except NewsviewError as error:
        assert str(error)
    else:
        for text in gold.texts:
            assert all(0 <= start < end <= len(text.text) for start, end, _ in text.spans)
