"""Print what the whole annotation costs beside the pass that makes tokens, sentences and mentions.

    python -m tests.benchmarks.annotation_cost [--documents 1000] [--rounds 3] [--profile]

Two annotators, one without the rules, take each batch in turn, in one run, on the same real news, timed in
processor seconds. In the first round both meet every form for the first time, as an ingest of these articles
does; the later rounds are what the end of a long ingest costs. ``bare`` are tokens, sentences and mentions as
arrays alone, before they become rows. The aim: whole at most 3 times the pass without the rules.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import time
from functools import partial

from analysis.annotate.annotate import Annotator
from analysis.annotate.batch import tokenise_batch
from analysis.annotate.mentions import find_mentions
from analysis.corpus import Document
from analysis.lexicon.reader import load_lexicon
from tests.benchmarks.news import news

BATCH = 250
AIM = 3.0


def _bare(annotator: Annotator, documents: list[Document]) -> None:
    find_mentions(tokenise_batch(documents, annotator._vocabulary), annotator._matcher)


def one_round(plain: Annotator, deep: Annotator, documents: list[Document]) -> list[float]:
    """Return processor seconds of the bare arrays, of the pass without the rules, and of the whole."""
    seconds = [0.0, 0.0, 0.0]
    for start in range(0, len(documents), BATCH):
        group = documents[start : start + BATCH]
        # The bare arrays come last: the two that are compared meet new forms alike.
        for number, run in ((1, plain.annotate), (2, deep.annotate), (0, partial(_bare, plain))):
            begun = time.process_time()
            run(group)
            seconds[number] += time.process_time() - begun
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--profile", action="store_true", help="where the time of the whole goes")
    options = parser.parse_args()
    documents, lexicon = news(options.documents), load_lexicon()
    plain, annotator = Annotator(lexicon, deep=False), Annotator(lexicon)
    for number in range(options.rounds):
        bare, without, whole = one_round(plain, annotator, documents)
        print(f"round {number + 1}: bare {bare:.2f} s, tokens, sentences, mentions {without:.2f} s, "
              f"whole {whole:.2f} s; ratio {whole / without:.2f} (aim {AIM:.0f})")  # fmt: skip
    if options.profile:
        with cProfile.Profile() as profile:
            for start in range(0, len(documents), BATCH):
                annotator.annotate(documents[start : start + BATCH])
        pstats.Stats(profile).sort_stats("tottime").print_stats(45)


if __name__ == "__main__":
    main()
