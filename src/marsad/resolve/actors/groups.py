"""Groups that no pack knows, by the names that a report itself gives them: "the Arakan Army", "Maoist guerrillas".

A name is a run of capitalised words that ends with a word of armed bodies, or that stands before a noun of fighters.
What a pack or a nationality explains ("the Iraqi Army", "Hamas fighters") stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

from marsad.resolve.actors.mentions import ActorMention
from marsad.resolve.actors.words import plural

WORD = r"[A-Z][\w'’]*(?:-[\w'’]+)*"
LINK = r"(?:of|for|and|the|de|del|al|ul)"
INNER = rf"(?:{WORD}|\d{{1,3}})"
RUN = rf"{WORD}(?: (?:{LINK} ){{0,2}}{INNER}){{0,7}}"
BODIES = (
    r"(?:Army|Front|Movement|Brigades?|Battalion|Militia|Resistance|Tigers|Guerrillas?|Legion|Mujahideen|"
    r"People['’]s Republic|Defen[cs]e Forces?|Democratic Forces|Armed Forces|Self-Defen[cs]e Forces|Support Forces|"
    r"Protection (?:Units|Force)|Alliance Army)"
)
STATE_BODIES = re.compile(r"(?:Defen[cs]e Forces?|Armed Forces|National Army)\Z")
SHORTEST_FORM = 3
"""Letters of the initials by which a report goes on to call a group."""
LONGEST_COUNTRY = 3
"""Words of a country's name ("Papua New Guinea")."""
FULL_NAME = re.compile(
    rf"(?<![\w-]){WORD}(?: (?:{LINK} ){{0,2}}{INNER}){{0,4}} {BODIES}"
    rf"(?: (?:of|for) (?:the )?{WORD}(?: {WORD})*)?(?![\w-])"
)
FIGHTERS = (
    r"(?:suspected )?(?:rebels?|guerrillas?|fighters?|militants?|insurgents?|gunm[ae]n|militiam[ae]n|militias?|"
    r"separatists?|paramilitaries|mercenaries|(?:rebel |armed |militant |insurgent )?group|private military company|"
    r"cadres?|combatants?|loyalists?|mutineers?|secessionists?|herdsmen|tribesmen|(?:ethnic )?militia)"
)
WITH_FIGHTERS = re.compile(rf"(?<![\w-])[\"“]?({WORD}(?: {WORD}){{0,2}})[\"”]? ({FIGHTERS})(?![\w-])")
SIDING = re.compile(r"(?:[Pp]ro|[Aa]nti)-[A-Z]")
"""Before fighters it tells whose side they are on: "pro-Perez militiamen"."""
SIDING_FIGHTERS = re.compile(rf"(?<![\w-])((?:pro|anti)-[A-Z][\w'’]+) ({FIGHTERS}|forces|troops|soldiers)(?![\w-])")
BANNED = re.compile(rf"\b(?:banned|outlawed|proscribed) ({WORD}(?: {WORD}){{0,3}})(?![\w-])")
FOLLOWERS = (
    r"(?:men|forces|troops|soldiers|fighters|guerrillas|rebels|militias?|militiamen|militants|gunmen|army|loyalists)"
)
THEIRS = re.compile(rf"(?<![\w-])({WORD}(?: {WORD}){{0,2}})['’]s? (?:[a-z-]+ ){{0,2}}?({FOLLOWERS})(?![\w-])")
LED = r"(?:leader|chief|commander|head|founder|boss|warlord|chairman|president)"
OFFICE = r"(?<!former )(?<!ousted )(?<!deposed )(?<!ex-)(?:President|Prime Minister|Premier|King|Colonel)"
INTRODUCED = re.compile(rf"(?<![\w-])({RUN}) \(([A-Z][A-Za-z0-9-]{{1,8}})\)")
LOYAL_TO = re.compile(
    r"(?<![\w-])(?:[Ff]orces|[Tt]roops|[Ff]ighters|[Mm]ilitiamen|[Mm]ilitias?|[Ss]oldiers|[Gg]unmen|[Rr]ebels)"
    rf" loyal to (?:(?:[A-Z]\w+ )?(?:[a-z]+ ){{1,3}})?"
    rf"(?:(?:President|General|Colonel|Marshal|Field Marshal|Sheikh|Prime Minister) )?{RUN}"
)
GOVERNMENTS = re.compile(r"(?:['’]s?)?(?: [\w-]+){0,3} (?:government|administration|authorities|regime)\b")
"""After "forces loyal to Libya's": a state's."""
OF = r"(?:of|from|belonging to|loyal to) (?:the )?"
FIGHTERS_OF = re.compile(rf"{FIGHTERS} {OF}\Z", re.IGNORECASE)
FIGHTERS_OF_NAME = re.compile(rf"(?:{FIGHTERS}|troops|soldiers|members|terrorists) {OF}", re.IGNORECASE)
PAPER_OF_NAME = re.compile(
    r"(?:(?:[Pp]ress |[Oo]fficial |[Mm]ilitary |[Jj]oint )*(?:[Ss]tatement|[Cc]ommuniqu[eé]|[Bb]ulletin|[Rr]elease)"
    r"|[Dd]eclaration|[Ll]eaders?(?:hip)?|[Ss]pokes(?:man|woman|person)|[Cc]ommanders?|[Cc]hief|[Hh]ead|[Ff]ounder|[Cc]ommand|[Hh]eadquarters)"
    r" (?:of|by|from) (?:the )?"
)
STATE_WORDS = frozenset(
    {"national", "armed", "security", "special", "defence", "defense", "air", "border", "republican",
     "presidential", "royal", "government", "regular", "state", "army", "forces", "force", "the", "a", "an",
     "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "federal",
     "democratic", "self-defence", "self-defense", "red", "salvation", "brigade", "battalion", "front",
     "movement", "militia", "resistance", "of", "and", "for", "northern", "southern", "eastern", "western",
     "north", "south", "east", "west", "central", "home", "people's", "people’s", "popular", "republic",
     "patriotic", "infantry", "armoured", "armored", "mechanised", "airborne", "marine", "commando",
     "light", "heavy", "mountain", "mechanized", "motorised", "motorized", "artillery", "tank", "regional"}
)  # fmt: skip
"""Words that tell no group from a state's forces ("National Army", "Third Brigade"): a name needs one more."""
DESCRIBING = re.compile(r"(?:ists?|ish|ese|ites?|[ie]an|hen|areg|tu|tsi|i|ic)\Z")
"""Endings of words for peoples and creeds: with "rebels" they describe a group ("Maoist rebels"), and are no name."""
ORDINARY = frozenset(
    {"suspected", "armed", "unidentified", "unknown", "dead", "foreign", "local", "some", "many", "two", "three",
     "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
     "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty", "sixty",
     "seventy", "eighty", "ninety", "one", "several", "other", "former", "masked", "more", "most", "all", "both",
     "the", "a", "an", "these", "those", "islamist", "islamic", "muslim", "moslem", "rebel", "government",
     "pro-government",
     "anti-government", "enemy", "wounded", "captured", "young", "heavily", "ex", "when", "after", "on", "in",
     "at", "by", "for", "from", "with", "until", "since", "january", "february", "march", "april", "may", "june",
     "july", "august", "september", "october", "november", "december", "as", "while", "if", "but", "and", "then",
     "meanwhile", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "al-qaeda-linked",
     "dozens", "hundreds", "thousands", "later", "tribal", "allied", "opposition", "moderate", "jihadist",
     "extremist", "militant", "army", "takfiri", "terrorist", "sunni", "shiite", "shia", "arab", "christian",
     "sectarian", "ethnic", "separatist", "communist", "leftist", "right-wing", "rival", "various", "opposing"}
)  # fmt: skip
"""Words that describe fighters, and begin a sentence with a capital."""
ADJECTIVE_LINK = re.compile(
    r"-(?:backed|led|linked|held|based|controlled|aligned|inspired|supported|trained|affiliated)\b|ed\Z"
)
STATES = frozenset({"state", "metonym"})
IRREGULAR = frozenset({"rebel", "jihadist", "militia"})
SURE = frozenset({"name", "proxy", "nationality", "people", "unnamed"})
"""Mentions that know their actor better than the words alone."""


