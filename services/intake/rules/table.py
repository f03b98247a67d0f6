"""The table itself: every row in its order. Flags first; then the first row that ends decides.

Where a row cannot tell, because a fact is not known, the contact is held and that fact is asked for (31b).
"""

from collections.abc import Sequence

from intake.rules import conditions as when
from intake.rules.facts import YES_OR_NO, Answer, By, Duty, Ends, OmbudsmanSays, Question, Reason, Rule, Topic
from kernel.vocabulary import (
    Classification,
    ContactKind,
    Disposition,
    Flag,
    Function,
    RedirectedTo,
    RefusalReason,
)

CORPORATE = Ends(Classification.CORPORATE_COMPLAINT, Disposition.ACCEPTED, "corporate")
UNHAPPY = "They are unhappy about something past."
NOTICE = Duty("notice", "Tell them in writing that it is not looked into here, and why.", "SI 2009/309, reg 8(2)")
TELL = Duty(
    "tell", "Tell them in writing who deals with it, and why it is not the council's complaint.", "Local practice"
)
OMBUDSMAN = Duty("ombudsman", "Tell them that they may go to the Ombudsman.", "Local Government Act 1974, s.26")
ADVOCACY = Duty(
    "advocacy",
    "Offer an advocate, and help to make the complaint.",
    "Children Act 1989, s.26A; SI 2006/1738, reg 11",
)
TO_PROVIDER = Duty(
    "provider_consent",
    "Ask whether their details may go to the provider, and send them if they agree.",
    "SI 2009/309, reg 11",
)
QUALITY_ALERT = Duty("quality_alert", "Tell contract monitoring.", "Barnet 2022/23 §9 and §10")


LATE = Question(
    "good_reason",
    "Was there a good reason to wait, and can it still be looked into fairly?",
    "Yes to both: a complaint. Else it is refused, and they are told why.",
    YES_OR_NO,
)


SENT_ON = (
    Duty("transfer", "Ask whether it may be sent on, and send it.", "SI 2009/309, reg 6(5)"),
    Duty("tell", "Tell them to whom it was sent.", "SI 2009/309, reg 6(5)"),
)
PASS_ON = Duty(
    "pass_on",
    "Tell that body what it is about, without what could say who wrote it. Nobody can be asked, or told.",
    "UK GDPR, art. 5(1)(c)",
)
"""What is owed of another body's part where nobody can be asked whether it may be sent on."""
TOGETHER = Rule(
    "13",
    "Is part of it about another body?",
    when.touches(Topic.ALSO_NHS),
    Flag.JOINT,
    ["Part of it is about another body: both work together, and give one answer."],
    "SI 2009/309, reg 9",
    duties=[Duty("lead", "Agree with the other body who leads, and who answers.", "SI 2009/309, reg 9")],
)
NOT_TOGETHER = Reason(
    "13",
    "Part of it is about another body. It is not answered here, so that part is sent on by itself.",
    "SI 2009/309, reg 6(5)",
)
"""What row 13 says where the council's own part has no answer to be joined to."""


def outside(to: RedirectedTo | None = None) -> Ends:
    """Not a complaint under the Regulations; somebody else's, if the council knows whose."""
    return Ends(Classification.OTHER_CONTACT, Disposition.NOT_IN_SCOPE, redirected_to=to)


ADULT = "adult_statutory"


def refused(why: RefusalReason, procedure: str = ADULT) -> Ends:
    """A complaint that is counted, but not looked into."""
    return Ends(Classification.STATUTORY_COMPLAINT, Disposition.REFUSED, procedure, why)


