"""The councils' files as they would have been in the years that are lived."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from kernel.procedures import Coded, Council
from kernel.procedures.entries import Category, JointBody, LearningTheme, Team

Line = Mapping[str, Any]
SomeCode = TypeVar("SomeCode", bound=Coded)


def file_of(council: Council, lines: Sequence[Line]) -> Council:
    """The council's file as it would have been in that year: its own codes, and those that its lines name.

    A report prints some of its council's codes, and its charts have the others; who works there has all of them.
    What has no team of its own in a line is worked by its service area.
    """
    issues = [issue for line in lines for issue in line.get("issues", [])]
    equality = council.equality
    return council.model_copy(
        update={
            "service_areas": [
                *council.service_areas,
                *(
                    Coded(code=_area(council, name), name=name)
                    for name in _named(lines, "service_area")
                    if code_of(council.service_areas, name) is None
                ),
            ],
            "teams": _teams(council, lines),
            "joint_bodies": _with(
                council.joint_bodies, JointBody, [name for line in lines for name in line.get("joint_with", [])]
            ),
            "themes": _with(council.themes, Coded, _named(issues, "theme")),
            "learning_themes": _with(
                council.learning_themes,
                LearningTheme,
                _named([lesson for line in lines for lesson in line.get("learning", [])], "theme"),
            ),
            "categories": [
                category.model_copy(update={"subcategories": _subcategories(category, issues)})
                for category in _with(council.categories, Category, _named(issues, "category"))
            ],
            "equality": equality
            and equality.model_copy(
                update={
                    "support_reasons": _with(
                        equality.support_reasons,
                        Coded,
                        _named([line.get("person", {}) for line in lines], "primary_support_reason"),
                    )
                }
            ),
        }
    )


def _subcategories(category: Category, issues: Iterable[Line]) -> list[Coded]:
    own = [issue for issue in issues if issue["category"] == category.code]
    return _with(category.subcategories, Coded, _named(own, "subcategory"))


def _teams(council: Council, lines: Sequence[Line]) -> list[Team]:
    """The council's teams, and one for each team and each service area that a line names; and their areas."""
    areas = {name: line.get("service_area") for line in lines if (name := worked_by(line))}
    area_of = {
        code_of(council.teams, name) or _slug(name): area and _area(council, area) for name, area in areas.items()
    }
    return [
        team if team.service_area else team.model_copy(update={"service_area": area_of.get(team.code)})
        for team in _with(council.teams, Team, areas)
    ]


def _area(council: Council, name: str) -> str:
    """The code of a service area: where a team has its name, the team's, as a report counts them as one."""
    return code_of([*council.service_areas, *council.teams], name) or _slug(name)


def worked_by(line: Line) -> str | None:
    """The team of a line, or else its service area."""
    return line.get("team") or line.get("service_area")


def _named(lines: Iterable[Line], key: str) -> list[str]:
    return list(dict.fromkeys(line[key] for line in lines if line.get(key)))


def _with(known: Sequence[SomeCode], kind: type[SomeCode], names: Iterable[str]) -> list[SomeCode]:
    """The codes that are known, and one for every other name."""
    return [*known, *(kind(code=_slug(name), name=name) for name in names if code_of(known, name) is None)]


def _slug(name: str) -> str:
    return "_".join(re.findall("[a-z0-9]+", name.casefold()))


def code_of(known: Iterable[Coded], name: str | None) -> str | None:
    """The code of what a line names, if the council's file has it."""
    said = name.casefold() if name else None
    return next((entry.code for entry in known if said in {entry.name.casefold(), entry.code}), None)