def with_group_names(
    text: str, mentions: Sequence[ActorMention], *, elsewhere: Callable[[str], bool]
) -> list[ActorMention]:
    """The mentions, with those of groups named only in the text in the place of the common words that they overlap.

    elsewhere: whether a name is a place's or a people's ("Aleppo militants", "Lebanese group" name no group)."""
    sure = [m for m in mentions if m.how in SURE and not (m.weak or m.kind == "civilians")]
    states = [m for m in mentions if m.how in STATES]
    names: dict[str, str] = {}
    for form, name in _names(text, sure, states, elsewhere):
        names.setdefault(form, name)
    if not names:
        return list(mentions)
    forms = "|".join(re.escape(form) for form in sorted(names, key=len, reverse=True))
    found = [
        ActorMention(m.start(), m.end(), m[0], names[m[1]], "rebel", "name")
        for m in re.finditer(rf"(?<![\w-])({forms})s?(?: \([A-Z][A-Za-z0-9-]{{1,8}}\))?(?: {FIGHTERS})?(?![\w])", text)
        if not any(k.start < m.end() and m.start() < k.end for k in sure)
    ]
    rest = [m for m in mentions if not any(m.start < k.end and k.start < m.end for k in found)]
    return sorted([*rest, *found], key=lambda m: m.start)


