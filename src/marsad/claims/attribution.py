"""Who says what: cues of saying, their sources and contents, nested chains, quotations over sentences, relays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from marsad.claims.draft import Span, Voice
from marsad.claims.lexicon import LanguageFile
from marsad.claims.parse import OBLIQUES, PASSIVE_SUBJECTS, SUBJECTS, Parse

RELAY_PREPOSITIONS = frozenset({"to", "through", "via", "with", "by", "on", "in"})
NEEDS_CLAUSE = frozenset(
    [
        "show",
        "see",
        "carry",
        "suggest",
        "continue",
        "think",
        "believe",
        "record",
        "describe",
        "publish",
        "broadcast",
        "conclude",
        "inform",
        "quote",
        "cite",
        "write",
        "report",
        "document",
        "post",
        "declare",
        "mention",
        "maintain",
        "admit",
        "acknowledge",
        "boast",
        "estimate",
        "announce",
        "note",
        "claim",
        "confirm",
        "stress",
        "observe",
        "relate",
    ]
)
"""Verbs that also have a plain object ("claimed a village", "reported to work"): they speak only with a clause or quotation."""
WEAK_SAYING = frozenset(
    {
        "show",
        "see",
        "carry",
        "continue",
        "think",
        "believe",
        "record",
        "publish",
        "broadcast",
        "write",
        "post",
        "mention",
        "describe",
    }
)
"""Verbs that end many a sentence without anybody speaking."""
OUTLETS = frozenset(
    {
        "outlet",
        "agency",
        "newspaper",
        "website",
        "channel",
        "broadcaster",
        "network",
        "station",
        "site",
        "daily",
        "paper",
        "magazine",
    }
)
CONTRASTS = frozenset({"but", "although", "though", "while", "whereas", "however"})
FAR = 4
"""Words between a verb of saying that ends its sentence and its subject beyond which the parse is not believed."""
TELLING = frozenset({"report", "document", "record", "confirm", "announce", "note", "describe"})
"""Verbs whose object tells the news ("reported a string of air strikes")."""
LEFT_OUT = frozenset({"acl:relcl", "acl", "appos", "parataxis", "conj", "cc", "advcl", "punct", "obl", "advmod"})


@dataclass(slots=True)
class Cue:
    """One act of saying. sources: voices without relays (joint sources are several); content: tokens that it covers."""

    token: int
    sources: list[Voice]
    content: frozenset[int]
    depth: int
    relays: tuple[str, ...] = ()
    is_relay: bool = False


@dataclass(slots=True)
class Memory:
    """Sources already named, latest last: what "he", "the source", "the group" and bare surnames stand for."""

    named: list[tuple[str, bool]] = field(default_factory=list)

    def add(self, text: str, *, person: bool) -> None:
        self.named.append((text, person))

    def resolve(self, text: str, head: str, *, pronoun: bool, language: LanguageFile) -> str:
        """The full name that a pronoun, a definite description or a part of a name stands for; the text itself else."""
        low = text.lower()
        if pronoun:
            wants_person = head in language.person_anaphora
            for name, person in reversed(self.named):
                if person == wants_person or (head == "they" and not person):
                    return name
            return self.named[-1][0] if self.named and not wants_person else (self.named[-1][0] if self.named else "")
        words = {w for w in low.split() if w not in ("the", "a", "an")}
        definite = low.startswith(("the ", "that ", "this ")) or text[:1].isupper()
        if definite and words:
            for name, _ in reversed(self.named):
                known = name.lower().split()
                if len(known) > len(words) and words <= set(known):
                    return name
        if low.startswith("the ") and head in (
            "group",
            "organisation",
            "organization",
            "source",
            "monitor",
            "statement",
            "ministry",
            "agency",
        ):
            for name, person in reversed(self.named):
                if not person:
                    return name
        return text


def find_voices(
    parse: Parse,
    quotations: Sequence[Span],
    persons: Sequence[Span],
    organisations: Sequence[Span],
    language: LanguageFile,
) -> list[list[Voice]]:
    """For each token, the voices that are said to say it (innermost source, with relays); an empty list is the outlet's."""
    saying = language.saying["plain"] | language.saying["accusing"] | language.saying["denying"]
    person_tokens = {t for a, b in persons for t in parse.tokens(a, b)}
    org_tokens = {t for a, b in organisations for t in parse.tokens(a, b)}
    quoted = [-1] * len(parse)
    for n, (a, b) in enumerate(quotations):
        for t in parse.tokens(a, b):
            quoted[t] = n
    result: list[list[Voice]] = [[] for _ in range(len(parse))]
    memory = Memory()
    previous: list[Voice] = []
    speaker_of_quote: dict[int, list[Voice]] = {}
    finder = _Finder(parse, language, saying, person_tokens, org_tokens, quoted, memory)
    for first, last in parse.sentences:
        cues = finder.cues(first, last)
        for cue in cues:
            for t in cue.content:
                if quoted[t] >= 0:
                    speaker_of_quote.setdefault(quoted[t], cue.sources)
        for t in range(first, last):
            over = sorted((c for c in cues if t in c.content), key=lambda c: c.depth)
            if over:
                inner = over[-1]
                speakers = [c for c in over if not c.is_relay]
                inner = speakers[-1] if speakers else inner
                relays = [
                    v.text
                    for c in over
                    if c is not inner
                    for v in c.sources
                    if v.text and v.text not in [s.text for s in inner.sources]
                ]
                via = tuple(dict.fromkeys([*inner.relays, *reversed(relays)]))
                result[t] = [_with_via(v, via) for v in inner.sources]
            elif quoted[t] >= 0 and quoted[t] in speaker_of_quote:
                result[t] = speaker_of_quote[quoted[t]]
            elif quoted[t] >= 0 and previous:
                result[t] = previous
        if cues:
            main = next((c for c in cues if c.sources and not c.is_relay), cues[0])
            previous = main.sources
    return result


