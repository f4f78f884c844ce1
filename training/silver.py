"""Type the proper nouns of texts that nobody annotated with entities.

Outside proper nouns nothing is a name, which alone teaches where names are not. A run of proper nouns gets its type
from annotated names, the lists in `seeds`, the tree (UD joins a person's names by `flat`) and the document itself;
else it is left unknown, and neither taught nor punished.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc

from .entities import INNER, TITLES, NamedText
from .seeds import LOC_ENDINGS, NOT_NAMES, ORG_ENDINGS, organisations, places
from .treebank import Document, Sentence, Word

UNKNOWN = "?"


class Lexicon:
    """What annotated documents say about whole names and about parts of persons' names."""

    def __init__(self, documents: Iterable[Document], texts: Iterable[NamedText]) -> None:
        self.names: dict[str, Counter[str]] = defaultdict(Counter)
        self.person_parts: Counter[str] = Counter()
        for d in documents:
            for s in d.sentences:
                self._sentence(s)
        for t in texts:
            for start, end, kind in t.names:
                self.names[t.text[start:end].lower()][kind] += 1

    def _sentence(self, sentence: Sentence) -> None:
        words = sentence.words
        for start, end, kind in spans(words):
            name = surface(words, start, end)
            self.names[name][kind] += 1
            if kind == "PER":
                self.person_parts.update(w.form.lower() for w in words[start:end])
        for w in words:
            if w.dep == "flat" and w.tag == "NNP" and words[w.head].tag == "NNP":
                for part in (w, words[w.head]):
                    low = part.form.lower()
                    if len(low) > 2 and low not in places() and low.rstrip(".") not in TITLES and low[0].isalpha():
                        self.person_parts[low] += 1

    def kind(self, name: str) -> str | None:
        """The type of a whole name, where lists and annotations agree on one."""
        bare = name.removeprefix("the ")
        votes = self.names.get(name) or self.names.get(bare)
        if votes:
            top, count = votes.most_common(1)[0]
            if count >= 0.75 * sum(votes.values()):
                return top
        if bare in organisations():
            return "ORG"
        if bare in places():
            return "LOC"
        return None


def spans(words: list[Word]) -> list[tuple[int, int, str]]:
    """(start, end, kind) of the entities that BIO labels mark; end is exclusive."""
    out: list[tuple[int, int, str]] = []
    for n, w in enumerate(words):
        label = w.ent or "O"
        if label.startswith("B-"):
            out.append((n, n + 1, label[2:]))
        elif label.startswith("I-") and out and out[-1][1] == n:
            out[-1] = (out[-1][0], n + 1, out[-1][2])
    return out


def surface(words: list[Word], start: int, end: int) -> str:
    return "".join(w.form + (" " if w.space else "") for w in words[start:end]).strip().lower()


