"""Cues found for a whole batch: they leave out nothing that a reading of every token finds."""

from dataclasses import replace

from analysis.annotate.batch import tokenise_batch
from analysis.annotate.batch_view import batch_view
from analysis.annotate.mentions import find_mentions
from analysis.annotate.speech import annotate_speech
from analysis.annotate.speech_cues import SpeechCues
from analysis.annotate.view import GAP
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
    view = batch_view(batch, found, lexicon, matcher.codes, cues=SpeechCues(vocabulary, offices))
    speech = annotate_speech(view, offices)
    assert speech == annotate_speech(replace(view, cues={}), offices)
    assert len(speech.statements) > 300


def test_the_view_tells_where_tokens_and_names_stand():
    first, second = "यह पहला लेख है।", 'भारत और रूस ने कहा, "ठीक है"।\n\nपुतिन आए। वे गए।'
    view = view_of(first, second)
    assert view.text == f"{first}\n{second}\n" and view.origins == [0, 16, len(view.text)]
    begin = 4 + GAP
    tokens = [*range(4), *range(begin, begin + 11)]
    assert [token for token, key in enumerate(view.keys) if key] == tokens and len(view.keys) == 15 + 2 * GAP
    assert [view.keys[token] for token in view.tokens_of(NE)] == ["ने"]
    assert [view.sentence_of(token) for token in tokens] == [0] * 4 + [1] * 7 + [2, 2, 3, 3]
    assert [view.document_of(token) for token in tokens] == [0] * 4 + [1] * 11
    assert [view.sentence_at(offset) for offset in view.heads] == [0, 1, 2, 3]
    assert [view.text[mark] for mark in view.marks] == ['"', '"']
    names = [(one.entity, one.sentence, view.keys[one.first : one.last]) for one in view.mentions]
    assert names == [("country_in", 1, ["भारत"]), ("country_ru", 1, ["रूस"]), ("putin", 2, ["पुतिन"])]
    assert view.starting[begin + 2].entity == "country_ru" and view.ending[begin].entity == "country_in"
    assert list(view.mentions_of(0)) == [] and list(view.mentions_of(1)) == list(view.mentions)
    assert [token - begin for token in tokens if view.named[token]] == [0, 2, 7]
    assert [token for token in tokens if not view.glued(token)] == [3, *(begin + at for at in (4, 6, 8, 10))]


def test_no_rule_reads_on_into_the_next_document():
    texts = (
        "जयशंकर ने बताया",
        "कि भारत तैयार है।",
        "लावरोव के साथ दोनों",
        "देशों की बात हुई। भारत और रूस",
        "ने कहा कि हाँ।",
    )
    alone = [annotate_speech(view_of(text), tools()[3]) for text in texts]
    together = annotate_speech(view_of(*texts), tools()[3])
    assert len(together.statements) == sum(len(one.statements) for one in alone)
    assert len(together.references) == sum(len(one.references) for one in alone)


def test_a_report_does_not_go_on_in_the_next_document():
    view = view_of("जयशंकर ने कहा कि हम तैयार हैं।", "हम शांति चाहते हैं। हमें आशा है।")
    rows = annotate_speech(view, tools()[3]).statements
    assert [(row.first_sentence, row.last_sentence, row.speaker) for row in rows] == [
        (1, 1, ("jaishankar",)),
        (2, 3, ()),
    ]


def test_documents_without_words_stand_between_others():
    texts = ("", "—", "जयशंकर ने कहा कि भारत तैयार है।", "", "उन्होंने कहा कि हाँ।", "—")
    view = view_of(*texts)
    speech = annotate_speech(view, tools()[3])
    assert [view.owners[row.first_sentence - 1] for row in speech.statements] == [2, 4]
    assert [row.speaker for row in speech.statements] == [("jaishankar",), ()]
    assert annotate_speech(view_of("", "—"), tools()[3]).statements == []
