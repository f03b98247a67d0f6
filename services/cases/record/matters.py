"""The issues of a case follow the matters of its contact; what an officer did with one stays (ADR 54)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from cases.record.models import IssueRow
from cases.record.record import CaseRecord
from cases.record.rules import FINDING_TEXTS
from kernel.events import ContactState, MatterState
from kernel.vocabulary import About, Status

UNSORTED_CATEGORY = "other"
CODES = ("category", "team", "about")


@dataclass
class Followed:
    """Numbers of the issues that came, that are of other codes now, and that went."""

    added: list[int] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)


def issues_of(authority: str, ref: str, contact: ContactState) -> list[IssueRow]:
    """The issues that a case opens with: one at least."""
    return [_issue(authority, ref, number, told) for number, told in enumerate(_told(contact), 1)]


def follow(case: CaseRecord, contact: ContactState) -> Followed:
    """Let the issues of an open case follow what its contact says now.

    A matter is known again by what was told of it, at its place or at another, or else by its place alone.
    """
    if not Status(case.row.stage).is_open or not case.stages:
        return Followed()
    followed = Followed()
    _link_what_is_older(case, contact)
    left = [issue for issue in case.issues if issue.told is not None]
    for told, issue in _pairs(_told(contact), left):
        if issue is None:
            number = max((issue.number for issue in case.issues), default=0) + 1
            case.issues.append(_issue(case.row.authority, case.row.ref, number, told))
            followed.added.append(number)
            continue
        if _is_as_told(issue) and any(told[code] != getattr(issue, code) for code in CODES):
            for code in CODES:
                setattr(issue, code, told[code])
            followed.changed.append(issue.number)
        issue.told = told
    for issue in left:
        if _is_as_told(issue):
            case.issues.remove(issue)
            case.gone.append(issue)
            followed.gone.append(issue.number)
    return followed


def _pairs(
    matters: Sequence[dict[str, Any]], left: list[IssueRow]
) -> Iterator[tuple[dict[str, Any], IssueRow | None]]:
    """Each matter with its issue, or None; `left` keeps the issues that have none."""
    found: dict[int, IssueRow] = {}

    def same(*keys: str) -> Callable[[dict[str, Any], IssueRow], bool]:
        return lambda told, issue: all(told[key] == (issue.told or {})[key] for key in keys)

    for alike in (same("number", *CODES), same(*CODES), same("number")):
        for told in matters:
            issue = next((issue for issue in left if alike(told, issue)), None)
            if told["number"] not in found and issue:
                found[told["number"]] = issue
                left.remove(issue)
    for told in matters:
        yield told, found.get(told["number"])


def _told(contact: ContactState) -> list[dict[str, Any]]:
    """The matters, by what is kept of each; a contact that tells of none has one, of no category."""
    provider = About.PROVIDER if contact.provider_kind else About.COUNCIL
    before = [
        MatterState(number=number, category=category, team=contact.team, about=provider)
        for number, category in enumerate(contact.categories, 1)
    ]
    whole = [MatterState(number=1, team=contact.team, about=provider)]
    matters = contact.issues or before or whole
    return [
        matter.model_dump(mode="json") | {"category": matter.category or UNSORTED_CATEGORY} for matter in matters
    ]


def _issue(authority: str, ref: str, number: int, told: dict[str, Any]) -> IssueRow:
    codes = {code: told[code] for code in CODES}
    return IssueRow(authority=authority, ref=ref, number=number, earlier=[], told=told, **codes)


def _is_as_told(issue: IssueRow) -> bool:
    """Whether no officer has changed it, or found anything on it."""
    texts = (issue.subcategory, issue.theme, issue.description, issue.body, issue.finding, *_written(issue))
    as_told = all(getattr(issue, code) == (issue.told or {})[code] for code in CODES)
    return as_told and not any(texts) and not issue.earlier


def _written(issue: IssueRow) -> list[str | None]:
    return [getattr(issue, text) for text in FINDING_TEXTS]


def _link_what_is_older(case: CaseRecord, contact: ContactState) -> None:
    """Issues of a case that was opened before this was kept: those that came with it stand first."""
    if any(issue.told for issue in case.issues):
        return
    for issue, told in zip(sorted(case.issues, key=lambda issue: issue.number), _told(contact), strict=False):
        issue.told = told