def _proper_runs(words: list[Word]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    n = 0
    while n < len(words):
        if words[n].tag not in ("NNP", "NNPS"):
            n += 1
            continue
        end = n + 1
        while end < len(words) and (
            words[end].tag in ("NNP", "NNPS")
            or (words[end].form == "-" and end + 1 < len(words) and words[end + 1].tag in ("NNP", "NNPS"))
        ):
            end += 1
        runs.append((n, end))
        n = end
    return runs


def _joined(words: list[Word], runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Runs with "of", "for the", "and" between them that head and modifier tie into one candidate."""
    out: list[tuple[int, int]] = []
    for first, (start, _) in enumerate(runs):
        for last in range(first + 1, min(first + 3, len(runs))):
            gap = words[runs[last - 1][1] : runs[last][0]]
            if 0 < len(gap) <= 2 and all(w.form.lower() in INNER for w in gap):
                out.append((start, runs[last][1]))
            else:
                break
    return out


def label(documents: Iterable[Document], lexicon: Lexicon) -> Counter[str]:
    """Write silver labels into documents without entity annotation; says what was labelled."""
    tally: Counter[str] = Counter()
    for d in documents:
        persons: Counter[str] = Counter()
        for again in (False, True):
            for s in d.sentences:
                if s.words[0].ent is None or again:
                    _label_sentence(s.words, lexicon, persons)
        for s in d.sentences:
            tally.update(w.ent or "" for w in s.words if w.ent and w.ent[0] != "I")
    return tally


def _label_sentence(words: list[Word], lexicon: Lexicon, persons: Counter[str]) -> None:
    for w in words:
        w.ent = "O"
    runs = _proper_runs(words)
    done: set[int] = set()
    for start, end in sorted(_joined(words, runs), key=lambda r: r[0] - r[1]):
        name = surface(words, start, end)
        kind = lexicon.kind(name)
        if kind is None and words[start].form.lower() in (
            "ministry",
            "university",
            "department",
            "bank",
            "institute",
            "council",
        ):
            kind = "ORG"
        if done.isdisjoint(range(start, end)):
            if kind:
                _write(words, start, end, kind)
                done.update(range(start, end))
            else:  # perhaps one name, perhaps two: say nothing of what joins them
                for w in words[start:end]:
                    if w.tag not in ("NNP", "NNPS"):
                        w.ent = UNKNOWN
    for start, end in runs:
        if done.isdisjoint(range(start, end)):
            _label_run(words, start, end, lexicon, persons)


def _label_run(words: list[Word], start: int, end: int, lexicon: Lexicon, persons: Counter[str]) -> None:
    while start < end and words[start].form.lower().rstrip(".") in TITLES and end - start > 1:
        start += 1
    forms = [w.form.lower() for w in words[start:end]]
    name = surface(words, start, end)
    if all(f.rstrip(".") in NOT_NAMES for f in forms):
        return
    if len(forms) == 1 and forms[0].rstrip(".") in TITLES:
        return
    if (
        len(forms) == 1
        and words[start].tag == "NNPS"
        and forms[0].endswith(("ans", "is", "ians", "jews", "muslims", "arabs", "kurds", "turks"))
    ):
        return
    kind = lexicon.kind(name)
    has_flat = any(w.dep == "flat" for w in words[start:end])
    if kind is None and forms[-1] in ORG_ENDINGS and len(forms) > 1:
        kind = "ORG"
    if kind is None and forms[-1] in LOC_ENDINGS and len(forms) > 1:
        kind = "LOC"
    if (
        kind is None
        and 2 <= len(forms) <= 6
        and has_flat
        and not any(f in ORG_ENDINGS | LOC_ENDINGS | NOT_NAMES for f in forms)
    ):
        known = sum(lexicon.person_parts[f] > 1 for f in forms)
        if known or not forms[0].startswith(("al", "-")):
            kind = "PER"
            persons.update(f for f in forms if len(f) > 2)
    if (
        kind is None
        and len(forms) == 1
        and len(forms[0]) > 2
        and (persons[forms[0]] or lexicon.person_parts[forms[0]] > 2)
    ):
        kind = "PER"
    if kind:
        _write(words, start, end, kind)
    else:
        for w in words[start:end]:
            w.ent = UNKNOWN


def from_parse(doc: Doc, ident: str) -> Document:
    """A parsed text as a document, for `label`."""
    out = Document(ident)
    for sent in doc.sents:
        tokens = [t for t in sent if not t.is_space]
        at = {t.i: n for n, t in enumerate(tokens)}
        words = [
            Word(t.text, "", "", t.tag_, at.get(t.head.i, n), t.dep_, bool(t.whitespace_)) for n, t in enumerate(tokens)
        ]
        if words:
            out.sentences.append(Sentence(words))
    return out


def news_names(nlp: Language, texts: list[str], lexicon: Lexicon, *, trust: bool) -> list[NamedText]:
    """Silver names in plain prose, over the pipeline's own trees; with `trust` its own names fill what is unknown."""
    out: list[NamedText] = []
    for n, doc in enumerate(nlp.pipe(texts, batch_size=32)):
        document = from_parse(doc, f"news-{n}")
        label([document], lexicon)
        tokens = [t for t in doc if not t.is_space]
        flat = [w for s in document.sentences for w in s.words]
        if len(tokens) != len(flat):
            continue
        item = NamedText(document.ident, "news", doc.text)
        if trust:
            _fill(flat, [(t.ent_iob_, t.ent_type_) for t in tokens])
        for start, end, kind in spans(flat):
            item.names.append((tokens[start].idx, tokens[end - 1].idx + len(tokens[end - 1]), kind))
        item.unknown = [(t.idx, t.idx + len(t)) for t, w in zip(tokens, flat, strict=True) if w.ent == UNKNOWN]
        out.append(item)
    return out


def fill_unknown(nlp: Language, documents: list[Document]) -> int:
    """Where silver labels left a run open and the pipeline sees exactly that run as a name, take its word."""
    filled = 0
    for d in documents:
        for s in d.sentences:
            if any(w.ent == UNKNOWN for w in s.words):
                doc = Doc(nlp.vocab, words=[w.form for w in s.words], spaces=[w.space for w in s.words])
                for name, pipe in nlp.pipeline:
                    if name in ("tok2vec", "ner"):
                        doc = pipe(doc)
                filled += _fill(s.words, [(t.ent_iob_, t.ent_type_) for t in doc])
    return filled


def _fill(words: list[Word], said: list[tuple[str, str]]) -> int:
    filled, n = 0, 0
    while n < len(words):
        if words[n].ent != UNKNOWN:
            n += 1
            continue
        end = n
        while end < len(words) and words[end].ent == UNKNOWN:
            end += 1
        starts = said[n][0] == "B" and all(s[0] == "I" for s in said[n + 1 : end])
        if starts and (end == len(words) or said[end][0] != "I"):
            _write(words, n, end, said[n][1])
            filled += 1
        n = end
    return filled


def _write(words: list[Word], start: int, end: int, kind: str) -> None:
    for n in range(start, end):
        words[n].ent = f"{'B' if n == start else 'I'}-{kind}"