def with_national_bodies(mentions: Sequence[ActorMention], countries: Collection[str]) -> list[ActorMention]:
    """The mentions, those of a state's own body ("Uganda People's Defence Forces") no rebels. countries: names and
    adjectives, lower case."""
    return [
        replace(m, kind="state_forces")
        if m.how == "name" and m.kind == "rebel" and STATE_BODIES.search(m.actor) and _of_country(m.actor, countries)
        else m
        for m in mentions
    ]


def _of_country(name: str, countries: Collection[str]) -> bool:
    words = name.lower().split()
    return any(" ".join(words[:n]) in countries for n in range(1, LONGEST_COUNTRY + 1))


def _names(
    text: str, sure: Sequence[ActorMention], states: Sequence[ActorMention], elsewhere: Callable[[str], bool]
) -> Iterator[tuple[str, str]]:
    """(form in the text, the group's full name) of each group that only the text names."""
    for match in INTRODUCED.finditer(text) if " (" in text else ():
        long, short = _without_article(match[1]), match[2]
        armed = re.search(rf"{BODIES}\Z|{BODIES} of\b", long) or FIGHTERS_OF.search(
            text[: match.end(1) - len(long)][-60:]
        )
        armed = armed or re.match(rf" {FIGHTERS}(?![\w-])", text[match.end() :])
        armed = armed or re.search(rf"(?<![\w-]){short} {FIGHTERS}(?![\w-])", text)
        if armed and _own(long) and not _taken(match.start(1), match.end(1), sure):
            yield long, long
            yield short, long
    for match in FULL_NAME.finditer(text):
        name = _without_article(match[0])
        said = text[: match.end() - len(name)].endswith(("the ", "The ")) or not elsewhere(
            _bare(name)
        )  # "Homs Army": a headline
        if said and _own(name) and not _taken(match.start(), match.end(), sure):
            yield from ((form, name) for form in (name, _initials(name)) if form)
    for match in LOYAL_TO.finditer(text) if " loyal to " in text else ():
        if not _taken(*match.span(), sure) and not GOVERNMENTS.match(text, match.end()):
            yield match[0], match[0][0].lower() + match[0][1:]
    for match in BANNED.finditer(text) if "ed " in text else ():
        if not _taken(match.start(1), match.end(1), [*sure, *states]) and not elsewhere(match[1]):
            yield match[1], match[1]
    yield from _of_a_side(text, sure)
    yield from _of_persons(text, sure, states, elsewhere)
    for match in WITH_FIGHTERS.finditer(text):
        words = match[1].split()
        first = max((n + 1 for n, w in enumerate(words) if w.lower() in ORDINARY), default=0)
        name = " ".join(words[first:])
        if not name or ADJECTIVE_LINK.search(name) or _taken(*match.span(), [*sure, *states]):
            continue
        at = match.end(1) - len(name)
        opening = match[0][0].isalpha() and _opens_sentence(text, at)
        if opening and not re.search(rf"(?<=[a-z,] ){re.escape(name)}\b", text):
            continue
        if elsewhere(name):
            continue
        described = (DESCRIBING.search(name) and not name.isupper()) or SIDING.match(name)
        group = f"{name} {plural(match[2].removeprefix('suspected '))}" if described else name
        group = f"{name} {match[2]}" if match[2].endswith("group") else group
        yield name, group


