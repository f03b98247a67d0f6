"""What people said of how their complaints were dealt with, as far as it may be shown. Pure.

It is protected here once, for every report and page: a quarter for itself as soon as it is counted; once the year
is complete the year, then its parts, each in the knowledge of what is shown already. What is counted never
changes (`cases.survey.rules`), so that no two looks differ in one answer.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from pydantic import BaseModel

from analytics.disclosure import Policy, Protection, Sum, protect
from analytics.reports.document import Column, NumberUnit, ReportScope, Row, Table, Value
from analytics.reports.periods import Period
from kernel.vocabulary import SurveyQuestion, SurveyReply
from kernel.words import SURVEY_QUESTIONS, SURVEY_REPLIES

OVERALL = "overall"
REPLIES: Mapping[str, tuple[str, ...]] = {
    **{question.value: tuple(SurveyReply) for question in SurveyQuestion},
    OVERALL: ("5", "4", "3", "2", "1"),
}
"""What may be replied to each question."""
IN_SHORT: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    **{question.value: {"yes": ("yes",), "other": ("partly", "no")} for question in SurveyQuestion},
    OVERALL: {"good": ("5", "4"), "other": ("3", "2", "1")},
}
"""What a quarter tells of each question: it has few answers, and each that it hides could hide one of the year."""
NOT_RECORDED = ""
OVERALL_WORDS = {"5": "5 (very well)", "1": "1 (very badly)"}
ANSWERS = (
    "Answers to the council's survey, of complaints that ended in the year. One that came once its quarter was "
    "counted belongs to the first quarter that was not."
)


class SurveyGroup(BaseModel):
    """What cases tells of a quarter, procedure and team: letters that asked, answers, replies by question."""

    quarter: str
    procedure: str | None
    team: str | None
    asked: int
    answered: int
    replies: dict[str, dict[str, int]]


class SurveyCounts(BaseModel):
    """`open_from`: the first quarter that is not counted yet, as 2026-Q1."""

    open_from: str
    groups: list[SurveyGroup]


class Of(StrEnum):
    """What part of the year's answers something is of."""

    QUARTER = "quarter"
    YEAR = "year"
    SCOPE = "scope"
    PROCEDURE = "procedure"
    TEAM = "team"


class Said(BaseModel):
    """What was said of one part. A number that is None is hidden, or would give a hidden one away.

    `code`: the quarter as Q1, the scope of a report, the procedure or the team; "": not recorded, or the year.
    `replies`: of a quarter in short: `yes` or `other`, and overall `good` (5 or 4) or `other`.
    """

    of: Of
    code: str
    asked: int | None
    answered: int | None
    replies: dict[str, dict[str, int | None]]


class Satisfaction(BaseModel):
    """A year's answers. `complete`: all four quarters are counted; before that it has quarters alone."""

    year: str
    complete: bool
    parts: list[Said]

    def of_scope(self, scope: ReportScope) -> Said | None:
        """What a report of that scope tells; None: nobody answered, or not every quarter is counted."""
        wanted = (Of.YEAR, "") if scope is ReportScope.ALL else (Of.SCOPE, scope.value)
        return next((part for part in self.parts if (part.of, part.code) == wanted), None)


def scope_of(procedure: str | None) -> ReportScope:
    """In which report an answer is told."""
    if procedure == "children_statutory":
        return ReportScope.CHILDREN
    return ReportScope.CORPORATE if procedure in {None, "corporate"} else ReportScope.ADULTS


def quarters_of(year: Period) -> dict[str, str]:
    """The financial year's quarters by their calendar names: 2025-Q2 is Q1 of 2025-26."""
    return {
        f"{part.since.year}-Q{(part.since.month - 1) // 3 + 1}": f"Q{part.quarter}" for part in year.quarters()
    }


def satisfaction(told: SurveyCounts, year: Period) -> Satisfaction:
    """A year's answers without what must not be known."""
    names = quarters_of(year)
    complete = max(names) < told.open_from
    parts: dict[tuple[Of, str], list[SurveyGroup]] = {}
    for group in told.groups:
        for part in _parts_of(group, names[group.quarter]):
            parts.setdefault(part, []).append(group)
    shown = _Shown({part: _Tally.of(part[0], groups) for part, groups in sorted(parts.items())})
    shown.show([Of.QUARTER])
    if complete:
        shown.show([Of.YEAR])
        shown.show([Of.SCOPE, Of.PROCEDURE])
        shown.show([Of.TEAM])
    return Satisfaction(year=year.year, complete=complete, parts=list(shown.parts()))


def _parts_of(group: SurveyGroup, quarter: str) -> Iterator[tuple[Of, str]]:
    yield Of.QUARTER, quarter
    yield Of.YEAR, ""
    yield Of.SCOPE, scope_of(group.procedure).value
    yield Of.PROCEDURE, group.procedure or NOT_RECORDED
    yield Of.TEAM, group.team or NOT_RECORDED


def _told(of: Of) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """What is told of a part: by question and name, the replies that are counted together."""
    if of is Of.QUARTER:
        return IN_SHORT
    return {question: {reply: (reply,) for reply in replies} for question, replies in REPLIES.items()}


@dataclass(frozen=True)
class _Tally:
    """Counts of one part: all of them, and by what they count within it, those that are told."""

    counts: Mapping[str, int]
    told: frozenset[str]

    @classmethod
    def of(cls, of: Of, groups: Sequence[SurveyGroup]) -> "_Tally":
        told = dict(_replied(_told(of)))
        # The year has what quarters tell in short too: nobody prints it, and everybody can add it up.
        both = told | (dict(_replied(IN_SHORT)) if of is Of.YEAR else {})
        counts = {
            what: sum(group.replies.get(question, {}).get(reply, 0) for group in groups for reply in replies)
            for what, (question, replies) in both.items()
        }
        counts["asked"] = sum(group.asked for group in groups)
        counts["answered"] = sum(group.answered for group in groups)
        return cls(counts, frozenset(told))


