"""The words every service speaks: classifications, dispositions, channels, outcomes, roles."""

from enum import StrEnum


class Classification(StrEnum):
    """What a contact is. The eight words of the import format and of every figure."""

    ENQUIRY = "enquiry"
    STATUTORY_COMPLAINT = "statutory_complaint"
    CORPORATE_COMPLAINT = "corporate_complaint"
    COMPLIMENT = "compliment"
    COMMENT = "comment"
    MEMBER_ENQUIRY = "member_enquiry"
    OTHER_CONTACT = "other_contact"
    OMBUDSMAN_ENQUIRY = "ombudsman_enquiry"

    @property
    def opens_case(self) -> bool:
        """Compliments, comments and other contact end in intake."""
        return self not in {Classification.COMPLIMENT, Classification.COMMENT, Classification.OTHER_CONTACT}

    @property
    def is_complaint(self) -> bool:
        """Complaints have findings and a target for their answer; what else opens a case is answered without."""
        return self in {Classification.STATUTORY_COMPLAINT, Classification.CORPORATE_COMPLAINT}


class Disposition(StrEnum):
    """What the council does with a contact; the second answer to "what is this"."""

    ACCEPTED = "accepted"
    HOLDING = "holding"
    TRIAGE = "triage"
    SERVICE_REQUEST = "service_request"
    LOGGED_CONCERN = "logged_concern"
    RESOLVED_ORAL = "resolved_oral"
    NOT_IN_SCOPE = "not_in_scope"
    TRANSFERRED = "transferred"
    SIGNPOSTED = "signposted"
    REFUSED = "refused"
    DEFERRED = "deferred"

    @property
    def is_decided(self) -> bool:
        """Whether the class beside it is more than the place where a contact waits for one."""
        return self not in {Disposition.HOLDING, Disposition.TRIAGE}


class RedirectedTo(StrEnum):
    """Who deals with a contact that is not the council's complaint."""

    TEAM = "team"
    OTHER_COUNCIL = "other_council"
    NHS = "nhs"
    OTHER_SERVICE = "other_service"
    PROVIDER = "provider"


class RefusalReason(StrEnum):
    """Why a complaint under a procedure is not looked into."""

    OUT_OF_TIME = "out_of_time"
    REPRESENTATIVE = "representative"
    KEPT_OUT_BY_CODE = "kept_out_by_code"


class ContactKind(StrEnum):
    DISSATISFACTION = "dissatisfaction"
    REQUEST = "request"
    PRAISE = "praise"
    IDEA = "idea"


class TextKind(StrEnum):
    """What a text is, as its words suggest it."""

    COMPLAINT = "complaint"
    PRAISE = "praise"
    BOTH = "both"
    REQUEST = "request"
    IDEA = "idea"


class ComplaintTheme(StrEnum):
    """What displeasure is about, in the product's own words; a council counts by categories of its own."""

    MISSED_VISITS = "missed_visits"
    STANDARD_OF_CARE = "standard_of_care"
    NO_CONTACT = "no_contact"
    WRONG_INFORMATION = "wrong_information"
    DELAY_ASSESSMENT = "delay_assessment"
    DELAY_SERVICE = "delay_service"
    STAFF_CONDUCT = "staff_conduct"
    ASSESSMENT_DECISION = "assessment_decision"
    CHARGES = "charges"
    DIRECT_PAYMENTS = "direct_payments"
    EQUIPMENT_ADAPTATIONS = "equipment_adaptations"
    HOSPITAL_DISCHARGE = "hospital_discharge"
    CARE_REDUCED = "care_reduced"
    SAFEGUARDING_HANDLING = "safeguarding_handling"
    RECORDS_PRIVACY = "records_privacy"
    FAMILY_CONTACT = "family_contact"
    PLACEMENT = "placement"
    CHILDRENS_PRACTICE = "childrens_practice"
    SUPPORT_FOR_CARERS = "support_for_carers"
    TRANSPORT = "transport"
    COMPLAINT_HANDLING = "complaint_handling"
    CHANGE_OF_WORKER = "change_of_worker"
    EQUALITY_ACCESS = "equality_access"


