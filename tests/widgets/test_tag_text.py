"""Tags as people type them."""

from hypothesis import given
from hypothesis import strategies as st

from newsview.widgets.tag_text import edited_tags, tag_line, tag_of, tags_of


def test_blanks_empties_and_duplicates_go() -> None:
    """A hasty line gives a clean list in the order it was typed."""
    assert tags_of(" auto ,, economia/auto,Auto, ") == ("auto", "economia/auto")


def test_levels_and_inner_blanks_stay() -> None:
    """A tag may have spaces inside and any number of levels."""
    assert tag_of(" politica  estera / Stati Uniti ") == "politica estera/Stati Uniti"
    assert tag_of("/economia//auto/") == "economia/auto"


def test_accents_are_composed() -> None:
    """An accent pasted in two code points is the same tag as one typed."""
    assert tag_of("citta\u0300") == "città"


def test_a_pasted_escape_sequence_leaves_no_control_character() -> None:
    """What no keyboard types does not get into a tag."""
    assert tag_of("a\x1b[31m\u202eb\x00") == "a [31m b"


def test_a_line_left_as_it_was_keeps_the_tags() -> None:
    """A tag that came by import with a comma in it survives being looked at."""
    before = ("Melo, Il", "auto")
    assert edited_tags(tag_line(before), before) == before
    assert edited_tags(tag_line(before) + ", mare", before) == ("Melo", "Il", "auto", "mare")


@given(st.text())
def test_normal_form_is_final(text: str) -> None:
    """Normalising twice changes nothing more."""
    tags = tags_of(text)
    assert tags_of(tag_line(tags)) == tags
    assert all(tags)
