"""How well mentions are found, measured on hand-labelled sentences of news.

Run it as `python tests/benchmarks/quality_mentions.py`.

Prints precision and recall and every miss. `tests/analysis/annotate/test_mentions.py` pins the floors.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from analysis.annotate.batch import tokenise_batch  # noqa: E402
from analysis.annotate.mentions import HOWS, find_mentions  # noqa: E402
from analysis.annotate.vocabulary import Vocabulary  # noqa: E402
from analysis.corpus import Document  # noqa: E402
from analysis.lexicon.matcher import Matcher  # noqa: E402
from analysis.lexicon.reader import Lexicon, load_lexicon  # noqa: E402
from tests.shared import shared  # noqa: E402


class Finder:
    """Mentions of single texts, each text a document of its own."""

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self.lexicon = lexicon or load_lexicon()
        self.vocabulary = Vocabulary(self.lexicon.protected)
        self.matcher = Matcher(self.lexicon, self.vocabulary)
        self.ambiguous = {form.text for form in self.lexicon.forms if form.context}

    def mentions(self, texts: list[str]) -> list[list[dict]]:
        """Return for each text its mentions: start, end, surface, code, kind, how, confidence."""
        batch = tokenise_batch([Document(str(n), text) for n, text in enumerate(texts)], self.vocabulary)
        found = find_mentions(batch, self.matcher)
        rows: list[list[dict]] = [[] for _ in texts]
        for row in range(len(found)):
            document = int(batch.sentence_document[found.sentence[row]])
            start, end = int(found.start[row]), int(found.end[row])
            code = self.matcher.codes[found.entity[row]]
            rows[document].append(
                {
                    "start": start,
                    "end": end,
                    "surface": texts[document][start:end],
                    "code": code,
                    "kind": self.lexicon.entities[code].kind,
                    "label_en": self.lexicon.entities[code].label_en,
                    "how": HOWS[found.how[row]],
                    "confidence": float(found.confidence[row]),
                }
            )
        return rows


def read(name: str) -> list[dict]:
    return [json.loads(line) for line in shared(name).read_text(encoding="utf-8").splitlines() if line]


def defence(finder: Finder) -> dict:
    """Return counts for the labelled words: a word is found where an item's mention overlaps it."""
    rows = read("gold/defence_sample_dev.jsonl")
    result = {"all": [0, 0, 0], "ambiguous": [0, 0, 0], "misses": []}
    for row, mentions in zip(rows, finder.mentions([row["text"] for row in rows]), strict=True):
        place = re.search(re.escape(row["surface"]), row["text"])
        items = [m for m in mentions if m["kind"] == "item"]
        hit = any(place and m["start"] < place.end() and m["end"] > place.start() for m in items)
        true = row["label"] == "defence"
        for name in ("all", "ambiguous"):
            if name == "all" or row["surface"] in finder.ambiguous:
                result[name][0] += hit and true
                result[name][1] += hit and not true
                result[name][2] += true and not hit
        if hit != true:
            result["misses"].append((row["id"], "missed" if true else "wrong", row["surface"], row["text"]))
    return result


def persons(finder: Finder) -> dict:
    """Return counts for the labelled names: ``known`` people of the lexicon, ``found`` by overlap, with the
    ``exact`` span, the ``right`` person; ``wrong`` are mentions laid on the names of others ("नीरव मोदी").
    """
    rows = read("gold/person_alias_sample_dev.jsonl")
    result = {"known": 0, "found": 0, "exact": 0, "right": 0, "wrong": 0, "extra": [], "misses": []}
    for row, mentions in zip(rows, finder.mentions([row["text"] for row in rows]), strict=True):
        people = [m for m in mentions if m["kind"] == "person"]
        for gold in row["mentions"]:
            over = [m for m in people if m["start"] < gold["end"] and m["end"] > gold["start"]]
            same = any(_same(m["label_en"], gold["canonical_en"]) for m in over)
            other = gold["canonical_en"].startswith("OTHER")
            result["wrong"] += other and bool(over)
            result["known"] += not other
            result["found"] += not other and bool(over)
            result["exact"] += any((m["start"], m["end"]) == (gold["start"], gold["end"]) for m in over)
            result["right"] += same
            if same == other:
                who = over[0]["label_en"] if over else "-"
                result["misses"].append((row["id"], gold["surface"], gold["canonical_en"], who, row["text"]))
        spans = [(gold["start"], gold["end"]) for gold in row["mentions"]]
        result["extra"] += [
            (row["id"], m["surface"], m["label_en"], row["text"])
            for m in people
            if not any(m["start"] < end and m["end"] > start for start, end in spans)
        ]
    return result


def _same(one: str, other: str) -> bool:
    def plain(name: str) -> list[str]:
        return re.sub(r"[^a-z ]", "", name.lower()).split()

    return plain(one) == plain(other) or plain(one)[-1] == plain(other)[-1]


def ratio(right: int, wrong: int) -> float:
    return right / (right + wrong) if right + wrong else 1.0


def main() -> None:
    finder = Finder()
    found = defence(finder)
    for name in ("all", "ambiguous"):
        hit, false, missed = found[name]
        print(
            f"defence, {name}: P {ratio(hit, false):.3f} R {ratio(hit, missed):.3f}"
            f" (TP {hit} FP {false} FN {missed})"
        )
    for miss in found["misses"]:
        print("  ", *miss)
    people = persons(finder)
    print({name: count for name, count in people.items() if isinstance(count, int)})
    for name in ("misses", "extra"):
        for miss in people[name]:
            print("  ", name, *miss)


if __name__ == "__main__":
    main()