class ComplimentTheme(StrEnum):
    """What thanks are for, in the product's own words."""

    KINDNESS = "kindness"
    COMMUNICATION = "communication"
    SPEED = "speed"
    DIFFERENCE = "difference"
    PROFESSIONALISM = "professionalism"
    FURTHER = "further"


class TextSign(StrEnum):
    """What else a text may tell, that a question of the form asks."""

    NOT_FIRST_TIME = "not_first_time"
    LATE = "late"
    MP = "mp"


class Channel(StrEnum):
    EMAIL = "email"
    WEB_FORM = "web_form"
    CONTACT_CENTRE = "contact_centre"
    PHONE = "phone"
    LETTER = "letter"
    IN_PERSON = "in_person"
    SOCIAL_MEDIA = "social_media"
    ELECTED_MEMBER = "elected_member"
    OMBUDSMAN = "ombudsman"
    PARTNER_API = "partner_api"

    @property
    def is_oral(self) -> bool:
        """Channels on which people speak, so that "made orally" is preset."""
        return self in {Channel.PHONE, Channel.IN_PERSON, Channel.CONTACT_CENTRE}


class RaisedBy(StrEnum):
    PERSON_THEMSELVES = "person_themselves"
    RELATIVE = "relative"
    CARER = "carer"
    FRIEND_OR_NEXT_OF_KIN = "friend_or_next_of_kin"
    ADVOCATE = "advocate"
    MEMBER_OF_PUBLIC = "member_of_public"
    CARE_PROVIDER = "care_provider"
    YOUNG_PERSON = "young_person"
    PARENT = "parent"
    GRANDPARENT = "grandparent"
    GUARDIAN = "guardian"
    SPECIAL_GUARDIAN = "special_guardian"
    FOSTER_CARER = "foster_carer"
    CARE_LEAVER = "care_leaver"
    ADOPTIVE_FAMILY = "adoptive_family"
    MP = "mp"
    COUNCILLOR = "councillor"
    PUBLIC_BODY = "public_body"
    UNKNOWN = "unknown"


class Arrangement(StrEnum):
    """Who arranged and pays for the care that a matter is about."""

    COUNCIL = "council"
    SELF_FUNDED = "self_funded"
    DIRECT_PAYMENT = "direct_payment"
    NHS = "nhs"


class AnsweredBy(StrEnum):
    """Who answered the same matter before."""

    COUNCIL = "council"
    PROVIDER = "provider"
    NHS = "nhs"
    ANOTHER_BODY = "another_body"


