"""Letters to whoever contacted the council: pure filling, then which there are and who may take them."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from chassis.letters.correspondent import Correspondent
from chassis.letters.templates import WORD, Filled, fill, words_in
from chassis.letters.wording.rules import wrong_in
from intake.assessment import assess
from intake.letters.facts import Facts, Went
from intake.letters.law import law_in_words
from intake.letters.rules import NOTICED, WITH, ContactLetterKind, Letter, offered
from intake.letters.saying import BECAUSE, WORDS, said
from intake.letters.templates import defaults
from intake.letters.wording.example import example
from intake.letters.wording.own import OWN_WORDS
from intake.rules import RULES
from intake.rules import Facts as MatterFacts
from intake.rules.cited import cited
from intake.schemas import ContactFacts, DutyRead
from kernel.vocabulary import Function, Role
from tests.support import contacts
from tests.support.books import books
from tests.support.house import Caller, House

Kind = ContactLetterKind
CONTACTS = "/api/intake/v1/contacts"
BOOKS = books()
COUNCIL = BOOKS.council("eastmere")
DAY = date(2026, 3, 24)


def duty(code: str, row: str, source: str = "SI 2009/309, reg 6(5)") -> DutyRead:
    return DutyRead(code=code, row=row, matter=1, text="Tell them.", by=None, source=source)


def bare(kind: ContactLetterKind, row: str = "28", function: Function | None = None, *codes: str) -> Facts:
    letter = Letter("it", kind, row, 1, [duty(code, row) for code in ("it", *codes)])
    return Facts(
        COUNCIL, "EAS-2526-0001", Correspondent(), "An Officer", letter, MatterFacts(DAY, function=function), DAY
    )


def known(kind: ContactLetterKind, row: str = "28", function: Function | None = None) -> Facts:
    return replace(
        bare(kind, row, function, *sorted(WITH.get(kind, ()))),
        to=Correspondent(name="A. Caller", person="A. Person"),
        about="home care",
        provider="A care home",
        goes_on=True,
        went=Went("the hospital", DAY),
        shared_with="the home care team",
        team="Home care",
    )


def filled(facts: Facts) -> Filled:
    return fill(defaults().letters[facts.letter.kind].text, said(facts))


@pytest.mark.parametrize("kind", Kind)
def test_every_letter_has_words_in_both_languages_and_uses_known_ones(kind: ContactLetterKind) -> None:
    template = defaults().letters[kind]
    assert template.easy_read
    for text in (template.subject, template.text, template.easy_read):
        assert set(words_in(text)) <= set(WORDS)
        assert "((" not in WORD.sub("", text), "a bracket that is not closed"
    words = {"subject": template.subject, "text": template.text, "easy_read": template.easy_read}
    assert wrong_in(OWN_WORDS.must_say.get(kind, ()), WORDS, **words) == []
    assert fill(template.text, said(example(COUNCIL, DAY, kind))).missing == {}


def test_the_example_has_something_to_say_for_every_word() -> None:
    shown = said(example(COUNCIL, DAY, None))
    assert {word for word, what in shown.items() if not isinstance(what, str)} == set()


def test_a_letter_says_what_the_duties_ask_that_are_done_once_it_is_sent() -> None:
    told_by = {"reopen": "again"}
    for kind, codes in WITH.items():
        assert {told_by.get(code, code) for code in codes} <= set(OWN_WORDS.must_say[kind])


@pytest.mark.parametrize("kind", Kind)
def test_of_a_contact_of_which_nothing_is_known_each_word_that_is_left_says_why(kind: ContactLetterKind) -> None:
    letter = filled(bare(kind))
    assert set(words_in(letter.text)) == set(letter.missing) >= {"name"}
    assert all(letter.missing.values())


@pytest.mark.parametrize("kind", Kind)
def test_of_one_that_is_known_every_letter_is_whole(kind: ContactLetterKind) -> None:
    facts = known(kind)
    letter = filled(facts)
    assert letter.missing == {}
    assert letter.text.startswith("Dear A. Caller\n")
    assert "ring 01632 960 200" in letter.text
    assert letter.text.endswith("An Officer\nHome care\nEastmere City Council\n")
    easy = fill(defaults().letters[kind].easy_read or "", said(facts))
    assert easy.missing == {}


def test_nobody_who_stayed_anonymous_is_written_to() -> None:
    facts = replace(known(Kind.THANKS), to=Correspondent(anonymous=True))
    assert filled(facts).missing == {"name": "They wanted to stay anonymous."}


TOLD = {rule.id for rule in RULES if "tell" in {owed.code for owed in rule.duties}} - {"12", "13"}


@pytest.mark.parametrize("row", sorted(NOTICED | TOLD))
def test_every_row_that_takes_something_away_is_told_in_words_and_by_a_law(row: str) -> None:
    assert "They" not in BECAUSE[row], "it speaks to them"
    source = next(rule.source for rule in RULES if rule.id == row)
    assert law_in_words(source, None) or source == "Local policy"


@pytest.mark.parametrize(
    ("row", "function", "law"),
    [
        ("28", Function.ADULT_SOCIAL_CARE, "regulation 12 of the Local Authority Social Services"),
        ("28", Function.PUBLIC_HEALTH, "regulation 27 of the NHS Bodies and Local Authorities"),
        ("19c", Function.CHILDRENS_SOCIAL_CARE, "regulation 9 of the Children Act 1989 Representations Procedure"),
        ("16a", Function.OTHER_COUNCIL_SERVICE, "section 2 of the Ombudsman's Complaint Handling Code"),
        ("19f", Function.CHILDRENS_SOCIAL_CARE, "regulations 15, 17 and 18 of the Children Act 1989"),
    ],
)
def test_a_notice_rests_on_the_law_of_its_own_procedure(row: str, function: Function, law: str) -> None:
    text = filled(known(Kind.NOTICE, row, function)).text
    assert f"This rests on {law}" in text
    assert BECAUSE[row] in text


@pytest.mark.parametrize("function", [Function.CHILDRENS_SOCIAL_CARE, Function.OTHER_COUNCIL_SERVICE])
def test_the_regulations_of_adults_are_told_of_nothing_else(function: Function) -> None:
    text = filled(known(Kind.NOTICE, "7", function)).text
    assert BECAUSE["7"] in text
    assert "This rests on" not in text


def test_a_worker_is_told_who_hears_them_and_what_protects_them() -> None:
    text = filled(known(Kind.WORKERS_CONCERN, "7b", Function.CHILDRENS_SOCIAL_CARE)).text
    assert "not dealt with as a complaint" in text
    assert "This rests on the Public Interest Disclosure Act 1998" in text
    assert "the Ombudsman" not in text


def test_what_is_no_law_is_not_told_as_one() -> None:
    assert law_in_words("SI 2009/309, reg 8(1)(e); Barnet 2022/23 §6.6", None).startswith("regulation 8(1)(e) of")
    assert law_in_words("Local policy", None) == ""
    assert cited("SI 2009/309, reg 12", Function.PUBLIC_HEALTH) == "SI 2012/3094, reg 27"


@pytest.mark.parametrize(
    ("owed", "says"),
    [
        pytest.param((), set(), id="none"),
        pytest.param(("ombudsman",), {"Ombudsman"}, id="the Ombudsman"),
        pytest.param(("ico",), {"Information Commissioner"}, id="the Commissioner"),
        pytest.param(("reopen",), {"Ombudsman", "something new"}, id="answered before"),
    ],
)
def test_a_notice_says_where_else_they_can_go_as_its_duties_ask(owed: tuple[str, ...], says: set[str]) -> None:
    text = filled(replace(known(Kind.NOTICE, "8"), letter=bare(Kind.NOTICE, "8", None, *owed).letter)).text
    words = ("Ombudsman", "Information Commissioner", "something new")
    assert {word for word in words if word in text} == says


@pytest.mark.parametrize(
    ("person", "why", "law"),
    [
        ({"lacks_capacity": True}, "best interests", "5(4) and (5)"),
        ({"is_child": True}, "A child may speak for itself", "5(3) to (5)"),
        ({}, "can decide this for themselves", "5(2)(d)"),
    ],
)
def test_why_somebody_may_not_be_spoken_for_is_told_by_the_person(
    person: dict[str, Any], why: str, law: str
) -> None:
    facts = known(Kind.PART_LEFT_OUT, "33")
    text = filled(replace(facts, matter=replace(facts.matter, **person))).text
    assert why in text
    assert f"This rests on regulation {law} of" in text
    assert "What you complain of for yourself goes on" in text


PRAISE = {"kind": "praise", "narrative": "The carers were kind."}


def letters_of(**said: Any) -> list[Letter]:
    body = ContactFacts.model_validate(contacts.statutory(**said))
    return offered(assess(body, DAY, DAY, COUNCIL, BOOKS))


@pytest.mark.parametrize(
    ("contact", "kinds"),
    [
        pytest.param(PRAISE, {Kind.THANKS: ["thanks"]}, id="a compliment"),
        pytest.param({"kind": "idea"}, {Kind.IDEA: []}, id="a suggestion"),
        pytest.param({"kind": "request", "about": ["foi_request"]}, {Kind.PASSED_ON: []}, id="a request"),
        pytest.param({"about": ["whistleblowing"]}, {Kind.WORKERS_CONCERN: []}, id="a worker's concern"),
        pytest.param(
            {"matters": [{"description": "The visits."}, {"about": ["whistleblowing"]}]},
            {Kind.WORKERS_CONCERN: []},
            id="a worker's concern beside a complaint",
        ),
        pytest.param(
            {"about": ["foi_complaint"]}, {Kind.NOTICE: ["notice.5.1", "ico.5.1"]}, id="a request not met"
        ),
        pytest.param({"about": ["tribunal_matter"]}, {Kind.ELSEWHERE: ["tell.30.1"]}, id="for a tribunal"),
        pytest.param(
            {"function": "nhs"},
            {Kind.MAY_SEND_ON: ["transfer.12.1"], Kind.SENT_ON: ["tell.12.1"]},
            id="the NHS's",
        ),
        pytest.param(
            {"arrangement": "self_funded", "provider": {"name": "A care home", "kind": "care_home"}},
            {Kind.TO_PROVIDER: ["provider_consent.14.1", "ombudsman.14.1"]},
            id="care that was bought privately",
        ),
        pytest.param(
            {"function": "childrens_social_care", "about": ["court_proceedings"], "prejudices_proceedings": True},
            {Kind.DEFERRAL: ["notice.19b.1", "resubmit.19b.1"]},
            id="put off",
        ),
        pytest.param(
            {
                "complainant": {"role": "relative", "own_grievance": True},
                "person": {"lacks_capacity": True, "best_interests": False},
            },
            {Kind.PART_LEFT_OUT: ["notice.33.1"]},
            id="for themselves alone",
        ),
        pytest.param({"harm_alleged": "yes"}, {}, id="a complaint, whose case writes"),
        pytest.param({"event_on": "2024-02-01", "good_reason": False}, {}, id="a refusal, which its case tells"),
        pytest.param(
            {"matters": [{"description": "The visits."}, {"event_on": "2024-02-01"}], "good_reason": False},
            {Kind.NOTICE: ["notice.28.2", "ombudsman.28.2"]},
            id="a matter that is refused beside a complaint",
        ),
    ],
)
def test_a_contact_may_be_written_what_it_owes_or_its_class_calls_for(
    contact: dict[str, Any], kinds: dict[ContactLetterKind, list[str]]
) -> None:
    letters = letters_of(**contact)
    assert {letter.kind: [duty.key for duty in letter.duties] for letter in letters} == kinds
    for letter in letters:
        assert letter.key == (letter.duties[0].key if letter.duties else letter.kind)


class Recorded:
    """Contacts that are recorded over HTTP, and their letters as an officer sees them."""

    def __init__(self, services: House) -> None:
        self.officer = services.caller(Role.COMPLAINTS_OFFICER)

    def contact(self, **said: Any) -> str:
        caller = {"name": "A. Caller", "address": "1 High Street, Anytown", "role": "relative"}
        answer = self.officer.post(CONTACTS, contacts.statutory(**{"complainant": caller, **said}))
        assert answer.status_code == 201, answer.text
        ref: str = answer.json()["ref"]
        return ref

    def letters(self, ref: str, by: Caller | None = None) -> dict[str, dict[str, Any]]:
        answer = (by or self.officer).get(f"{CONTACTS}/{ref}/letters")
        assert answer.status_code == 200, answer.text
        return {letter["key"]: letter for letter in answer.json()["items"]}

    def text(self, ref: str, letter: str) -> str:
        answer = self.officer.get(f"{CONTACTS}/{ref}/letters/{letter}/text")
        assert answer.status_code == 200, answer.text
        return answer.text

    def put(self, ref: str, part: str, said: dict[str, Any]) -> None:
        on = self.officer.get(f"{CONTACTS}/{ref}").json()["received_on"]
        body = {name: on if value == "TODAY" else value for name, value in said.items()}
        self.officer.request("PUT", f"{CONTACTS}/{ref}/{part}", json=body).raise_for_status()


@pytest.fixture
def recorded(services: House) -> Recorded:
    return Recorded(services)


def test_a_letter_is_taken_in_every_form_with_head_and_address(recorded: Recorded) -> None:
    ref = recorded.contact(matters=[{"description": "The visits."}, {"about": ["foi_complaint"]}])
    (key,) = recorded.letters(ref)
    assert key == "notice.5.2"
    text = recorded.text(ref, key)
    assert text.startswith("Eastmere City Council\nComplaints Team\n")
    assert "A. Caller\n1 High Street\nAnytown\n" in text
    assert "Why we do not look into this as a complaint" in text
    assert "We do not look into one part of it" in text
    assert "Freedom of Information Act" in text
    assert "We look into the rest of what you told us" in text
    forms = {"page": "text/html; charset=utf-8", "pdf": "application/pdf", "docx": "application/vnd.openxml"}
    for form, media_type in forms.items():
        answer = recorded.officer.get(f"{CONTACTS}/{ref}/letters/{key}/{form}")
        assert answer.headers["content-type"].startswith(media_type)
        assert f'attachment; filename="{ref}-letter-notice.5.2.' in answer.headers["content-disposition"]


def test_a_letter_is_there_once_it_is_whole_and_until_its_duty_is_done(recorded: Recorded) -> None:
    request = recorded.contact(kind="request", about=["foi_request"])
    missing = "Record first to whom it went."
    assert recorded.letters(request)["passed_on"]["missing"] == [missing]
    answer = recorded.officer.get(f"{CONTACTS}/{request}/letters/passed_on/pdf")
    assert answer.status_code == 409
    assert missing in answer.json()["detail"]
    recorded.put(request, "redirection", {"route": "team", "to": "the information team", "on": "TODAY"})
    assert recorded.letters(request)["passed_on"]["missing"] == []
    assert "We passed it on to the information team on" in recorded.text(request, "passed_on")
    praise = recorded.contact(**PRAISE)
    assert recorded.letters(praise).keys() == {"thanks"}
    recorded.put(praise, "duties/thanks", {"done_on": "TODAY"})
    assert recorded.letters(praise) == {}
    assert recorded.officer.get(f"{CONTACTS}/{praise}/letters/thanks/pdf").status_code == 404


def test_whoever_needs_easy_words_or_large_print_gets_them(recorded: Recorded) -> None:
    easy = recorded.contact(**PRAISE, adjustments=["easy_read"])
    assert "We are glad.\n" in recorded.text(easy, "thanks")
    large = recorded.contact(**PRAISE, adjustments=["large_print"])
    page = recorded.officer.get(f"{CONTACTS}/{large}/letters/thanks/page").text
    assert '<html lang="en-GB" class="large">' in page
    assert "We received your words on" in page


def test_letters_are_for_whoever_sees_who_it_is(recorded: Recorded, services: House) -> None:
    ref, old = recorded.contact(**PRAISE), recorded.contact(**PRAISE, received_at="2025-01-08T10:00:00Z")
    hidden = recorded.contact(**PRAISE, restricted=True)
    for role in (Role.MANAGER, Role.INVESTIGATOR, Role.CONTACT_CENTRE):
        assert recorded.letters(ref, services.caller(role)).keys() == {"thanks"}
    refused = [(role, ref) for role in (Role.AUDITOR, Role.ADMIN, Role.PARTNER)]
    refused += [(Role.CONTACT_CENTRE, old), (Role.INVESTIGATOR, hidden)]  # neither theirs nor recent; restricted
    for role, of in refused:
        for at in ("letters", "letters/thanks/text"):
            assert services.caller(role).get(f"{CONTACTS}/{of}/{at}").status_code == 403, (role, of)
    assert recorded.letters(hidden).keys() == {"thanks"}


def test_a_council_has_words_of_its_own_from_their_day_on(recorded: Recorded, services: House) -> None:
    one = "/api/intake/v1/letter-wordings/thanks"
    ref, keeper = recorded.contact(**PRAISE), services.caller(Role.MANAGER)
    ours = {"subject": "How kind of you", "text": "Dear ((name))\n\nThank you.\n"}
    today = keeper.get(f"{CONTACTS}/{ref}").json()["received_on"]
    begins = {"in_force_from": today, "after": 0}
    assert keeper.post(f"{one}/preview", ours).json()["text"] == "Dear A. Caller\n\nThank you.\n"
    assert recorded.letters(ref)["thanks"]["subject"] == "Thank you for what you told us"
    kept = keeper.post(one, ours | begins)
    assert kept.status_code == 201, kept.text
    assert (kept.json()["name"], kept.json()["versions"][0]["by"]["name"]) == (
        "Thank you for what you told us",
        "Manager",
    )
    assert recorded.letters(ref)["thanks"]["subject"] == "How kind of you"
    assert "Dear A. Caller\n\nThank you.\n" in recorded.text(ref, "thanks")
    assert keeper.post(one, ours | begins).status_code == 412, "somebody was first"
    assert keeper.get(f"{one}/versions/1").json()["subject"] == "How kind of you"
    items = keeper.get("/api/intake/v1/letter-wordings").json()["items"]
    assert {each["kind"]: each["version"] for each in items} == dict.fromkeys(Kind) | {"thanks": 1}
    silent = keeper.post(f"{one.removesuffix('thanks')}notice", ours | begins)
    assert silent.json()["errors"][0]["detail"].startswith("This letter has to say ((because)) and ((again))")
    assert recorded.officer.get(one).status_code == 403
    assert services.caller(Role.MANAGER, authority="leicester").get(one).json()["versions"] == []
