"""What the words of a report name: places, and countries with what is said of them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from marsad.resolve.places.candidates import CandidateFinder
from marsad.resolve.times.calendar import CALENDAR

_CAPITALISED = re.compile(
    r"(?:[A-Z]|(?<!\w)(?:a[ldnrstz]|ash|e[ldrsz]|ul)[- ][A-Z])[^\W_]*(?:['’‘`][^\W_]+|\.[A-Z]\.?)*"
)
_LOCATIVE = re.compile(
    r"\b(?i:in|near|at|from|to|into|outside|inside|around|of|over|across|between|towards?|against|and|on)\s+"
    r"(?:the\s+|[a-z]+(?:ern|-held)\s+)?\Z"
)
"""What stands before a place rather than before a person or an office."""
_BORDER_WITH = re.compile(r"\b(?:border|frontier)s? with (?:the )?\Z")
_BORDER = re.compile(
    r"(?:['’]s)? (?:border|frontier)\b"
    r"(?! (?:guard|polic|force|troop|patrol|soldier|authorit|town|cit|village|post|cross|province|district|region|camp)"
    r")"
)
"""What stands beside a country of which only the border is told; "border guards", "border town" tell of it."""
_REFUGE = re.compile(
    r"\b(?:fl(?:ed|ee|ees|eeing)|cross(?:ed|es|ing)?|withdr(?:ew|awn|aw|awing|awal)|retreat(?:ed|ing)?|pour(?:ed|ing)?"
    r"|stream(?:ed|ing)?|escap(?:ed?|ing)|refuge)\b(?: (?:[a-z]+|from [A-Z][\w-]+)){0,4} (?:in|to|into|towards?) "
    r"(?:(?:[A-Z][\w-]+,? (?:and |, )?)+in )?(?:[a-z]+(?:ing|ern) )?\Z"
)
"""What stands before a country to which people go from where it plays."""
LOCATIVE_REACH = 26
REFUGE_REACH = 80
LONGEST_NAME_WORDS = 3

HINT = 4.0
"""How often a word of the dateline, or a country that the caller tells of, counts as said."""
OF_STATES = frozenset(("people", "bodies", "rulers", "officials", "things", "acts"))
"""Classes of the nouns beside a nationality that may be abroad (`ActorWords`)."""
_BESIDE = re.compile(r"(?:['’]s?)?(?P<joint>[ -])(?P<nouns>[A-Za-z]+(?: [A-Za-z-]+){0,3})")
_ANOTHER = re.compile(r"(?:, (?:[A-Z]\w+ ){0,2}[A-Z]\w+)*,? and (?:[A-Z]\w+ ){0,2}?[A-Z]\w+(?=[ -])")
"""Another adjective between one and its noun: "British and American jets"."""
_PARTICLE = re.compile(r" (d[aeiou]s?|del|della|la|las|los) ")
"""Between the words of a name ("Rio de Janeiro")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportContext:
    """What `resolve` is told of the report. countries: ISO codes that it is known to speak of, if any. names: place
    names in its text, each with its offset, as an entity recogniser found them; None to look for them here."""

    text: str
    title: str = ""
    dateline: str = ""
    countries: tuple[str, ...] = ()
    names: tuple[tuple[int, str], ...] | None = None


@dataclass(slots=True)
class Words:
    """named: names of places in the text with their offsets. located: those that stand like places, with the weight of
    where they stand. countries: each country's words with how often they are said; forces: the same of those that only
    say whose the forces or the rulers are ("Russian jets", "Turkish-backed"), who may be abroad, or where people go."""

    named: list[tuple[int, str]]
    located: dict[str, float]
    countries: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    forces: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))


