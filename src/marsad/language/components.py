"""The pipeline's own parts, all cheap: paragraph borders before the parser, part of speech and lemma after it.

They live in the package, not in the model, so a model folder loads only once this module is imported.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import orjson
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import SimpleFrozenList
from spacy.vocab import Vocab

from . import names  # noqa: F401  (registers marsad_names)
from .lemmas import lemma_of
from .short_forms import GO_ON

TABLES = "tables.json"

TURNS = frozenset({"Elsewhere", "Meanwhile", "However"})
"""Words that begin a sentence where they have a capital, though the full stop before them was lost (captions)."""

TITLES = frozenset(
    {"Sheikh", "Colonel", "Col.", "General", "Gen.", "Major", "Maj.", "Captain", "Capt.", "Lieutenant", "Lt.",
     "Brigadier", "Brig.", "Sergeant", "Sgt.", "Commander", "Admiral", "Marshal", "Dr", "Dr.", "Mr", "Mr.", "Mrs",
     "Mrs.", "Ms", "Ms."}
)  # fmt: skip
"""Words of a name that it goes on after; its second word, too, where a comma follows."""

SAID, LIKE = "Said", "hassan"
"""A name that looks like a verb, and the one as which the model is to read it."""

NO_START = np.uint64(2**64 - 1)  # -1


def _write(doc: Doc, attributes: list[int | str], values: npt.NDArray[np.uint64]) -> None:
    """Set attributes of all tokens in one go."""
    doc.from_array(attributes, cast("Any", values))  # spaCy's stub wants signed integers


@Language.component("marsad_said", assigns=["token.norm"])
def said_as_a_name(doc: Doc) -> Doc:
    """Before the network: "Said" within a sentence is a name, which its capital tells."""
    for i in np.flatnonzero(doc.to_array("ORTH") == doc.vocab.strings[SAID]).tolist():
        if _is_surname(doc, i):
            doc[i].norm_ = LIKE
    return doc


@Language.component("marsad_paragraphs", assigns=["token.is_sent_start"])
def paragraphs(doc: Doc) -> Doc:
    """A line break ends the sentence, as titles and datelines have no full stop; so does what a capital turns from."""
    space = np.asarray(doc.to_array("IS_SPACE"), dtype=bool)
    breaks = [i for i in np.flatnonzero(space).tolist() if "\n" in doc[i].text]
    turns = [t.i for t in doc[1:] if t.orth_ in TURNS and doc[t.i - 1].is_lower and doc[t.i - 1].is_alpha]
    short = [doc.vocab.strings[word] for word in GO_ON | TITLES]
    whole = np.flatnonzero(np.isin(doc.to_array("ORTH")[:-1], short)) + 1
    ranked = [i + 1 for i in whole.tolist() if _is_name(doc, i)]
    if breaks or turns or len(whole):
        words = np.flatnonzero(~space)
        after = np.searchsorted(words, breaks)
        starts = np.zeros((len(doc), 1), dtype=np.uint64)
        starts[words[after[after < len(words)]]] = 1
        starts[turns] = 1
        starts[whole] = starts[ranked] = NO_START
        _write(doc, ["SENT_START"], starts)  # the token's own setter looks at the whole Doc each time
    return doc


def _is_surname(doc: Doc, i: int) -> bool:
    """ "Omar Said, a baker", "the activist Said Jawad"; not "Rebels Said to Have Left", nor what begins a sentence."""
    if not 0 < i < len(doc) - 1 or not doc[i - 1].is_alpha:
        return False
    return doc[i - 1].is_lower or not (doc[i + 1].is_title or doc[i + 1].lower_ == "to")


def _is_name(doc: Doc, i: int) -> bool:
    """ "Colonel | Adama Keita, the army's spokesman"."""
    name = doc[i : i + 3]
    return (
        len(name) == 3 and doc[i - 1].text in TITLES and name[0].is_title and name[1].is_title and name[2].orth_ == ","
    )


class Words:
    """Part of speech and lemma from word, tag and dependency, by tables; each combination is worked out once."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self.pos: dict[str, str] = {}
        self.forms: Mapping[str, Mapping[str, str]] = {}
        self.bases: Mapping[str, Collection[str]] = {}
        self._known: dict[tuple[int, int, int], tuple[int, int]] = {}

    def fill(self, tables: Mapping[str, Any]) -> None:
        """Take the tables that training has made."""
        self.pos = dict(tables["pos"])
        self.forms = tables["forms"]
        self.bases = {k: frozenset(v) for k, v in tables["bases"].items()}
        self._known.clear()

    def part_of_speech(self, form: str, tag: str, dep: str) -> str:
        """The most particular entry that exists: tag, relation and word; tag and relation; tag."""
        low = form.lower()
        for key in (f"{tag} {dep} {low}", f"{tag} {dep}", tag):
            found = self.pos.get(key)
            if found:
                return found
        return "X"

    def _look_up(self, orth: int, tag: int, dep: int) -> tuple[int, int]:
        strings = self.vocab.strings
        form, tag_name, dep_name = strings[orth], strings[tag], strings[dep]
        if form.isspace():
            return strings.add("SPACE"), orth
        pos = self.part_of_speech(form, tag_name, dep_name)
        lemma = lemma_of(form, pos, tag_name, self.forms, self.bases)
        return strings.add(pos), strings.add(lemma)

    def __call__(self, doc: Doc) -> Doc:
        known, rows = self._known, doc.to_array(["ORTH", "TAG", "DEP"]).tolist()
        values = np.empty((len(rows), 2), dtype=np.uint64)
        for n, (orth, tag, dep) in enumerate(rows):
            found = known.get((orth, tag, dep))
            if found is None:
                found = known[orth, tag, dep] = self._look_up(orth, tag, dep)
            values[n] = found
        _write(doc, ["POS", "LEMMA"], values)
        return doc

    def to_bytes(self, **_: object) -> bytes:
        """For worker processes."""
        return orjson.dumps(self._tables(), option=orjson.OPT_SORT_KEYS)

    def from_bytes(self, data: bytes, **_: object) -> Words:
        self.fill(orjson.loads(data))
        return self

    def to_disk(self, path: Path | str, exclude: Iterable[str] = SimpleFrozenList()) -> None:
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / TABLES).write_bytes(self.to_bytes())

    def from_disk(self, path: Path | str, exclude: Iterable[str] = SimpleFrozenList()) -> Words:
        return self.from_bytes((Path(path) / TABLES).read_bytes())

    def _tables(self) -> dict[str, object]:
        return {"pos": self.pos, "forms": self.forms, "bases": {k: sorted(v) for k, v in self.bases.items()}}


@Language.factory("marsad_words", assigns=["token.pos", "token.lemma"], requires=["token.tag", "token.dep"])
def make_words(nlp: Language, name: str) -> Words:
    """The factory that a model's config names."""
    return Words(nlp.vocab)