def _replied(
    told: Mapping[str, Mapping[str, tuple[str, ...]]],
) -> Iterator[tuple[str, tuple[str, tuple[str, ...]]]]:
    for question, names in told.items():
        for replies in names.values():
            yield _reply(question, replies), (question, replies)


def _reply(question: str, replies: Iterable[str]) -> str:
    """The same for the same replies, told in short or not."""
    return f"{question}: {' or '.join(replies)}"


@dataclass
class _Shown:
    """What is shown so far, and what is hidden for good."""

    tallies: Mapping[tuple[Of, str], _Tally]
    values: dict[str, int] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)

    def show(self, kinds: Sequence[Of]) -> None:
        """Show what can be shown of these parts, and no question of them that would give something away whatever
        is hidden of it, such as where the year has hardly more of a reply than five.

        What was replied stands only where five answered: below that a nought would say what all of them replied.
        """
        new: set[str] = set()
        for part, tally in self.tallies.items():
            if part[0] in kinds:
                self.values |= {_key(part, what): count for what, count in tally.counts.items()}
                enough = tally.counts["answered"] >= Policy.smallest
                new |= {_key(part, what) for what in ("asked", "answered", *(tally.told if enough else ()))}
        protection = self._protected(new)
        while protection.unprotected and new:
            lost = {_question(key) for key in protection.unprotected}
            left = {key for key in new if _question(key) not in lost}
            new = left if left != new else set()
            protection = self._protected(new)
        self.hidden |= new & protection.hidden
        self.known |= new - protection.hidden

    def _protected(self, new: set[str]) -> Protection:
        return protect(
            self.values,
            [one for one in self._sums() if {one.whole, *one.parts} <= self.values.keys()],
            Policy(),
            known=self.known,
            printed=self.known | new,
            marked=self.hidden,
        )

    def parts(self) -> Iterator[Said]:
        for part, tally in self.tallies.items():
            if _key(part, "answered") in self.values and (tally.counts["asked"] or tally.counts["answered"]):
                yield Said(
                    of=part[0],
                    code=part[1],
                    asked=self._seen(part, "asked"),
                    answered=self._seen(part, "answered"),
                    replies={
                        question: {name: self._seen(part, _reply(question, of)) for name, of in names.items()}
                        for question, names in _told(part[0]).items()
                    },
                )

    def _seen(self, part: tuple[Of, str], what: str) -> int | None:
        key = _key(part, what)
        return self.values[key] if key in self.known else None

    def _sums(self) -> Iterator[Sum]:
        """What adds up: replies to answers, and parts to the year."""
        year = (Of.YEAR, "")
        for part in self.tallies:
            for question, names in _told(part[0]).items():
                told = tuple(_key(part, _reply(question, replies)) for replies in names.values())
                yield Sum(_key(part, "answered"), told)
        for question, names in IN_SHORT.items():
            for replies in names.values():
                if len(replies) > 1:
                    single = tuple(_key(year, _reply(question, [reply])) for reply in replies)
                    yield Sum(_key(year, _reply(question, replies)), single)
        for what in self.tallies[year].counts if year in self.tallies else ():
            for kind in (Of.QUARTER, Of.SCOPE, Of.PROCEDURE, Of.TEAM):
                if all(what in self.tallies[part].counts for part in self._of(kind)):
                    yield Sum(_key(year, what), tuple(_key(part, what) for part in self._of(kind)))
            for scope in self._of(Of.SCOPE):
                its = [part for part in self._of(Of.PROCEDURE) if scope_of(part[1] or None).value == scope[1]]
                if what in self.tallies[scope].counts:
                    yield Sum(_key(scope, what), tuple(_key(part, what) for part in its))

    def _of(self, kind: Of) -> list[tuple[Of, str]]:
        return [part for part in self.tallies if part[0] is kind]


def _key(part: tuple[Of, str], what: str) -> str:
    return f"{part[0]} {part[1]}, {what}"


def table(said: Said, code: str, number: str, title: str, *, overall: bool) -> Table:
    """How many gave each reply, as a table of a report: to each question, or overall."""
    if overall:
        rows = [
            (reply, OVERALL_WORDS.get(reply, reply), [said.replies[OVERALL][reply]]) for reply in REPLIES[OVERALL]
        ]
        heads = ["Answers"]
    else:
        rows = [
            (question.value, words, [said.replies[question][reply] for reply in SurveyReply])
            for question, words in SURVEY_QUESTIONS.items()
        ]
        heads = list(SURVEY_REPLIES.values())
    return Table(
        id=code,
        number=number,
        title=title,
        row_title="From 5 to 1" if overall else "Question",
        columns=tuple(Column(id=head, title="", head=head, measure=NumberUnit.COUNT) for head in heads),
        rows=tuple(Row(id=row, label=label, values=tuple(map(_value, counts))) for row, label, counts in rows),
        note=f"Letters that asked: {_value(said.asked).text}. Answers: {_value(said.answered).text}.",
        definitions=(ANSWERS,),
    )


def _value(count: int | None) -> Value:
    return Value(value=count, hidden=count is None)


def _question(key: str) -> str:
    """Of what a count is, in whatever part."""
    return key.rpartition(", ")[2].partition(":")[0]