FLAGS: Sequence[Rule] = (
    Rule(
        "F1",
        "Is anyone said to be at risk of harm?",
        when.alleges_harm,
        Flag.SAFEGUARDING,
        ["Someone may be at risk of harm. Every clock keeps running."],
        "Care Act 2014, s.42",
        duties=[
            Duty(
                "safeguarding",
                "Tell safeguarding today. The rest goes on beside it.",
                "Care Act 2014, s.42",
                By.TODAY,
            )
        ],
    ),
    Rule(
        "F2",
        "May the police, a coroner or the regulator have to know of it?",
        when.touches(Topic.POLICE_OR_CORONER),
        Flag.NOTICE_TO_OTHERS,
        ["The police, a coroner or the regulator may have to know of it."],
        "Barnet 2022/23 §9",
        duties=[Duty("notify", "Decide today whom to tell: police, coroner, CQC.", "Barnet 2022/23 §9", By.TODAY)],
    ),
    Rule(
        "F3",
        "Do they need something done differently for them?",
        when.needs_adjustments,
        Flag.ADJUSTMENTS,
        ["They need something to be done differently for them."],
        "Equality Act 2010, s.20",
        duties=[
            Duty("adjustments", "Use what they asked for in every letter and call.", "Equality Act 2010, s.20")
        ],
    ),
    Rule(
        "F4",
        "Is a plan for contact with them in force?",
        when.has_a_contact_plan,
        Flag.CONTACT_PLAN,
        ["A plan for contact with them is in force; it limits how, not whether, they are heard."],
        "Leicester 2023/24 §5.17; Shropshire 2022/23 §10",
    ),
    Rule(
        "F5",
        "Do they speak of the press or of a lawyer?",
        when.touches(Topic.MEDIA_OR_LEGAL_THREAT),
        Flag.MEDIA_OR_LEGAL_THREAT,
        ["They speak of the press or of a lawyer."],
        "Local practice",
        duties=[Duty("manager", "Tell the manager on duty today.", "Local practice", By.TODAY)],
    ),
    Rule(
        "F6",
        "Did another body receive it first, and send it on?",
        when.was_sent_on,
        Flag.TRANSFERRED_IN,
        ["Another body received it first and sent it on. It counts as made on the day it came here."],
        "SI 2009/309, reg 6(5) and (6)",
        duties=[Duty("tell_sender", "Tell the body that sent it on which day it came here.", "Local practice")],
    ),
)

NOT_A_COMPLAINT: Sequence[Rule] = (
    Rule(
        "20a",
        "Does the Ombudsman ask the council about a complaint?",
        when.ombudsman_says(OmbudsmanSays.ENQUIRES),
        Ends(Classification.OMBUDSMAN_ENQUIRY, Disposition.ACCEPTED),
        ["The Ombudsman asks the council about a complaint."],
        "Shropshire 2022/23 §2",
        Question(
            "ombudsman",
            "Does the Ombudsman refer it back, or ask the council about it?",
            "Referred back: a complaint, received today. An enquiry: 28 days, or the date in the letter.",
            (
                Answer(OmbudsmanSays.REFERRED_BACK.value, "Referred back"),
                Answer(OmbudsmanSays.ENQUIRES.value, "It asks"),
            ),
        ),
    ),
    Rule(
        "1",
        "Do they say that something went well?",
        when.kind_is(ContactKind.PRAISE),
        Ends(Classification.COMPLIMENT, Disposition.ACCEPTED),
        ["They are saying that something went well."],
        "Shropshire 2022/23 §1; Coventry 2023/24, Background",
        duties=[Duty("thanks", "Thank them, and tell who earned it.", "Coventry 2023/24, Background")],
    ),
    Rule(
        "2",
        "Do they suggest something, without being unhappy about something past?",
        when.kind_is(ContactKind.IDEA),
        Ends(Classification.COMMENT, Disposition.ACCEPTED),
        ["They suggest something, and are not unhappy about something past."],
        "Shropshire 2022/23 §1",
    ),
)

