"""A project's own list of names."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsview.store.name_list import ListedName, read_name_list


def test_rows_of_both_files_are_read(tmp_path: Path) -> None:
    """JSONL with ours and spaCy's field names, CSV with aliases parted by a bar."""
    (tmp_path / "newsview-names.jsonl").write_text(
        '{"name": "Dumarey  Automotive", "label": "ORG", "aliases": ["Dumarey"]}\n\n'
        '{"pattern": "Mirafiori", "label": "LOC", "id": "x"}\n',
        "utf-8",
    )
    (tmp_path / "newsview-names.csv").write_text(
        'Name,Label,Aliases\nUnione Europea,ORG,UE|Ue\n"Rossi, Bianchi & C.",ORG,\n', "utf-8"
    )
    found = read_name_list(tmp_path)
    assert found.problems == []
    assert found.names == [
        ListedName("Dumarey Automotive", "ORG", ("Dumarey",)),
        ListedName("Mirafiori", "LOC"),
        ListedName("Unione Europea", "ORG", ("UE", "Ue")),
        ListedName("Rossi, Bianchi & C.", "ORG"),
    ]
    assert found.names[2].forms == ("Unione Europea", "UE", "Ue")


def test_a_row_that_will_not_do_is_named_and_the_others_are_taken(tmp_path: Path) -> None:
    """File, line and reason, in one line each."""
    (tmp_path / "newsview-names.jsonl").write_text(
        '{"name": "Uno", "label": "ORG"}\nnot json\n["Due"]\n{"label": "ORG"}\n'
        '{"name": "Tre"}\n{"name": "Quattro", "label": "A B"}\n'
        '{"pattern": [{"LOWER": "cinque"}], "label": "ORG"}\n'
        '{"name": "Sei", "label": "ORG", "aliases": "Sei"}\n{"name": "Sette", "label": "LOC"}\n',
        "utf-8",
    )
    found = read_name_list(tmp_path)
    assert [name.name for name in found.names] == ["Uno", "Sette"]
    assert len(found.problems) == 7
    for line, problem in zip(range(2, 9), found.problems, strict=True):
        assert f"newsview-names.jsonl, line {line}:" in problem and "\n" not in problem


def test_no_list_is_no_problem(tmp_path: Path) -> None:
    """Most corpora have none."""
    assert read_name_list(tmp_path).names == [] == read_name_list(tmp_path).problems


def test_a_list_that_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    """A list of Latin-1 bytes is read; a folder of that name is none."""
    (tmp_path / "newsview-names.csv").write_bytes("name,label\nMondovì,LOC\n".encode("latin-1"))
    (tmp_path / "newsview-names.jsonl").mkdir()
    assert [name.name for name in read_name_list(tmp_path).names] == ["Mondovì"]


@pytest.mark.parametrize(
    "text",
    [
        "name;label;aliases\nTerna Nova, S.p.A.;ORG;Terna|TN\n",
        "Nome\tTipo\tAlias\nTerna Nova, S.p.A.\tORG\tTerna|TN\n",
        'nome,etichetta,varianti\n"Terna Nova, S.p.A.",ORG,Terna|TN\n',
        "\nid;alias;tipo;nome\n7;Terna|TN;ORG;Terna Nova, S.p.A.\n\n",
    ],
)
def test_a_spreadsheet_s_separators_and_italian_heads_are_read(tmp_path: Path, text: str) -> None:
    """An Italian Excel writes semicolons."""
    (tmp_path / "newsview-names.csv").write_text(text, "utf-8")
    found = read_name_list(tmp_path)
    assert found.problems == []
    assert found.names == [ListedName("Terna Nova, S.p.A.", "ORG", ("Terna", "TN"))]


@pytest.mark.parametrize("text", ["Terna Nova,ORG\nCuneo,LOC\n", "chi;dove\na;b\nc;d\n", "", "x"])
def test_a_list_without_heads_is_one_line_that_names_them(tmp_path: Path, text: str) -> None:
    """Not one for each row."""
    (tmp_path / "newsview-names.csv").write_text(text, "utf-8")
    found = read_name_list(tmp_path)
    assert found.names == []
    (problem,) = found.problems
    assert "newsview-names.csv" in problem and "label" in problem and "nome" in problem


def test_a_row_that_is_cut_short_is_named(tmp_path: Path) -> None:
    """By its line."""
    (tmp_path / "newsview-names.csv").write_text("name,label\nCuneo\nMondovì,LOC\n", "utf-8")
    found = read_name_list(tmp_path)
    assert [name.name for name in found.names] == ["Mondovì"]
    assert ["line 2" in problem for problem in found.problems] == [True]


def test_a_field_without_end_costs_no_traceback(tmp_path: Path) -> None:
    """A quote that is never closed takes in the whole file."""
    text = 'name,label\nCuneo,LOC\n"' + "x" * 200_000
    (tmp_path / "newsview-names.csv").write_text(text, "utf-8")
    found = read_name_list(tmp_path)
    assert [name.name for name in found.names] == ["Cuneo"]
    assert len(found.problems) == 1 and "\n" not in found.problems[0]
