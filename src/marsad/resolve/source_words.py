"""The nouns that tell what kind of speaker a report means (packs' source_words.yaml), and where offices are said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from marsad.knowledge import Knowledge
from marsad.knowledge.schema import Entry, Reliability
from marsad.records import Source
from marsad.resolve.actors.lexicon import Words
from marsad.resolve.actors.words import plural

OFFICE_REACH = 80
"""Characters before a name in which its office may stand ("Major General")."""

MAX_NOUN = 3
"""Longest noun of the table in words ("civil defence worker")."""

OWNED = frozenset(("run", "owned", "controlled", "backed", "affiliated", "linked"))
"""Words after a noun that only tells whose the speaker is ("state-run", "government-owned")."""
PLACE_WORDS = frozenset(("in", "at", "from", "near", "of", "on"))
BRANCH_WORDS = frozenset(("society", "branch", "office"))
"""Words after the name of a body, of which a country has its own."""
TITLE_WORDS = frozenset(
    (
        "of", "for", "the", "senior", "deputy", "local", "rebel", "military", "media", "top", "chief", "former", "army",
        "opposition", "security", "foreign", "defence", "defense", "interior", "prime", "vice", "field",
    )
)  # fmt: skip
"""Words in lower case that belong to an office before a name."""
_BREAK = re.compile(r"[.,;:!?\n\"“”()]")
_APPOSITION = re.compile(r",(?: who is| who was)? ((?:an? |the |his |its )?[^.,;\n\"“”()]{3,60})[,.]")
_PARENTHESIS = re.compile(r"\s*\([^)]*\)")
_LOST_APOSTROPHE = re.compile(r"\b([A-Z]{3,})s (\w+)")
"""The genitive of a short form before whose it is, in text that lost its apostrophes ("SANAs correspondent")."""
_NAME = re.compile(r"[A-Z][\w’'-]*$|(?:al|el|as|ar|ash|an|at)-[A-Z]")
_ARTICLE = re.compile(r"^(?:[Aa]l|[Ee]l|as|ar|ash|an|at)(?:-|$)")
_PARTICLES = frozenset(("al", "el", "bin", "ibn", "abu", "von", "van", "de", "da", "ould", "ag"))
_BEING = frozenset(("of", "head", "chief", "senior", "member", "director", "spokesman", "spokeswoman", "commander"))
"""Words between a person's name and what he is, in text that lost its commas."""
_RANKS = frozenset(
    ("maj", "major", "gen", "general", "brig", "brigadier", "col", "colonel", "lt", "lieutenant", "capt", "captain",
     "dr", "mr", "mrs", "ms", "sheikh", "prof", "professor", "admiral", "sergeant", "sgt")
)  # fmt: skip
_TRIM = " \t\n,;:.\"“”'’‘"


class Speakers(Entry):
    """A kind of speaker and its nouns. folds: whether such a speaker speaks for the body that is named with it."""

    kind: str
    nouns: tuple[str, ...]
    reliability: Reliability = "F"
    basis: str = ""
    folds: bool = False


class SourceWordsTable(Entry):
    """The file source_words.yaml; its comments say what each list is for."""

    speakers: tuple[Speakers, ...] = ()
    home_speakers: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    determiners: tuple[str, ...] = ()


ANYBODYS = frozenset(("official",))
"""Words that tell whose an unnamed speaker is, and not whose a named one is: "a senior official, Idris Amada"."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A speaker's words: its text, the list of its telling noun (None if it has none), and where that noun stands."""

    text: str
    words: Words
    speakers: Speakers | None
    at: int

    @property
    def kind(self) -> str:
        return self.speakers.kind if self.speakers is not None else ""

    @property
    def named(self) -> bool:
        """Whether somebody is named: a capital after the noun that is no place ("officials in Homs")."""
        for i in range(self.at + 1, len(self.words.keys)):
            if self.words.keys[i] in PLACE_WORDS:
                return False
            if self.words.raw[i][0].isupper():
                return True
        return False

    @property
    def person(self) -> str:
        """The name of who is named after his office, without Arabic articles, of which reports leave out now one and
        now another ("Homs Governor Talal al-Barazi": "Talal Barazi"); the whole text where it has no such name."""
        words = self.text.split()
        lead = next((n for n, word in enumerate(words) if not _NAME.match(word)), 0)
        if lead > 1 and self.at >= lead and words[lead] in _BEING:
            return " ".join(_ARTICLE.sub("", word) for word in words[:lead])
        if not self.named:
            return self.text
        start = len(words)
        while start > 0 and (_NAME.match(words[start - 1]) or words[start - 1].lower() in _PARTICLES):
            start -= 1
        office = " ".join(self.words.raw[self.at : self.at + 1]) if self.at >= 0 else ""
        if office in words[start:]:
            start = len(words) - words[::-1].index(office)
        while start < len(words) and words[start].lower().rstrip(".") in _RANKS:
            start += 1
        name = [bare for word in words[start:] if (bare := _ARTICLE.sub("", word))]
        return " ".join(name) if len(name) > 1 else self.text

    @property
    def proper_name(self) -> str:
        """The proper name of a body whose last word tells its kind ("activist-run Hama Media Center": "Hama Media
        Center"), "" for unnamed people ("Syrian Activists" of a headline) and for what only has a description."""
        raw, at = self.words.raw, self.at
        of = len(raw) > 1 and raw[0][0].isupper() and self.words.keys[1] in ("of", "for")
        if at < 1 or at + 1 < len(raw) or (self.words.keys[at].endswith("s") and not of):
            return ""
        if not (raw[at][0].isupper() and raw[at - 1][0].isupper()):
            return ""
        words = self.text.split()
        return " ".join(words[next(n for n, word in enumerate(words) if word[0].isupper()) :])

    @property
    def heads(self) -> bool:
        """Whether the telling noun is the head of the name: "Ministry of X", not "Police Gazette", "Voice of the X"."""
        keys = self.words.keys
        ends = self.at + 1 == len(keys) or keys[self.at + 1] in PLACE_WORDS
        return self.at >= 0 and ends and not PLACE_WORDS.intersection(keys[: self.at])


