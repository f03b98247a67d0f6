"""What is put right, written and asked in a case: its receipt, its issues, who sees it, letters, the survey."""

from datetime import UTC, date, datetime
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule
from sqlmodel import Session

from cases.bulk import service as bulk
from cases.bulk.schemas import BulkAllocation, BulkNote, BulkOutcome, ReadCase
from cases.findings import service as findings
from cases.findings.schemas import IssueChange
from cases.letters import leaving
from cases.letters import service as letters
from cases.letters.repository import of_case
from cases.letters.schemas import LetterLeaving, LetterWords, NewLetter
from cases.outbox import service as outbox
from cases.outbox.postroom import PostRoom
from cases.receipt import service as receipts
from cases.receipt.schemas import ReceiptCorrection
from cases.record.change import Asked
from cases.restriction import service as restriction
from cases.restriction.schemas import Restriction
from cases.stages import service as stages
from cases.stages.schemas import HoldingReply
from cases.survey import service as survey
from cases.survey.schemas import NewSurvey, SurveyAnswer
from chassis.letters.correspondent import Correspondent
from chassis.letters.sheet import Print
from kernel.errors import Conflict, Gone, Unprocessable
from kernel.vocabulary import About, LetterKind, LetterState, Role, Status
from tests.cases.late_life import LateLife
from tests.cases.life import BOOKS, DIRECTOR, NOW, OFFICER, REF, TODAY
from tests.support.house import principal

FIRST_RECEIPT, LAST_RECEIPT = date(2026, 2, 24), date(2026, 3, 8)
"""Days of receipt with which no target had run out when it was extended, and before all that is done here."""
STRANGER = principal(Role.COMPLAINTS_OFFICER, subject="stranger")
SURVEYED = datetime(2026, 4, 20, 10, tzinfo=UTC)
"""Five working days after whatever is done here."""
TO = Correspondent(name="A B", address="1 Any Street, Anytown")
WRITTEN = [LetterKind.ACKNOWLEDGEMENT, LetterKind.HOLDING, LetterKind.RESPONSE, LetterKind.OTHER]
POST_ROOM = PostRoom({}, sent=leaving.left, taken_back=leaving.taken_back)
WHICH = st.integers(0, 9)


