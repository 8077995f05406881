"""How well the rules for Hindi do on sentences that are not the seeds, on two UD treebanks.

Run ``python -m tests.benchmarks.quality_language`` for the table. PUD (CC BY-SA 3.0) brings its text; HDTB
(in its 2015 form, CC BY-NC-SA) only tokens, from which the text is set as a newspaper would. Nothing of
either is part of this project.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from analysis.language.lemma import lemma
from analysis.language.normalise import match_key
from analysis.language.sentences import split_sentences
from analysis.language.tokens import tokenise_all

TREEBANKS = {"PUD": "gold/ud/hi_pud-test.conllu", "HDTB": "gold/ud/hi_hdtb-test.conllu"}
NOMINAL = ("NOUN", "PROPN", "ADJ")
BLOCK = 10  # sentences are split out of blocks of ten, joined by a space
_HINDI = re.compile("[\u0904-\u0939]")
# HDTB writes ड़ and ढ़ now with, now without the nukta; comparing lemmas must not count that.
_FLAP_NUKTA = re.compile("(?<=[डढ])\u093c")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A gold sentence: its text, the spans of its tokens, and (form, lemma, part of speech) of each."""

    text: str
    spans: tuple[tuple[int, int], ...]
    words: tuple[tuple[str, str, str], ...]


def read(path: Path) -> list[Sentence]:
    """Return the sentences of a CoNLL-U file."""
    sentences = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.splitlines()
        text = next((line[9:].strip() for line in lines if line.startswith("# text =")), None)
        cells = [line.split("\t") for line in lines if line and not line.startswith("#")]
        words = tuple((cell[1], cell[2], cell[3]) for cell in cells if cell[0].isdigit())
        if words:
            forms = [word[0] for word in words]
            text, spans = _set(forms) if text is None else (text, _find(text, forms))
            sentences.append(Sentence(text, tuple(spans), words))
    return sentences


def _find(text: str, forms: list[str]) -> list[tuple[int, int]]:
    spans, at = [], 0
    for form in forms:
        start = text.index(form, at)
        at = start + len(form)
        spans.append((start, at))
    return spans


def _set(forms: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """Return the text of forms in natural typography: danda attached, hyphen joined, quotes paired."""
    text, spans, glue, quotes = "", [], True, 0
    for form in forms:
        closing = form == "'" and quotes % 2 == 1
        quotes += form == "'"
        if not (glue or closing or form in ",।?)-"):
            text += " "
        spans.append((len(text), len(text) + len(form)))
        text += form
        glue = form in "(-" or (form == "'" and quotes % 2 == 1)
    return text, spans


def f1(hits: int, found: int, wanted: int) -> float:
    """Return the harmonic mean of precision ``hits/found`` and recall ``hits/wanted``."""
    return 2 * hits / (found + wanted)


def sentence_f1(sentences: list[Sentence], *, stops: bool = False) -> float:
    """Return F1 of exact sentence spans; ``stops`` writes each danda as a full stop first."""
    hits = found = wanted = 0
    for first in range(0, len(sentences), BLOCK):
        texts = [sentence.text for sentence in sentences[first : first + BLOCK]]
        if stops:
            texts = [text.replace("।", ".") for text in texts]
        gold, at = set(), 0
        for text in texts:
            gold.add((at, at + len(text)))
            at += len(text) + 1
        spans = set(split_sentences(" ".join(texts)))
        hits, found, wanted = hits + len(gold & spans), found + len(spans), wanted + len(gold)
    return f1(hits, found, wanted)


def token_f1(sentences: list[Sentence]) -> float:
    """Return F1 of exact token spans, punctuation included."""
    hits = found = wanted = 0
    for sentence in sentences:
        spans = {(start, end) for start, end, _ in tokenise_all(sentence.text)}
        hits, found, wanted = (
            hits + len(spans & set(sentence.spans)),
            found + len(spans),
            wanted + len(sentence.spans),
        )
    return f1(hits, found, wanted)


def _head(word: str) -> str:
    return _FLAP_NUKTA.sub("", match_key(word))


def lemma_accuracy(sentences: list[Sentence], lemmatise: Callable[[str], str] = lemma) -> dict[str, float]:
    """Return part of speech → share of its tokens with the gold lemma (spelling variants count as right)."""
    right, total = Counter(), Counter()
    for form, gold, part in _hindi_words(sentences):
        total[part] += 1
        right[part] += _head(lemmatise(form)) == _head(gold)
    return {part: right[part] / total[part] for part in NOMINAL}


def merges(sentences: list[Sentence], lemmatise: Callable[[str], str] = lemma) -> tuple[float, float]:
    """Return precision and recall of pairs of nominal forms put under one lemma, spelling variants aside."""
    gold: dict[str, Counter] = defaultdict(Counter)
    for form, head, part in _hindi_words(sentences):
        if part in NOMINAL:
            gold[form][_head(head)] += 1
    wanted = _pairs({form: heads.most_common(1)[0][0] for form, heads in gold.items()})
    found = _pairs({form: _head(lemmatise(form)) for form in gold})
    return len(found & wanted) / len(found), len(found & wanted) / len(wanted)


def _hindi_words(sentences: Iterable[Sentence]) -> Iterable[tuple[str, str, str]]:
    return (word for sentence in sentences for word in sentence.words if _HINDI.search(word[0]))


def _pairs(heads: dict[str, str]) -> set[tuple[str, str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for form in sorted(heads):
        groups[heads[form]].append(form)
    pairs = (pair for group in groups.values() for pair in combinations(group, 2))
    return {(a, b) for a, b in pairs if _head(a) != _head(b)}


def report(folder: Path) -> str:
    """Return the table of all measures on both treebanks."""
    banks = {name: read(folder / path) for name, path in TREEBANKS.items()}
    lines = ["bank  sentences  sentences(.)  tokens  " + "  ".join(part.lower() for part in NOMINAL)]
    for name, sentences in banks.items():
        accuracy = lemma_accuracy(sentences)
        lines.append(
            f"{name:5} {sentence_f1(sentences):.4f}     {sentence_f1(sentences, stops=True):.4f}        "
            f"{token_f1(sentences):.4f}  " + "  ".join(f"{accuracy[part]:.3f}" for part in NOMINAL)
        )
    precision, recall = merges([sentence for sentences in banks.values() for sentence in sentences])
    return "\n".join([*lines, f"nominal merges, both banks: precision {precision:.3f}, recall {recall:.3f}"])


if __name__ == "__main__":
    from tests.shared import shared

    print(report(shared("gold").parent))