RISING = frozenset({"rebel", "insurgent", "guerrilla", "separatist", "opposition", "militant"})
"""Beside a rank they tell whose it is: not the state's."""


class SourceWords:
    """Lookup of the telling noun of a speaker's words."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._tables = knowledge.table("source_words.yaml", SourceWordsTable)
        countries = knowledge.countries.values()
        self.nationalities = frozenset(word.lower() for c in countries for word in (*c.adjectives, *c.people))
        self._countries = frozenset(word.lower() for c in countries for word in (c.name, *c.names))

    def read(self, text: str) -> Spoken:
        """The first and longest noun that tells a kind, unless it only stands before another ("army spokesman")."""
        words = Words(text)
        for size in range(MAX_NOUN, 0, -1):
            for at in range(len(words.keys) - size + 1):
                found = self._nouns.get(" ".join(words.keys[at : at + size]))
                before = size == 1 and words.joined(at + 1) and words.keys[at + 1] in self._nouns
                owned = size == 1 and words.keys[at + 1 : at + 2] and words.keys[at + 1] in OWNED
                if found is not None and not before and not owned:
                    return Spoken(text, words, found, at + size - 1)
        return Spoken(text, words, None, -1)

    def is_branch(self, spoken: Spoken, body: Source) -> bool:
        """Whether a speaker is a country's branch of a body: "the Libyan Red Crescent", "Uganda Red Cross Society"."""
        if body.folds_into:
            return False  # "Syrian Rami X" is no branch of the director Rami X
        words = " ".join(key for key in spoken.words.keys if key not in BRANCH_WORDS)
        names = (name.lower().removeprefix("the ") for name in (body.name, *body.aliases))
        owners = [words.removesuffix(f" {name}") for name in names if words.endswith(f" {name}")]
        return any(owner in self.nationalities or owner in self._countries for owner in owners)

    def clean(self, name: str) -> str:
        """Without determiners, parentheses, quotation marks and a possessive."""
        words = _PARENTHESIS.sub("", " ".join(name.split())).strip(_TRIM).split(" ")
        while len(words) > 1 and words[0].lower() in self._determiners:
            words = words[1:]
        bare = _LOST_APOSTROPHE.sub(lambda m: f"{m[1]}'s {m[2]}" if m[2] in self._nouns else m[0], " ".join(words))
        return bare.removesuffix("'s").removesuffix("’s").strip(_TRIM)

    def home(self, spoken: Spoken, group_words: frozenset[str]) -> bool:
        """Whether the words name an arm of the report's own state and nobody else: "a military source", "police".

        group_words: adjectives of groups ("Islamist"), which make it somebody else's."""
        words = spoken.words
        if not RISING.isdisjoint(words.keys):
            return False  # "a rebel field commander"
        pairs = [f"{a} {b}" for a, b in zip(words.keys, words.keys[1:], strict=False)]
        arms = {key for key in (*words.keys, *pairs) if key in self._home_speakers}
        arms -= ANYBODYS if spoken.named else frozenset()
        own = {word for phrase in arms for word in phrase.split()}
        others = [
            i
            for i, key in enumerate(words.keys)
            if words.raw[i][0].isupper() and key not in own and key not in self._nouns and i <= spoken.at
        ]  # "army spokesman Idris Amada": the holder's name says nothing of whose army it is
        placed = not others or any(key in PLACE_WORDS for key in words.keys[: others[0]])
        return bool(arms) and placed and not group_words.intersection(words.keys)

    def body(self, spoken: Spoken) -> bool:
        """Whether the telling noun names a body of a state by itself ("ministry"), whoever's it is."""
        before = spoken.words.keys[: spoken.at + 1]
        return any(" ".join(before[-size:]) in self._bodies for size in range(1, MAX_NOUN + 1))

    def office(self, name: str, text: str) -> str | None:
        """The words about a person where `text` first names it: "Defence Minister NAME", "NAME, head of the X"."""
        at = text.find(name)
        if at < 0:
            return None
        title: list[str] = []
        for word in reversed(_BREAK.split(text[max(0, at - OFFICE_REACH) : at])[-1].split()):
            if not (word.lower() in self._nouns or word[0].isupper() or word in TITLE_WORDS):
                break
            title.insert(0, word)
        said = [" ".join([*title, name])] if any(word.lower() in self._nouns for word in title) else []
        after = _APPOSITION.match(text, at + len(name))
        if after is not None and any(word.lower() in self._nouns for word in after[1].split()):
            said.append(after[1])
        return ", ".join(said) or None

    @cached_property
    def _nouns(self) -> dict[str, Speakers]:
        nouns: dict[str, Speakers] = {}
        for table in self._tables:
            for speakers in table.speakers:
                for noun in speakers.nouns:
                    nouns.setdefault(noun, speakers)
                    nouns.setdefault(plural(noun), speakers)
        return nouns

    @cached_property
    def _home_speakers(self) -> frozenset[str]:
        return frozenset(word for table in self._tables for word in table.home_speakers)

    @cached_property
    def _bodies(self) -> frozenset[str]:
        return frozenset(word for table in self._tables for word in table.bodies)

    @cached_property
    def _determiners(self) -> frozenset[str]:
        return frozenset(word for table in self._tables for word in table.determiners)