class Found(StrEnum):
    """What a row of the table found when it was asked."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not_known"


class Function(StrEnum):
    """Whose work the contact is about."""

    ADULT_SOCIAL_CARE = "adult_social_care"
    CHILDRENS_SOCIAL_CARE = "childrens_social_care"
    PUBLIC_HEALTH = "public_health"
    OTHER_COUNCIL_SERVICE = "other_council_service"
    NHS = "nhs"
    ANOTHER_AUTHORITY = "another_authority"
    PRIVATE_CARE = "private_care"


class Finding(StrEnum):
    """The finding on one issue."""

    UPHELD = "upheld"
    PARTIALLY_UPHELD = "partially_upheld"
    NOT_UPHELD = "not_upheld"
    NO_FINDING = "no_finding"

    @property
    def is_fault(self) -> bool:
        return self in {Finding.UPHELD, Finding.PARTIALLY_UPHELD}


class Outcome(StrEnum):
    """The outcome of a case: derived from its findings when worked here, as recorded when imported.

    `answered`: of what the Ombudsman asked, which ends with the council's answer.
    """

    UPHELD = "upheld"
    PARTIALLY_UPHELD = "partially_upheld"
    NOT_UPHELD = "not_upheld"
    UPHELD_NOT_COUNCIL = "upheld_not_council"
    NO_FINDING = "no_finding"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    RESOLVED_INFORMALLY = "resolved_informally"
    ANSWERED = "answered"
    OPEN = "open"


class About(StrEnum):
    """Whose act an issue is about; `another_body`: one that answers jointly with the council."""

    COUNCIL = "council"
    PROVIDER = "provider"
    ANOTHER_BODY = "another_body"


class Status(StrEnum):
    """Where a case stands. An imported one is history until an officer adopts it."""

    IMPORTED = "imported"
    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    RESPONDED = "responded"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"

    @property
    def is_open(self) -> bool:
        return self not in {Status.IMPORTED, Status.CLOSED, Status.WITHDRAWN}


class ClockKind(StrEnum):
    """Codes of the clocks that every council has; procedure files name more of them, one for each limit."""

    ACKNOWLEDGE = "acknowledge"
    STAGE_1 = "stage_1"
    PROMISED = "promised"
    STATUTORY = "statutory"
    TRIAGE = "triage"
    HOLDING = "holding"
    CONSENT = "consent"
    OMBUDSMAN = "ombudsman"


class Act(StrEnum):
    """What happens in a stage of a case on a day: it starts clocks and meets them.

    `received`: the contact, or the request for a further stage, reached the council.
    `response_received`: the complainant had the answer in hand.
    `next_requested`: the complainant asked for the next stage.
    `holding_reply`: the complainant was told that the answer takes longer.
    `consent_settled`: the person said whether they agree to what is said for them.
    """

    RECEIVED = "received"
    DECIDED = "decided"
    ACKNOWLEDGED = "acknowledged"
    RESPONDED = "responded"
    RESPONSE_RECEIVED = "response_received"
    NEXT_REQUESTED = "next_requested"
    PANEL_MET = "panel_met"
    PANEL_REPORTED = "panel_reported"
    ASKED = "asked"
    ANSWERED = "answered"
    CONSENT_SETTLED = "consent_settled"
    HOLDING_REPLY = "holding_reply"


class Slip(StrEnum):
    """What of a case may have been recorded wrongly, besides the day of its receipt."""

    ACKNOWLEDGEMENT = "acknowledgement"
    PROMISE = "promise"
    HOLDING_REPLY = "holding_reply"
    EXTENSION = "extension"
    WAITING = "waiting"
    WAITING_END = "waiting_end"
    REQUEST = "request"
    REQUEST_ANSWER = "request_answer"
    FINDING = "finding"
    PANEL_MEETING = "panel_meeting"
    PANEL_REPORT = "panel_report"
    ANSWER = "answer"
    ANSWER_RECEIVED = "answer_received"
    STAGE_REQUEST = "stage_request"
    LATE_TOLD = "late_told"
    CLOSING = "closing"
    WITHDRAWAL = "withdrawal"


class OwedBy(StrEnum):
    """Who has to act before a clock runs out."""

    COUNCIL = "council"
    COMPLAINANT = "complainant"
    CONTRIBUTOR = "contributor"


class WorkingDayRule(StrEnum):
    """Which days a limit in working days counts: the law's, or without the council's own closures too."""

    ENGLAND_AND_WALES = "england_and_wales"
    COUNCIL = "council"


class HoldReason(StrEnum):
    """What a case waits for. Nothing in either set of Regulations stops a legal limit meanwhile."""

    CONSENT = "consent"
    COMPLAINANT = "complainant"
    SAFEGUARDING = "safeguarding"
    COURT = "court"
    OTHER = "other"


class Whose(StrEnum):
    """Whose the days of a case are; `elsewhere`: of somebody outside, such as a court or an enquiry."""

    SERVICE = "service"
    CONTRIBUTOR = "contributor"
    COMPLAINANT = "complainant"
    CONSENT = "consent"
    ELSEWHERE = "elsewhere"


class Unit(StrEnum):
    """How a limit is counted (domain rules §2: WD+n, CD+n, M-incl, M-after)."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    MONTHS_INCLUSIVE = "months_inclusive"
    MONTHS_AFTER = "months_after"
    AGREED_DATE = "agreed_date"