ANOTHER_ROUTE: Sequence[Rule] = (
    Rule(
        "4",
        "Is it a request for information, or for what is held of them?",
        when.touches(Topic.FOI_REQUEST, Topic.SUBJECT_ACCESS_REQUEST),
        outside(RedirectedTo.OTHER_SERVICE),
        ["It is a request for information, which has a law of its own."],
        "Freedom of Information Act 2000; UK GDPR, art. 15",
        duties=[
            Duty(
                "information_team",
                "Pass it to the information team today: its time runs.",
                "FOIA 2000, s.10",
                By.TODAY,
            )
        ],
    ),
    Rule(
        "5",
        "Is it about a freedom of information request that was not met?",
        when.touches(Topic.FOI_COMPLAINT),
        outside(RedirectedTo.OTHER_SERVICE),
        ["It is about a freedom of information request that was not met."],
        "SI 2009/309, reg 8(1)(g)",
        duties=[
            NOTICE,
            Duty("ico", "Tell them of the review, and of the Information Commissioner.", "FOIA 2000, s.50"),
        ],
    ),
    Rule(
        "6",
        "Do they ask for a right that data protection law gives them?",
        when.asks_for_data_protection_rights,
        outside(RedirectedTo.OTHER_SERVICE),
        ["They ask for what data protection law gives them: to see, correct or erase what is held of them."],
        "UK GDPR, arts. 15 to 21",
        duties=[
            TELL,
            Duty("ico", "Tell them of the data protection officer and the Commissioner.", "DPA 2018, s.165"),
        ],
    ),
    Rule(
        "6a",
        "Do they complain of what was done with their personal data?",
        when.complains_of_their_data,
        None,
        ["Part of it is about their personal data: that part belongs to the complaint."],
        "SI 2009/309, reg 8(1) lists no data protection",
        duties=[
            Duty(
                "data_protection_officer",
                "Tell the data protection officer today: a breach may have to be reported.",
                "UK GDPR, art. 33",
                By.TODAY,
            )
        ],
    ),
    Rule(
        "7",
        "Is it about their own employment by a council or the NHS?",
        when.touches(Topic.EMPLOYMENT),
        outside(RedirectedTo.OTHER_SERVICE),
        ["They work for a council or the NHS, and it is about that employment."],
        "SI 2009/309, reg 8(1)(b)",
        duties=[NOTICE],
    ),
    Rule(
        "7b",
        "Does somebody who works there tell of something wrong?",
        when.touches(Topic.WHISTLEBLOWING),
        outside(RedirectedTo.OTHER_SERVICE),
        ["Somebody who works there says that something wrong is going on."],
        "Public Interest Disclosure Act 1998; local policy",
        duties=[
            Duty(
                "whistleblowing",
                "Pass it to the whistleblowing officer, and to safeguarding.",
                "Local policy",
                By.TODAY,
            )
        ],
    ),
    Rule(
        "3",
        "Do they ask for something, without being unhappy about something past?",
        when.requests_and_is_no_member,
        Ends(Classification.ENQUIRY, Disposition.SERVICE_REQUEST),
        ["They ask for a service or information, and are not unhappy about something past."],
        "Leicester 2023/24 §2.3; LGSCO Complaint Handling Code 1.2",
        Question(
            "kind",
            "Has something already gone wrong, or are they asking for something?",
            "Unhappy about something past: a complaint. Asking for something: an enquiry.",
        ),
    ),
    Rule(
        "8",
        "Does a council, an NHS body or its contractor complain for itself?",
        when.is_a_public_body,
        outside(),
        ["A council, an NHS body or its contractor complains: that is between the bodies."],
        "SI 2009/309, reg 8(1)(a)",
        duties=[NOTICE],
    ),
    Rule(
        "10",
        "Does a member ask, without a formal complaint being meant?",
        when.is_a_members_enquiry,
        Ends(Classification.MEMBER_ENQUIRY, Disposition.ACCEPTED),
        ["An MP or councillor asks, and no formal complaint is meant."],
        "Oxfordshire 2017/18 §10.3 and §10.5",
    ),
    Rule(
        "11",
        "Does a member write for somebody who complains?",
        when.is_a_member_with_a_complaint,
        Flag.MEMBER_REPRESENTS,
        ["An MP or councillor writes for somebody, as their representative."],
        "SI 2009/309, reg 5(2)(d); Coventry 2023/24, Providing feedback",
        duties=[
            Duty("member", "Log the member's enquiry too, and answer the member.", "Oxfordshire 2017/18 §10.5")
        ],
    ),
    Rule(
        "12",
        "Is it about another authority or the NHS alone?",
        when.function_is(Function.ANOTHER_AUTHORITY, Function.NHS),
        Ends(Classification.OTHER_CONTACT, Disposition.TRANSFERRED, redirected_to=RedirectedTo.OTHER_COUNCIL),
        ["It is about another authority or the NHS alone. Their time starts when it reaches them."],
        "SI 2009/309, reg 6(5) and (6)",
        Question(
            "function", "Which service is it about?", "Adult social care has its own procedure and dates in law."
        ),
        duties=SENT_ON,
    ),
    TOGETHER,
    Rule(
        "14",
        "Is it about care that was arranged or bought privately?",
        when.function_is(Function.PRIVATE_CARE),
        outside(RedirectedTo.PROVIDER),
        ["It is about care that was arranged or bought privately."],
        "Shropshire 2022/23 §1; Local Government Act 1974, Part 3A",
        duties=[
            TO_PROVIDER,
            QUALITY_ALERT,
            Duty("ombudsman", "Tell them that the Ombudsman looks at such care too.", "LGA 1974, Part 3A"),
        ],
    ),
    Rule(
        "17",
        "Is there nobody who could be answered?",
        when.cannot_be_answered,
        Ends(Classification.ENQUIRY, Disposition.LOGGED_CONCERN),
        ["Nobody could be answered: they gave no name or way to reply."],
        "SI 2009/309, regs 13 and 14; Shropshire 2022/23 §11.3",
        duties=[Duty("service", "Send it to the service and to contract monitoring.", "Local practice")],
    ),
    Rule(
        "30",
        "Can only a tribunal or an appeal put it right?",
        when.touches(Topic.TRIBUNAL_MATTER),
        outside(RedirectedTo.OTHER_SERVICE),
        ["Only a tribunal or an appeal can put it right."],
        "Local policy",
        duties=[TELL],
    ),
    Rule(
        "16a",
        "Does the Complaint Handling Code keep it out: too old, or looked at before?",
        when.kept_out_by_the_code,
        Ends(Classification.CORPORATE_COMPLAINT, Disposition.REFUSED, "corporate", RefusalReason.KEPT_OUT_BY_CODE),
        ["It is more than 12 months old, or was looked at before."],
        "LGSCO Complaint Handling Code 2",
        LATE,
        duties=[Duty("notice", "Tell them in writing, and why.", "LGSCO Complaint Handling Code 2"), OMBUDSMAN],
    ),
    Rule(
        "16b",
        "Did the council answer it before, and is a further stage of its own procedure open to them?",
        when.goes_on_by_the_code,
        None,
        ["The council answered it before, and a further stage is open to them."],
        "LGSCO Complaint Handling Code 2",
        duties=[Duty("reopen", "Take the earlier case to its next stage.", "LGSCO Complaint Handling Code 5")],
    ),
    Rule(
        "9",
        "Does a care provider complain on its own account?",
        when.is_a_provider_on_its_own_account,
        CORPORATE,
        ["A care provider complains on its own account, about fees, contract or conduct."],
        "Leicester 2023/24, executive summary XIII; SI 2009/309, reg 5(1)",
    ),
    Rule(
        "16",
        "Is it about a council service that is not social care?",
        when.function_is(Function.OTHER_COUNCIL_SERVICE),
        CORPORATE,
        [UNHAPPY, "It is about a council service that is not social care."],
        "Shropshire 2022/23 §2; Coventry 2023/24, Description",
    ),
)

