"""Intake's two data files, compiled once: conventions of the press (press.yaml), words of pages (furniture.yaml)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta, timezone
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Press:
    """agencies: by-line form -> agency's name. agency, label, zone: regular expressions of alternatives, no group."""

    agencies: dict[str, str]
    zones: dict[str, timezone]
    agency: str
    label: str
    zone: str


@dataclass(frozen=True, slots=True)
class PublisherWords:
    """Labels before a publisher's name, and words by which a name is one: as written, to stand in an alternative."""

    labels: tuple[str, ...]
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FurnitureWords:
    """The compiled lists of furniture.yaml; that file says what each means."""

    lines: re.Pattern[str]
    whole: re.Pattern[str]
    headings: re.Pattern[str]
    tails: re.Pattern[str]
    inline: re.Pattern[str]


def _read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(resources.files("marsad.intake").joinpath(name).read_text("utf-8"))
    return content


def _longest_first(words: list[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=lambda w: (-len(w), w)))


def _offset(text: str) -> timezone:
    sign = -1 if text[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(text[1:3]), minutes=int(text[4:6])))


@lru_cache(maxsize=1)
def press() -> Press:
    data = _read("press.yaml")
    agencies = {form: name for name, forms in data["agencies"].items() for form in (name, *forms)}
    zones = {name: _offset(value) for name, value in data["zones"].items()}
    return Press(
        agencies=agencies,
        zones=zones,
        agency=f"(?:{_longest_first(list(agencies))})",
        label=f"(?i:{_longest_first(data['date_labels'])})",
        zone=f"(?:{_longest_first(list(zones))})",
    )


@lru_cache(maxsize=1)
def publisher_words() -> PublisherWords:
    data = _read("press.yaml")
    return PublisherWords(labels=tuple(data["publisher_labels"]), kinds=tuple(data["publisher_kinds"]))


@lru_cache(maxsize=1)
def furniture_words() -> FurnitureWords:
    data = _read("furniture.yaml")

    def any_of(kind: str, *, after: str = "") -> re.Pattern[str]:
        return re.compile(rf"(?:{'|'.join(f'(?:{entry})' for entry in data[kind])}){after}", re.IGNORECASE)

    closed = r"\s*[:.]?\s*$"
    return FurnitureWords(
        lines=any_of("lines"),
        whole=any_of("whole", after=closed),
        headings=any_of("headings", after=closed),
        tails=any_of("tails", after=closed),
        inline=any_of("inline"),
    )