class TargetUnit(StrEnum):
    """What a stage's target counts. Months are counted as the law counts its six, the first day included."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    MONTHS = "months"


class Basis(StrEnum):
    """On whose authority a limit stands; `ombudsman`: its Complaint Handling Code, or its letters."""

    STATUTORY = "statutory"
    OMBUDSMAN = "ombudsman"
    LOCAL = "local"
    PROMISED = "promised"


class FileSource(StrEnum):
    """Who put a file to a contact: somebody who works on it, whoever wrote, or the partner who sent it."""

    CASE = "case"
    MAIL = "mail"
    PARTNER = "partner"
    PUBLIC = "public"


class FileScan(StrEnum):
    """What is known of viruses in a file: nothing where none are looked for."""

    NEVER = "never"
    WAITING = "waiting"
    CLEAN = "clean"
    INFECTED = "infected"
    TOO_LARGE = "too_large"


class Disposal(StrEnum):
    """How a record is let go of: its people go and what is counted stays, or all of it goes."""

    ANONYMISE = "anonymise"
    DESTROY = "destroy"


class DisposalState(StrEnum):
    """How far that came."""

    ASKED = "asked"
    KEPT = "kept"
    DONE = "done"


class KeptBecause(StrEnum):
    """Why a record is not let go of."""

    NOT_DUE = "not_due"
    HELD = "held"
    DONE_ALREADY = "done_already"
    UNDECIDED = "undecided"
    DUTY_OWED = "duty_owed"
    PLAN_IN_FORCE = "plan_in_force"
    CASE_OPEN = "case_open"
    OMBUDSMAN_OPEN = "ombudsman_open"
    REMEDY_OPEN = "remedy_open"
    LEARNING_OPEN = "learning_open"
    TASK_OPEN = "task_open"
    MESSAGE_WAITS = "message_waits"


class ReadKind(StrEnum):
    """What somebody saw of people's data, or did that has to be known beside it."""

    CONTACT = "contact"
    CONTACTS = "contacts"
    SEARCH = "search"
    LOOKALIKES = "lookalikes"
    REGISTER = "register"
    TRANSFER = "transfer"
    FILES = "files"
    FILE = "file"
    PLAN = "plan"
    RETENTION = "retention"
    HELD = "held"
    UNFINISHED = "unfinished"
    UNFINISHED_TAKEN = "unfinished_taken"
    MAIL_LIST = "mail_list"
    MAIL = "mail"
    PUBLIC_ENTRIES = "public_entries"
    OWN_PAGE = "own_page"
    IMPORT = "import"
    EXPORT = "export"
    CASE = "case"
    CASE_STATUS = "case_status"
    TIMELINE = "timeline"
    HISTORY_FILE = "history_file"
    REMEDIES = "remedies"
    TASKS = "tasks"
    TASK_LIST = "task_list"
    LEARNING = "learning"
    OMBUDSMAN = "ombudsman"
    CONTRIBUTIONS = "contributions"
    REQUEST = "request"
    ASKED_OF_PARTNER = "asked_of_partner"
    APPOINTMENTS = "appointments"
    JOINT = "joint"
    LETTERS = "letters"
    NOTES = "notes"
    OUTBOX = "outbox"
    OUTBOX_LIST = "outbox_list"
    SURVEY = "survey"
    SURVEY_ANSWERS = "survey_answers"
    ACTION_PLAN = "action_plan"
    DRILL = "drill"
    SIGN_IN = "sign_in"
    REFUSED = "refused"
    READS = "reads"
    FORGOTTEN = "forgotten"


class SaidKind(StrEnum):
    """Where something stands that people said or wrote, and is found by its words."""

    CONTACT = "contact"
    MAIL = "mail"
    FILE = "file"
    NOTE = "note"
    LETTER = "letter"
    ISSUE = "issue"
    PLAN = "plan"
    REQUEST = "request"
    WAITING = "waiting"
    REMEDY = "remedy"
    LEARNING = "learning"
    TASK = "task"


class SurveyQuestion(StrEnum):
    """What somebody is asked of how their complaint was handled, in the order of the letter."""

    UNDERSTOOD = "understood"
    INFORMED = "informed"
    RESPECTED = "respected"
    CLEAR = "clear"
    CHANGED = "changed"