CHILDREN: Sequence[Rule] = (
    Rule(
        "17a",
        "Are they between 18 and 25, and is it about the care of adults?",
        when.is_in_transition,
        Flag.TRANSITION,
        ["They are between 18 and 25, and it is about the care of adults."],
        "Barnet 2022/23 §6.4; SI 2009/309, reg 2",
    ),
    Rule(
        "17c",
        "Does it span the care of adults and of children?",
        when.touches(Topic.ALSO_CHILDREN),
        Flag.SPANS_CHILDREN,
        ["It spans the care of adults and of children: two matters, one plan and one answer."],
        "Recommended practice: the function in force on the day leads, the earlier date governs",
        duties=[Duty("split", "Make one matter of each, with one plan for both.", "Recommended practice")],
    ),
    Rule(
        "19a",
        "Does the children's procedure leave it out, or them?",
        when.outside_the_childrens_list,
        CORPORATE,
        ["The children's procedure does not cover it, or not for them."],
        "SI 2006/1738, regs 3 to 5; Children Act 1989, s.26(3)",
        Question(
            "sufficient_interest",
            "Have they a sufficient interest in the child's welfare?",
            "Yes: the children's procedure. No: a corporate complaint.",
            YES_OR_NO,
        ),
        duties=[
            Duty(
                "tell",
                "Tell them in writing why the children's procedure is not for this, and what is done instead.",
                "Getting the Best from Complaints (statutory guidance, 2006)",
            )
        ],
    ),
    Rule(
        "19i",
        "Does the child, or the parent, not agree to what an advocate or a member says for them?",
        when.speaks_against_the_childs_will,
        refused(RefusalReason.REPRESENTATIVE, "children_statutory"),
        ["Those for whom they speak do not agree to this complaint."],
        "Children Act 1989, s.26(3); Oxfordshire 2017/18 §5",
        duties=[
            Duty("notice", "Tell them in writing, and why.", "Children Act 1989, s.26(3)"),
            OMBUDSMAN,
        ],
    ),
    Rule(
        "19b",
        "Might looking into it now prejudice proceedings about the child?",
        when.childrens_and_prejudicial,
        Ends(Classification.STATUTORY_COMPLAINT, Disposition.DEFERRED, "children_statutory"),
        ["Looking into it now might prejudice proceedings."],
        "SI 2006/1738, reg 8",
        duties=[
            Duty("notice", "Tell them in writing why it waits.", "SI 2006/1738, reg 8"),
            Duty("resubmit", "Tell them that they have a year after the proceedings end.", "SI 2006/1738, reg 8"),
            ADVOCACY,
        ],
    ),
    Rule(
        "19g",
        "Was it put off before, and is it sent again within a year after the proceedings?",
        when.childrens_and_sent_again,
        None,
        ["It was put off until proceedings ended, and is sent again within a year: its old days do not count."],
        "SI 2006/1738, reg 8",
        duties=[Duty("link", "Link it to the complaint that was put off.", "SI 2006/1738, reg 8")],
    ),
    Rule(
        "19e",
        "Does the Ombudsman look into the same matter of a child, or did it?",
        when.childrens_and_with_the_ombudsman,
        outside(),
        ["The Ombudsman is looking, or has looked, into the same matter."],
        "Getting the Best from Complaints (statutory guidance, 2006)",
        duties=[NOTICE],
    ),
    Rule(
        "19f",
        "Did the council answer the same matter of a child before, at all its stages?",
        when.childrens_and_answered_before,
        outside(),
        ["The council answered the same matter before: if a stage is left, it is asked for in that case."],
        "SI 2006/1738, regs 15, 17 and 18",
        duties=[
            NOTICE,
            Duty(
                "reopen",
                "Take that case to its next stage, or tell them of the Ombudsman.",
                "SI 2006/1738, reg 15",
            ),
        ],
    ),
    Rule(
        "19h",
        "Did the council answer it before, and is a further stage open to them?",
        when.childrens_and_goes_on,
        None,
        ["The council answered it before, and a further stage is open to them."],
        "SI 2006/1738, regs 17 and 19",
        duties=[Duty("reopen", "Take the earlier case to its next stage.", "SI 2006/1738, reg 17")],
    ),
    Rule(
        "19c",
        "Is it of a child, and more than a year old without a good reason?",
        when.childrens_and_too_late,
        refused(RefusalReason.OUT_OF_TIME, "children_statutory"),
        ["It is more than a year old, without a good reason, or cannot be looked into fairly any more."],
        "SI 2006/1738, reg 9",
        LATE,
        duties=[Duty("notice", "Tell them in writing, and why.", "SI 2006/1738, reg 9"), OMBUDSMAN],
    ),
    Rule(
        "19d",
        "Is it about children's social care?",
        when.is_childrens,
        Ends(Classification.STATUTORY_COMPLAINT, Disposition.ACCEPTED, "children_statutory"),
        [UNHAPPY, "It is about children's social care, whatever the age of who complains."],
        "SI 2006/1738; Children Act 1989, s.26(3)",
        duties=[ADVOCACY],
    ),
)

