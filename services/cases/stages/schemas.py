"""Bodies of what happens in a stage."""

from pydantic import StrictBool

from kernel.values import Body, Code, Line, LocalDate
from kernel.vocabulary import Act, LateReason, Method


class Acknowledgement(Body):
    """Telling the complainant that the complaint was received (SI 2009/309, reg 13(3)).

    `promised_on` is the date by which they were told to expect an answer (reg 13(7)).
    `beyond_limit_reason`: needed for one beyond the limit of the law or the Ombudsman's Code.
    """

    acknowledged_on: LocalDate
    method: Method
    promised_on: LocalDate | None = None
    beyond_limit_reason: Line | None = None


class HoldingReply(Body):
    """Telling the complainant that the answer takes longer, and perhaps why."""

    sent_on: LocalDate
    method: Method


class ResponseSent(Body):
    """The written response (SI 2009/309, reg 14(2)).

    `reached_on`: the day on which the complainant had it, from which the time to ask for more runs; null: the
    day it was sent. `without_consent_because`: needed while the person has not agreed to what is said for them (SI
    2009/309, reg 5(2)(d)). `signed_off_by`: the level that signed it, as the council's file calls it.
    `late_because`: why it comes after its target. `without_persons_because`: needed where nobody was appointed as
    the investigating officer or the independent person of its stage (SI 2006/1738, reg 17).
    """

    responded_on: LocalDate
    method: Method
    reached_on: LocalDate | None = None
    signed_off_by: Line | None = None
    late_because: LateReason | None = None
    without_consent_because: Line | None = None
    without_persons_because: Line | None = None


class PutUp(Body):
    """The answer is ready for whoever signs it."""

    put_up_on: LocalDate


class Signature(Body):
    """The officer who asks signs the answer, at the level that it was put up for."""

    signed_on: LocalDate


class SentBack(Body):
    """The answer is not signed, and why."""

    sent_back_on: LocalDate
    because: Line


class Escalation(Body):
    """A request for the next stage.

    `agreed`: both sides agree to go on without an answer of the present stage. `statement_agreed_on`: of a request
    made orally, the day on which its written statement was agreed; its clock starts there (SI 2006/1738, reg 17).
    `reason`: needed for a request that comes after its time.
    """

    stage: Code
    requested_on: LocalDate
    made_orally: StrictBool = False
    statement_agreed_on: LocalDate | None = None
    agreed: StrictBool = False
    reason: Line | None = None


class Reopening(Body):
    """A request to look again at a case that was answered."""

    requested_on: LocalDate


class StepDone(Body):
    """A step of the present stage, such as the meeting of the review panel.

    `because`: needed for a panel that met at a weekend, on a bank holiday, or without one of its persons.
    """

    step: Act
    taken_on: LocalDate
    because: Line | None = None