class SurveyReply(StrEnum):
    """What somebody says to a question of the survey."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class MailKind(StrEnum):
    """What an e-mail is, as far as its headers and parts tell."""

    MESSAGE = "message"
    REPLY = "reply"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    OURS = "ours"
    LIST = "list"
    UNKNOWN = "unknown"


class MailState(StrEnum):
    """What became of an e-mail."""

    WAITING = "waiting"
    RECORDED = "recorded"
    THREADED = "threaded"
    SET_ASIDE = "set_aside"
    UNREADABLE = "unreadable"


class Role(StrEnum):
    CONTACT_CENTRE = "contact_centre"
    COMPLAINTS_OFFICER = "complaints_officer"
    INVESTIGATOR = "investigator"
    MANAGER = "manager"
    PARTNER = "partner"
    AUDITOR = "auditor"
    ADMIN = "admin"
    SERVICE = "service"


class Consent(StrEnum):
    AGREES = "agrees"
    NOT_ASKED = "not_asked"
    REFUSED = "refused"


class Flag(StrEnum):
    """What goes beside a class, and changes none."""

    SAFEGUARDING = "safeguarding"
    NOTICE_TO_OTHERS = "notice_to_others"
    ADJUSTMENTS = "adjustments"
    CONTACT_PLAN = "contact_plan"
    TRANSFERRED_IN = "transferred_in"
    MEDIA_OR_LEGAL_THREAT = "media_or_legal_threat"
    MEMBER_REPRESENTS = "member_represents"
    JOINT = "joint"
    SPANS_CHILDREN = "spans_children"
    TRANSITION = "transition"
    REFERRED_BACK = "referred_back"
    PENDING_CONSENT = "pending_consent"
    BEST_INTERESTS = "best_interests"
    DECEASED = "deceased"
    HELD_PART = "held_part"
    EARLY_RESOLUTION = "early_resolution"


class ReplyBy(StrEnum):
    """How the complainant wants to be answered."""

    PHONE_AND_LETTER = "phone_and_letter"
    PHONE = "phone"
    EMAIL = "email"
    LETTER = "letter"


class Adjustment(StrEnum):
    """What makes it easier for the complainant (Equality Act 2010, s.20)."""

    LARGE_PRINT = "large_print"
    EASY_READ = "easy_read"
    INTERPRETER = "interpreter"
    SIGN_LANGUAGE = "sign_language"
    OTHER = "other"


class AuthorityKind(StrEnum):
    """By what right somebody speaks for the person with care (SI 2009/309, reg 5(2))."""

    WRITTEN_CONSENT = "written_consent"
    LPA_HEALTH_AND_WELFARE = "lpa_health_and_welfare"
    LPA_PROPERTY_AND_AFFAIRS = "lpa_property_and_affairs"
    DEPUTY = "deputy"
    EXECUTOR = "executor"
    PARENTAL_RESPONSIBILITY = "parental_responsibility"


class PlanAppeal(StrEnum):
    """What became of a right to appeal against a contact plan."""

    NOT_MADE = "not_made"
    WAITING = "waiting"
    DISMISSED = "dismissed"
    UPHELD = "upheld"


class PlanReview(StrEnum):
    """What came of looking at a contact plan again."""

    GOES_ON = "goes_on"
    CHANGED = "changed"
    ENDED = "ended"


class Method(StrEnum):
    LETTER = "letter"
    EMAIL = "email"
    PHONE = "phone"
    IN_PERSON = "in_person"


class Hears(StrEnum):
    """How often a complainant hears how their complaint goes on."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    WHEN_IT_MOVES = "when_it_moves"
    AT_THE_END = "at_the_end"


class WithdrawnBy(StrEnum):
    COMPLAINANT = "complainant"
    REPRESENTATIVE = "representative"


class WithdrawalReason(StrEnum):
    """Why a complaint was withdrawn."""

    NOT_ENGAGED = "not_engaged"
    CONTENT = "content"
    LEGAL = "legal"
    NOT_PURSUED = "not_pursued"
    OTHER = "other"