def read_words(context: ReportContext, finder: CandidateFinder) -> Words:
    """The words of the report, its title and its dateline that name places and countries."""
    named = list(context.names or ())
    words = Words(named, defaultdict(float, {name: 1.0 for _, name in named}))
    for text, factor in ((context.text, 1), (context.title, 1), (context.dateline, int(HINT))):
        for start, name, code in _read(text, finder):
            end = start + len(name)
            if code and name in finder.groups and " " in name and _ends_another_name(text, start, finder):
                continue
            if code and not _bounds(text, start, end):
                abroad = name in finder.groups or _is_of_force(text, name, end, finder)
                abroad = abroad or is_refuge(text, start)
                kind = words.forces if abroad else words.countries
                kind[code][name] += factor
            elif code:
                continue
            elif text is not context.text:
                words.located[name] = max(factor, words.located[name])
            elif context.names is None:
                named.append((start, name))
                if _LOCATIVE.search(text, max(0, start - LOCATIVE_REACH), _joined(text, start)):
                    words.located[name] = max(1.0, words.located[name])
    return words


def is_refuge(text: str, start: int) -> bool:
    """Whether the country named at `start` is where people go: "fled to X", "crossed from Y into Z in X"."""
    return bool(_REFUGE.search(text, max(0, start - REFUGE_REACH), start))


def _ends_another_name(text: str, start: int, finder: CandidateFinder) -> bool:
    """Whether a group's name only ends a longer one: the "Plum Coast National Army" is no "National Army"."""
    before = text[max(0, start - LOCATIVE_REACH) : start]
    word = before.split()[-1] if before.endswith(" ") and before.strip() else ""
    known = word in CALENDAR or word in finder.country_words or word == "The"
    return word[:1].isupper() and word[-1:].isalpha() and not known


def _is_of_force(text: str, name: str, end: int, finder: CandidateFinder) -> bool:
    """Whether a country's word that ends there stands before a noun for its forces or rulers."""
    if name in finder.adjectives and (another := _ANOTHER.match(text, end)):
        end = another.end()
    found = _BESIDE.match(text, end)
    if found is None or finder.nouns is None:
        return False
    beside = found["nouns"].lower().split()
    if found["joint"] == "-":
        return beside[0] in finder.nouns.linking
    at = 0
    while at < len(beside):
        length, classes = finder.nouns.at(beside, at)
        if classes & OF_STATES:
            return True
        if "modifiers" not in classes:
            return False
        at += length
    return False


def _bounds(text: str, start: int, end: int) -> bool:
    return bool(_BORDER_WITH.search(text, max(0, start - LOCATIVE_REACH), start) or _BORDER.match(text, end))


def is_alone(text: str, start: int, end: int) -> bool:
    """Whether a name has no capitalised word beside it, which might be a person's ("Hassan Ali")."""
    before = text[max(0, start - LOCATIVE_REACH) : start]
    return not re.search(r"[A-Z][\w'’-]* \Z", before) and not re.match(
        r"['’]?s? [A-Z]", text[end : end + LOCATIVE_REACH]
    )


def _joined(text: str, start: int) -> int:
    """Where the names begin to which a name is joined by a hyphen: both are ends of "the X-Y road"."""
    while start > 1 and text[start - 1] in "-–" and text[start - 2].isalnum():
        start = max(text.rfind(" ", 0, start), text.rfind("\n", 0, start)) + 1
    return start


def _read(text: str, finder: CandidateFinder) -> Iterator[tuple[int, str, str]]:
    """Names in running text, longest first: each its offset, the name, and the code of the country that it speaks of
    ("" for the name of a place)."""
    for run in _runs(text):
        at, words = 0, [word for word, _ in run]
        while at < len(run):
            for size in range(min(LONGEST_NAME_WORDS, len(run) - at), 0, -1):
                name, code = finder.read_name(" ".join(words[at : at + size]))
                if name:
                    yield run[at][1], name, code
                    at += size
                    break
            else:
                at += 1


def _runs(text: str) -> list[list[tuple[str, int]]]:
    """Capitalised words that stand side by side, each with its offset."""
    runs: list[list[tuple[str, int]]] = []
    end = -2
    for found in _CAPITALISED.finditer(text):
        if found.start() == end + 1 and text[end] in " -–":
            runs[-1].append((found[0], found.start()))
        elif runs and (particle := _PARTICLE.fullmatch(text, end, found.start())):
            runs[-1] += [(particle[1], end + 1), (found[0], found.start())]
        else:
            runs.append([(found[0], found.start())])
        end = found.end()
    return runs