WHO: Sequence[Rule] = (
    Rule(
        "20",
        "Does the Ombudsman refer it back?",
        when.ombudsman_says(OmbudsmanSays.REFERRED_BACK),
        Flag.REFERRED_BACK,
        ["The Ombudsman refers it back: it is received on the day the referral is."],
        "Coventry 2023/24, Providing feedback; Barnet 2022/23 §8.1",
    ),
    Rule(
        "21",
        "Are they neither affected by it, nor speaking for somebody who is?",
        when.is_a_witness,
        CORPORATE,
        [UNHAPPY, "They do not draw on the care, are not affected by it and speak for nobody who is."],
        "SI 2009/309, reg 5(1); Coventry 2023/24, Description: Corporate",
        Question(
            "affected",
            "Are they, or the person they speak for, affected by it?",
            "Yes: a statutory complaint. No: a corporate complaint.",
        ),
    ),
    Rule(
        "22a",
        "Do they complain of how they were treated themselves?",
        when.has_a_grievance_of_their_own,
        None,
        ["They complain of how they were treated themselves: to that part nobody else has to agree."],
        "SI 2009/309, reg 5(1)(b)",
    ),
    Rule(
        "22b",
        "May only what they complain of for themselves go on?",
        when.goes_on_for_themselves_alone,
        None,
        ["They may not represent the person: only what they complain of for themselves goes on."],
        "SI 2009/309, reg 5(1)(b), (3) to (5)",
        duties=[
            Duty("notice", "Tell them in writing that they cannot represent the person, and why.", "reg 5(5)")
        ],
    ),
    Rule(
        "22",
        "Do they speak for somebody who can decide, and has not agreed yet?",
        when.has_not_agreed_yet,
        Flag.PENDING_CONSENT,
        ["They speak for someone who has not agreed yet."],
        "SI 2009/309, reg 5(2)(d)",
        duties=[
            Duty(
                "consent",
                "Ask the person whether they agree to what is said for them.",
                "SI 2009/309, reg 5(2)(d)",
            )
        ],
    ),
    Rule(
        "22d",
        "Does the person not agree to the part that is said for them?",
        when.does_not_agree_to_their_part,
        Flag.PENDING_CONSENT,
        ["The person does not agree: what is said for them stays out."],
        "SI 2009/309, reg 5(2)(d)",
        duties=[
            Duty(
                "consent",
                "Leave out what is said for the person, unless they agree to it later.",
                "SI 2009/309, reg 5(2)(d)",
            )
        ],
    ),
    Rule(
        "22c",
        "Does the person, who can decide it, not agree to the complaint?",
        when.does_not_agree,
        refused(RefusalReason.REPRESENTATIVE),
        ["The person does not agree to this complaint, and can decide that."],
        "SI 2009/309, reg 5(2)(d)",
        duties=[
            Duty("notice", "Tell them in writing that they cannot represent the person, and why.", "reg 5(2)(d)"),
            OMBUDSMAN,
            Duty(
                "quality_alert", "Tell quality monitoring what may concern others too.", "Oxfordshire 2017/18 §5"
            ),
        ],
    ),
    Rule(
        "23",
        "Do they act against the best interests of a person who cannot decide this?",
        when.against_best_interests,
        refused(RefusalReason.REPRESENTATIVE),
        ["They do not act in the best interests of the person, who cannot decide this."],
        "SI 2009/309, reg 5(4) and (5)",
        duties=[
            Duty("notice", "Tell them in writing that they cannot represent the person, and why.", "reg 5(5)"),
            OMBUDSMAN,
        ],
    ),
    Rule(
        "23a",
        "Do they act in the best interests of a person who cannot decide this?",
        when.in_best_interests,
        Flag.BEST_INTERESTS,
        ["They speak for someone who cannot decide this, and act in their best interests."],
        "SI 2009/309, reg 5(2)(c)",
    ),
    Rule(
        "24",
        "Are there no good grounds to speak for the child, instead of the child itself?",
        when.may_not_speak_for_the_child,
        refused(RefusalReason.REPRESENTATIVE),
        ["There are no reasonable grounds to represent the child, or it is not in its best interests."],
        "SI 2009/309, reg 5(3) to (5)",
        Question(
            "person.reasonable_grounds",
            "Is there a good reason why the child does not complain itself, and is it in its best interests?",
            "Good grounds: the complaint goes on. Else it is refused, with a notice.",
            YES_OR_NO,
        ),
        duties=[Duty("notice", "Tell them in writing, and why.", "SI 2009/309, reg 5(3)"), OMBUDSMAN],
    ),
    Rule(
        "25",
        "Has the person died?",
        when.speaks_for_someone_who_died,
        Flag.DECEASED,
        ["The person has died: the one who speaks for them needs no consent."],
        "SI 2009/309, reg 5(2)(a)",
        duties=[Duty("confidentiality", "Check what may be told to whom: executor, next of kin.", "reg 5(2)(a)")],
    ),
)

