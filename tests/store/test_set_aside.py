"""Decisions whose journal was set aside because another program changed the file, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from newsview.store.annotations import Annotations
from newsview.store.doctor import examine, repair
from newsview.store.history import History
from newsview.store.journal.lines import is_whole
from newsview.store.kept_text import packed
from newsview.store.model import ArticleRecord, Mention, sha256_of
from newsview.store.steps import Change, put
from newsview.store.told import Told
from tests.store.damaged import Quick, aside, beginning, edited, ids, kept, kinds, mention
from tests.store.records import AT


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file is, with something in it."""
    place = tmp_path / "newsview.json"
    begin(place)
    return place


def begin(path: Path) -> None:
    """A file whose records came by a step of the present time."""
    with Annotations.open(path, disk=Quick()) as annotations:
        decide(annotations, *(put(None, one) for one in beginning()))


def decide(annotations: Annotations, *changes: Change, beside: Any = ()) -> str:
    """A step of Anna's; its id."""
    told = Told("anna", "a step")
    annotations.apply(changes, told, beside=beside)
    return told.id


def killed(path: Path, *steps: tuple[Change, ...], beside: Any = ()) -> list[str]:
    """Decide in a newsview that is killed; the ids of its steps."""
    annotations = Annotations.open(path, disk=Quick())
    made = [decide(annotations, *step, beside=beside) for step in steps]
    annotations._storage._release()
    return made


def same_length(path: Path) -> None:
    """An edit of one letter."""
    path.write_bytes(path.read_bytes().replace(b'"name":"Terna Nova"', b'"name":"Terna Rova"', 1))


def longer(path: Path) -> None:
    """An edit that is seen by the length, too."""
    edited(path, lambda tables: tables["entities"]["1"].update(note="a mano"))


def story(path: Path) -> list[str]:
    """The ids of all steps that the history tells of, in its order."""
    return [entry.id for entry in History(path).entries()]


@pytest.mark.parametrize("edit", [same_length, longer])
@pytest.mark.parametrize("first", ["opened", "mended"])
def test_decisions_come_back_whoever_comes_first(path: Path, edit: Any, first: str) -> None:
    """An opening sets them aside and says how they come back; the doctor then brings them in."""
    made = killed(
        path,
        (put(None, mention(70)),),
        (put(mention(0), None),),
        (put(mention(1), mention(1, note="bene")),),
    )
    edit(path)
    name = kept(path)["entities"]["E1"]
    if first == "opened":
        with Annotations.open(path) as annotations:
            (line,) = annotations.warnings
            assert "3 decisions" in line and f"newsview doctor {path} --repair" in line
            assert len(line.replace(str(path), "newsview.json")) < 160, "two lines at most"
            assert annotations.get("mentions", "M000070") is None
        report = examine(path)
        (found,) = (one for one in report.findings if one.kind == "decisions aside")
        assert found.n == 3 and not report.sound and report.mendable
    done = repair(path)
    assert any("newsview.json.copy-" in line for line in done)
    records = kept(path)
    assert "M000070" in records["mentions"] and "M000000" not in records["mentions"]
    assert records["mentions"]["M000001"]["note"] == "bene"
    assert records["entities"]["E1"] == name
    assert story(path)[-3:] == made and len(set(story(path))) == len(story(path))
    assert examine(path).sound and repair(path) == []
    assert first == "mended" or kinds(path) == {"conflict kept"}


def test_what_was_changed_since_stays_and_the_history_has_both(path: Path) -> None:
    """Also a field that has come back to what it was, and a record that was removed."""
    was, two, three = mention(0), mention(2), mention(3)
    made = killed(
        path,
        (put(was, replace(was, label="LOC", note="vero")),),
        (put(two, replace(two, label="PER")),),
        (put(three, replace(three, tags=("a",))), put(None, mention(71))),
    )
    longer(path)
    with Annotations.open(path) as annotations:
        later = [
            decide(annotations, put(was, replace(was, label="MISC"))),
            decide(annotations, put(two, replace(two, label="LOC"))),
            decide(annotations, put(replace(two, label="LOC"), two)),
            decide(annotations, put(three, None)),
        ]
    repair(path)
    mentions = kept(path)["mentions"]
    assert (mentions["M000000"]["label"], mentions["M000000"]["note"]) == ("MISC", "vero")
    assert mentions["M000002"]["label"] == two.label
    assert "M000003" not in mentions and "M000071" in mentions
    assert story(path)[-7:] == [*made, *later]
    assert examine(path).sound and repair(path) == []


