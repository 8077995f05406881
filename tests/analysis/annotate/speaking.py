"""The rules of speech over a text given in a test, with the shipped lexicon."""

from datetime import date
from functools import cache

from analysis.annotate.batch import tokenise_batch
from analysis.annotate.batch_view import batch_view
from analysis.annotate.mentions import find_mentions
from analysis.annotate.offices import make_offices
from analysis.annotate.speech import annotate_speech
from analysis.annotate.speech_cues import SpeechCues
from analysis.annotate.vocabulary import Vocabulary
from analysis.corpus import Document
from analysis.lexicon.matcher import Matcher
from analysis.lexicon.reader import load_lexicon


@cache
def tools():
    lexicon = load_lexicon()
    vocabulary = Vocabulary(lexicon.protected)
    return lexicon, vocabulary, Matcher(lexicon, vocabulary), make_offices(lexicon)


def view_of(*texts, published=None):
    """The view of some texts, annotated as one batch."""
    lexicon, vocabulary, matcher, offices = tools()
    documents = [Document(str(i), text, published=published) for i, text in enumerate(texts)]
    cues = SpeechCues(vocabulary, offices)
    batch = tokenise_batch(documents, vocabulary)
    return batch_view(batch, find_mentions(batch, matcher), lexicon, matcher.codes, cues=cues)


def speech_of(text, published=None):
    """(view, speech) of a text."""
    view = view_of(text, published=published)
    return view, annotate_speech(view, tools()[3])


def said(text, published=None):
    """(speaker codes, words of the speaker, kind, certainty, words) of each statement."""
    view, speech = speech_of(text, published)
    return [
        (
            row.speaker,
            view.text[row.speaker_start : row.speaker_end] if row.speaker_start is not None else None,
            row.kind,
            row.certainty,
            view.text[row.start : row.end],
        )
        for row in speech.statements
    ]


DAY = date(2024, 6, 20)