BEFORE: Sequence[Rule] = (
    Rule(
        "26",
        "Does the Ombudsman look into the same matter, or did it?",
        when.is_with_the_ombudsman,
        outside(),
        ["The Ombudsman is looking, or has looked, into the same matter."],
        "SI 2009/309, reg 8(1)(f)",
        duties=[NOTICE],
    ),
    Rule(
        "27",
        "Did the council answer the same matter before?",
        when.was_answered_before,
        outside(),
        ["The same matter was investigated before. What is new goes on in that case."],
        "SI 2009/309, reg 8(1)(e); Barnet 2022/23 §6.6",
        duties=[
            NOTICE,
            Duty(
                "reopen", "Re-open that case if there are new facts, or tell them of the Ombudsman.", "reg 8(1)(e)"
            ),
        ],
    ),
    Rule(
        "27a",
        "Was the same matter put right before, and has not come back?",
        when.was_resolved_before,
        outside(),
        ["The same matter was put right before, and has not come back."],
        "SI 2009/309, reg 8(1)(d)",
        Question(
            "recurred",
            "Has it happened again since?",
            "Yes: a complaint. No: it was put right before.",
            YES_OR_NO,
        ),
        duties=[NOTICE],
    ),
    Rule(
        "28",
        "Is it more than 12 months old, without a good reason or a fair way to look into it?",
        when.is_out_of_time,
        refused(RefusalReason.OUT_OF_TIME),
        ["It is more than 12 months old, without a good reason, or cannot be looked into fairly any more."],
        "SI 2009/309, reg 12",
        LATE,
        duties=[Duty("notice", "Tell them in writing, and why.", "SI 2009/309, reg 12"), OMBUDSMAN],
    ),
    Rule(
        "29",
        "Is part of it before a court?",
        when.would_prejudice_a_court,
        Flag.HELD_PART,
        ["Part of it is before a court: that part may wait, the six months do not."],
        "SI 2009/309, reg 8 lists no court; recommended practice",
        duties=[
            Duty("hold", "Say which part waits and why, and agree a later date.", "SI 2009/309, reg 14(3)(b)")
        ],
    ),
)

