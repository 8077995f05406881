"""When the nearest subject is not near enough: what bars a pronoun from going back to it.

उन्होंने names who acts and reaches four sentences. उनकी, वे and उसने fit almost anything, so they reach only a
subject with nothing else beside it.
"""

from __future__ import annotations

from analysis.annotate.counterparts import Pairs
from analysis.annotate.cue_tables import Pronoun, word_class
from analysis.annotate.subjects import Subject
from analysis.annotate.triggers import ergatives
from analysis.annotate.view import ACTORS

REACH = 4


class Nearness(Pairs):
    """The conditions on a pronoun and the subject it may go back to, over one document."""

    def barred(self, subject: Subject, token: int, one: Pronoun, speaks: bool) -> str:
        """Return why the pronoun at ``token`` cannot be told to mean ``subject``; "" where it can."""
        far = self.view.sentence_of(token) - subject.sentence
        loose = one.case != "ergative" and not speaks
        if far > (1 if loose else REACH):
            return "no_subject"
        if one.klass == "plain" and not self._same_actor(subject, token):
            return "plain_pronoun"
        # "मोदी ने उनके साथ": his own would be अपने, so this is somebody else.
        if loose and one.case == "genitive" and (far == 0 or not self._alone(token)):
            return "several_persons"
        if loose and one.case == "direct" and not self._same_head(subject, token):
            return "several_persons"
        # "शाह ने कहा … श्री मोदी के जीवन और उनके कार्यों": whose works they are, grammar does not say.
        if loose and self.persons_between(subject.phrase.end, self.view.starts[token]):
            return "several_persons"
        return "several_persons" if self._answers(subject, token) else ""

    def _same_head(self, subject: Subject, token: int) -> bool:
        """Tell whether वे heads its sentence as the subject headed the one before: else it may be others."""
        first = self.view.sentences[self.view.sentence_of(token)].first
        return token == first and subject.token == subject.phrase.last

    def _alone(self, token: int) -> bool:
        """Tell whether nothing but the time stands before उनकी, and one person in the sentence before.

        "इस दौरान आज उनकी लावरोव से मुलाकात हुई" is; "सेनाओं की तैनाती में उनकी क्षमता" may be the forces'.
        """
        here = self.view.sentence_of(token)
        before, sentence = self.view.sentences[here - 1], self.view.sentences[here]
        return (
            before.paragraph == sentence.paragraph
            and self._only_time_before(token)
            and len(set(self.persons_between(before.start, sentence.start))) == 1
        )

    def _only_time_before(self, token: int) -> bool:
        # "वह उनके साथ": he is the subject already.
        frame = (word_class("phrase_lead") | word_class("setting")) - word_class("subject_pronoun")
        first = self.view.sentences[self.view.sentence_of(token)].first
        return all(self.view.keys[other] in frame for other in range(first, token))

    def _same_actor(self, subject: Subject, token: int) -> bool:
        """Tell whether उसने goes on with who acted just before: "ईरान ने हमला किया। उसने कहा", nothing between.

        "एएफपी के अनुसार हमलावर भीड़ में घुसा और उसने" is the attacker, whom nothing marks.
        """
        view, here = self.view, self.view.sentence_of(token)
        if view.keys[subject.token] not in ergatives():
            return False
        if subject.sentence == here:
            near = view.mentions_between(subject.phrase.end, view.starts[token])
            return not any(one.kind in ACTORS for one in near)
        before, sentence = view.sentences[subject.sentence], view.sentences[here]
        adjacent = subject.sentence == here - 1 and before.paragraph == sentence.paragraph
        return adjacent and self._only_time_before(token)

    def _answers(self, subject: Subject, token: int) -> bool:
        """Tell "प्रवक्ता जायसवाल से पूछा गया। जवाब में उन्होंने": who was asked need not be the last subject."""
        view = self.view
        sentence = view.sentences[view.sentence_of(token)]
        if not any(view.keys[other] in word_class("answer") for other in range(sentence.first, token)):
            return False
        others = self.persons_between(subject.phrase.end, view.starts[token])
        return any(person not in subject.phrase.entities for person in others)