class LateReason(StrEnum):
    """Why an answer came after its target, or was given more time."""

    COMPLEX = "complex"
    NEW_EVIDENCE = "new_evidence"
    PROVIDER = "provider"
    NHS = "nhs"
    OTHER_TEAM = "other_team"
    COMPLAINANT = "complainant"
    SAFEGUARDING = "safeguarding"
    LEGAL = "legal"
    OMBUDSMAN = "ombudsman"
    REGULATOR = "regulator"
    STAFF = "staff"
    RECORDS = "records"


class RemedyKind(StrEnum):
    """What puts right what went wrong for somebody."""

    APOLOGY = "apology"
    EXPLANATION = "explanation"
    PAYMENT = "payment"
    REFUND = "refund"
    REPAYMENT_PLAN = "repayment_plan"
    REASSESSMENT = "reassessment"
    FINANCIAL_ASSESSMENT_IN_RETROSPECT = "financial_assessment_in_retrospect"
    SERVICE_CHANGE = "service_change"
    CHANGE_OF_WORKER = "change_of_worker"
    PROCEDURE_CHANGE = "procedure_change"
    STAFF_REMINDER = "staff_reminder"
    TRAINING = "training"
    OTHER = "other"


class TaskAct(StrEnum):
    """What happened to a task, or to a reminder for oneself."""

    RECORDED = "recorded"
    CHANGED = "changed"
    DONE = "done"
    DROPPED = "dropped"


class SendingWay(StrEnum):
    """How a message leaves the council."""

    EMAIL = "email"
    POST = "post"


class SendingState(StrEnum):
    """What became of a message that is to leave."""

    KEPT = "kept"
    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    REFUSED = "refused"
    UNSURE = "unsure"
    BOUNCED = "bounced"
    WITHDRAWN = "withdrawn"


class ReviewAct(StrEnum):
    """What happened to an answer that somebody signs before it is sent."""

    PUT_UP = "put_up"
    SENT_BACK = "sent_back"
    SIGNED = "signed"


class LetterKind(StrEnum):
    """What a letter is for."""

    ACKNOWLEDGEMENT = "acknowledgement"
    ORAL_COPY = "oral_copy"
    PLAN = "plan"
    CONSENT_REQUEST = "consent_request"
    HOLDING = "holding"
    EXTENSION = "extension"
    CONTRIBUTION_REQUEST = "contribution_request"
    CONTRIBUTION_CHASE = "contribution_chase"
    RESPONSE = "response"
    REFUSAL = "refusal"
    SIX_MONTHS = "six_months"
    NEXT_STAGE = "next_stage"
    REOPENING = "reopening"
    REMEDY = "remedy"
    PROVIDER_HANDOVER = "provider_handover"
    CALENDAR_CHANGE = "calendar_change"
    SURVEY = "survey"
    OTHER = "other"


class LetterState(StrEnum):
    """Where a letter stands. `leaving`: it is in the outbox; neither it nor one that was sent is ever changed."""

    DRAFT = "draft"
    LEAVING = "leaving"
    SENT = "sent"
    DISCARDED = "discarded"


class LetterAct(StrEnum):
    """What happened to a letter that a case's history tells of."""

    DRAFTED = "drafted"
    SIGNED = "signed"
    HANDED_OVER = "handed_over"
    TAKEN_BACK = "taken_back"
    SENT = "sent"
    DISCARDED = "discarded"


class RemedyAct(StrEnum):
    """What happened to a remedy."""

    RECORDED = "recorded"
    CHANGED = "changed"
    AGREED = "agreed"
    PAID = "paid"
    DONE = "done"
    DROPPED = "dropped"
    PUT_RIGHT = "put_right"


class OmbudsmanBody(StrEnum):
    """Who looks into a complaint after the council: of local government, of health, or both together."""

    LGSCO = "lgsco"
    PHSO = "phso"
    JOINT = "joint"


class OmbudsmanDecision(StrEnum):
    """What the Ombudsman decided, by its own classes; `open`: of an import, nothing yet."""

    UPHELD = "upheld"
    NOT_UPHELD = "not_upheld"
    CLOSED_AFTER_INITIAL_ENQUIRIES = "closed_after_initial_enquiries"
    INCOMPLETE_OR_INVALID = "incomplete_or_invalid"
    ADVICE_GIVEN = "advice_given"
    REFERRED_BACK = "referred_back"
    OUTSIDE_JURISDICTION = "outside_jurisdiction"
    OPEN = "open"