OUTCOMES: Sequence[Rule] = (
    Rule(
        "31",
        "Was it made orally, and put right by the end of the next working day?",
        when.put_right_orally,
        Ends(Classification.ENQUIRY, Disposition.RESOLVED_ORAL),
        ["It was made orally and put right, to their satisfaction, by the end of the next working day."],
        "SI 2009/309, reg 8(1)(c)",
    ),
    Rule(
        "31a",
        "Was it made in writing, and put right by the end of the next working day?",
        when.put_right_in_writing,
        Flag.EARLY_RESOLUTION,
        ["It was put right at once, but it came in writing: a short written answer is still owed."],
        'SI 2009/309, reg 8(1)(c): "made orally"',
        duties=[Duty("short_answer", "Send a short written answer.", "SI 2009/309, reg 14(2)")],
    ),
    Rule(
        "31b",
        "Is it unclear whether the complaint procedure is the right route?",
        when.touches(Topic.ROUTE_UNCLEAR),
        Ends(Classification.ENQUIRY, Disposition.HOLDING),
        ["It is not clear yet whether the complaint procedure is the right route."],
        "Leicester 2023/24, note i to §3.6",
    ),
    Rule(
        "15",
        "Is it about public health?",
        when.is_public_health,
        Ends(Classification.STATUTORY_COMPLAINT, Disposition.ACCEPTED, "public_health"),
        [UNHAPPY, "It is about public health, which has a statutory procedure of its own."],
        "SI 2012/3094, Part 5",
    ),
    Rule(
        "32",
        "Do they want the provider to answer first?",
        when.goes_to_the_provider_first,
        Ends(Classification.OTHER_CONTACT, Disposition.SIGNPOSTED, redirected_to=RedirectedTo.PROVIDER),
        ["They want the provider to answer first. They may come back to the council at any time."],
        "Coventry 2023/24, Complaints regarding external providers; Barnet 2022/23 §9",
        duties=[
            Duty("return", "Tell them how to come back to the council.", "SI 2009/309, reg 6(1A)"),
            TO_PROVIDER,
            QUALITY_ALERT,
        ],
    ),
    Rule(
        "32a",
        "Does a provider that the council commissions give the care?",
        when.is_about_a_provider,
        Ends(Classification.STATUTORY_COMPLAINT, Disposition.ACCEPTED, "provider"),
        [UNHAPPY, "A provider that the council commissions gives the care: the council stays responsible."],
        "SI 2009/309, regs 6(1A) and 11",
        duties=[TO_PROVIDER],
    ),
    Rule(
        "33",
        "Are they unhappy about the council's own adult social care?",
        when.is_dissatisfied_with_adult_care,
        Ends(Classification.STATUTORY_COMPLAINT, Disposition.ACCEPTED, ADULT),
        [UNHAPPY, "It is the council's own adult social care."],
        "SI 2009/309, reg 6(1)(a)",
    ),
    Rule(
        "34",
        "Does nothing above decide it?",
        when.always,
        Ends(Classification.ENQUIRY, Disposition.TRIAGE),
        ["No rule fits: a person looks at it within one working day."],
        "Safe default",
    ),
)

CONSENT = tuple(rule for rule in WHO if rule.then is Flag.PENDING_CONSENT)
"""The rows that ask whether the person agrees to what is said for them."""

RULES: Sequence[Rule] = (*NOT_A_COMPLAINT, *ANOTHER_ROUTE, *CHILDREN, *WHO, *BEFORE, *OUTCOMES)
