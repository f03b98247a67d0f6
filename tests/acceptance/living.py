"""A council's imported year, lived: what each line records is done through the interface, act by act."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kernel.procedures import Council
from kernel.vocabulary import Role
from tests.acceptance.council_files import code_of, worked_by
from tests.support.books import books
from tests.support.house import Caller, House

CONTACTS = "/api/intake/v1/contacts"
CASES = "/api/cases/v1/cases"
KINDS = {"compliment": "praise", "comment": "idea", "enquiry": "request"}
PROVIDERS = "upheld_not_council"
"""What a line calls a finding against a provider; worked here, the issue is about the provider and upheld."""

Line = Mapping[str, Any]


@dataclass
class Living:
    """Somebody who does what a council's lines record."""

    services: House
    council: Council
    officer: Caller

    @classmethod
    def of(cls, services: House, council: Council) -> "Living":
        return cls(
            services, council, services.caller(Role.COMPLAINTS_OFFICER, authority=council.code, seconds=10**8)
        )

    def record(self, line: Line) -> str:
        """Record the contact of a line, in the class that the line gives it. Returns its reference."""
        answer = self.officer.post(CONTACTS, self._contact(line))
        assert answer.status_code == 201, answer.text
        recorded = answer.json()
        decided = (recorded["assessment"]["classification"], recorded["assessment"]["procedure"])
        if decided != (line["classification"], line.get("procedure")):
            self._reclassify(recorded["ref"], line)
        return str(recorded["ref"])

    def _reclassify(self, ref: str, line: Line) -> None:
        body = {
            "classification": line["classification"],
            "procedure": line.get("procedure"),
            "reason": "As decided.",
        }
        answer = self.officer.post(f"{CONTACTS}/{ref}/reclassifications", body)
        assert answer.status_code == 201, answer.text

    def _contact(self, line: Line) -> dict[str, Any]:
        person = line.get("person", {})
        said = {
            "ethnicity": person.get("ethnicity"),
            "gender": _known(person.get("gender")),
            "disability": _known(person.get("disability")),
            "primary_support_reason": person.get("primary_support_reason"),
        }
        speaks_for_themselves = line["raised_by"] == "person_themselves"
        corporate = line["classification"] == "corporate_complaint"
        return {
            "kind": KINDS.get(line["classification"], "dissatisfaction"),
            "channel": line["channel"],
            "received_at": f"{line['received_on']}T10:00:00Z",
            "narrative": line["narrative"],
            "complainant": {"name": "A Caller", "phone": "0116 496 0000", "role": line["raised_by"]},
            "person": {
                "name": "A Person",
                "same_as_complainant": speaks_for_themselves,
                "consent": None if speaks_for_themselves else "agrees",
                "born_on": _born(line["received_on"], person.get("age")),
                "demographics": {name: value for name, value in said.items() if value},
            },
            "function": "other_council_service" if corporate else "adult_social_care",
            "team": code_of(self.council.teams, worked_by(line)),
            "ombudsman": "enquires" if line["classification"] == "ombudsman_enquiry" else None,
            "affected": True,
            "harm_alleged": "no",
            "matters": [{"category": issue["category"]} for issue in line.get("issues", [])],
            "provider": line.get("provider"),
        }

    def work(self, ref: str, line: Line) -> None:
        """Carry the case of a line to where it stands."""
        acts = list(self._acts(line))
        version = self.officer.get(f"{CASES}/{ref}").json()["version"] if acts else 0
        if route := line.get("redirected_to"):
            where = {"route": route, "to": "As recorded", "on": line.get("closed_on") or line["withdrawn_on"]}
            answer = self.officer.request("PUT", f"{CONTACTS}/{ref}/redirection", json=where)
            assert answer.status_code == 200, answer.text
        for act, body in acts:
            method = "PUT" if act.startswith("issues/") or act.endswith(("/decision", "joint")) else "POST"
            kept = 0 if act == "joint" else version  # which was not recorded before
            answer = self.officer.request(
                method, f"{CASES}/{ref}/{act}", json=body, headers={"If-Match": f'"{kept}"'}
            )
            assert answer.status_code in {200, 201}, (line["ref"], act, body, answer.text)
            version = answer.json().get("version", version)  # what lives beside a case has none

    def _acts(self, line: Line) -> Iterator[tuple[str, dict[str, Any]]]:
        issues, (stage, *_) = line.get("issues", []), line.get("stages") or [{}]
        if line.get("outcome") == "resolved_informally" and line["classification"].endswith("complaint"):
            yield "acknowledgement", {"acknowledged_on": line["acknowledged_on"], "method": "letter"}
            yield "settlement", {"settled_on": line["closed_on"], "method": "letter", "how": "As recorded."}
            return
        if line["classification"] == "other_contact":
            return  # who passes it on has nothing to do in a case
        if (on := line.get("acknowledged_on")) and line["classification"] != "enquiry":
            yield "acknowledgement", {"acknowledged_on": on, "method": "letter"}
        if (grade := line.get("grade")) and not line.get("joint_with"):
            yield "grade", {"grade": grade}
        for number, issue in enumerate(issues, 1):
            if any((coded := self._coded(issue)).values()):
                said = {key: value for key, value in coded.items() if value}
                yield f"issues/{number}", {"category": issue["category"], "description": "As recorded.", **said}
        if until := stage.get("extended_to"):
            days = books().calendar.count(date.fromisoformat(stage["started_on"]), date.fromisoformat(until))
            agreed = {"agreed_on": line["acknowledged_on"], "person_agreed": True, "reason": "It takes longer."}
            yield "clocks/stage_1/extension", {"amount": days, **agreed}
        if on := line.get("withdrawn_on"):
            yield "withdrawal", {"withdrawn_on": on, "withdrawn_by": "complainant", "reason": "As they said."}
        elif on := stage.get("responded_on"):
            for number, outcome in enumerate(_findings(stage["outcome"], issues), 1):
                yield f"issues/{number}/finding", {"outcome": outcome, "reason": "As found.", "decided_on": on}
            yield "response", {"responded_on": on, "method": "letter"}
        if (on := line.get("closed_on")) and not line.get("withdrawn_on"):
            yield (
                "closure",
                {
                    "closed_on": on,
                    "remedies": line.get("remedies", []),
                    "learning": [self._lesson(lesson) for lesson in line.get("learning", [])],
                    "no_learning_because": None if line.get("learning") else "None was recorded.",
                },
            )
        for number, lesson in enumerate(line.get("learning", []), 1):
            if done_on := lesson.get("completed_on"):
                yield f"learning/{number}/done", {"done_on": done_on, "evidence": "As recorded."}
        if (names := line.get("joint_with")) and line["classification"] == "statutory_complaint":
            bodies = [{"body": code_of(self.council.joint_bodies, name)} for name in names]
            yield "joint", {"lead": self.council.code, "bodies": bodies}
        yield from self._of_ombudsman(line.get("ombudsman"), line.get("remedies", []))

    def _coded(self, issue: Line) -> dict[str, str | None]:
        """What an issue is counted under besides its category, as far as the council's file has it."""
        category = self.council.category(issue["category"])
        assert category is not None, issue
        subcategory = code_of(category.subcategories, issue.get("subcategory"))
        about = "provider" if issue.get("outcome") == PROVIDERS else None
        return {
            "subcategory": subcategory,
            "theme": code_of(self.council.themes, issue.get("theme")),
            "about": about,
        }

    def _lesson(self, lesson: Line) -> dict[str, Any]:
        theme = code_of(self.council.learning_themes, lesson["theme"])
        return {"theme": theme, "action": lesson["action"].rstrip("."), "scope": lesson["scope"]}

    def _of_ombudsman(self, theirs: Line | None, remedies: Sequence[Line]) -> Iterator[tuple[str, dict[str, Any]]]:
        if theirs is None:
            return
        yield "ombudsman", {"body": "lgsco", "received_on": theirs["received_on"]}
        if theirs["decision"] == "open":
            return
        yield "ombudsman/1/decision", {"decided_on": theirs["decided_on"], "decision": theirs["decision"]}
        if met_on := theirs.get("recommendations_met_on"):
            pence = round(theirs.get("remedy_pounds", 0) * 100) or None
            done = {"done_on": met_on, "evidence": "As recorded."}
            yield "ombudsman/1/remedies", {"what": "As agreed.", "pence": pence, **done}
        for remedy in remedies:
            pounds = remedy.get("amount_pounds")
            yield "remedies", {"kind": remedy["kind"], "pence": pounds and round(pounds * 100)}

    def goes_to_ombudsman(self, line: Line, ref: str, on: str) -> None:
        """The Ombudsman upholds a complaint, about which it asked by a contact that the complaint's case names."""
        enquiry = {
            "classification": "ombudsman_enquiry",
            "channel": "ombudsman",
            "received_on": on,
            **{name: line[name] for name in ("raised_by", "narrative", "team") if name in line},
        }
        contact_ref = self.record(enquiry)
        self.services.settle()
        path = f"{CASES}/{ref}/ombudsman"
        begun = self.officer.post(path, {"body": "lgsco", "received_on": on, "contact_ref": contact_ref})
        assert begun.status_code == 201, begun.text
        decided = self.officer.request("PUT", f"{path}/1/decision", json={"decided_on": on, "decision": "upheld"})
        assert decided.status_code == 200, decided.text
        self.services.settle()


def _known(value: str | None) -> str | None:
    """Nobody records that something is unknown: it is left out."""
    return None if value == "unknown" else value


def _born(received_on: str, age: int | None) -> str | None:
    if age is None:
        return None
    day = date.fromisoformat(received_on)
    return f"{day.year - age - 1 if (day.month, day.day) < (7, 1) else day.year - age}-07-01"


def _findings(outcome: str, issues: list[Line]) -> list[str]:
    """Findings that lead to the outcome: those recorded, or else the first in part and the others not."""
    issues = issues or [{}]  # a case that records none has one all the same, which nobody has sorted
    if all("outcome" in issue for issue in issues):
        return ["upheld" if issue["outcome"] == PROVIDERS else issue["outcome"] for issue in issues]
    if outcome != "partially_upheld":
        return [outcome] * len(issues)
    return ["partially_upheld", *["not_upheld"] * (len(issues) - 1)]
