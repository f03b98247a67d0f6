"""Every matter that is looked into is an issue of the case, whenever it was said (ADR 54)."""

from typing import Any

from tests.cases.conftest import CASES, TODAY, Desk
from tests.cases.test_class_follows import learn

DELAY: dict[str, Any] = {"category": "delay", "team": "locality"}
UNSORTED: dict[str, Any] = {"description": "Nobody rang back.", "team": "hospital_enablement"}


def issues(desk: Desk, ref: str) -> list[tuple[int, str, str | None]]:
    return [(issue["number"], issue["category"], issue["team"]) for issue in desk.read(ref)["issues"]]


def told(desk: Desk, ref: str) -> list[str]:
    items = desk.officer.get(f"{CASES}/{ref}/timeline").json()["items"]
    return [item["title"] for item in items]


def test_a_matter_without_a_category_is_an_issue_too(desk: Desk) -> None:
    ref = desk.open(matters=[DELAY, UNSORTED])
    assert issues(desk, ref) == [(1, "delay", "locality"), (2, "other", "hospital_enablement")]


def test_an_issue_has_the_words_of_its_own_matter(desk: Desk) -> None:
    """Praise that was said first is no issue, and its words are not the complaint's."""
    praise = {"kind": "praise", "description": "The nurse was kind."}
    ref = desk.open(matters=[praise, DELAY])
    assert [(issue["number"], issue["matter"]) for issue in desk.read(ref)["issues"]] == [(1, 2)]


def test_whose_doing_it_is_goes_with_the_matter(desk: Desk) -> None:
    of_provider = {"category": "communication", "provider": {"name": "Oak Care", "kind": "home_care"}}
    ref = desk.open(matters=[DELAY, of_provider])
    assert [issue["about"] for issue in desk.read(ref)["issues"]] == ["council", "provider"]


def test_an_issue_names_whose_work_it_is_and_the_provider(desk: Desk) -> None:
    """Each its own; what a matter does not say of itself is the contact's."""

    def named() -> list[tuple[str | None, str | None]]:
        return [(issue["function"], issue["provider_name"]) for issue in desk.read(ref)["issues"]]

    home, oak = {"name": "Larkfield House", "kind": "care_home"}, {"name": "Oak Care", "kind": "home_care"}
    about_oak = {"category": "communication", "provider": oak}
    ref = desk.open(provider=home, matters=[DELAY, about_oak])
    assert named() == [("adult_social_care", "Larkfield House"), ("adult_social_care", "Oak Care")]
    learn(desk, ref, matters=[DELAY, {**about_oak, "concerns_provider": False, "provider": None}])
    assert named() == [("adult_social_care", "Larkfield House"), ("adult_social_care", None)]


def test_a_matter_that_is_learned_later_is_an_issue(desk: Desk) -> None:
    ref = desk.open(matters=[DELAY])
    learn(desk, ref, matters=[DELAY, UNSORTED])
    assert [number for number, *_ in issues(desk, ref)] == [1, 2]
    assert "Issue 2 added" in told(desk, ref)
    learn(desk, ref, matters=[DELAY, {**UNSORTED, "category": "communication"}])
    assert issues(desk, ref)[1] == (2, "communication", "hospital_enablement"), "one that is sorted later stays it"


def test_a_matter_that_belongs_elsewhere_is_no_issue_any_more(desk: Desk) -> None:
    ref = desk.open(matters=[UNSORTED, DELAY])
    elsewhere = {"description": "The hearing aid.", "about": ["employment"]}
    learn(desk, ref, matters=[elsewhere, DELAY])
    assert issues(desk, ref) == [(2, "delay", "locality")]
    assert "Issue 1 went elsewhere" in told(desk, ref)


def test_what_an_officer_did_with_an_issue_stays(desk: Desk) -> None:
    ref = desk.open(matters=[DELAY, UNSORTED])
    desk.acknowledge(ref)
    desk.find(ref, "upheld", 1)
    described = {"category": "communication", "description": "Nobody rang back for a week.", "about": "council"}
    desk.do(ref, "issues/2", described)
    learn(desk, ref, matters=[UNSORTED])
    case = desk.read(ref)
    assert [(i["category"], i["outcome"]) for i in case["issues"]] == [
        ("delay", "upheld"),
        ("communication", None),
    ]
    learn(desk, ref, matters=[UNSORTED, {"category": "delay", "team": "locality"}])
    assert len(desk.read(ref)["issues"]) == 2, "each is known again at another place"
    desk.do(ref, "issues", {"category": "delay", "description": "And again.", "about": "council"})
    learn(desk, ref, matters=[UNSORTED, DELAY, {"category": "delay"}])
    assert [issue["number"] for issue in desk.read(ref)["issues"]] == [1, 2, 3, 4]


def test_an_officer_accepts_a_refused_complaint_with_all_its_matters(desk: Desk) -> None:
    late = {"event_on": "2024-02-01"}
    ref = desk.open(matters=[{**DELAY, **late}, {**UNSORTED, **late}], good_reason=False)
    assert desk.read(ref)["disposition"] == "refused"
    desk.reclassify(ref, "statutory_complaint")
    assert [category for _, category, _ in issues(desk, ref)] == ["delay", "other"]
    assert desk.read(ref)["received_on"] < TODAY