def test_what_was_brought_in_and_removed_does_not_come_again(path: Path) -> None:
    """Each decision counts once, though its journal stays beside the file."""
    killed(path, (put(None, mention(70)),))
    longer(path)
    with Annotations.open(path):
        pass
    repair(path)
    with Annotations.open(path) as annotations:
        decide(annotations, put(annotations.get("mentions", "M000070"), None))
    assert examine(path).sound and repair(path) == []
    assert "M000070" not in ids(path)


def test_an_article_that_was_begun_in_the_journal_comes_with_its_text(path: Path) -> None:
    """Both are kept beside the step, which does not tell of them."""
    text = "Un altro articolo."
    article, kept_text = sha256_of(text), packed(text)
    record = ArticleRecord(id=article, source="b.txt", status="doing", created=AT)
    new = replace(mention(72), article=article, start=3, end=8, text="altro")
    killed(path, (put(None, new),), beside=(record, kept_text))
    longer(path)
    with Annotations.open(path):
        pass
    repair(path)
    with Annotations.open(path) as annotations:
        assert annotations.article(article) == record and annotations.text(article) == text
    assert examine(path).sound


def test_several_journals_that_were_set_aside(path: Path) -> None:
    """One after the other, each with its own decisions, of which a later one changed an earlier."""
    killed(path, (put(None, mention(70)),))
    longer(path)
    with Annotations.open(path):
        pass
    killed(path, (put(None, mention(71)),))
    edited(path, lambda tables: tables["entities"]["1"].update(note="di nuovo"))
    with Annotations.open(path):
        pass
    assert sum(one.n for one in examine(path).findings if one.kind == "decisions aside") == 2
    repair(path)
    assert {"M000070", "M000071"} <= ids(path) and examine(path).sound


def test_a_repair_that_was_interrupted_is_done_again(path: Path) -> None:
    """The history is told last, so that nothing is taken for brought in that is not."""
    killed(path, (put(None, mention(70)),), (put(mention(1), mention(1, note="bene")),))
    longer(path)
    with Annotations.open(path):
        pass
    for stop in range(100):
        disk = Stopping(stop)
        try:
            repair(path, disk)
        except OSError:
            assert not examine(path).sound or "M000070" in ids(path)
        else:
            break
    assert stop > 5
    repair(path)
    assert "M000070" in ids(path) and kept(path)["mentions"]["M000001"]["note"] == "bene"
    history = path.with_name(path.name + "-history").read_bytes()
    assert all(map(is_whole, history.splitlines())) and len(story(path)) == 3
    assert examine(path).sound


class Stopping(Quick):
    """A disk that fails from an operation on."""

    def __init__(self, left: int) -> None:
        self._left = left

    def _count(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise OSError(5, "the disk is gone")

    def write(self, *arguments: Any, **named: Any) -> Any:
        self._count()
        return super().write(*arguments, **named)

    def create(self, *arguments: Any, **named: Any) -> Any:
        self._count()
        return super().create(*arguments, **named)

    def replace(self, *arguments: Any, **named: Any) -> Any:
        self._count()
        return super().replace(*arguments, **named)


FIELDS = ("label", "note")
decision = st.tuples(
    st.sampled_from(range(4)), st.sampled_from(FIELDS), st.sampled_from(["A", "B", "C"])
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(before=st.lists(decision, max_size=6), since=st.lists(decision, max_size=6))
def test_of_each_field_the_last_decision_stands(
    tmp_path_factory: pytest.TempPathFactory, before: list[Any], since: list[Any]
) -> None:
    """Those made since the journal was set aside before those in it, these in their order."""
    path = tmp_path_factory.mktemp("aside") / "newsview.json"
    begin(path)
    annotations = Annotations.open(path, disk=Quick())
    _decide_all(annotations, before)
    annotations._storage._release()
    longer(path)
    wanted = {(one.id, field): getattr(one, field) for one in beginning()[3:7] for field in FIELDS}
    with Annotations.open(path, disk=Quick()) as annotations:
        changed = _decide_all(annotations, since)
    wanted.update({(f"M{n:06}", field): value for n, field, value in before})
    with Annotations.open(path, read_only=True) as annotations:
        wanted.update(
            {key: getattr(annotations.get("mentions", key[0]), key[1]) for key in changed}
        )
    repair(path, Quick())
    mentions = kept(path)["mentions"]
    assert {key: mentions[key[0]][key[1]] for key in wanted} == wanted
    assert bool(aside(path, "conflict")) == bool(before)
    assert examine(path).sound


def _decide_all(annotations: Annotations, decisions: list[Any]) -> set[tuple[str, str]]:
    """Make these decisions; the records and fields that they really changed."""
    changed = set()
    for number, field, value in decisions:
        record = annotations.get("mentions", f"M{number:06}")
        assert isinstance(record, Mention)
        if getattr(record, field) != value:
            decide(annotations, put(record, replace(record, **{field: value})))
            changed.add((record.id, field))
    return changed