class OmbudsmanReason(StrEnum):
    """Why the Ombudsman decided so, by its own words for each class."""

    FAULT_AND_INJUSTICE = "fault_and_injustice"
    FAULT_NO_INJUSTICE = "fault_no_injustice"
    ALREADY_REMEDIED = "already_remedied"
    NO_FAULT = "no_fault"
    NO_FURTHER_ACTION = "no_further_action"
    OUT_OF_JURISDICTION = "out_of_jurisdiction"
    PREMATURE = "premature"


class OmbudsmanStanding(StrEnum):
    """Where a case of the Ombudsman is; `remedies_owed`: decided, with remedies to carry out."""

    BEGUN = "begun"
    DRAFTED = "drafted"
    DECIDED = "decided"
    REMEDIES_OWED = "remedies_owed"
    MISTAKEN = "mistaken"


class OmbudsmanAct(StrEnum):
    """What happened in a case of the Ombudsman; `changed`: what was recorded of it is another now; `mistaken`: all
    of it was recorded by mistake.
    """

    RECORDED = "recorded"
    CHANGED = "changed"
    DRAFTED = "drafted"
    COMMENTED = "commented"
    DECIDED = "decided"
    REMEDY_AGREED = "remedy_agreed"
    REMEDY_DONE = "remedy_done"
    REMEDY_STRUCK = "remedy_struck"
    MISTAKEN = "mistaken"


class LearningScope(StrEnum):
    INDIVIDUAL = "individual"
    TEAM = "team"
    SERVICE = "service"
    DEPARTMENT = "department"
    PROVIDER = "provider"


class LearningAct(StrEnum):
    """What happened to an action that was learned."""

    RECORDED = "recorded"
    CHANGED = "changed"
    DONE = "done"
    LOOKED_AT = "looked_at"
    DROPPED = "dropped"
    PUT_RIGHT = "put_right"


class StageRole(StrEnum):
    """As what somebody takes part in a stage, besides who owns the case."""

    INVESTIGATING_OFFICER = "investigating_officer"
    INDEPENDENT_PERSON = "independent_person"
    ADJUDICATING_OFFICER = "adjudicating_officer"
    PANEL_CHAIR = "panel_chair"
    PANEL_MEMBER = "panel_member"
    ADVOCATE = "advocate"
    MEDIATOR = "mediator"


class AppointmentAct(StrEnum):
    """What happened to an appointment; `available`: the days on which they can were given."""

    APPOINTED = "appointed"
    AVAILABLE = "available"
    ENDED = "ended"


class AdvocacyAct(StrEnum):
    """What became of an advocate for the complainant, or the person that it is about."""

    OFFERED = "offered"
    TAKEN_UP = "taken_up"
    DECLINED = "declined"


class ShareConsent(StrEnum):
    """What is known of whether the person agrees that what they told is shared with another body."""

    NOT_NEEDED = "not_needed"
    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"


class TransferWay(StrEnum):
    """Whether a complaint came from another body, or was sent on to one."""

    RECEIVED = "received"
    SENT = "sent"


class JointAct(StrEnum):
    """What happened to a joint complaint; `asked`: the body, for its part; `joined`: it takes part from now on."""

    RECORDED = "recorded"
    CHANGED = "changed"
    LEAD_AGREED = "lead_agreed"
    SPEAKER_AGREED = "speaker_agreed"
    ANSWER_AGREED = "answer_agreed"
    JOINED = "joined"
    LEFT = "left"
    CONSENT_ASKED = "consent_asked"
    CONSENT_GIVEN = "consent_given"
    CONSENT_REFUSED = "consent_refused"
    CONSENT_NOT_NEEDED = "consent_not_needed"
    ASKED = "asked"
    ANSWERED = "answered"
    TRANSFERRED = "transferred"


class AgeOfPatient(StrEnum):
    """Years of age, as KO41a counts them."""

    FROM_0 = "age_0_5"
    FROM_6 = "age_6_17"
    FROM_18 = "age_18_25"
    FROM_26 = "age_26_55"
    FROM_56 = "age_56_64"
    FROM_65 = "age_65_74"
    FROM_75 = "age_75_and_over"
    UNKNOWN = "unknown"


