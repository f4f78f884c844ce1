"""Whom "rebels" may stand for."""

from __future__ import annotations

from dataclasses import replace

from marsad.resolve.actors.group_reference import as_headlined, with_groups_meant
from marsad.resolve.actors.mentions import ActorMention

TEXT = "Islamic State men left the town. A rebel commander spoke. The militants fled."


def _mention(words: str, **fields: object) -> ActorMention:
    start = TEXT.index(words)
    return ActorMention(start, start + len(words), words, **fields)  # type: ignore[arg-type]


def test_rebels_are_no_jihadists_that_the_report_names() -> None:
    named = _mention("Islamic State", actor="Islamic State", kind="jihadist", how="name")
    bare = {"actor": "unidentified armed group", "kind": "unidentified", "how": "generic", "weak": True}
    mentions = [named, _mention("rebel", **bare), _mention("militants", **bare)]
    meant = {m.text: m.actor for m in with_groups_meant(TEXT, mentions)}
    assert meant == {
        "Islamic State": "Islamic State",
        "rebel": "unidentified armed group",
        "militants": "Islamic State",
    }


def _meant(text: str, *mentions: tuple[str, dict[str, object]]) -> list[str]:
    found, at = [], 0
    for words, fields in mentions:
        at = text.index(words, at)
        found.append(ActorMention(at, at + len(words), words, **fields))  # type: ignore[arg-type]
        at += len(words)
    return [m.actor for m in with_groups_meant(text, found)]


OPEN: dict[str, object] = {"actor": "unidentified armed group", "kind": "unidentified", "how": "generic", "weak": True}
FRONT: dict[str, object] = {"actor": "Lake Front", "kind": "rebel", "how": "name"}


def test_rebels_that_open_a_sentence_are_the_group() -> None:
    assert _meant("The Lake Front left.\n\nRebels burned a mill.", ("Lake Front", FRONT), ("Rebels", OPEN))[-1] == (
        "Lake Front"
    )


def test_rebels_are_not_the_mercenaries_beside_them() -> None:
    hired: dict[str, object] = {"actor": "Serb mercenaries", "kind": "rebel", "how": "unnamed"}
    text = "Serb mercenaries fled. The rebels followed. The Lake Front said so."
    assert _meant(text, ("Serb mercenaries", hired), ("rebels", OPEN), ("Lake Front", FRONT))[1] != "Serb mercenaries"
    text = "The Lake Front came. Serb mercenaries fled. In the north rebels followed."
    assert _meant(text, ("Lake Front", FRONT), ("Serb mercenaries", hired), ("rebels", OPEN))[-1] == "Lake Front"


def test_rebels_are_those_described_by_the_same_word() -> None:
    hill: dict[str, object] = {"actor": "Hutu rebels", "kind": "rebel", "how": "name"}
    text = "Hutu rebels shelled a suburb. The Lake Front denied it. In the north rebels burned a mill."
    assert _meant(text, ("Hutu rebels", hill), ("Lake Front", FRONT), ("rebels", OPEN))[-1] == "Hutu rebels"


def test_a_headline_s_rebels_are_the_one_group_named() -> None:
    own: dict[str, object] = {"actor": "Sudanese rebels", "kind": "rebel", "how": "unnamed"}
    text = "Sudanese rebels claim town\n\nThe Lake Front took a town."
    mentions = [
        ActorMention(0, 15, "Sudanese rebels", **own),  # type: ignore[arg-type]
        ActorMention(32, 42, "Lake Front", **FRONT),  # type: ignore[arg-type]
    ]
    assert [m.actor for m in as_headlined(text, mentions, ("Sudanese",))] == ["Lake Front", "Lake Front"]
    told = [replace(m, start=m.start + 30, end=m.end + 30) for m in mentions]  # in the text, they may be others
    first, _ = as_headlined("A line\n" + " " * 23 + text, told, ("Sudanese",))
    assert first.actor == "Sudanese rebels"
