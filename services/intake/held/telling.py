"""What the rows of intake are called where all that is held is told, and what is left out."""

from chassis.held import Telling
from intake.retention.traces import TRACES

TO_BE_FOUND = "a plain form of what stands beside it, by which it is found"
TELLING = Telling(
    traces=TRACES,
    names={
        "intake_restriction": "decisions on who alone sees the contact",
        "intake_restricted": "who alone sees the contact",
        "intake_import_remark": "remarks of the import that brought it",
        "intake_case_status": "where the case stands",
        "intake_contribution": "what a partner is asked to contribute",
        "intake_partner_event": "what a partner's system was told",
        "intake_legal_hold": "legal holds",
        "intake_disposal": "decisions to let it go",
    },
    without={
        "intake_said": "a copy of what was said, to be searched",
        "intake_file_text": "words of the files, which are there themselves, to be searched",
        "intake_lookalike_key": "hashes by which contacts that look alike are found",
        "intake_public_link": "the hash of a secret by which the sender opens their page",
        "intake_public_proof": "hashes of codes and secrets of the same page",
        "intake_worked_on": "a mark of an import, without anything beside it",
        "intake_parked_event": "what a follower could not apply, for whoever runs the service",
        "intake_contact.found_by": TO_BE_FOUND,
        "intake_contact.phones": TO_BE_FOUND,
        "intake_contact.complainant_key": TO_BE_FOUND,
        "intake_contact.complainant_phone": TO_BE_FOUND,
        "intake_contact.complainant_email": TO_BE_FOUND,
        "intake_contact.provider_key": "a hash of the provider's name",
        "intake_contact.person_ref": "a hash under which a person's contacts are counted as one's",
        "intake_contact.sent_hash": "a hash of what a partner sent",
        "intake_contact.line_hash": "a hash of the line that was imported",
        "intake_file.key": "where the content is kept",
        "intake_file.sha256": "a hash of the content",
        "intake_mail.key": "what tells the e-mail from others; it stands in the e-mail itself",
    },
)
