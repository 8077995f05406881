"""How downloads are called, and what they say of themselves: corrected, or of a part of the corpus."""

from __future__ import annotations

from analysis.store.report import BEGUN, UNFINISHED
from dashboard import amended, data
from dashboard.strings import t
from dashboard.told import told


def stem(page: str, name: str) -> str:
    """Return the name of a download without its ending: ``vimarsh-terms-terms-corrected-partial``.

    A reader of the file alone sees no notice of the page, and a line before the header of a CSV would break
    its readers: so the name says that articles are missing. It is ASCII, as old systems of files want it.
    """
    marks = ["corrected"] * bool(amended.number()) + ["partial"] * bool(unfinished())
    return "-".join(["vimarsh", page, name, *marks])


def note() -> str:
    """Return what a picture says of corrections and of articles that are missing, '' for nothing."""
    return " ".join(filter(None, (amended.note(), unfinished())))


def unfinished() -> str:
    """Return in a sentence that not all articles are counted: they are still coming in, or the reading or the
    ingest was stopped; '' where all are."""
    opened = data.corpus()
    if opened.own is not None and opened.own.busy:
        return t("corpus.growing", documents=opened.own.documents)
    if opened.own is not None and opened.own.halted:
        now = opened.own.job.progress
        return t("corpus.halted", documents=now.documents, all=now.of_documents)
    return next((f"{told(one)}." for one in opened.problems if one.code in (BEGUN, UNFINISHED)), "")