def _with_via(voice: Voice, via: tuple[str, ...]) -> Voice:
    if not via or voice.via == via:
        return voice
    return Voice(
        voice.start, voice.end, voice.text, via, voice.hedged, voice.denies, voice.accuses, voice.plans, voice.cue
    )


@dataclass(slots=True)
class _Finder:
    parse: Parse
    language: LanguageFile
    saying: frozenset[str]
    person_tokens: set[int]
    org_tokens: set[int]
    quoted: list[int]
    memory: Memory

    def cues(self, first: int, last: int) -> list[Cue]:
        """The sentence's acts of saying, in text order."""
        parse = self.parse
        found = []
        for i in range(first, last):
            lemma = parse.lemma[i]
            cue: Cue | None = None
            if lemma in self.saying and (parse.is_verb(i) or parse.kids(i, "ccomp")):
                cue = self._verbal(i, first, last)
            elif parse.lower[i] == "according" and i + 1 < last and parse.lower[i + 1] == "to":
                cue = self._according(i, first, last)
            elif (
                lemma == "go"
                and i + 1 < last
                and parse.lower[i + 1] == "on"
                and any(self.quoted[t] >= 0 for t in range(first, i))
            ):
                cue = self._verbal(i, first, last)
            elif lemma in ("speak", "talk") and parse.tag[i] == "VBG" and i == first:
                continue
            if cue:
                found.append(cue)
        if not found:
            heading = self._heading(first, last)
            if heading:
                found.append(heading)
        return found

    # --- verbs of saying

    def _verbal(self, i: int, first: int, last: int) -> Cue | None:
        parse, language = self.parse, self.language
        lemma = parse.lemma[i]
        passive = parse.passive(i)
        clauses = parse.kids(i, "ccomp")
        if lemma in TELLING and not clauses:
            clauses = parse.kids(i, "obj")
        if lemma in ("tell", "inform") and not clauses:
            # parsers like to hang the told clause on the one who is told ("told Reuters that ...")
            clauses = [
                c
                for told in parse.kids(i, "obj", "iobj")
                for c in parse.kids(told, "acl", "acl:relcl")
                if any(parse.lower[m] == "that" for m in parse.kids(c, "mark"))
            ]
        denies = lemma in language.saying["denying"]
        accuses = lemma in language.saying["accusing"]
        heads: list[int] = []
        if lemma in ("quote", "cite"):
            return self._quoting(i, first, last, passive)
        if passive:
            heads = [c for c in parse.children[i] if parse.dep[c] in OBLIQUES and parse.preposition(c) == "by"]
            if not heads and not (clauses or parse.kids(i, "xcomp")):
                return None
            if not heads and parse.dep[i] == "amod":
                return None
        else:
            heads = [c for c in parse.children[i] if parse.dep[c] in SUBJECTS]
            if not heads:
                heads = self._subject_from_above(i)
        has_quote = any(self.quoted[t] >= 0 for t in range(first, last))
        tail = next(
            (
                t
                for t in range(i + 1, last)
                if parse.words[t] in (",", ";", '"', "”")
                or parse.lemma[t] in ("add", "note")
                or parse.lower[t] in ("who", "which")
            ),
            last,
        )
        ends = not any(parse.is_verb(t) or parse.lower[t] == "that" for t in range(i + 1, tail))
        inverted = bool(heads) and min(heads) > i and i - first > 3 and not clauses
        parenthetic = parse.dep[i] == "parataxis" or (ends and i - first > 4) or inverted
        if not clauses and not has_quote and not parenthetic and not accuses and not denies:
            if lemma in NEEDS_CLAUSE or not (parse.kids(i, "xcomp") or i < first + 8):
                return None
            if lemma in NEEDS_CLAUSE or lemma in ("warn", "argue", "add", "tell", "point out", "urge"):
                return None
        final = not passive and ends and i - first > 4 and lemma not in WEAK_SAYING
        if (
            final
            and not any(c > i for c in clauses)
            and (not heads or max(heads) < i - FAR or not self._speaks(max(heads)))
        ):
            before = self._phrase_before(i, first)
            if before is not None:
                before.denies, before.accuses = denies, accuses
                start = parse.at(before.start)
                rest = {t for t in range(tail, last) if self.quoted[t] >= 0}
                return Cue(i, [before], frozenset(range(first, start)) | rest, self._depth(i), self._told(i))
        spoken = [v for h in heads for j in parse.joined(h) if (v := self._voice(j, i))]
        sources = list({(v.start, v.end): v for v in spoken}.values())  # a name that the parser split speaks once
        if not sources and passive and (clauses or parse.kids(i, "xcomp")):
            sources = [Voice(hedged=True, cue=i)]
        if not sources:
            return None
        relays = list(self._told(i, first))
        for voice in sources:
            voice.denies, voice.accuses, voice.cue = denies, accuses, i
        source_tokens = {
            t for h in heads for j in parse.joined(h) for t in range(self._phrase(j)[0], self._phrase(j)[1] + 1)
        }
        content = self._content(i, first, last, clauses, source_tokens, parenthetic=parenthetic and not clauses)
        if not content:
            return None
        return Cue(i, sources, content, self._depth(i), tuple(r for r in relays if r), is_relay=False)

    def _quoting(self, i: int, first: int, last: int, passive: bool) -> Cue | None:
        """ "Reuters quoted X as saying", "X was quoted by Reuters as saying", "quoting X", "citing X"."""
        parse = self.parse
        objects = [
            c for c in parse.children[i] if parse.dep[c] in ({"obj", "iobj"} if not passive else PASSIVE_SUBJECTS)
        ]
        relays = [
            c
            for c in parse.children[i]
            if (parse.dep[c] in SUBJECTS and not passive)
            or (passive and parse.dep[c] in OBLIQUES and parse.preposition(c) == "by")
        ]
        sources = [v for h in objects for j in parse.joined(h) if (v := self._voice(j, i))]
        if not sources:
            return None
        content = frozenset(range(first, last)) - {
            t for h in objects for t in parse.subtree(h, without=frozenset({"acl", "acl:relcl"}))
        }
        return Cue(i, sources, content, self._depth(i), tuple(self._name(r) for r in relays))

    def _according(self, i: int, first: int, last: int) -> Cue | None:
        parse = self.parse
        noun = (
            parse.head[i]
            if parse.head[i] > i
            else next((c for c in parse.kids(i, "obl", "nmod", "obj", "fixed") if c > i + 1), -1)
        )
        if noun < 0 or not first <= noun < last or noun <= i:
            noun = next(
                (
                    t
                    for t in range(i + 2, last)
                    if parse.is_noun(t) and parse.dep[t] not in ("det", "compound", "amod", "nmod:poss")
                ),
                -1,
            )
        if noun < 0:
            return None
        sources = [v for j in parse.joined(noun) if (v := self._voice(j, i))]
        if not sources:
            return None
        inside = set(parse.subtree(noun, without=frozenset({"acl", "acl:relcl", "conj"}))) | {i, i + 1}
        content = frozenset(t for t in range(first, last) if t not in inside)
        relative = {t for c in parse.kids(noun, "acl:relcl") for t in parse.subtree(c)}
        return Cue(i, sources, content - relative - self._contrast(i, noun, last), 1)

    def _contrast(self, i: int, noun: int, last: int) -> set[int]:
        """What follows ", but" or ", although" after a voice: the outlet's own words again."""
        parse = self.parse
        for t in range(max(i, noun) + 1, last - 1):
            if parse.lower[t] in CONTRASTS and parse.words[t - 1] == ",":
                return set(range(t, last))
        return set()

    def _heading(self, first: int, last: int) -> Cue | None:
        """Headlines: "Strikes kill 39 - monitor", "Monitor: strikes kill 39"."""
        parse = self.parse
        for t in range(first + 1, min(last - 1, first + 6)):
            if (
                parse.words[t] == ":"
                and all(parse.is_noun(k) or parse.tag[k].startswith("JJ") for k in range(first, t))
                and (parse.lemma[t - 1] in self.language.source_nouns or parse.words[t - 1][:1].isupper())
            ):
                return Cue(
                    t,
                    [Voice(parse.start[first], parse.end[t - 1], self._text(first, t - 1), cue=t)],
                    frozenset(range(t + 1, last)),
                    1,
                )
        for t in range(max(first + 3, last - 5), last - 1):
            if (
                parse.words[t] in ("-", "–", "—", "--")
                and parse.start[t] > parse.end[t - 1]
                and parse.lemma[last - 1] in self.language.source_nouns
            ):
                return Cue(
                    t,
                    [Voice(parse.start[t + 1], parse.end[last - 1], self._text(t + 1, last - 1), cue=t)],
                    frozenset(range(first, t)),
                    1,
                )
        return None

    # --- parts

    def _told(self, i: int, first: int | None = None) -> tuple[str, ...]:
        """Media to which somebody spoke: "told AFP", "said to Reuters", "speaking to AFP, X said"."""
        parse, relays = self.parse, []
        for c in parse.children[i]:
            named = c in self.org_tokens or parse.is_name(c)
            if (parse.dep[c] in ("obj", "iobj") and parse.lemma[i] in ("tell", "inform") and named) or (
                parse.dep[c] in OBLIQUES and parse.preposition(c) in ("to", "through", "via") and named
            ):
                relays.append(self._name(c))
            elif parse.dep[c] in ("obj", "iobj") and parse.lemma[i] in ("tell", "inform") and parse.lemma[c] in OUTLETS:
                # "told the news agency X": the name follows its kind, wherever the parser hangs it
                named_after = [t for t in range(c + 1, min(c + 5, len(parse))) if parse.is_name(t)]
                run = [t for n, t in enumerate(named_after) if t == c + 1 + n]
                if run and parse.sentence[run[-1]] == parse.sentence[c]:
                    relays.append(self._text(run[0], run[-1]))
        for t in range(first if first is not None else i, i):
            if parse.lemma[t] == "speak" and parse.tag[t] == "VBG":
                relays += [
                    self._name(c)
                    for c in parse.children[t]
                    if parse.dep[c] in OBLIQUES and parse.preposition(c) == "to"
                ]
        return tuple(relays)

    def _phrase_before(self, i: int, first: int) -> Voice | None:
        """The noun phrase right before a sentence's last verb of saying, read by tags: texts that lost their commas
        mislead the parser there ("... hit the market the monitor said")."""
        parse = self.parse
        last = i - 1
        while last > first and (
            parse.tag[last] in ("RB", "MD", "VBZ", "VBD", ",")
            and parse.lower[last] in ("also", "has", "had", "earlier", "later", ",")
        ):
            last -= 1
        left = last
        if not parse.tag[left].startswith(("NN", "PRP")):
            return None
        if parse.tag[left] == "PRP":
            return self._voice(left, i)
        while left > first:
            tag = parse.tag[left - 1]
            if tag in ("DT", "PRP$"):
                left -= 1
                break
            if tag.startswith(("NN", "JJ", "HYPH", "POS", "VBN")) or parse.words[left - 1] in ("-", "–"):
                left -= 1
            elif (
                parse.lower[left - 1] in ("for", "of", "at")
                and left - 2 > first
                and parse.tag[left - 2].startswith("NN")
                and parse.words[left][:1].isupper()
            ):
                left -= 2
            else:
                break
        if last - left > 9:
            return None
        start = left + 1 if parse.tag[left] in ("DT", "PRP$") and left < last else left
        nouns = [t for t in range(start, last + 1) if parse.tag[t].startswith("NN")]
        head = next((t for t in reversed(nouns) if t == last or parse.lower[t + 1] in ("for", "of", "at")), last)
        speaks = (
            head in self.person_tokens
            or head in self.org_tokens
            or parse.lemma[head] in self.language.source_nouns
            or parse.is_name(head)
            or any(parse.lemma[t] in self.language.source_nouns for t in nouns)
        )
        if not speaks:
            return None
        text = self.memory.resolve(
            ("the " if start > left else "") + self._text(start, last),
            parse.lemma[head],
            pronoun=False,
            language=self.language,
        )
        text = text.removeprefix("the ")
        self.memory.add(text, person=head in self.person_tokens)
        return Voice(parse.start[start], parse.end[last], text, cue=i)

    def _content(
        self, i: int, first: int, last: int, clauses: list[int], source: set[int], *, parenthetic: bool
    ) -> frozenset[int]:
        parse = self.parse
        dep = parse.dep[i]
        own = set(parse.subtree(i)) if i != parse.head[i] or True else set()
        if parenthetic:
            start = min([i, *source])
            tokens = {t for t in range(first, last) if t < start or t > i}
            if dep == "parataxis" and i < last - 4:
                return frozenset(tokens - source)
            return frozenset(t for t in tokens if t < start or self.quoted[t] >= 0)
        if dep in ("acl:relcl", "acl", "advcl", "conj", "ccomp", "xcomp"):
            inside = {
                t
                for c in parse.children[i]
                if parse.dep[c] not in SUBJECTS | PASSIVE_SUBJECTS
                for t in parse.subtree(c)
            }
            if dep in ("advcl", "conj", "xcomp"):
                inside |= set(range(i + 1, max([i, *own]) + 1))
            return frozenset(inside - source)
        after = set(range(i + 1, last)) - source
        before = {
            t for c in parse.kids(i, "ccomp", "parataxis", "dep", "obl", "advcl") for t in parse.subtree(c) if t < i
        }
        if any(c < i for c in clauses):
            start = min([i, *source])
            before |= set(range(first, start))
            after &= {t for t in after if self.quoted[t] >= 0} | {
                t for c in parse.kids(i, "advcl") for t in parse.subtree(c)
            }
        return frozenset((after | before) - source)

    def _subject_from_above(self, i: int) -> list[int]:
        """ "adding that", "and said": the subject of the verb that this one continues."""
        parse = self.parse
        at = i
        for _ in range(3):
            up = parse.head[at]
            if up == at or parse.dep[at] not in ("advcl", "conj", "xcomp", "parataxis", "acl"):
                return []
            if parse.dep[at] == "acl":
                return [up] if parse.tag[at] == "VBG" else []
            own = [c for c in parse.children[up] if parse.dep[c] in SUBJECTS]
            if own:
                return own
            at = up
        return []

    def _speaks(self, head: int) -> bool:
        """Whether a noun can speak: a person, a body, a word for sources, a name."""
        parse, language = self.parse, self.language
        return (
            head in self.person_tokens
            or head in self.org_tokens
            or parse.tag[head] == "PRP"
            or parse.lemma[head] in language.source_nouns
            or parse.lemma[head] in language.relaying_nouns
            or parse.is_name(head)
        )

    def _voice(self, head: int, cue: int) -> Voice | None:
        """The voice whose noun is `head`, None if it is nobody who can speak."""
        parse, language = self.parse, self.language
        lower, lemma = parse.lower[head], parse.lemma[head]
        pronoun = parse.tag[head] == "PRP"
        if pronoun:
            if lower in ("he", "she", "it", "they"):
                name = self.memory.resolve(lower, lower, pronoun=True, language=language)
                return Voice(parse.start[head], parse.end[head], name, cue=cue) if name else None
            if lower in ("i", "we"):
                return None
            return None
        if lower in ("who", "which", "that") and parse.tag[head].startswith("W"):
            clause = cue
            while parse.head[clause] != clause and parse.dep[clause] != "acl:relcl":
                clause = parse.head[clause]
            if parse.dep[clause] != "acl:relcl":
                return None
            head = parse.head[clause]
            lower, lemma = parse.lower[head], parse.lemma[head]
        if lemma in language.relaying_nouns or lemma == "statement":
            owner = next(
                (
                    c
                    for c in parse.children[head]
                    if parse.dep[c] == "nmod:poss"
                    or (parse.dep[c] in OBLIQUES and parse.preposition(c) in ("by", "from", "of"))
                ),
                None,
            )
            if owner is not None and parse.tag[owner] != "PRP$":
                return self._voice(owner, cue)
        named = [t for t in parse.subtree(head, without=LEFT_OUT) if t in self.person_tokens]
        person = head in self.person_tokens or bool(named)
        speaks = (
            person
            or head in self.org_tokens
            or lemma in language.source_nouns
            or lemma in language.anonymous_sources
            or parse.is_name(head)
        )
        if not speaks or parse.tag[head] == "CD":
            return None
        first, last = self._phrase(head)
        for c in parse.kids(head, "appos"):
            if c in self.person_tokens and not person:
                first, last = self._phrase(c)
                person = True
        text = self._text(first, last)
        text = self.memory.resolve(text, lemma, pronoun=False, language=language)
        hedged = text.lower() in language.hedged_sources or (
            lemma in ("report", "rumour", "rumor")
            and head not in self.org_tokens
            and not parse.kids(head, "nmod:poss", "compound")
        )
        self.memory.add(text, person=person)
        return Voice(parse.start[first], parse.end[last], text, hedged=hedged, cue=cue)

    def _phrase(self, head: int) -> tuple[int, int]:
        """Tokens of a source's name, with its office ("SDF officer X", "a source at the ministry")."""
        parse = self.parse
        tokens = parse.subtree(head, without=LEFT_OUT)
        at = tokens.index(head)
        first = last = at
        while first > 0 and tokens[first - 1] == tokens[first] - 1:
            first -= 1
        while last + 1 < len(tokens) and tokens[last + 1] == tokens[last] + 1:
            last += 1
        left, right = tokens[first], tokens[last]
        for c in parse.kids(head, "appos"):
            if c > right and parse.is_name(c) and min(parse.subtree(c, without=LEFT_OUT)) == right + 1:
                right = max(t for t in parse.subtree(c, without=LEFT_OUT) if t - c <= 4)
        while left in self.person_tokens and left - 1 in self.person_tokens:
            left -= 1
        while right in self.person_tokens and right + 1 in self.person_tokens:
            right += 1
        while left < right and (
            parse.tag[left] in ("DT", "PRP$", ",", ":", "CC", "IN", "TO")
            or parse.lower[left] == "according"
            or not parse.words[left][:1].isalnum()
        ):
            left += 1
        while right > left and not parse.words[right][-1:].isalnum():
            right -= 1
        return left, right

    def _text(self, first: int, last: int) -> str:
        return " ".join(self.parse.text[self.parse.start[first] : self.parse.end[last]].split())

    def _name(self, head: int) -> str:
        first, last = self._phrase(head)
        return self._text(first, last)

    def _depth(self, i: int) -> int:
        return len(self.parse.ancestors(i))