def _of_a_side(text: str, sure: Sequence[ActorMention]) -> Iterator[tuple[str, str]]:
    """ "pro-Perez militiamen", "anti-Perez forces": fighters told by whose side they are on."""
    for match in SIDING_FIGHTERS.finditer(text) if "pro-" in text or "anti-" in text else ():
        if not _taken(*match.span(), sure):
            yield match[0], f"{match[1]} {plural(match[2])}"


def _of_persons(
    text: str, sure: Sequence[ActorMention], states: Sequence[ActorMention], elsewhere: Callable[[str], bool]
) -> Iterator[tuple[str, str]]:
    """ "Abdic's forces", "Savimbi's men": the followers of one person, by the group that the report calls him the
    leader of, if it names one. Those of a head of state are the state's."""
    for match in THEIRS.finditer(text):
        name = match[1]
        if name.split()[0].lower() in ORDINARY or elsewhere(name) or _taken(*match.span(1), [*sure, *states]):
            continue
        last = re.escape(name.split()[-1])
        if re.search(rf"{OFFICE} (?:{WORD} ){{0,3}}{last}\b", text):
            continue
        led = re.search(rf"(?<=\w) {LED},? (?:{WORD} ){{0,4}}{last}\b", text)
        group = next((m for m in sure if led and m.start < led.start() <= m.end + 1 and m.kind in IRREGULAR), None)
        yield match[0], group.actor if group else f"{name}'s {match[2] if match[2] != 'men' else 'forces'}"


def _initials(name: str) -> str:
    """ "LLA" of the Lake Liberation Army, "" where they are too few to tell."""
    short = "".join(word[0] for word in name.split() if word[0].isupper())
    return short if len(short) >= SHORTEST_FORM else ""


def _without_article(name: str) -> str:
    """Without "The", and without the noun of those, or of the paper, that are the group's ("Rebels of the")."""
    led = FIGHTERS_OF_NAME.match(name) or PAPER_OF_NAME.match(name)
    return re.sub(r"^(?:The|A|An) ", "", name[led.end() :] if led else name)


def _bare(name: str) -> str:
    """Without the body: "Daraa" of "Daraa Army"."""
    return re.sub(rf" {BODIES}\Z", "", name)


def _own(name: str) -> bool:
    words = [w.lower() for w in name.split()]
    return len(words) > 1 and any(w not in STATE_WORDS and not w[0].isdigit() for w in words)


def _taken(start: int, end: int, sure: Sequence[ActorMention]) -> bool:
    """Whether a pack or a nationality explains the words, all of them or those that they begin with."""
    return any(m.start < end and start < m.end for m in sure)


def _opens_sentence(text: str, at: int) -> bool:
    return at == 0 or re.search(r"[.!?:\n\"“]\s*\Z", text[max(0, at - 4) : at]) is not None
