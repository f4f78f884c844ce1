"""Furniture and captions: marked by spans, never cut."""
# ruff: noqa: E501  (sentences and markup stay whole)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.intake.captions import find_captions
from marsad.intake.furniture import find_furniture
from marsad.intake.lines import merged

PROSE = (
    "Shells fell on the market of Qasr for a third day on Tuesday, and the two sides gave different accounts of who had "
    "fired them. A nurse counted nine dead."
)
MORE = (
    "The shelling began shortly after the noon prayer, said a shopkeeper who lost his brother, and went on until the "
    "army's drones came. Nobody claimed it."
)


def marked(text, finder=find_furniture):
    return [text[start:end] for start, end in finder(text)]


@pytest.mark.parametrize(
    "line",
    [
        "Stay up to date with notifications from the Courier",
        "We use cookies to improve your visit. By continuing you accept them.",
        "Accept all cookies",
        "Sign up to our daily newsletter",
        "Subscribe now for unlimited access",
        "Please log in or register to read on",
        "Share this article",
        "Follow us on Twitter",
        "Read more: What we know about the siege",
        "Comments",
        "12 comments",
        "Advertisement",
        "© 2016 The Levant Courier. All rights reserved.",
        "Home > World > Middle East",
        "Get the best of the Courier in your inbox: our morning newsletter",
        "Download our app",
        "Most read stories",
        "Qasr’s war: how the bridge was lost",
    ],
)
def test_lines_of_a_page(line):
    text = f"Headline of the day\n\n{PROSE}\n\n{line}\n\n{PROSE}\n\n{MORE}"
    assert marked(text) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Rebels join the army's new offensive",
        "The army will follow up its attack",
        "Subscribers of the gas company were cut off",
        "Activists share footage of the strike",
        "2 killed in shelling of the eastern quarter",
        "- Qasr: three mortar shells, no casualties",
        "Update: the road to the north is open again",
        "Residents: we register our dead every evening.",
        "“Join us or leave,” the leaflet said.",
        "The report was read by all sides.",
    ],
)
def test_lines_of_a_report(line):
    assert marked(f"Headline of the day\n\n{PROSE}\n\n{line}\n\n{PROSE}") == []


def test_links_under_a_heading_end_with_the_next_paragraph():
    text = f"{PROSE}\n\nRelated stories\nTruce fails in Qasr\nBridge bombed again\n\n{PROSE}\n\n{MORE}"
    assert marked(text) == ["Related stories", "Truce fails in Qasr", "Bridge bombed again"]


def test_readers_comments_at_the_end_go_altogether():
    text = f"{PROSE}\n\n{MORE}\n\nComments\n\nJoe: they should all go home\nAnna: shame on them"
    assert marked(text)[-1].startswith("Comments") and marked(text)[-1].endswith("them")


def test_a_comments_counter_above_the_report_hides_nothing_else():
    assert marked(f"Headline\n\nComments\n\n{PROSE}\n\n{MORE}") == ["Comments"]


def test_remains_inside_lines():
    text = f"08.09.2016 Get short URL 0 12 {PROSE} Reporting by A. Writer; Editing by B. Reader Our Standards: The Thomson Reuters Trust Principles."
    assert any(words.startswith("Get short URL") for words in marked(text))
    assert not any("nurse" in words for words in marked(text))


@pytest.mark.parametrize(
    "line",
    [
        "Fighters near the bridge in Qasr, in an undated image released by them",
        "Smoke over the market of Qasr (Reuters)",
        "A street in Qasr last year [File photo]",
        "The bridge at Qasr, pictured before the war",
        "Photo: R. Aziz/Courier",
        "In this photo taken on 8 June, men carry flour across the bridge in Qasr",
    ],
)
def test_captions(line):
    text = f"Headline of the day\n\n{line}\n\n{PROSE}\n\n{MORE}"
    assert marked(text, find_captions) == [line]


def test_a_caption_said_twice_with_its_credit():
    caption = "Fighters rest by the bridge in Qasr"
    text = f"Headline of the day\n\n{caption}\n{caption} (AP)\n\n{PROSE}\n\n{MORE}"
    assert "".join(marked(text, find_captions)) == caption + caption + " (AP)"


@pytest.mark.parametrize(
    "line",
    [
        "Activists posted pictures of the bridge after the strike.",
        "“The picture is grim,” the nurse said in a message.",
        "The toll was confirmed by two medics. (Reuters)",
        "The general picture is one of calm, the mayor said.",
    ],
)
def test_prose_on_pictures_is_no_caption(line):
    assert marked(f"Headline of the day\n\n{PROSE}\n\n{line}", find_captions) == []


@given(st.text(alphabet=st.sampled_from("ab .\nRC:“”'()—0129©"), max_size=400))
def test_spans_are_sorted_disjoint_and_inside(text):
    for spans in (find_furniture(text), find_captions(text)):
        assert merged(spans) == tuple(spans)
        assert all(0 <= start < end <= len(text) for start, end in spans)