class LetteredLife(LateLife):
    """The model: of each letter its kind and state, of each message its letter; whether it is restricted."""

    @initialize()
    def nothing_was_written(self) -> None:
        self.letters: list[tuple[LetterKind, LetterState]] = []
        self.messages: list[int | None] = []  # the letter, by its place; none: it has left, or does not leave
        self.surveyed: int | None = None  # the letter that asks
        self.survey_is_used = False
        self.is_restricted = False

    def beside(self, possible: bool, what: Any, *arguments: Any, now: datetime = NOW) -> bool:
        """Try an act beside the record, which stays as it is."""
        try:
            with self.database.transaction() as tx:
                what(tx, Asked(OFFICER, REF, None, now, BOOKS), *arguments)
        except (Conflict, Gone, Unprocessable):
            assert not possible, f"{what.__name__} was refused"
            return False
        assert possible, f"{what.__name__} was possible"
        return True

    @property
    def may_be_acknowledged(self) -> bool:
        return self.is_open and not self.is_answered and not self.acknowledged and not self.is_reopened

    @property
    def may_be_told_meanwhile(self) -> bool:
        return self.is_open and not self.is_answered and (self.acknowledged or self.is_reopened)

    @property
    def may_be_answered(self) -> bool:
        """Without a signature: the model has letters of such complaints wait."""
        return self.is_open and not self.is_answered and self.is_decided

    @rule()
    def reply_meanwhile(self) -> None:
        body = HoldingReply(sent_on=TODAY, method="letter")
        self.act(self.may_be_told_meanwhile, stages.reply_meanwhile, body)

    @rule(received_on=st.dates(FIRST_RECEIPT, LAST_RECEIPT))
    def it_was_received_on_another_day(self, received_on: date) -> None:
        body = ReceiptCorrection(received_on=received_on, reason="The stamp says so.")
        if self.act(received_on != self.received, receipts.correct_receipt, body):
            self.received, self.met = received_on, {}

    @rule(which=WHICH, about=st.sampled_from(About))
    def put_an_issue_otherwise(self, which: int, about: About) -> None:
        """Also after the end."""
        index = which % len(self.issues)
        other = "eastmere_hospitals" if about is About.ANOTHER_BODY else None
        body = IssueChange(category="delay", description="In other words.", about=about, body=other)
        if self.act(True, findings.change_issue, index + 1, body):
            self.issues[index] = (about, self.issues[index][1])

    @rule(managers=st.booleans(), is_open=st.booleans())
    def restrict(self, managers: bool, is_open: bool) -> None:
        people = [] if is_open else [OFFICER.subject, DIRECTOR.subject]
        body = Restriction(people=people, managers=managers and not is_open, reason="It is about a colleague.")
        with self.database.transaction() as tx:
            restriction.restrict(tx, DIRECTOR, REF, body, NOW)
        self.is_restricted = bool(people)

    @rule(by_a_stranger=st.booleans(), is_stale=st.booleans(), team=st.sampled_from(["locality", None]))
    def give_many(self, by_a_stranger: bool, is_stale: bool, team: str | None) -> None:
        read = ReadCase(ref=REF, version=self.changes + is_stale)
        body = BulkAllocation(cases=[read, ReadCase(ref="EAS-2526-9999", version=1)], team=team)
        by = STRANGER if by_a_stranger else OFFICER
        with self.database.transaction() as tx:
            became = bulk.allocate(tx, by, body, NOW, BOOKS).items
        usual = BulkOutcome.DONE if self.is_open else BulkOutcome.NOT_POSSIBLE
        is_hidden = by_a_stranger and self.is_restricted
        expected = BulkOutcome.NOT_PERMITTED if is_hidden else BulkOutcome.STALE if is_stale else usual
        assert [one.result for one in became] == [expected, BulkOutcome.UNKNOWN]
        self.changes += expected is BulkOutcome.DONE

    @rule(by_a_stranger=st.booleans())
    def write_to_many(self, by_a_stranger: bool) -> None:
        with self.database.transaction() as tx:
            by = STRANGER if by_a_stranger else OFFICER
            became = bulk.add_notes(tx, by, BulkNote(refs=[REF], text="Rang them all."), NOW, BOOKS)
        assert became.done == (not (by_a_stranger and self.is_restricted))
        self.changes += became.done

    @rule(kind=st.sampled_from(WRITTEN))
    def write(self, kind: LetterKind) -> None:
        offered = {
            LetterKind.ACKNOWLEDGEMENT: self.may_be_acknowledged,
            LetterKind.HOLDING: self.may_be_told_meanwhile,
            LetterKind.RESPONSE: self.is_open,
        }
        if self.beside(offered.get(kind, True), letters.draft, NewLetter(kind=kind), TO):
            self._words(kind)

    def _words(self, kind: LetterKind) -> None:
        self.letters.append((kind, LetterState.DRAFT))
        words = LetterWords(version=1, to_address=TO.address, print=Print.STANDARD, subject="Yours", text="Hello.")
        self.beside(True, letters.change, len(self.letters), words, TO)

    @rule(which=WHICH)
    def hand_a_letter_over(self, which: int) -> None:
        if not self.letters:
            return
        index = which % len(self.letters)
        kind, state = self.letters[index]
        answers = kind is LetterKind.RESPONSE
        if answers and state is LetterState.DRAFT and self._is_signed_by_another():
            return
        possible = state is LetterState.DRAFT and (not answers or self.may_be_answered)
        body = LetterLeaving(version=2)
        if self.beside(possible, leaving.hand_over, index + 1, body, TO, POST_ROOM):
            self.letters[index] = (kind, LetterState.LEAVING)
            self.messages.append(index)

    def _is_signed_by_another(self) -> bool:
        return self.is_statutory and not self.is_reopened and self.grade == "complex"

    @rule(which=WHICH, leaves=st.booleans())
    def a_message_leaves_or_is_taken_back(self, which: int, leaves: bool) -> None:
        if not self.messages:
            return
        place = which % len(self.messages)
        index = self.messages[place]
        ends = (outbox.say_sent, place + 1, TODAY, POST_ROOM) if leaves else (_take_back, place + 1)
        if not self.beside(index is not None, *ends):
            return
        assert index is not None
        kind = self.letters[index][0]
        self.messages[place] = None
        self.letters[index] = (kind, LetterState.SENT if leaves else LetterState.DRAFT)
        if leaves:
            self._is_sent(kind)

    def _is_sent(self, kind: LetterKind) -> None:
        """What its leaving is in the record; nothing, where that is not possible any more."""
        is_signed_by_another = self._is_signed_by_another() and self._is_unsigned()
        if kind is LetterKind.ACKNOWLEDGEMENT and self.may_be_acknowledged:
            self.acknowledged, self.stage, self.is_promised = True, Status.ACKNOWLEDGED, False
        elif kind is LetterKind.RESPONSE and self.may_be_answered and not is_signed_by_another:
            self.stage = Status.RESPONDED
            self._end_hold()
        elif not (kind is LetterKind.HOLDING and self.may_be_told_meanwhile):
            return
        self.changes += 1

    @rule(which=WHICH)
    def discard_a_letter(self, which: int) -> None:
        if self.letters:
            index = which % len(self.letters)
            kind, state = self.letters[index]
            if self.beside(state is LetterState.DRAFT, letters.discard, index + 1):
                self.letters[index] = (kind, LetterState.DISCARDED)

    @rule()
    def ask_how_it_was_handled(self) -> None:
        was_asked = self.surveyed is not None and (
            self.survey_is_used or self.letters[self.surveyed][1] is not LetterState.DISCARDED
        )
        possible = self.has_ended_or_is_answered and not was_asked
        body = NewSurvey(although="They wish it.")
        if self.beside(possible, survey.ask, body, TO, now=SURVEYED):
            self.surveyed = len(self.letters)
            self._words(LetterKind.SURVEY)

    @rule()
    def hear_how_it_was_handled(self) -> None:
        said = dict.fromkeys(("understood", "informed", "respected", "clear", "changed"), "yes")
        body = SurveyAnswer.model_validate({**said, "overall": 4})
        if self.beside(self.surveyed is not None and not self.survey_is_used, survey.answer_on_paper, body):
            self.survey_is_used = True

    @invariant()
    def letters_stand_as_they_were_left(self) -> None:
        if not hasattr(self, "letters"):
            return
        with self.database.reading() as session:
            kept = {letter.number: (letter.kind, letter.state) for letter in of_case(session, "eastmere", REF)}
        assert kept == dict(enumerate(self.letters, 1))


def _take_back(tx: Session, asked: Asked, number: int) -> None:
    outbox.withdraw(tx, asked, number, POST_ROOM)
