"""Small corpora made by hand, so that every count in a test can be done by hand as well.

Nothing of the annotation is used: words are runs of letters and marks, sentences end at a danda, a name is
mentioned wherever its surface stands as whole words.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date

import pyarrow as pa
import regex

from analysis import records
from analysis.language.normalise import match_key
from analysis.store.store import Store

WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
COMPOUND = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:-[\p{L}\p{M}\p{N}]+)+")


@dataclass(frozen=True)
class Page:
    """An article by hand: lines, headings beginning with ``# ``, byline words in ``[ ]``."""

    name: str
    lines: tuple[str, ...]
    published: date | None = None
    source: str | None = None


@dataclass(frozen=True)
class Name:
    code: str
    kind: str
    surfaces: tuple[str, ...]
    klass: str = ""
    watched: bool = False
    aliases: tuple[str, ...] = ()
    how: dict[str, str] = field(default_factory=dict)


def make_store(pages, names=(), *, lemmas=None, stops=None, path=None, batches=1) -> Store:
    """A finished store of the pages, appended in so many batches."""
    store = Store.create(path)
    pages = list(pages)
    size = -(-len(pages) // batches) or 1
    for first in range(0, len(pages), size):
        store.append(make_batch(pages[first : first + size], names, lemmas=lemmas, stops=stops))
    store.finish()
    return store


def make_batch(pages, names=(), *, lemmas=None, stops=None) -> records.Batch:
    rows = {name: [] for name in ("documents", "sentences", "tokens", "compounds", "mentions")}
    forms: dict[str, int] = {}
    for number, page in enumerate(pages):
        _page(number, page, names, rows, forms)
    lemmas, stops = lemmas or {}, stops or {}
    rows["forms"] = [
        {"text": f, "key": match_key(f), "lemma": (m := lemmas.get(f, f)), "lemma_key": match_key(m),
         "stop": stops.get(f)}
        for f in forms
    ]  # fmt: skip
    rows["entities"] = [
        {"code": n.code, "kind": n.kind, "class": n.klass, "label_hi": (*n.surfaces, n.code)[0],
         "label_en": n.code, "watched": n.watched}
        for n in names
    ]  # fmt: skip
    rows["aliases"] = [{"code": n.code, "text": text} for n in names for text in (*n.surfaces, *n.aliases)]
    tables = {name: pa.Table.from_pylist(made, getattr(records, name.upper())) for name, made in rows.items()}
    return records.Batch(**tables)


def _page(number, page, names, rows, forms) -> None:
    text, position, counts, sentence = "", 0, {}, 0
    seen: set[str] = set()
    for paragraph, line in enumerate(page.lines, start=1):
        kind = "heading" if line.startswith("# ") else "junk" if line == "×" else "body"
        line = line.removeprefix("# ")
        base, text = len(text), text + line + "\n"
        for piece in regex.finditer(r"[^।]+।?", line):
            start = base + piece.start() + len(piece.group()) - len(piece.group().lstrip())
            end = base + piece.end()
            if not text[start:end].strip():
                continue
            sentence += 1
            counts[kind] = counts.get(kind, 0) + 1
            where = {"document": number, "sentence": sentence}
            words = list(WORD.finditer(text, start, end))
            byline = regex.compile(r"\[.*?\]").search(text, start, end)
            for word in words:
                inside = byline and byline.start() <= word.start() < byline.end()
                form = forms.setdefault(word.group(), len(forms))
                seen.add(word.group())
                rows["tokens"].append(
                    where
                    | {"position": position, "form": form, "start": word.start(), "end": word.end(),
                       "kind": "byline" if inside else kind}
                )  # fmt: skip
                position += 1
            _compounds(where, text, start, end, position - len(words), words, kind, rows, forms)
            rows["sentences"].append(
                where
                | {"number": counts[kind], "paragraph": paragraph, "kind": kind, "start": start, "end": end,
                   "tokens": len(words)}
            )  # fmt: skip
            _mentions(where | {"paragraph": paragraph, "kind": kind}, text, start, end, names, rows)
    rows["documents"].append(
        {"name": page.name, "title": page.lines[0], "title_guessed": True, "source": page.source,
         "source_guessed": False, "published": page.published,
         "published_precision": "day" if page.published else None,
         "published_origin": "given" if page.published else None, "url": None, "language": "hi",
         "text": text, "sha256": hashlib.sha256(text.encode()).hexdigest(), "tokens": position,
         "types": len(seen)}
    )  # fmt: skip


def _compounds(where, text, start, end, first, words, kind, rows, forms) -> None:
    for compound in COMPOUND.finditer(text, start, end):
        inside = range(compound.start(), compound.end())
        parts = [place for place, word in enumerate(words) if word.start() in inside]
        form = forms.setdefault(compound.group(), len(forms))
        rows["compounds"].append(
            where
            | {"position": first + parts[0], "parts": len(parts), "form": form, "start": compound.start(),
               "end": compound.end(), "kind": kind}
        )  # fmt: skip


def _mentions(where, text, start, end, names, rows) -> None:
    for name in names:
        for surface in name.surfaces:
            pattern = rf"(?<![\p{{L}}\p{{M}}]){regex.escape(surface)}(?![\p{{L}}\p{{M}}])"
            for found in regex.finditer(pattern, text[start:end]):
                rows["mentions"].append(
                    where
                    | {"start": start + found.start(), "end": start + found.end(), "entity": name.code,
                       "how": name.how.get(surface, "name"), "confidence": 1.0, "beside": False}
                )  # fmt: skip
