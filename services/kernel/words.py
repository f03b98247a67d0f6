"""The words of every code: one dictionary for each vocabulary, spoken by the services, the web app and reports.

A word stands at the beginning of a label: "Partly upheld". `in_sentence` gives it as it reads within one. A test
holds that every vocabulary is here, and every member of it; the OpenAPI documents serve them.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from kernel.clocks import ClockState, Reading
from kernel.vocabulary import (
    About,
    Act,
    Action,
    Adjustment,
    AdvocacyAct,
    AgeOfPatient,
    AnsweredBy,
    AppointmentAct,
    Arrangement,
    AuthorityKind,
    Basis,
    Channel,
    Classification,
    ClockKind,
    ComplaintTheme,
    ComplimentTheme,
    Consent,
    ContactKind,
    ContractAction,
    CostKind,
    Disposal,
    DisposalState,
    Disposition,
    FileScan,
    FileSource,
    Finding,
    Flag,
    Found,
    Function,
    HealthSubject,
    Hears,
    HoldReason,
    JointAct,
    KeptBecause,
    LateReason,
    LearningAct,
    LearningScope,
    LetterAct,
    LetterKind,
    LetterState,
    MailKind,
    MailState,
    Method,
    OmbudsmanAct,
    OmbudsmanBody,
    OmbudsmanDecision,
    OmbudsmanReason,
    OmbudsmanStanding,
    Outcome,
    OwedBy,
    PlanAppeal,
    PlanReview,
    ProviderAct,
    RaisedBy,
    ReadKind,
    RedirectedTo,
    RefusalReason,
    RemedyAct,
    RemedyKind,
    ReplyBy,
    ReviewAct,
    Role,
    SaidKind,
    SendingState,
    SendingWay,
    ShareConsent,
    Slip,
    StageRole,
    Status,
    StatusOfComplainant,
    SurveyQuestion,
    SurveyReply,
    TargetUnit,
    TaskAct,
    TextKind,
    TextSign,
    TransferWay,
    Unit,
    Whose,
    WithdrawalReason,
    WithdrawnBy,
    WorkingDayRule,
)

CLASSIFICATIONS = {
    Classification.ENQUIRY: "Enquiry",
    Classification.STATUTORY_COMPLAINT: "Statutory complaint",
    Classification.CORPORATE_COMPLAINT: "Corporate complaint",
    Classification.COMPLIMENT: "Compliment",
    Classification.COMMENT: "Comment",
    Classification.MEMBER_ENQUIRY: "Member enquiry",
    Classification.OTHER_CONTACT: "Other contact",
    Classification.OMBUDSMAN_ENQUIRY: "Ombudsman enquiry",
}
NOT_DECIDED = "Not decided yet"
"""What a contact is called whose class nobody knows yet, wherever another is called by its class."""
DISPOSITIONS = {
    Disposition.ACCEPTED: "Accepted",
    Disposition.HOLDING: "On hold",
    Disposition.TRIAGE: "To be decided",
    Disposition.SERVICE_REQUEST: "Service request",
    Disposition.LOGGED_CONCERN: "Logged concern",
    Disposition.RESOLVED_ORAL: "Sorted out on the call",
    Disposition.NOT_IN_SCOPE: "Not for this procedure",
    Disposition.TRANSFERRED: "Passed on",
    Disposition.SIGNPOSTED: "Pointed elsewhere",
    Disposition.REFUSED: "Refused",
    Disposition.DEFERRED: "Put off",
}
STATUSES = {
    Status.IMPORTED: "Imported",
    Status.RECEIVED: "Received",
    Status.ACKNOWLEDGED: "Being looked into",
    Status.RESPONDED: "Answered",
    Status.CLOSED: "Closed",
    Status.WITHDRAWN: "Withdrawn",
}
FINDINGS = {
    Finding.UPHELD: "Upheld",
    Finding.PARTIALLY_UPHELD: "Partly upheld",
    Finding.NOT_UPHELD: "Not upheld",
    Finding.NO_FINDING: "Closed without a finding",
}
OUTCOMES = {
    Outcome.UPHELD: "Upheld",
    Outcome.PARTIALLY_UPHELD: "Partly upheld",
    Outcome.NOT_UPHELD: "Not upheld",
    Outcome.UPHELD_NOT_COUNCIL: "Upheld, not against the council",
    Outcome.NO_FINDING: "No finding",
    Outcome.WITHDRAWN: "Withdrawn",
    Outcome.REFUSED: "Refused",
    Outcome.RESOLVED_INFORMALLY: "Resolved informally",
    Outcome.ANSWERED: "Answered",
    Outcome.OPEN: "Open",
}
CHANNELS = {
    Channel.EMAIL: "Email",
    Channel.WEB_FORM: "Web form",
    Channel.CONTACT_CENTRE: "Contact centre",
    Channel.PHONE: "Phone",
    Channel.LETTER: "Letter",
    Channel.IN_PERSON: "In person",
    Channel.SOCIAL_MEDIA: "Social media",
    Channel.ELECTED_MEMBER: "An elected member",
    Channel.OMBUDSMAN: "The Ombudsman",
    Channel.PARTNER_API: "A partner’s system",
}
RAISED_BY = {
    RaisedBy.PERSON_THEMSELVES: "The person themselves",
    RaisedBy.RELATIVE: "Family",
    RaisedBy.CARER: "Carer",
    RaisedBy.FRIEND_OR_NEXT_OF_KIN: "Friend or next of kin",
    RaisedBy.ADVOCATE: "Advocate",
    RaisedBy.MEMBER_OF_PUBLIC: "Member of the public",
    RaisedBy.CARE_PROVIDER: "Care provider",
    RaisedBy.YOUNG_PERSON: "Young person",
    RaisedBy.PARENT: "Parent",
    RaisedBy.GRANDPARENT: "Grandparent",
    RaisedBy.GUARDIAN: "Guardian with parental responsibility",
    RaisedBy.SPECIAL_GUARDIAN: "Special guardian",
    RaisedBy.FOSTER_CARER: "The council’s foster carer",
    RaisedBy.CARE_LEAVER: "Care leaver",
    RaisedBy.ADOPTIVE_FAMILY: "Adopter or adopted person",
    RaisedBy.MP: "MP",
    RaisedBy.COUNCILLOR: "Councillor",
    RaisedBy.PUBLIC_BODY: "NHS body or council",
    RaisedBy.UNKNOWN: "Not known",
}
ARRANGEMENTS = {
    Arrangement.COUNCIL: "Arranged by the council",
    Arrangement.SELF_FUNDED: "Paid for and arranged themselves",
    Arrangement.DIRECT_PAYMENT: "Bought with a direct payment",
    Arrangement.NHS: "Arranged by the NHS",
}
ANSWERED_BY = {
    AnsweredBy.COUNCIL: "The council",
    AnsweredBy.PROVIDER: "The provider",
    AnsweredBy.NHS: "The NHS",
    AnsweredBy.ANOTHER_BODY: "Another body",
}
FOUND = {
    Found.YES: "Yes",
    Found.NO: "No",
    Found.NOT_KNOWN: "Not known yet",
}
FUNCTIONS = {
    Function.ADULT_SOCIAL_CARE: "Adult social care",
    Function.CHILDRENS_SOCIAL_CARE: "Children’s social care",
    Function.PUBLIC_HEALTH: "Public health",
    Function.OTHER_COUNCIL_SERVICE: "Another council service",
    Function.NHS: "The NHS",
    Function.ANOTHER_AUTHORITY: "Another council or authority",
    Function.PRIVATE_CARE: "Care they pay for themselves",
}
CONTACT_KINDS = {
    ContactKind.DISSATISFACTION: "Dissatisfaction",
    ContactKind.REQUEST: "Request",
    ContactKind.PRAISE: "Praise",
    ContactKind.IDEA: "Idea",
}
TEXT_KINDS = {
    TextKind.COMPLAINT: "Unhappy about something",
    TextKind.PRAISE: "Saying thank you",
    TextKind.BOTH: "Thankful for one thing, unhappy about another",
    TextKind.REQUEST: "Asking for something",
    TextKind.IDEA: "Suggesting something",
}
COMPLAINT_THEMES = {
    ComplaintTheme.MISSED_VISITS: "Missed, late or short visits",
    ComplaintTheme.STANDARD_OF_CARE: "Standard of care",
    ComplaintTheme.NO_CONTACT: "No reply or not kept informed",
    ComplaintTheme.WRONG_INFORMATION: "Wrong or unclear information",
    ComplaintTheme.DELAY_ASSESSMENT: "Waiting for an assessment or decision",
    ComplaintTheme.DELAY_SERVICE: "Waiting for a service",
    ComplaintTheme.STAFF_CONDUCT: "Staff attitude or conduct",
    ComplaintTheme.ASSESSMENT_DECISION: "Disagreement with an assessment or decision",
    ComplaintTheme.CHARGES: "Charges and money owed",
    ComplaintTheme.DIRECT_PAYMENTS: "Direct payments",
    ComplaintTheme.EQUIPMENT_ADAPTATIONS: "Equipment and adaptations",
    ComplaintTheme.HOSPITAL_DISCHARGE: "Discharge from hospital",
    ComplaintTheme.CARE_REDUCED: "Care cut, stopped or moved",
    ComplaintTheme.SAFEGUARDING_HANDLING: "How a safeguarding concern was handled",
    ComplaintTheme.RECORDS_PRIVACY: "Records and privacy",
    ComplaintTheme.FAMILY_CONTACT: "Contact between child and family",
    ComplaintTheme.PLACEMENT: "Where a child lives",
    ComplaintTheme.CHILDRENS_PRACTICE: "Reports, assessments and meetings about a child",
    ComplaintTheme.SUPPORT_FOR_CARERS: "Support for carers",
    ComplaintTheme.TRANSPORT: "Transport",
    ComplaintTheme.COMPLAINT_HANDLING: "How a complaint was handled",
    ComplaintTheme.CHANGE_OF_WORKER: "Change of worker, or none",
    ComplaintTheme.EQUALITY_ACCESS: "Equality and access",
}
COMPLIMENT_THEMES = {
    ComplimentTheme.KINDNESS: "Kindness and respect",
    ComplimentTheme.COMMUNICATION: "Being kept informed",
    ComplimentTheme.SPEED: "Speed",
    ComplimentTheme.DIFFERENCE: "The difference it made",
    ComplimentTheme.PROFESSIONALISM: "Skill and reliability",
    ComplimentTheme.FURTHER: "More than was asked",
}
TEXT_SIGNS = {
    TextSign.NOT_FIRST_TIME: "Not the first time",
    TextSign.LATE: "More than a year ago",
    TextSign.MP: "Through an MP or councillor",
}
REDIRECTED_TO = {
    RedirectedTo.TEAM: "One of our teams",
    RedirectedTo.OTHER_COUNCIL: "Another council or body",
    RedirectedTo.NHS: "The NHS",
    RedirectedTo.OTHER_SERVICE: "Another service of the council",
    RedirectedTo.PROVIDER: "The provider",
}
REFUSAL_REASONS = {
    RefusalReason.OUT_OF_TIME: "Out of time",
    RefusalReason.REPRESENTATIVE: "No right to speak for the person",
    RefusalReason.KEPT_OUT_BY_CODE: "Kept out by the Complaint Handling Code",
}
ABOUT = {
    About.COUNCIL: "The council",
    About.PROVIDER: "The provider",
    About.ANOTHER_BODY: "Another body, such as an NHS trust",
}
ACTS = {
    Act.RECEIVED: "It was received",
    Act.DECIDED: "The route was decided",
    Act.ACKNOWLEDGED: "It was acknowledged",
    Act.RESPONDED: "The answer was sent",
    Act.RESPONSE_RECEIVED: "The answer was received",
    Act.NEXT_REQUESTED: "The next stage was asked for",
    Act.PANEL_MET: "The review panel met",
    Act.PANEL_REPORTED: "The panel’s report was received",
    Act.ASKED: "It was asked for",
    Act.ANSWERED: "It was answered",
    Act.CONSENT_SETTLED: "It was settled whether the person agrees",
    Act.HOLDING_REPLY: "A holding reply was sent",
}
"""What happened, once it has."""
SLIPS = {
    Slip.ACKNOWLEDGEMENT: "Acknowledgement",
    Slip.PROMISE: "Promised date",
    Slip.HOLDING_REPLY: "Holding reply",
    Slip.EXTENSION: "Extension",
    Slip.WAITING: "Day on which it began to wait",
    Slip.WAITING_END: "Last day on which it waited",
    Slip.REQUEST: "Day on which something was asked for",
    Slip.REQUEST_ANSWER: "What a contributor or the council answered",
    Slip.FINDING: "Finding",
    Slip.PANEL_MEETING: "Meeting of the review panel",
    Slip.PANEL_REPORT: "Report of the review panel",
    Slip.ANSWER: "Answer",
    Slip.ANSWER_RECEIVED: "Day on which they had the answer",
    Slip.STAGE_REQUEST: "Request for a further stage",
    Slip.LATE_TOLD: "Telling somebody that it is late",
    Slip.CLOSING: "Closing",
    Slip.WITHDRAWAL: "Withdrawal",
}
TO_DO = {
    Act.RECEIVED: "Receive it",
    Act.DECIDED: "Decide the route",
    Act.ACKNOWLEDGED: "Acknowledge",
    Act.RESPONDED: "Answer",
    Act.RESPONSE_RECEIVED: "Have the answer in hand",
    Act.NEXT_REQUESTED: "Ask for the next stage",
    Act.PANEL_MET: "Hold the panel",
    Act.PANEL_REPORTED: "Record the panel’s report",
    Act.ASKED: "Ask",
    Act.ANSWERED: "Answer the Ombudsman",
    Act.CONSENT_SETTLED: "Settle consent, or end it with notice",
    Act.HOLDING_REPLY: "Send a holding reply",
}
"""The same while it is still owed."""
ACTIONS = {
    Action.ADOPT: "Take it into today’s work",
    Action.DECIDE_ROUTE: "Decide the route",
    Action.SETTLE_CONSENT: "Say whether the person agrees",
    Action.ACKNOWLEDGE: "Acknowledge",
    Action.ALLOCATE: "Allocate",
    Action.GRADE: "Set the grade",
    Action.ADD_ISSUE: "Add an issue",
    Action.CHANGE_ISSUE: "Change an issue",
    Action.RECORD_FINDING: "Record a finding",
    Action.TAKE_STEP: "Record the next step",
    Action.PUT_UP: "Put the answer up for review",
    Action.SIGN: "Sign the answer",
    Action.SEND_BACK: "Send the answer back",
    Action.HOLDING_REPLY: "Record a holding reply",
    Action.RESPOND: "Record the answer",
    Action.SETTLE: "Settle it early",
    Action.ESCALATE: "Go on to the next stage",
    Action.REOPEN: "Take it up again",
    Action.CLOSE: "Close the case",
    Action.EXTEND: "Agree a later date",
    Action.HOLD: "Put on hold",
    Action.END_HOLD: "End the hold",
    Action.ASK: "Ask a contributor",
    Action.CHASE: "Record a chase",
    Action.TELL_LATE: "Record who was told that it is late",
    Action.RECORD_ANSWER: "Record a reply",
    Action.WITHDRAW_REQUEST: "Record that a request is withdrawn",
    Action.RECORD_OMBUDSMAN_ENQUIRY: "Record an Ombudsman enquiry",
    Action.CORRECT_RECEIPT: "Correct the day received",
    Action.CORRECT: "Put right what was recorded wrongly",
    Action.WITHDRAW: "Record a withdrawal",
    Action.NOTE: "Add a note",
}
OWED_BY = {
    OwedBy.COUNCIL: "The council",
    OwedBy.COMPLAINANT: "The complainant",
    OwedBy.CONTRIBUTOR: "A contributor",
}
HOLD_REASONS = {
    HoldReason.CONSENT: "Consent",
    HoldReason.COMPLAINANT: "The complainant",
    HoldReason.SAFEGUARDING: "Safeguarding",
    HoldReason.COURT: "A court",
    HoldReason.OTHER: "Something else",
}
WHOSE = {
    Whose.SERVICE: "With us",
    Whose.CONTRIBUTOR: "With a contributor",
    Whose.COMPLAINANT: "With the complainant",
    Whose.CONSENT: "Waiting for consent",
    Whose.ELSEWHERE: "Waiting for somebody else",
}
METHODS = {
    Method.LETTER: "By letter",
    Method.EMAIL: "By email",
    Method.PHONE: "By phone",
    Method.IN_PERSON: "In person",
}
HEARS = {
    Hears.WEEKLY: "Every week",
    Hears.FORTNIGHTLY: "Every two weeks",
    Hears.MONTHLY: "Every month",
    Hears.WHEN_IT_MOVES: "Whenever something has happened",
    Hears.AT_THE_END: "With the answer",
}
WITHDRAWN_BY = {
    WithdrawnBy.COMPLAINANT: "The complainant",
    WithdrawnBy.REPRESENTATIVE: "The representative",
}
WITHDRAWAL_REASONS = {
    WithdrawalReason.NOT_ENGAGED: "They did not engage",
    WithdrawalReason.CONTENT: "They were content with what was done",
    WithdrawalReason.LEGAL: "They went to a solicitor or to court",
    WithdrawalReason.NOT_PURSUED: "They did not want to go on",
    WithdrawalReason.OTHER: "Something else",
}
LATE_REASONS = {
    LateReason.COMPLEX: "It was more complex than it seemed",
    LateReason.NEW_EVIDENCE: "There was new evidence",
    LateReason.PROVIDER: "Waiting for the provider",
    LateReason.NHS: "Waiting for the NHS",
    LateReason.OTHER_TEAM: "Waiting for another team",
    LateReason.COMPLAINANT: "Waiting for the complainant",
    LateReason.SAFEGUARDING: "A safeguarding enquiry",
    LateReason.LEGAL: "Legal proceedings or advice",
    LateReason.OMBUDSMAN: "The Ombudsman",
    LateReason.REGULATOR: "The regulator",
    LateReason.STAFF: "Staff were absent",
    LateReason.RECORDS: "Records had to be found",
}
REMEDIES = {
    RemedyKind.APOLOGY: "Apology",
    RemedyKind.EXPLANATION: "Explanation",
    RemedyKind.PAYMENT: "Payment",
    RemedyKind.REFUND: "Refund",
    RemedyKind.REPAYMENT_PLAN: "Repayment plan",
    RemedyKind.REASSESSMENT: "Reassessment",
    RemedyKind.FINANCIAL_ASSESSMENT_IN_RETROSPECT: "Financial assessment in retrospect",
    RemedyKind.SERVICE_CHANGE: "Change to a service",
    RemedyKind.CHANGE_OF_WORKER: "Change of worker",
    RemedyKind.PROCEDURE_CHANGE: "Change to a policy or procedure",
    RemedyKind.STAFF_REMINDER: "Reminder to staff",
    RemedyKind.TRAINING: "Training",
    RemedyKind.OTHER: "Something else",
}
LEARNING_SCOPES = {
    LearningScope.INDIVIDUAL: "One member of staff",
    LearningScope.TEAM: "A team",
    LearningScope.SERVICE: "A service",
    LearningScope.DEPARTMENT: "The department",
    LearningScope.PROVIDER: "A provider",
}
OMBUDSMAN_BODIES = {
    OmbudsmanBody.LGSCO: "Local Government and Social Care Ombudsman",
    OmbudsmanBody.PHSO: "Parliamentary and Health Service Ombudsman",
    OmbudsmanBody.JOINT: "Both Ombudsmen together",
}
OMBUDSMAN_DECISIONS = {
    OmbudsmanDecision.UPHELD: "Upheld",
    OmbudsmanDecision.NOT_UPHELD: "Not upheld",
    OmbudsmanDecision.CLOSED_AFTER_INITIAL_ENQUIRIES: "Closed after initial enquiries",
    OmbudsmanDecision.INCOMPLETE_OR_INVALID: "Incomplete or invalid",
    OmbudsmanDecision.ADVICE_GIVEN: "Advice given",
    OmbudsmanDecision.REFERRED_BACK: "Referred back to the council",
    OmbudsmanDecision.OUTSIDE_JURISDICTION: "Outside its jurisdiction",
    OmbudsmanDecision.OPEN: "Open",
}
OMBUDSMAN_REASONS = {
    OmbudsmanReason.FAULT_AND_INJUSTICE: "Fault and injustice",
    OmbudsmanReason.FAULT_NO_INJUSTICE: "Fault, no injustice",
    OmbudsmanReason.ALREADY_REMEDIED: "Fault that the council had put right already",
    OmbudsmanReason.NO_FAULT: "No fault",
    OmbudsmanReason.NO_FURTHER_ACTION: "No further action",
    OmbudsmanReason.OUT_OF_JURISDICTION: "Out of jurisdiction",
    OmbudsmanReason.PREMATURE: "The council had not answered it yet",
}
OMBUDSMAN_STANDINGS = {
    OmbudsmanStanding.BEGUN: "With the Ombudsman",
    OmbudsmanStanding.DRAFTED: "Draft decision",
    OmbudsmanStanding.DECIDED: "Decided",
    OmbudsmanStanding.REMEDIES_OWED: "Decided, remedies to carry out",
    OmbudsmanStanding.MISTAKEN: "Recorded by mistake",
}
OMBUDSMAN_ACTS = {
    OmbudsmanAct.RECORDED: "The complaint is with the Ombudsman",
    OmbudsmanAct.CHANGED: "The Ombudsman’s case was changed",
    OmbudsmanAct.DRAFTED: "The Ombudsman sent a draft decision",
    OmbudsmanAct.COMMENTED: "Commented on the Ombudsman’s draft",
    OmbudsmanAct.DECIDED: "The Ombudsman decided",
    OmbudsmanAct.REMEDY_AGREED: "Remedy agreed with the Ombudsman",
    OmbudsmanAct.REMEDY_DONE: "Remedy agreed with the Ombudsman done",
    OmbudsmanAct.REMEDY_STRUCK: "Remedy agreed with the Ombudsman struck off",
    OmbudsmanAct.MISTAKEN: "The Ombudsman’s case was recorded by mistake",
}
REVIEW_ACTS = {
    ReviewAct.PUT_UP: "Answer put up for review",
    ReviewAct.SENT_BACK: "Answer sent back",
    ReviewAct.SIGNED: "Answer signed",
}
LETTER_KINDS = {
    LetterKind.ACKNOWLEDGEMENT: "Acknowledgement",
    LetterKind.ORAL_COPY: "Copy of what they said",
    LetterKind.PLAN: "Plan",
    LetterKind.CONSENT_REQUEST: "Request for consent",
    LetterKind.HOLDING: "Holding letter",
    LetterKind.EXTENSION: "A later date, and why",
    LetterKind.CONTRIBUTION_REQUEST: "Request to a contributor",
    LetterKind.CONTRIBUTION_CHASE: "Chase of a contributor",
    LetterKind.RESPONSE: "Answer",
    LetterKind.REFUSAL: "Refusal",
    LetterKind.SIX_MONTHS: "Why it takes over six months",
    LetterKind.NEXT_STAGE: "Next stage begins",
    LetterKind.REOPENING: "Looked at again",
    LetterKind.REMEDY: "How remedies stand",
    LetterKind.PROVIDER_HANDOVER: "Provider answers first",
    LetterKind.CALENDAR_CHANGE: "Date moved by the calendar",
    LetterKind.SURVEY: "How it was handled",
    LetterKind.OTHER: "Another letter",
}
LETTER_STATES = {
    LetterState.DRAFT: "Draft",
    LetterState.LEAVING: "In the outbox",
    LetterState.SENT: "Sent",
    LetterState.DISCARDED: "Discarded",
}
LETTER_ACTS = {
    LetterAct.DRAFTED: "Letter drafted",
    LetterAct.SIGNED: "Letter signed",
    LetterAct.HANDED_OVER: "Letter put in the outbox",
    LetterAct.TAKEN_BACK: "Letter taken back from the outbox",
    LetterAct.SENT: "Letter sent",
    LetterAct.DISCARDED: "Letter discarded",
}
TASK_ACTS = {
    TaskAct.RECORDED: "To be done",
    TaskAct.CHANGED: "Changed",
    TaskAct.DONE: "Done",
    TaskAct.DROPPED: "Does not go ahead",
}
SENDING_WAYS = {SendingWay.EMAIL: "By e-mail", SendingWay.POST: "By post"}
SENDING_STATES = {
    SendingState.KEPT: "Ready to be sent by hand",
    SendingState.WAITING: "Waiting to be sent",
    SendingState.SENDING: "Being sent",
    SendingState.SENT: "Sent",
    SendingState.DELIVERED: "Delivered",
    SendingState.REFUSED: "Refused",
    SendingState.UNSURE: "Perhaps sent",
    SendingState.BOUNCED: "Came back",
    SendingState.WITHDRAWN: "Withdrawn",
}
REMEDY_ACTS = {
    RemedyAct.RECORDED: "Remedy recorded",
    RemedyAct.CHANGED: "Remedy changed",
    RemedyAct.AGREED: "Remedy agreed by a second person",
    RemedyAct.PAID: "Remedy paid",
    RemedyAct.DONE: "Remedy done",
    RemedyAct.DROPPED: "Remedy does not go ahead",
    RemedyAct.PUT_RIGHT: "Remedy put right",
}
LEARNING_ACTS = {
    LearningAct.RECORDED: "Learning recorded",
    LearningAct.CHANGED: "Learning changed",
    LearningAct.DONE: "Learning carried out",
    LearningAct.LOOKED_AT: "Effect looked at",
    LearningAct.DROPPED: "Learning does not go ahead",
    LearningAct.PUT_RIGHT: "Learning put right",
}
STAGE_ROLES = {
    StageRole.INVESTIGATING_OFFICER: "Investigating officer",
    StageRole.INDEPENDENT_PERSON: "Independent person",
    StageRole.ADJUDICATING_OFFICER: "Adjudicating officer",
    StageRole.PANEL_CHAIR: "Panel chair",
    StageRole.PANEL_MEMBER: "Panel member",
    StageRole.ADVOCATE: "Advocate",
    StageRole.MEDIATOR: "Mediator",
}
APPOINTMENT_ACTS = {
    AppointmentAct.APPOINTED: "Appointed",
    AppointmentAct.AVAILABLE: "Available days given",
    AppointmentAct.ENDED: "No longer appointed",
}
ADVOCACY_ACTS = {
    AdvocacyAct.OFFERED: "Advocacy offered",
    AdvocacyAct.TAKEN_UP: "Advocacy taken up",
    AdvocacyAct.DECLINED: "Advocacy declined",
}
SHARE_CONSENTS: Mapping[ShareConsent, str] = {
    ShareConsent.NOT_NEEDED: "Not needed",
    ShareConsent.ASKED: "Asked for",
    ShareConsent.GIVEN: "Given",
    ShareConsent.REFUSED: "Refused",
}
TRANSFER_WAYS: Mapping[TransferWay, str] = {
    TransferWay.RECEIVED: "Received from another body",
    TransferWay.SENT: "Sent to another body",
}
JOINT_ACTS: Mapping[JointAct, str] = {
    JointAct.RECORDED: "Joint complaint recorded",
    JointAct.CHANGED: "Joint complaint changed",
    JointAct.LEAD_AGREED: "Leads the handling",
    JointAct.SPEAKER_AGREED: "Speaks to the complainant",
    JointAct.ANSWER_AGREED: "Sends the one answer",
    JointAct.JOINED: "Takes part",
    JointAct.LEFT: "Takes part no more",
    JointAct.CONSENT_ASKED: "Consent to share asked for",
    JointAct.CONSENT_GIVEN: "Consent to share given",
    JointAct.CONSENT_REFUSED: "Consent to share refused",
    JointAct.CONSENT_NOT_NEEDED: "Shared without asking for consent",
    JointAct.ASKED: "Asked for its part",
    JointAct.ANSWERED: "Answered its part",
    JointAct.TRANSFERRED: "Transferred",
}
AGES_OF_PATIENT: Mapping[AgeOfPatient, str] = {
    AgeOfPatient.FROM_0: "Aged 0 to 5",
    AgeOfPatient.FROM_6: "Aged 6 to 17",
    AgeOfPatient.FROM_18: "Aged 18 to 25",
    AgeOfPatient.FROM_26: "Aged 26 to 55",
    AgeOfPatient.FROM_56: "Aged 56 to 64",
    AgeOfPatient.FROM_65: "Aged 65 to 74",
    AgeOfPatient.FROM_75: "Aged 75 and over",
    AgeOfPatient.UNKNOWN: "Age not known",
}
STATUSES_OF_COMPLAINANT: Mapping[StatusOfComplainant, str] = {
    StatusOfComplainant.PATIENT: "The patient",
    StatusOfComplainant.PARENT: "Parent",
    StatusOfComplainant.GUARDIAN: "Guardian",
    StatusOfComplainant.CARER: "Carer",
    StatusOfComplainant.RELATIVE: "Relative",
    StatusOfComplainant.OTHER: "Somebody else",
}
HEALTH_SUBJECTS: Mapping[HealthSubject, str] = {
    HealthSubject.ACCESS: "Access to treatment",
    HealthSubject.ADMISSIONS_AND_DISCHARGE: "Admissions and discharge",
    HealthSubject.APPOINTMENTS: "Appointments",
    HealthSubject.CLINICAL_TREATMENT: "Clinical treatment",
    HealthSubject.COMMUNICATIONS: "Communications",
    HealthSubject.CONSENT: "Consent",
    HealthSubject.END_OF_LIFE: "End of life care",
    HealthSubject.FACILITIES: "Facilities",
    HealthSubject.INTEGRATED_CARE: "Integrated care",
    HealthSubject.MORTUARY: "Mortuary",
    HealthSubject.PATIENT_CARE: "Patient care",
    HealthSubject.MENTAL_HEALTH_ACT: "Mental Health Act",
    HealthSubject.PRESCRIBING: "Prescribing",
    HealthSubject.PRIVACY_AND_DIGNITY: "Privacy and dignity",
    HealthSubject.RESTRAINT: "Restraint",
    HealthSubject.STAFF_NUMBERS: "Staff numbers",
    HealthSubject.TRANSPORT: "Transport",
    HealthSubject.TRUST_ADMINISTRATION: "Administration of the trust",
    HealthSubject.VALUES_AND_BEHAVIOURS: "Values and behaviours of staff",
    HealthSubject.WAITING_TIMES: "Waiting times",
    HealthSubject.OTHER: "Something else",
}
PROVIDER_ACTS = {
    ProviderAct.ADDED: "Added to the register",
    ProviderAct.CHANGED: "Changed",
    ProviderAct.ENDED: "Ended",
    ProviderAct.TAKEN_UP: "Taken up again",
    ProviderAct.MERGED: "Merged into another entry",
    ProviderAct.SEPARATED: "Merging undone",
}
CONTRACT_ACTIONS = {
    ContractAction.CONCERN_RAISED: "Concern raised with the provider",
    ContractAction.MONITORING_VISIT: "Monitoring visit",
    ContractAction.IMPROVEMENT_PLAN: "Improvement plan agreed",
    ContractAction.DEFAULT_NOTICE: "Default notice",
    ContractAction.PLACEMENTS_SUSPENDED: "New placements suspended",
    ContractAction.PLACEMENTS_RESUMED: "New placements resumed",
    ContractAction.REGULATOR_TOLD: "Care Quality Commission told",
    ContractAction.CONTRACT_ENDED: "Contract ended",
}
COST_KINDS = {
    CostKind.INDEPENDENT_INVESTIGATION: "Independent investigation",
    CostKind.REVIEW_PANEL: "Review panel",
    CostKind.ADVOCACY: "Advocacy",
    CostKind.INTERPRETING: "Interpreting",
    CostKind.REMEDY: "Remedy",
    CostKind.OTHER: "Something else",
}
CONSENTS = {
    Consent.AGREES: "Consent given",
    Consent.NOT_ASKED: "Consent not asked yet",
    Consent.REFUSED: "Consent refused",
}
ADJUSTMENTS = {
    Adjustment.LARGE_PRINT: "Large print",
    Adjustment.EASY_READ: "Easy read",
    Adjustment.INTERPRETER: "Interpreter",
    Adjustment.SIGN_LANGUAGE: "Sign language",
    Adjustment.OTHER: "Something else",
}
REPLIES = {
    ReplyBy.PHONE_AND_LETTER: "Phone and letter",
    ReplyBy.PHONE: "Phone only",
    ReplyBy.EMAIL: "Email",
    ReplyBy.LETTER: "Letter",
}
AUTHORITIES = {
    AuthorityKind.WRITTEN_CONSENT: "Written consent",
    AuthorityKind.LPA_HEALTH_AND_WELFARE: "Power of attorney, health and welfare",
    AuthorityKind.LPA_PROPERTY_AND_AFFAIRS: "Power of attorney, property and affairs",
    AuthorityKind.DEPUTY: "Deputy of the Court of Protection",
    AuthorityKind.EXECUTOR: "Executor",
    AuthorityKind.PARENTAL_RESPONSIBILITY: "Parental responsibility",
}
PLAN_APPEALS = {
    PlanAppeal.NOT_MADE: "Not made",
    PlanAppeal.WAITING: "Waiting for its answer",
    PlanAppeal.DISMISSED: "Not upheld",
    PlanAppeal.UPHELD: "Upheld",
}
PLAN_REVIEWS = {
    PlanReview.GOES_ON: "It goes on",
    PlanReview.CHANGED: "It goes on, changed",
    PlanReview.ENDED: "It ended",
}
FLAGS = {
    Flag.SAFEGUARDING: "Safeguarding",
    Flag.NOTICE_TO_OTHERS: "Others to be told",
    Flag.ADJUSTMENTS: "Made easier",
    Flag.CONTACT_PLAN: "Contact plan",
    Flag.TRANSFERRED_IN: "Sent on to us",
    Flag.MEDIA_OR_LEGAL_THREAT: "Press or lawyer",
    Flag.MEMBER_REPRESENTS: "Through a member",
    Flag.JOINT: "Joint answer",
    Flag.SPANS_CHILDREN: "Adults’ and children’s",
    Flag.TRANSITION: "Moving to adult care",
    Flag.REFERRED_BACK: "Referred back",
    Flag.PENDING_CONSENT: "Consent to come",
    Flag.BEST_INTERESTS: "In their best interests",
    Flag.DECEASED: "Person has died",
    Flag.HELD_PART: "Part waits",
    Flag.EARLY_RESOLUTION: "May be sorted out early",
}
UNITS = {
    Unit.WORKING_DAYS: "Working days",
    Unit.CALENDAR_DAYS: "Days",
    Unit.MONTHS_INCLUSIVE: "Months, the first day included",
    Unit.MONTHS_AFTER: "Months",
    Unit.AGREED_DATE: "A date that was agreed",
}
TARGET_UNITS = {
    TargetUnit.WORKING_DAYS: "Working days",
    TargetUnit.CALENDAR_DAYS: "Calendar days",
    TargetUnit.MONTHS: "Months, the first day included",
}
BASES = {
    Basis.STATUTORY: "Legal limit",
    Basis.OMBUDSMAN: "Set by the Ombudsman",
    Basis.LOCAL: "Council target",
    Basis.PROMISED: "Promised",
}
WORKING_DAY_RULES = {
    WorkingDayRule.ENGLAND_AND_WALES: "Working days in England and Wales",
    WorkingDayRule.COUNCIL: "Days on which the council’s offices are open",
}
CLOCK_KINDS = {
    ClockKind.ACKNOWLEDGE: "Acknowledge",
    ClockKind.STAGE_1: "Answer",
    ClockKind.PROMISED: "Promised",
    ClockKind.STATUTORY: "Legal limit",
    ClockKind.TRIAGE: "Decide the route",
    ClockKind.HOLDING: "Hold until the route is clear",
    ClockKind.CONSENT: "Consent or notice",
    ClockKind.OMBUDSMAN: "Reply to the Ombudsman",
}
CLOCK_STATES = {
    ClockState.RUNNING: "Running",
    ClockState.MET: "Met",
    ClockState.MET_LATE: "Met late",
    ClockState.MISSED: "Missed",
    ClockState.CANCELLED: "Stopped",
    ClockState.UNKNOWN: "No date",
}
READINGS = {
    Reading.LATE: "Late",
    Reading.SOON: "Due soon",
    Reading.ON_TRACK: "On track",
    Reading.MET: "Met",
    Reading.MET_LATE: "Met late",
    Reading.CANCELLED: "Stopped",
    Reading.UNKNOWN: "No date",
}
ROLES = {
    Role.CONTACT_CENTRE: "Contact centre",
    Role.COMPLAINTS_OFFICER: "Complaints officer",
    Role.INVESTIGATOR: "Investigator",
    Role.MANAGER: "Head of service",
    Role.PARTNER: "Partner",
    Role.AUDITOR: "Auditor",
    Role.ADMIN: "Administrator",
    Role.SERVICE: "Service",
}

SAID_KINDS = {
    SaidKind.CONTACT: "Contact",
    SaidKind.MAIL: "E-mail",
    SaidKind.FILE: "File",
    SaidKind.NOTE: "Note",
    SaidKind.LETTER: "Letter",
    SaidKind.ISSUE: "Issue",
    SaidKind.PLAN: "Plan",
    SaidKind.REQUEST: "Request",
    SaidKind.WAITING: "Extension or hold",
    SaidKind.REMEDY: "Remedy",
    SaidKind.LEARNING: "Learning",
    SaidKind.TASK: "Task",
}

SURVEY_QUESTIONS = {
    SurveyQuestion.UNDERSTOOD: "Was it easy to understand what would happen?",
    SurveyQuestion.INFORMED: "Did we keep you informed?",
    SurveyQuestion.RESPECTED: "Did we treat you with respect?",
    SurveyQuestion.CLEAR: "Was the outcome clear to you?",
    SurveyQuestion.CHANGED: "Did something change because of what you told us?",
}
SURVEY_REPLIES = {
    SurveyReply.YES: "Yes",
    SurveyReply.PARTLY: "In part",
    SurveyReply.NO: "No",
}
MAIL_KINDS = {
    MailKind.MESSAGE: "Message",
    MailKind.REPLY: "Reply",
    MailKind.AUTO_REPLY: "Automatic reply",
    MailKind.BOUNCE: "Could not be delivered",
    MailKind.OURS: "Sent by the council",
    MailKind.LIST: "Mailing list",
    MailKind.UNKNOWN: "Not known",
}

MAIL_STATES = {
    MailState.WAITING: "Waiting",
    MailState.RECORDED: "Recorded",
    MailState.THREADED: "Belongs to a contact",
    MailState.SET_ASIDE: "Set aside",
    MailState.UNREADABLE: "Could not be read",
}

DISPOSALS = {
    Disposal.ANONYMISE: "Take the people out",
    Disposal.DESTROY: "Destroy",
}
DISPOSAL_STATES = {
    DisposalState.ASKED: "Under way",
    DisposalState.KEPT: "Kept",
    DisposalState.DONE: "Done",
}
KEPT_BECAUSES = {
    KeptBecause.NOT_DUE: "It is not due yet",
    KeptBecause.HELD: "It, or what it is linked to, is on legal hold",
    KeptBecause.DONE_ALREADY: "It was done already",
    KeptBecause.UNDECIDED: "Nobody has decided what it is",
    KeptBecause.DUTY_OWED: "Something is still owed",
    KeptBecause.PLAN_IN_FORCE: "A contact plan is in force",
    KeptBecause.CASE_OPEN: "Its case is open",
    KeptBecause.OMBUDSMAN_OPEN: "The Ombudsman is looking into it",
    KeptBecause.REMEDY_OPEN: "A remedy is still to be done",
    KeptBecause.LEARNING_OPEN: "An action that was learned is still to be done",
    KeptBecause.TASK_OPEN: "A task is still open",
    KeptBecause.MESSAGE_WAITS: "A message is still to leave",
}

FILE_SOURCES = {
    FileSource.CASE: "Added here",
    FileSource.MAIL: "Came by e-mail",
    FileSource.PARTNER: "Sent by a partner",
    FileSource.PUBLIC: "Came by the public’s form",
}
FILE_SCANS = {
    FileScan.NEVER: "Not looked through for viruses",
    FileScan.WAITING: "Being looked through for viruses",
    FileScan.CLEAN: "No virus found",
    FileScan.INFECTED: "Carries a virus",
    FileScan.TOO_LARGE: "Too large to be looked through for viruses",
}
READ_KINDS = {
    ReadKind.CONTACT: "Looked at contact",
    ReadKind.CONTACTS: "Listed contacts",
    ReadKind.SEARCH: "Searched contacts",
    ReadKind.LOOKALIKES: "Was shown earlier contacts that look alike",
    ReadKind.REGISTER: "Listed a register",
    ReadKind.TRANSFER: "Looked at where a contact was sent on",
    ReadKind.FILES: "Listed the files of contact",
    ReadKind.FILE: "Took a file of contact",
    ReadKind.PLAN: "Was shown a contact plan",
    ReadKind.RETENTION: "Listed what is kept for too long",
    ReadKind.HELD: "Took everything that is held of contact",
    ReadKind.UNFINISHED: "Listed unfinished contacts",
    ReadKind.UNFINISHED_TAKEN: "Took an unfinished contact",
    ReadKind.MAIL_LIST: "Listed e-mails",
    ReadKind.MAIL: "Looked at an e-mail",
    ReadKind.PUBLIC_ENTRIES: "Listed what came by the public’s form",
    ReadKind.OWN_PAGE: "Opened by the link of whoever sent it: contact",
    ReadKind.IMPORT: "Looked at lines of an import",
    ReadKind.EXPORT: "Took an export",
    ReadKind.CASE: "Looked at case",
    ReadKind.CASE_STATUS: "Looked at where a case stands",
    ReadKind.TIMELINE: "Looked at the timeline of case",
    ReadKind.HISTORY_FILE: "Took the history file of case",
    ReadKind.REMEDIES: "Looked at what puts it right in case",
    ReadKind.TASKS: "Looked at the tasks of case",
    ReadKind.TASK_LIST: "Listed tasks",
    ReadKind.LEARNING: "Looked at what was learned from case",
    ReadKind.OMBUDSMAN: "Looked at what the Ombudsman did in case",
    ReadKind.CONTRIBUTIONS: "Looked at what contributors answered in case",
    ReadKind.REQUEST: "Looked by a link at what was asked in case",
    ReadKind.ASKED_OF_PARTNER: "Listed what its organisation is asked to contribute",
    ReadKind.APPOINTMENTS: "Looked at the people of the stages of case",
    ReadKind.JOINT: "Looked at who answers jointly in case",
    ReadKind.LETTERS: "Looked at the letters of case",
    ReadKind.NOTES: "Looked at the notes of case",
    ReadKind.OUTBOX: "Looked at what was sent in case",
    ReadKind.OUTBOX_LIST: "Listed what is to be sent",
    ReadKind.SURVEY: "Looked at what was said of the handling of case",
    ReadKind.SURVEY_ANSWERS: "Listed what people said of how they were dealt with",
    ReadKind.ACTION_PLAN: "Listed what is being learned",
    ReadKind.DRILL: "Listed the cases behind a figure",
    ReadKind.SIGN_IN: "Signed in",
    ReadKind.REFUSED: "Was refused",
    ReadKind.READS: "Looked at who looked at what",
    ReadKind.FORGOTTEN: "Let go of old records of reads",
}

VOCABULARIES: Sequence[Mapping[Any, str]] = (
    CLASSIFICATIONS,
    DISPOSITIONS,
    STATUSES,
    FINDINGS,
    OUTCOMES,
    CHANNELS,
    RAISED_BY,
    ARRANGEMENTS,
    ANSWERED_BY,
    FOUND,
    FUNCTIONS,
    CONTACT_KINDS,
    TEXT_KINDS,
    COMPLAINT_THEMES,
    COMPLIMENT_THEMES,
    TEXT_SIGNS,
    REDIRECTED_TO,
    REFUSAL_REASONS,
    ABOUT,
    ACTS,
    SLIPS,
    ACTIONS,
    OWED_BY,
    HOLD_REASONS,
    WHOSE,
    METHODS,
    HEARS,
    WITHDRAWN_BY,
    WITHDRAWAL_REASONS,
    LATE_REASONS,
    LEARNING_ACTS,
    REVIEW_ACTS,
    LETTER_KINDS,
    LETTER_STATES,
    LETTER_ACTS,
    REMEDY_ACTS,
    TASK_ACTS,
    SENDING_WAYS,
    SENDING_STATES,
    REMEDIES,
    OMBUDSMAN_BODIES,
    OMBUDSMAN_DECISIONS,
    OMBUDSMAN_REASONS,
    OMBUDSMAN_STANDINGS,
    OMBUDSMAN_ACTS,
    LEARNING_SCOPES,
    STAGE_ROLES,
    APPOINTMENT_ACTS,
    ADVOCACY_ACTS,
    SHARE_CONSENTS,
    TRANSFER_WAYS,
    JOINT_ACTS,
    AGES_OF_PATIENT,
    STATUSES_OF_COMPLAINANT,
    HEALTH_SUBJECTS,
    PROVIDER_ACTS,
    CONTRACT_ACTIONS,
    COST_KINDS,
    CONSENTS,
    ADJUSTMENTS,
    REPLIES,
    AUTHORITIES,
    PLAN_APPEALS,
    PLAN_REVIEWS,
    FLAGS,
    UNITS,
    TARGET_UNITS,
    BASES,
    WORKING_DAY_RULES,
    CLOCK_KINDS,
    CLOCK_STATES,
    READINGS,
    ROLES,
    FILE_SOURCES,
    FILE_SCANS,
    READ_KINDS,
    SAID_KINDS,
    SURVEY_QUESTIONS,
    SURVEY_REPLIES,
    MAIL_KINDS,
    MAIL_STATES,
    DISPOSALS,
    DISPOSAL_STATES,
    KEPT_BECAUSES,
)
WORDS: Mapping[type[StrEnum], Mapping[Any, str]] = {type(next(iter(words))): words for words in VOCABULARIES}
"""Every vocabulary with its words."""


def in_sentence(word: str) -> str:
    """A word as it reads within a sentence: "partly upheld"; a name such as "MP" stays as it is."""
    return word if word[1:2].isupper() else word[:1].lower() + word[1:]


def with_article(classification: Classification) -> str:
    """A class within a sentence: "an enquiry", "a statutory complaint"; "other contact" is no single thing."""
    word = in_sentence(CLASSIFICATIONS[classification])
    if classification is Classification.OTHER_CONTACT:
        return word
    return f"{'an' if word[0] in 'aeio' else 'a'} {word}"
