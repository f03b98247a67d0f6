"""Asks a question of the facts, and names the cases behind an answer."""

from collections.abc import Sequence

from sqlmodel import Session

from analytics import repository
from analytics.figures import query, small
from analytics.figures.answer import Answer, Tally, answer, counted, labels
from analytics.figures.definition import definition
from analytics.figures.fields import FIELDS, LISTS
from analytics.figures.naming import as_registered
from analytics.figures.question import (
    GROUPED,
    OBJECTS,
    OF_A_FIELD,
    RATES,
    Measure,
    Question,
    Understood,
    understand,
)
from analytics.figures.schemas import (
    Drill,
    FieldRead,
    Figure,
    MeasureParts,
    QuestionParts,
    References,
    UnitFields,
)
from chassis import paging
from chassis.auth import Principal
from chassis.paging import decode_cursor, encode_cursor
from kernel.errors import NotFound
from kernel.localtime import utc_now

PAGE = 500


def parts() -> QuestionParts:
    """Everything that a question may name, for whoever helps someone to ask one."""
    return QuestionParts(
        units=[
            UnitFields(
                unit=unit,
                fields=[
                    FieldRead(path=field.path, kind=field.kind, groupable=field.part is None)
                    for field in fields.values()
                ],
            )
            for unit, fields in FIELDS.items()
        ],
        measures=[_parts_of(measure) for measure in Measure],
        existence=sorted({*LISTS, *OBJECTS}),
    )


def _parts_of(measure: Measure) -> MeasureParts:
    return MeasureParts(
        measure=measure,
        least_groups=1 if measure in GROUPED else 0,
        most_groups=1 if measure is Measure.RANKING else 2,
        needs_numerator=measure in RATES,
        needs_versus=measure is Measure.PERCENT_DIFFERENCE,
        field_kinds=sorted(OF_A_FIELD.get(measure, ())),
    )


def ask(session: Session, principal: Principal, question: Question) -> Figure:
    """Answer one question, as the caller's role may see it.

    Raises NotFound for another council, Unprocessable for what makes no sense, NotPermitted.
    """
    _require_own(principal, question)
    asked = understand(as_registered(session, question))
    if not principal.may("figures:drill"):
        small.require_no_reference(asked)
    # A figure counts restricted cases too; one that singles cases out is no figure of them.
    but_for = principal if small.leads_to_cases(asked) else None
    tallies, versus = _tallies(session, asked, but_for)
    found = whole = answer(asked, tallies, versus)
    if not principal.may("figures:people"):
        small.require_groups_alone(asked)
        found = small.without_small(asked, whole, tallies)
    return Figure(
        values=found.values,
        numerator=found.numerator,
        denominator=found.denominator,
        definition=definition(asked),
        as_of=repository.changed_at(session, question.authority) or utc_now(),
        withheld=[] if found == whole else [small.SMALL_GROUPS],
    )


def worked_out(session: Session, question: Question) -> Answer:
    """The answer alone, for whoever builds more of it. Raises Unprocessable for what makes no sense."""
    asked = understand(as_registered(session, question))
    return answer(asked, *_tallies(session, asked, None))


def _tallies(session: Session, asked: Understood, but_for: Principal | None) -> tuple[list[Tally], list[Tally]]:
    """The raw groups of the question, and of what it compares with; of what a person may see, if one is named."""
    compared = asked.asked.measure is Measure.PERCENT_DIFFERENCE

    def count() -> tuple[list[Tally], list[Tally]]:
        return (
            query.tallies(session, asked, asked.filters, but_for),
            query.tallies(session, asked, asked.versus, but_for) if compared else [],
        )

    if but_for is not None:  # what somebody may see changes without the facts
        return count()
    return repository.while_unchanged(session, asked.asked.authority, asked.asked.model_dump_json(), count)


def defined(question: Question) -> str:
    """What the answer means, in one sentence. Raises Unprocessable for what makes no sense."""
    return definition(understand(question))


def drill(session: Session, principal: Principal, body: Drill) -> References:
    """The references behind a figure or one of its groups, in order."""
    _require_own(principal, body.question)
    asked = understand(as_registered(session, body.question))
    (after,) = decode_cursor(body.cursor, paging.text) or ("",)
    wanted: Sequence[str] = body.group
    refs: list[str] = []
    while len(refs) <= body.limit:
        page = query.references(
            session, asked, principal, only_numerator=body.numerator_only, after=after, limit=PAGE
        )
        is_last = len(page) < PAGE
        if not is_last:  # a reference whose groups may go on in the next page is left to it
            page = [row for row in page if row[0] != page[-1][0]]
        for ref, values in page:
            keys = labels(asked, values)
            if counted(asked, keys) and list(keys[: len(wanted)]) == list(wanted) and ref not in refs[-1:]:
                refs.append(ref)
        if is_last or not page:
            break
        after = page[-1][0]
    shown = refs[: body.limit]
    return References(items=shown, next_cursor=encode_cursor(shown[-1]) if len(refs) > body.limit else None)


def _require_own(principal: Principal, question: Question) -> None:
    if question.authority != principal.authority:
        raise NotFound("There are no figures of this council for you.")
