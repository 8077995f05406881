"""Print what the rules of speech say of real news, to be read and judged one by one, and what they cost.

    python -m tests.benchmarks.quality_speech --what statements --seed 20261121 --sample 200
    python -m tests.benchmarks.quality_speech --what roles|references|undecided …
    python -m tests.benchmarks.quality_speech --what cost

The sample is drawn by the seed from all rows of the kind in the news file, so that nobody picks it. The news
is read from the shared material and is no part of this project.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Iterator

from analysis.annotate.batch import tokenise_batch
from analysis.annotate.batch_view import batch_view
from analysis.annotate.mentions import find_mentions
from analysis.annotate.offices import make_offices
from analysis.annotate.speech import Speech, annotate_speech
from analysis.annotate.speech_cues import SpeechCues
from analysis.annotate.view import BatchView
from analysis.annotate.vocabulary import Vocabulary
from analysis.corpus import Document
from analysis.lexicon.matcher import Matcher
from analysis.lexicon.reader import load_lexicon
from tests.benchmarks.news import news

BATCH = 250


def annotated(documents: list[Document]) -> Iterator[tuple[BatchView, Speech]]:
    lexicon = load_lexicon()
    vocabulary, offices = Vocabulary(lexicon.protected), make_offices(lexicon)
    matcher = Matcher(lexicon, vocabulary)
    cues = SpeechCues(vocabulary, offices)
    for first in range(0, len(documents), BATCH):
        batch = tokenise_batch(documents[first : first + BATCH], vocabulary)
        found = find_mentions(batch, matcher)
        view = batch_view(batch, found, lexicon, matcher.codes, cues=cues)
        yield view, annotate_speech(view, offices)


def around(view: BatchView, start: int, end: int) -> str:
    return view.text[max(0, start - 200) : min(len(view.text), end + 60)].replace("\n", " ⏎ ")


def rows(what: str, view: BatchView, speech: Speech) -> Iterator[tuple[str, str, str]]:
    """Yield (class for the count, the row, its surroundings)."""
    text = view.text
    if what == "statements":
        for row in speech.statements:
            who = text[row.speaker_start : row.speaker_end] if row.speaker_start is not None else "—"
            named = text[slice(*row.named)] if row.named else "—"
            shown = (
                f"{row.speaker or row.reason} | {who} ← {named} | {row.cue} | {row.kind} {row.certainty} | "
            )
            given = "given" if row.speaker else row.reason
            words = f"«{text[row.start : row.end]}»"
            yield f"{row.kind} {row.certainty} {given}", shown + words, around(view, row.start, row.end)
    elif what in ("roles", "undecided"):
        for row in speech.roles:
            if not row.beside and bool(row.entity) == (what == "roles"):
                words, found = text[row.start : row.end], row.entity or row.reason
                day = view.published[view.owners[row.sentence - 1]]
                shown = f"{words} ({day}) → {found} by {row.rule}"
                yield f"{row.rule} {row.reason}", shown, around(view, row.start, row.end)
    else:
        for row in speech.references:
            if row.entities and not row.beside and row.kind != "first_person":
                named = text[slice(*row.antecedent)] if row.antecedent else "—"
                yield (
                    row.kind,
                    f"{text[row.start : row.end]} → {row.entities} ← {named}",
                    around(view, row.start, row.end),
                )


def cost(documents: list[Document]) -> None:
    """Print seconds of the pass that makes tokens, sentences and mentions, and of the rules of speech."""
    lexicon = load_lexicon()
    vocabulary, offices = Vocabulary(lexicon.protected), make_offices(lexicon)
    matcher = Matcher(lexicon, vocabulary)
    cues = SpeechCues(vocabulary, offices)
    for _ in range(2):  # the first round warms the vocabulary
        base = speech = 0.0
        for first in range(0, len(documents), BATCH):
            started = time.process_time()
            batch = tokenise_batch(documents[first : first + BATCH], vocabulary)
            found = find_mentions(batch, matcher)
            between = time.process_time()
            annotate_speech(batch_view(batch, found, lexicon, matcher.codes, cues=cues), offices)
            base, speech = base + between - started, speech + time.process_time() - between
        print(f"tokens, sentences, mentions {base:.2f} s; speech {speech:.2f} s; ratio {speech / base:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument(
        "--what", choices=("statements", "roles", "undecided", "references", "cost"), default="statements"
    )
    parser.add_argument("--seed", type=int, default=20261121)
    parser.add_argument("--sample", type=int, default=200)
    options = parser.parse_args()
    if options.what == "cost":
        cost(news())
        return
    found = [row for view, speech in annotated(news()) for row in rows(options.what, view, speech)]
    for kind, count in Counter(kind for kind, _, _ in found).most_common():
        print(f"{count:6} {kind}")
    random.Random(options.seed).shuffle(found)
    for number, (_, row, context) in enumerate(found[: options.sample], 1):
        print(f"\n{number}. {row}\n   {context}")


if __name__ == "__main__":
    main()
