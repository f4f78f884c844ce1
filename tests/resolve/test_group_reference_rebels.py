"""Whom "rebels" may stand for."""

from __future__ import annotations

from marsad.resolve.actors.group_reference import with_groups_meant
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
