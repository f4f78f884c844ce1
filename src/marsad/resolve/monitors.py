"""The monitor that a report names, for the words by which it goes on to call it: "a monitor", "the group"."""

from __future__ import annotations

import re

from marsad.resolve.report_setting import Setting
from marsad.resolve.sources import SourceResolver

MONITOR_WORDS = frozenset({"monitor", "monitors", "monitoring", "watchdog", "observatory"})
MONITOR_ADJECTIVES = frozenset(
    [
        "group",
        "groups",
        "war",
        "the",
        "a",
        "an",
        "organisation",
        "organization",
        "rights",
        "human",
        "activist",
        "network",
        "opposition",
    ]
)
"""Words that describe a monitor without naming it: two further words would be its name."""
BASED = re.compile(r"\b[a-z]+[- ]based\b")
"""Where it sits says nothing of its name ("the London-based monitor")."""


def named_monitor(text: str, setting: Setting, sources: SourceResolver) -> str:
    """The report's named monitor for "a monitor", "the monitoring group": reports name it once, often later."""
    words = set(re.findall(r"[a-z]+", BASED.sub("", text.lower())))
    if not words & MONITOR_WORDS:
        return text
    countries = setting.names.reader.country_words
    if words - MONITOR_WORDS - MONITOR_ADJECTIVES - countries.adjectives - countries.names:
        return text
    for start, end in setting.spotted.sources:
        known = sources.known(setting.report.text[start:end], when=setting.when, countries=setting.countries)
        if known is not None and known.kind == "monitor":
            return known.name
    return text
