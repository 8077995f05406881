"""Cues found for a whole batch: they leave out nothing that a reading of every token finds."""

from dataclasses import replace

from analysis.annotate.batch import tokenise_batch
from analysis.annotate.batch_views import document_views
from analysis.annotate.mentions import find_mentions
from analysis.annotate.speech import annotate_speech
from analysis.annotate.speech_cues import SpeechCues
from analysis.annotate.vocabulary import Vocabulary
from analysis.annotate.word_sets import WordSets
from analysis.corpus import Document
from tests.analysis.annotate.speaking import tools, view_of

NE, SAID = frozenset({"ने"}), frozenset({"कहा", "ने"})


def batch_of(*texts, vocabulary=None):
    documents = [Document(str(n), text) for n, text in enumerate(texts)]
    return tokenise_batch(documents, vocabulary or Vocabulary())


def test_the_tokens_of_word_sets():
    vocabulary = Vocabulary()
    sets = WordSets(vocabulary, (NE, SAID, NE))
    batch = batch_of("मोदी ने कहा।", "शाह ने नहीं कहा", vocabulary=vocabulary)
    found = sets.tokens(batch.token_key)
    assert {words: tokens.tolist() for words, tokens in found.items()} == {NE: [1, 4], SAID: [1, 2, 4, 6]}
    assert [sets.texts()[key] for key in batch.token_key[:3]] == ["मोदी", "ने", "कहा"]


def test_words_met_before_the_sets_are_known_too():
    vocabulary = Vocabulary()
    batch = batch_of("ने कहा", vocabulary=vocabulary)
    assert WordSets(vocabulary, (SAID,)).tokens(batch.token_key)[SAID].tolist() == [0, 1]


def test_real_news_yields_the_same_where_every_token_is_looked_at():
    from tests.benchmarks.annotation_cost import news

    lexicon, vocabulary, matcher, offices = tools()
    batch = tokenise_batch(news(150), vocabulary)
    found = find_mentions(batch, matcher)
    statements = 0
    for view in document_views(batch, found, lexicon, matcher.codes, cues=SpeechCues(vocabulary, offices)):
        speech = annotate_speech(view, offices)
        assert speech == annotate_speech(replace(view, cues={}), offices)
        statements += len(speech.statements)
    assert statements > 300


def test_the_view_tells_where_tokens_and_names_stand():
    view = view_of("यह पहला लेख है।", 'भारत और रूस ने कहा, "ठीक है"।\n\nपुतिन आए। वे गए।')
    assert [view.keys[token] for token in view.tokens_of(NE)] == ["ने"]
    assert [view.sentence_of(token) for token in range(len(view.keys))] == [0] * 7 + [1, 1, 2, 2]
    assert [view.sentence_at(offset) for offset in view.heads] == [0, 1, 2]
    assert [view.text[mark] for mark in view.marks] == ['"', '"']
    names = [(one.entity, one.sentence, view.keys[one.first : one.last]) for one in view.mentions]
    assert names == [("country_in", 0, ["भारत"]), ("country_ru", 0, ["रूस"]), ("putin", 1, ["पुतिन"])]
    assert view.starting[2].entity == "country_ru" and view.ending[0].entity == "country_in"