class StatusOfComplainant(StrEnum):
    """Who complains, as KO41a counts them."""

    PATIENT = "patient"
    PARENT = "parent"
    GUARDIAN = "guardian"
    CARER = "carer"
    RELATIVE = "relative"
    OTHER = "other"


class HealthSubject(StrEnum):
    """What a complaint is about, as KO41a counts it; one complaint may be about several."""

    ACCESS = "access"
    ADMISSIONS_AND_DISCHARGE = "admissions_and_discharge"
    APPOINTMENTS = "appointments"
    CLINICAL_TREATMENT = "clinical_treatment"
    COMMUNICATIONS = "communications"
    CONSENT = "consent"
    END_OF_LIFE = "end_of_life"
    FACILITIES = "facilities"
    INTEGRATED_CARE = "integrated_care"
    MORTUARY = "mortuary"
    PATIENT_CARE = "patient_care"
    MENTAL_HEALTH_ACT = "mental_health_act"
    PRESCRIBING = "prescribing"
    PRIVACY_AND_DIGNITY = "privacy_and_dignity"
    RESTRAINT = "restraint"
    STAFF_NUMBERS = "staff_numbers"
    TRANSPORT = "transport"
    TRUST_ADMINISTRATION = "trust_administration"
    VALUES_AND_BEHAVIOURS = "values_and_behaviours"
    WAITING_TIMES = "waiting_times"
    OTHER = "other"


class ProviderAct(StrEnum):
    """What happened to an entry of the register of providers."""

    ADDED = "added"
    CHANGED = "changed"
    ENDED = "ended"
    TAKEN_UP = "taken_up"
    MERGED = "merged"
    SEPARATED = "separated"


class ContractAction(StrEnum):
    """What the council did about a provider under its contract, or told the regulator."""

    CONCERN_RAISED = "concern_raised"
    MONITORING_VISIT = "monitoring_visit"
    IMPROVEMENT_PLAN = "improvement_plan"
    DEFAULT_NOTICE = "default_notice"
    PLACEMENTS_SUSPENDED = "placements_suspended"
    PLACEMENTS_RESUMED = "placements_resumed"
    REGULATOR_TOLD = "regulator_told"
    CONTRACT_ENDED = "contract_ended"


class CostKind(StrEnum):
    """What a case cost the council money for."""

    INDEPENDENT_INVESTIGATION = "independent_investigation"
    REVIEW_PANEL = "review_panel"
    ADVOCACY = "advocacy"
    INTERPRETING = "interpreting"
    REMEDY = "remedy"
    OTHER = "other"


class Action(StrEnum):
    """What may be done with a case; each is one request of its own."""

    ADOPT = "adopt"
    DECIDE_ROUTE = "decide_route"
    SETTLE_CONSENT = "settle_consent"
    ACKNOWLEDGE = "acknowledge"
    ALLOCATE = "allocate"
    GRADE = "grade"
    ADD_ISSUE = "add_issue"
    CHANGE_ISSUE = "change_issue"
    RECORD_FINDING = "record_finding"
    TAKE_STEP = "take_step"
    PUT_UP = "put_up"
    SIGN = "sign"
    SEND_BACK = "send_back"
    HOLDING_REPLY = "holding_reply"
    RESPOND = "respond"
    SETTLE = "settle"
    ESCALATE = "escalate"
    REOPEN = "reopen"
    CLOSE = "close"
    EXTEND = "extend"
    HOLD = "hold"
    END_HOLD = "end_hold"
    ASK = "ask"
    CHASE = "chase"
    TELL_LATE = "tell_late"
    RECORD_ANSWER = "record_answer"
    WITHDRAW_REQUEST = "withdraw_request"
    RECORD_OMBUDSMAN_ENQUIRY = "record_ombudsman_enquiry"
    CORRECT_RECEIPT = "correct_receipt"
    CORRECT = "correct"
    WITHDRAW = "withdraw"
    NOTE = "note"
