BEGIN TRANSACTION;
CREATE TABLE intake_calendar_change (
	authority VARCHAR(60) NOT NULL, 
	number INTEGER NOT NULL, 
	action VARCHAR(20) NOT NULL, 
	what VARCHAR(20) NOT NULL, 
	on_day DATE NOT NULL, 
	to_day DATE, 
	until_day DATE, 
	name VARCHAR(200) NOT NULL, 
	announced_on DATE NOT NULL, 
	source TEXT NOT NULL, 
	undoes INTEGER, 
	"by" VARCHAR(200) NOT NULL, 
	at DATETIME NOT NULL, 
	cases_moved INTEGER NOT NULL, 
	moved JSON NOT NULL, 
	CONSTRAINT pk_intake_calendar_change PRIMARY KEY (authority, number)
);
CREATE TABLE intake_case_status (
	authority VARCHAR(60) NOT NULL, 
	ref VARCHAR(20) NOT NULL, 
	sequence INTEGER NOT NULL, 
	stage VARCHAR(20) NOT NULL, 
	acknowledged_on DATE, 
	responded_on DATE, 
	closed_on DATE, 
	outcome VARCHAR(40), 
	CONSTRAINT pk_intake_case_status PRIMARY KEY (authority, ref)
);
INSERT INTO "intake_case_status" VALUES('eastmere','EAS-2526-0001',9,'acknowledged','2026-03-04',NULL,NULL,NULL);
INSERT INTO "intake_case_status" VALUES('eastmere','EAS-2526-0002',5,'closed','2026-03-04','2026-03-23','2026-03-24','not_upheld');
INSERT INTO "intake_case_status" VALUES('eastmere','EAS-2526-0003',2,'responded',NULL,'2026-03-23',NULL,NULL);
INSERT INTO "intake_case_status" VALUES('eastmere','EAS-2526-0004',1,'received',NULL,NULL,NULL,NULL);
INSERT INTO "intake_case_status" VALUES('eastmere','EAS-2526-0005',1,'received',NULL,NULL,NULL,NULL);
INSERT INTO "intake_case_status" VALUES('eastmere','EAS-2526-0007',1,'received',NULL,NULL,NULL,NULL);
INSERT INTO "intake_case_status" VALUES('eastmere','EAS-2526-0008',2,'withdrawn',NULL,NULL,'2026-03-23','withdrawn');
CREATE TABLE intake_client (
	authority VARCHAR(60) NOT NULL, 
	client_id VARCHAR(80) NOT NULL, 
	organisation VARCHAR(200) NOT NULL, 
	scopes JSON NOT NULL, 
	secret_hash VARCHAR(200) NOT NULL, 
	old_secret_hash VARCHAR(200), 
	created_at DATETIME NOT NULL, 
	created_by VARCHAR(200) NOT NULL, 
	rotated_at DATETIME, 
	revoked_at DATETIME, 
	CONSTRAINT pk_intake_client PRIMARY KEY (authority, client_id)
);
CREATE TABLE intake_contact (
	authority VARCHAR(60) NOT NULL, 
	ref VARCHAR(20) NOT NULL, 
	year INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	sequence INTEGER NOT NULL, 
	received_at DATETIME NOT NULL, 
	received_on DATE NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	recorded_by VARCHAR(200) NOT NULL, 
	classification VARCHAR(40) NOT NULL, 
	title VARCHAR(200) NOT NULL, 
	complainant_name VARCHAR(200), 
	complainant_phone VARCHAR(30), 
	person_name VARCHAR(200), 
	body JSON NOT NULL, 
	assessment JSON NOT NULL, 
	line JSON, 
	line_hash VARCHAR(64), client VARCHAR(80), partner_reference VARCHAR(200), sent_hash VARCHAR(64), 
	CONSTRAINT pk_intake_contact PRIMARY KEY (authority, ref)
);
INSERT INTO "intake_contact" VALUES('eastmere','EAS-2526-0001',2025,1,1,'2026-03-02 10:00:00.000000','2026-03-02','2026-03-24 10:00:00.440551','Officer 1','statutory_complaint','The home care visits were missed on four mornings, and nobody rang to say so.','A Caller','01164960001','A Person','{"complainant": {"name": "A Caller", "phone": "0116 496 0001", "email": "A.Caller@example.org", "address": null, "role": "relative", "relationship": null, "anonymous": false, "anonymous_confirmed": false, "own_grievance": false, "language": null, "contact_note": null, "contact_plan": {"limits": "In writing only", "review_on": "2026-06-24", "taken_from": null}}, "person": {"name": "A Person", "born_on": null, "same_as_complainant": false, "consent": "agrees", "lacks_capacity": false, "best_interests": null, "reasonable_grounds": null, "has_died": false, "demographics": null}, "representative": null, "advocate": null, "advocacy": {"offered": null, "taken_up": null}, "reply_by": null, "adjustments": [], "adjustment_note": null, "kind": "dissatisfaction", "channel": "phone", "received_at": "2026-03-02T10:00:00Z", "made_orally": null, "title": null, "narrative": "The home care visits were missed on four mornings, and nobody rang to say so.", "desired_outcome": "Visits at the agreed time.", "function": "adult_social_care", "team": null, "provider": null, "affected": true, "prefers_provider": null, "formal_complaint": null, "ombudsman": null, "sufficient_interest": null, "prejudices_proceedings": null, "event_on": null, "aware_on": null, "good_reason": null, "still_fair": null, "recurred": null, "resolved_on": null, "satisfied": null, "harm_alleged": "no", "about": [], "matters": [{"category": "delay", "description": null, "function": null, "about": []}, {"category": "other", "description": null, "function": null, "about": []}], "partner_reference": null, "transferred_from": null}','{"classification": "statutory_complaint", "disposition": "accepted", "local_label": null, "refusal_reason": null, "redirected_to": null, "matters": [], "procedure": "adult_statutory", "procedure_name": "Adult statutory", "procedure_version": 3, "rule": "33", "title": "Statutory complaint", "summary": "Adult social care, one council stage", "reasons": [{"rule": "F4", "text": "A plan for contact with them is in force; it limits how, not whether, they are heard.", "source": "Leicester 2023/24 \u00a75.17; Shropshire 2022/23 \u00a710"}, {"rule": "33", "text": "They are unhappy about something past.", "source": "SI 2009/309, reg 6(1)(a)"}, {"rule": "33", "text": "It is the council''s own adult social care.", "source": "SI 2009/309, reg 6(1)(a)"}], "questions": [{"fact": "event_on", "ask": "When did it happen?", "effect": "More than 12 months ago: is there a good reason, and can it still be looked into?", "answers": []}], "duties": [{"code": "acknowledge", "text": "Acknowledge it, orally or in writing.", "by": "2026-03-05", "source": "SI 2009/309, reg 13(3)"}, {"code": "offer_discussion", "text": "Offer to discuss how it is handled and by when they can expect an answer.", "by": "2026-03-05", "source": "SI 2009/309, reg 13(7)"}, {"code": "written_record", "text": "Write it down and send them a copy.", "by": null, "source": "SI 2009/309, reg 13(2)"}], "flags": ["contact_plan"], "received_on": "2026-03-02", "clocks": [], "now_suggests": null}',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "intake_contact" VALUES('eastmere','EAS-2526-0002',2025,2,1,'2026-03-02 10:00:00.000000','2026-03-02','2026-03-24 10:00:00.735190','Officer 1','statutory_complaint','The home care visits were missed on four mornings, and nobody rang to say so.','A Caller','01164960000','A Person','{"complainant": {"name": "A Caller", "phone": "0116 496 0000", "email": null, "address": null, "role": "relative", "relationship": null, "anonymous": false, "anonymous_confirmed": false, "own_grievance": false, "language": null, "contact_note": null, "contact_plan": null}, "person": {"name": "A Person", "born_on": null, "same_as_complainant": false, "consent": "agrees", "lacks_capacity": false, "best_interests": null, "reasonable_grounds": null, "has_died": false, "demographics": null}, "representative": null, "advocate": null, "advocacy": {"offered": null, "taken_up": null}, "reply_by": null, "adjustments": [], "adjustment_note": null, "kind": "dissatisfaction", "channel": "phone", "received_at": "2026-03-02T10:00:00Z", "made_orally": null, "title": null, "narrative": "The home care visits were missed on four mornings, and nobody rang to say so.", "desired_outcome": "Visits at the agreed time.", "function": "adult_social_care", "team": null, "provider": null, "affected": true, "prefers_provider": null, "formal_complaint": null, "ombudsman": null, "sufficient_interest": null, "prejudices_proceedings": null, "event_on": null, "aware_on": null, "good_reason": null, "still_fair": null, "recurred": null, "resolved_on": null, "satisfied": null, "harm_alleged": "no", "about": [], "matters": [{"category": "delay", "description": null, "function": null, "about": []}], "partner_reference": null, "transferred_from": null}','{"classification": "statutory_complaint", "disposition": "accepted", "local_label": null, "refusal_reason": null, "redirected_to": null, "matters": [], "procedure": "adult_statutory", "procedure_name": "Adult statutory", "procedure_version": 3, "rule": "33", "title": "Statutory complaint", "summary": "Adult social care, one council stage", "reasons": [{"rule": "33", "text": "They are unhappy about something past.", "source": "SI 2009/309, reg 6(1)(a)"}, {"rule": "33", "text": "It is the council''s own adult social care.", "source": "SI 2009/309, reg 6(1)(a)"}], "questions": [{"fact": "event_on", "ask": "When did it happen?", "effect": "More than 12 months ago: is there a good reason, and can it still be looked into?", "answers": []}], "duties": [{"code": "acknowledge", "text": "Acknowledge it, orally or in writing.", "by": "2026-03-05", "source": "SI 2009/309, reg 13(3)"}, {"code": "offer_discussion", "text": "Offer to discuss how it is handled and by when they can expect an answer.", "by": "2026-03-05", "source": "SI 2009/309, reg 13(7)"}, {"code": "written_record", "text": "Write it down and send them a copy.", "by": null, "source": "SI 2009/309, reg 13(2)"}], "flags": [], "received_on": "2026-03-02", "clocks": [], "now_suggests": null}',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "intake_contact" VALUES('eastmere','EAS-2526-0003',2025,3,1,'2026-03-02 10:00:00.000000','2026-03-02','2026-03-24 10:00:00.894748','Officer 1','statutory_complaint','The home care visits were missed on four mornings, and nobody rang to say so.','A Caller','01164960000','A Person','{"complainant": {"name": "A Caller", "phone": "0116 496 0000", "email": null, "address": null, "role": "relative", "relationship": null, "anonymous": false, "anonymous_confirmed": false, "own_grievance": false, "language": null, "contact_note": null, "contact_plan": null}, "person": {"name": "A Person", "born_on": null, "same_as_complainant": false, "consent": "agrees", "lacks_capacity": false, "best_interests": null, "reasonable_grounds": null, "has_died": false, "demographics": null}, "representative": null, "advocate": null, "advocacy": {"offered": null, "taken_up": null}, "reply_by": null, "adjustments": [], "adjustment_note": null, "kind": "dissatisfaction", "channel": "phone", "received_at": "2026-03-02T10:00:00Z", "made_orally": null, "title": null, "narrative": "The home care visits were missed on four mornings, and nobody rang to say so.", "desired_outcome": "Visits at the agreed time.", "function": "adult_social_care", "team": null, "provider": null, "affected": true, "prefers_provider": null, "formal_complaint": null, "ombudsman": null, "sufficient_interest": null, "prejudices_proceedings": null, "event_on": "2025-03-01", "aware_on": null, "good_reason": false, "still_fair": null, "recurred": null, "resolved_on": null, "satisfied": null, "harm_alleged": "no", "about": [], "matters": [{"category": "delay", "description": null, "function": null, "about": []}], "partner_reference": null, "transferred_from": null}','{"classification": "statutory_complaint", "disposition": "refused", "local_label": null, "refusal_reason": "out_of_time", "redirected_to": null, "matters": [], "procedure": "adult_statutory", "procedure_name": "Adult statutory", "procedure_version": 3, "rule": "28", "title": "Statutory complaint", "summary": "Counted, and not looked into: they are told why", "reasons": [{"rule": "28", "text": "It is more than 12 months old, without a good reason, or cannot be looked into fairly any more.", "source": "SI 2009/309, reg 12"}], "questions": [], "duties": [{"code": "notice", "text": "Tell them in writing, and why.", "by": null, "source": "SI 2009/309, reg 12"}, {"code": "ombudsman", "text": "Tell them that they may go to the Ombudsman.", "by": null, "source": "Local Government Act 1974, s.26"}, {"code": "acknowledge", "text": "Acknowledge it, orally or in writing.", "by": "2026-03-05", "source": "SI 2009/309, reg 13(3)"}, {"code": "offer_discussion", "text": "Offer to discuss how it is handled and by when they can expect an answer.", "by": "2026-03-05", "source": "SI 2009/309, reg 13(7)"}, {"code": "written_record", "text": "Write it down and send them a copy.", "by": null, "source": "SI 2009/309, reg 13(2)"}], "flags": [], "received_on": "2026-03-02", "clocks": [], "now_suggests": null}',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "intake_contact" VALUES('eastmere','EAS-2526-0004',2025,4,1,'2026-03-02 10:00:00.000000','2026-03-02','2026-03-24 10:00:00.989127','Officer 1','enquiry','The home care visits were missed on four mornings, and nobody rang to say so.','A Caller','01164960000','A Person','{"complainant": {"name": "A Caller", "phone": "0116 496 0000", "email": null, "address": null, "role": "relative", "relationship": null, "anonymous": false, "anonymous_confirmed": false, "own_grievance": false, "language": null, "contact_note": null, "contact_plan": null}, "person": {"name": "A Person", "born_on": null, "same_as_complainant": false, "consent": "agrees", "lacks_capacity": false, "best_interests": null, "reasonable_grounds": null, "has_died": false, "demographics": null}, "representative": null, "advocate": null, "advocacy": {"offered": null, "taken_up": null}, "reply_by": null, "adjustments": [], "adjustment_note": null, "kind": null, "channel": "phone", "received_at": "2026-03-02T10:00:00Z", "made_orally": null, "title": null, "narrative": "The home care visits were missed on four mornings, and nobody rang to say so.", "desired_outcome": "Visits at the agreed time.", "function": "adult_social_care", "team": null, "provider": null, "affected": true, "prefers_provider": null, "formal_complaint": null, "ombudsman": null, "sufficient_interest": null, "prejudices_proceedings": null, "event_on": null, "aware_on": null, "good_reason": null, "still_fair": null, "recurred": null, "resolved_on": null, "satisfied": null, "harm_alleged": "no", "about": [], "matters": [{"category": "delay", "description": null, "function": null, "about": []}], "partner_reference": null, "transferred_from": null}','{"classification": "enquiry", "disposition": "holding", "local_label": null, "refusal_reason": null, "redirected_to": null, "matters": [], "procedure": null, "procedure_name": null, "procedure_version": null, "rule": "31b", "title": "Not clear yet", "summary": "Held for at most three working days, until the route is clear", "reasons": [{"rule": "31b", "text": "It is not clear yet which kind of contact this is.", "source": "Leicester 2023/24, note i to \u00a73.6"}], "questions": [{"fact": "kind", "ask": "Has something already gone wrong, or are they asking for something?", "effect": "Unhappy about something past: a complaint. Asking for something: an enquiry.", "answers": []}], "duties": [{"code": "decide_route", "text": "Decide which route it takes.", "by": "2026-03-05", "source": "Not later than the acknowledgement would be due (SI 2009/309 reg 13(3))"}], "flags": [], "received_on": "2026-03-02", "clocks": [], "now_suggests": null}',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "intake_contact" VALUES('eastmere','EAS-2526-0005',2025,5,1,'2026-03-02 10:00:00.000000','2026-03-02','2026-03-24 10:00:01.068788','Officer 1','enquiry','The home care visits were missed on four mornings, and nobody rang to say so.','A Caller','01164960000','A Person','{"complainant": {"name": "A Caller", "phone": "0116 496 0000", "email": null, "address": null, "role": "relative", "relationship": null, "anonymous": false, "anonymous_confirmed": false, "own_grievance": false, "language": null, "contact_note": null, "contact_plan": null}, "person": {"name": "A Person", "born_on": null, "same_as_complainant": false, "consent": "agrees", "lacks_capacity": false, "best_interests": null, "reasonable_grounds": null, "has_died": false, "demographics": null}, "representative": null, "advocate": null, "advocacy": {"offered": null, "taken_up": null}, "reply_by": null, "adjustments": [], "adjustment_note": null, "kind": "request", "channel": "phone", "received_at": "2026-03-02T10:00:00Z", "made_orally": null, "title": null, "narrative": "The home care visits were missed on four mornings, and nobody rang to say so.", "desired_outcome": "Visits at the agreed time.", "function": "adult_social_care", "team": null, "provider": null, "affected": true, "prefers_provider": null, "formal_complaint": null, "ombudsman": null, "sufficient_interest": null, "prejudices_proceedings": null, "event_on": null, "aware_on": null, "good_reason": null, "still_fair": null, "recurred": null, "resolved_on": null, "satisfied": null, "harm_alleged": "no", "about": [], "matters": [{"category": "delay", "description": null, "function": null, "about": []}], "partner_reference": null, "transferred_from": null}','{"classification": "enquiry", "disposition": "service_request", "local_label": null, "refusal_reason": null, "redirected_to": null, "matters": [], "procedure": null, "procedure_name": null, "procedure_version": null, "rule": "3", "title": "Enquiry", "summary": "Pass it to the service", "reasons": [{"rule": "3", "text": "They ask for a service or information, and are not unhappy about something past.", "source": "Leicester 2023/24 \u00a72.3; LGSCO Complaint Handling Code 1.2"}], "questions": [], "duties": [], "flags": [], "received_on": "2026-03-02", "clocks": [], "now_suggests": null}',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "intake_contact" VALUES('eastmere','EAS-2526-0006',2025,6,1,'2026-03-02 10:00:00.000000','2026-03-02','2026-03-24 10:00:01.141688','Officer 1','compliment','The home care visits were missed on four mornings, and nobody rang to say so.','A Caller','01164960000','A Person','{"complainant": {"name": "A Caller", "phone": "0116 496 0000", "email": null, "address": null, "role": "relative", "relationship": null, "anonymous": false, "anonymous_confirmed": false, "own_grievance": false, "language": null, "contact_note": null, "contact_plan": null}, "person": {"name": "A Person", "born_on": null, "same_as_complainant": false, "consent": "agrees", "lacks_capacity": false, "best_interests": null, "reasonable_grounds": null, "has_died": false, "demographics": null}, "representative": null, "advocate": null, "advocacy": {"offered": null, "taken_up": null}, "reply_by": null, "adjustments": [], "adjustment_note": null, "kind": "praise", "channel": "phone", "received_at": "2026-03-02T10:00:00Z", "made_orally": null, "title": null, "narrative": "The home care visits were missed on four mornings, and nobody rang to say so.", "desired_outcome": "Visits at the agreed time.", "function": "adult_social_care", "team": null, "provider": null, "affected": true, "prefers_provider": null, "formal_complaint": null, "ombudsman": null, "sufficient_interest": null, "prejudices_proceedings": null, "event_on": null, "aware_on": null, "good_reason": null, "still_fair": null, "recurred": null, "resolved_on": null, "satisfied": null, "harm_alleged": "no", "about": [], "matters": [{"category": "delay", "description": null, "function": null, "about": []}], "partner_reference": null, "transferred_from": null}','{"classification": "compliment", "disposition": "accepted", "local_label": null, "refusal_reason": null, "redirected_to": null, "matters": [], "procedure": null, "procedure_name": null, "procedure_version": null, "rule": "1", "title": "Compliment", "summary": "Thank them, and share it with the service", "reasons": [{"rule": "1", "text": "They are saying that something went well.", "source": "Shropshire 2022/23 \u00a71; Coventry 2023/24, Background"}], "questions": [], "duties": [], "flags": [], "received_on": "2026-03-02", "clocks": [], "now_suggests": null}',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "intake_contact" VALUES('eastmere','EAS-2526-0007',2025,7,1,'2026-03-02 10:00:00.000000','2026-03-02','2026-03-24 10:00:01.182036','Officer 1','corporate_complaint','The home care visits were missed on four mornings, and nobody rang to say so.','A Caller','01164960000','A Person','{"complainant": {"name": "A Caller", "phone": "0116 496 0000", "email": null, "address": null, "role": "relative", "relationship": null, "anonymous": false, "anonymous_confirmed": false, "own_grievance": false, "language": null, "contact_note": null, "contact_plan": null}, "person": {"name": "A Person", "born_on": null, "same_as_complainant": false, "consent": "agrees", "lacks_capacity": false, "best_interests": null, "reasonable_grounds": null, "has_died": false, "demographics": null}, "representative": null, "advocate": null, "advocacy": {"offered": null, "taken_up": null}, "reply_by": null, "adjustments": [], "adjustment_note": null, "kind": "dissatisfaction", "channel": "phone", "received_at": "2026-03-02T10:00:00Z", "made_orally": null, "title": null, "narrative": "The home care visits were missed on four mornings, and nobody rang to say so.", "desired_outcome": "Visits at the agreed time.", "function": "other_council_service", "team": null, "provider": null, "affected": true, "prefers_provider": null, "formal_complaint": null, "ombudsman": null, "sufficient_interest": null, "prejudices_proceedings": null, "event_on": null, "aware_on": null, "good_reason": null, "still_fair": null, "recurred": null, "resolved_on": null, "satisfied": null, "harm_alleged": "no", "about": [], "matters": [{"category": "delay", "description": null, "function": null, "about": []}], "partner_reference": null, "transferred_from": null}','{"classification": "corporate_complaint", "disposition": "accepted", "local_label": null, "refusal_reason": null, "redirected_to": null, "matters": [], "procedure": "corporate", "procedure_name": "Corporate", "procedure_version": 2, "rule": "16", "title": "Corporate complaint", "summary": "Council services other than social care", "reasons": [{"rule": "16", "text": "They are unhappy about something past.", "source": "Shropshire 2022/23 \u00a72; Coventry 2023/24, Description"}, {"rule": "16", "text": "It is about a council service that is not social care.", "source": "Shropshire 2022/23 \u00a72; Coventry 2023/24, Description"}], "questions": [{"fact": "event_on", "ask": "When did it happen?", "effect": "More than 12 months ago: is there a good reason, and can it still be looked into?", "answers": []}], "duties": [{"code": "acknowledge", "text": "Acknowledge it, orally or in writing.", "by": "2026-03-09", "source": "invented local policy"}], "flags": [], "received_on": "2026-03-02", "clocks": [], "now_suggests": null}',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "intake_contact" VALUES('eastmere','EAS-2526-0008',2025,8,1,'2026-03-02 10:00:00.000000','2026-03-02','2026-03-24 10:00:01.251204','Officer 1','statutory_complaint','The home care visits were missed on four mornings, and nobody rang to say so.','A Caller','01164960000','A Person','{"complainant": {"name": "A Caller", "phone": "0116 496 0000", "email": null, "address": null, "role": "relative", "relationship": null, "anonymous": false, "anonymous_confirmed": false, "own_grievance": false, "language": null, "contact_note": null, "contact_plan": null}, "person": {"name": "A Person", "born_on": null, "same_as_complainant": false, "consent": "agrees", "lacks_capacity": false, "best_interests": null, "reasonable_grounds": null, "has_died": false, "demographics": null}, "representative": null, "advocate": null, "advocacy": {"offered": null, "taken_up": null}, "reply_by": null, "adjustments": [], "adjustment_note": null, "kind": "dissatisfaction", "channel": "phone", "received_at": "2026-03-02T10:00:00Z", "made_orally": null, "title": null, "narrative": "The home care visits were missed on four mornings, and nobody rang to say so.", "desired_outcome": "Visits at the agreed time.", "function": "adult_social_care", "team": null, "provider": null, "affected": true, "prefers_provider": null, "formal_complaint": null, "ombudsman": null, "sufficient_interest": null, "prejudices_proceedings": null, "event_on": null, "aware_on": null, "good_reason": null, "still_fair": null, "recurred": null, "resolved_on": null, "satisfied": null, "harm_alleged": "no", "about": [], "matters": [{"category": "delay", "description": null, "function": null, "about": []}], "partner_reference": null, "transferred_from": null}','{"classification": "statutory_complaint", "disposition": "accepted", "local_label": null, "refusal_reason": null, "redirected_to": null, "matters": [], "procedure": "adult_statutory", "procedure_name": "Adult statutory", "procedure_version": 3, "rule": "33", "title": "Statutory complaint", "summary": "Adult social care, one council stage", "reasons": [{"rule": "33", "text": "They are unhappy about something past.", "source": "SI 2009/309, reg 6(1)(a)"}, {"rule": "33", "text": "It is the council''s own adult social care.", "source": "SI 2009/309, reg 6(1)(a)"}], "questions": [{"fact": "event_on", "ask": "When did it happen?", "effect": "More than 12 months ago: is there a good reason, and can it still be looked into?", "answers": []}], "duties": [{"code": "acknowledge", "text": "Acknowledge it, orally or in writing.", "by": "2026-03-05", "source": "SI 2009/309, reg 13(3)"}, {"code": "offer_discussion", "text": "Offer to discuss how it is handled and by when they can expect an answer.", "by": "2026-03-05", "source": "SI 2009/309, reg 13(7)"}, {"code": "written_record", "text": "Write it down and send them a copy.", "by": null, "source": "SI 2009/309, reg 13(2)"}], "flags": [], "received_on": "2026-03-02", "clocks": [], "now_suggests": null}',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "intake_contact" VALUES('eastmere','EAS-2425-0001',2024,1,1,'2024-05-01 11:00:00.000000','2024-05-01','2026-03-24 10:00:01.376926','Admin 1','statutory_complaint','The visits were missed.',NULL,NULL,NULL,'{"complainant": {"name": null, "phone": null, "email": null, "address": null, "role": null, "relationship": null, "anonymous": false, "anonymous_confirmed": false, "own_grievance": false, "language": null, "contact_note": null, "contact_plan": null}, "person": null, "representative": null, "advocate": null, "advocacy": {"offered": null, "taken_up": null}, "reply_by": null, "adjustments": [], "adjustment_note": null, "kind": null, "channel": "phone", "received_at": null, "made_orally": null, "title": null, "narrative": "The visits were missed.", "desired_outcome": null, "function": null, "team": null, "provider": null, "affected": null, "prefers_provider": null, "formal_complaint": null, "ombudsman": null, "sufficient_interest": null, "prejudices_proceedings": null, "event_on": null, "aware_on": null, "good_reason": null, "still_fair": null, "recurred": null, "resolved_on": null, "satisfied": null, "harm_alleged": null, "about": [], "matters": [], "partner_reference": null, "transferred_from": null}','{"classification": "statutory_complaint", "disposition": "accepted", "local_label": null, "refusal_reason": null, "redirected_to": null, "matters": [], "procedure": null, "procedure_name": null, "procedure_version": null, "rule": "imported", "title": "Statutory complaint", "summary": "Imported as the council recorded it", "reasons": [{"rule": "imported", "text": "Imported as the council recorded it.", "source": "the import file"}], "questions": [], "duties": [], "flags": [], "received_on": "2024-05-01", "clocks": [], "now_suggests": null}','{"ref": "EAS-2425-0001", "authority": "eastmere", "classification": "statutory_complaint", "received_on": "2024-05-01", "channel": "phone", "team": "locality", "closed_on": "2024-06-01", "outcome": "upheld", "issues": [{"category": "delay", "outcome": "upheld"}], "narrative": "The visits were missed."}','1efb195a5a26a8dce08c9cece40db77f15833f9637b26db1478b7dcc7c7d510b',NULL,NULL,NULL);
INSERT INTO "intake_contact" VALUES('eastmere','EAS-2425-0002',2024,2,1,'2024-05-01 11:00:00.000000','2024-05-01','2026-03-24 10:00:01.376926','Admin 1','statutory_complaint','The visits were missed.',NULL,NULL,NULL,'{"complainant": {"name": null, "phone": null, "email": null, "address": null, "role": null, "relationship": null, "anonymous": false, "anonymous_confirmed": false, "own_grievance": false, "language": null, "contact_note": null, "contact_plan": null}, "person": null, "representative": null, "advocate": null, "advocacy": {"offered": null, "taken_up": null}, "reply_by": null, "adjustments": [], "adjustment_note": null, "kind": null, "channel": "phone", "received_at": null, "made_orally": null, "title": null, "narrative": "The visits were missed.", "desired_outcome": null, "function": null, "team": null, "provider": null, "affected": null, "prefers_provider": null, "formal_complaint": null, "ombudsman": null, "sufficient_interest": null, "prejudices_proceedings": null, "event_on": null, "aware_on": null, "good_reason": null, "still_fair": null, "recurred": null, "resolved_on": null, "satisfied": null, "harm_alleged": null, "about": [], "matters": [], "partner_reference": null, "transferred_from": null}','{"classification": "statutory_complaint", "disposition": "accepted", "local_label": null, "refusal_reason": null, "redirected_to": null, "matters": [], "procedure": null, "procedure_name": null, "procedure_version": null, "rule": "imported", "title": "Statutory complaint", "summary": "Imported as the council recorded it", "reasons": [{"rule": "imported", "text": "Imported as the council recorded it.", "source": "the import file"}], "questions": [], "duties": [], "flags": [], "received_on": "2024-05-01", "clocks": [], "now_suggests": null}','{"ref": "EAS-2425-0002", "authority": "eastmere", "classification": "statutory_complaint", "received_on": "2024-05-01", "channel": "phone", "team": "locality", "outcome": "open", "issues": [], "narrative": "The visits were missed."}','18218276c5ee154df9990f59bace2c49f0efe32912fc94f232db818ccd3f6447',NULL,NULL,NULL);
INSERT INTO "intake_contact" VALUES('eastmere','EAS-2425-0003',2024,3,1,'2024-05-01 11:00:00.000000','2024-05-01','2026-03-24 10:00:01.376926','Admin 1','statutory_complaint','The visits were missed.',NULL,NULL,NULL,'{"complainant": {"name": null, "phone": null, "email": null, "address": null, "role": null, "relationship": null, "anonymous": false, "anonymous_confirmed": false, "own_grievance": false, "language": null, "contact_note": null, "contact_plan": null}, "person": null, "representative": null, "advocate": null, "advocacy": {"offered": null, "taken_up": null}, "reply_by": null, "adjustments": [], "adjustment_note": null, "kind": null, "channel": "phone", "received_at": null, "made_orally": null, "title": null, "narrative": "The visits were missed.", "desired_outcome": null, "function": null, "team": null, "provider": null, "affected": null, "prefers_provider": null, "formal_complaint": null, "ombudsman": null, "sufficient_interest": null, "prejudices_proceedings": null, "event_on": null, "aware_on": null, "good_reason": null, "still_fair": null, "recurred": null, "resolved_on": null, "satisfied": null, "harm_alleged": null, "about": [], "matters": [], "partner_reference": null, "transferred_from": null}','{"classification": "statutory_complaint", "disposition": "accepted", "local_label": null, "refusal_reason": null, "redirected_to": null, "matters": [], "procedure": null, "procedure_name": null, "procedure_version": null, "rule": "imported", "title": "Statutory complaint", "summary": "Imported as the council recorded it", "reasons": [{"rule": "imported", "text": "Imported as the council recorded it.", "source": "the import file"}], "questions": [], "duties": [], "flags": [], "received_on": "2024-05-01", "clocks": [], "now_suggests": null}','{"ref": "EAS-2425-0003", "authority": "eastmere", "classification": "statutory_complaint", "received_on": "2024-05-01", "channel": "phone", "team": "locality", "closed_on": "2024-06-01", "outcome": "upheld", "issues": [{"category": "delay", "outcome": "upheld"}], "narrative": "The visits were missed."}','1d8470f85f5bdc704fbef9f0639e2a1c8d77969fa07920f15954016796e5a1ef',NULL,NULL,NULL);
INSERT INTO "intake_contact" VALUES('eastmere','EAS-2425-0004',2024,4,1,'2024-05-01 11:00:00.000000','2024-05-01','2026-03-24 10:00:01.376926','Admin 1','statutory_complaint','The visits were missed.',NULL,NULL,NULL,'{"complainant": {"name": null, "phone": null, "email": null, "address": null, "role": null, "relationship": null, "anonymous": false, "anonymous_confirmed": false, "own_grievance": false, "language": null, "contact_note": null, "contact_plan": null}, "person": null, "representative": null, "advocate": null, "advocacy": {"offered": null, "taken_up": null}, "reply_by": null, "adjustments": [], "adjustment_note": null, "kind": null, "channel": "phone", "received_at": null, "made_orally": null, "title": null, "narrative": "The visits were missed.", "desired_outcome": null, "function": null, "team": null, "provider": null, "affected": null, "prefers_provider": null, "formal_complaint": null, "ombudsman": null, "sufficient_interest": null, "prejudices_proceedings": null, "event_on": null, "aware_on": null, "good_reason": null, "still_fair": null, "recurred": null, "resolved_on": null, "satisfied": null, "harm_alleged": null, "about": [], "matters": [], "partner_reference": null, "transferred_from": null}','{"classification": "statutory_complaint", "disposition": "accepted", "local_label": null, "refusal_reason": null, "redirected_to": null, "matters": [], "procedure": null, "procedure_name": null, "procedure_version": null, "rule": "imported", "title": "Statutory complaint", "summary": "Imported as the council recorded it", "reasons": [{"rule": "imported", "text": "Imported as the council recorded it.", "source": "the import file"}], "questions": [], "duties": [], "flags": [], "received_on": "2024-05-01", "clocks": [], "now_suggests": null}','{"ref": "EAS-2425-0004", "authority": "eastmere", "classification": "statutory_complaint", "received_on": "2024-05-01", "channel": "phone", "team": "locality", "outcome": "open", "issues": [], "narrative": "The visits were missed."}','42ede946c9f45998bf8cc76b387c0d666eea48be6e95518b6e9a3229f7f72f4b',NULL,NULL,NULL);
CREATE TABLE intake_contact_act (
	authority VARCHAR(60) NOT NULL, 
	ref VARCHAR(20) NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	"on" DATE, 
	what JSON NOT NULL, 
	"by" VARCHAR(200) NOT NULL, 
	at DATETIME NOT NULL, 
	earlier JSON NOT NULL, 
	CONSTRAINT pk_intake_contact_act PRIMARY KEY (authority, ref, kind)
);
CREATE TABLE intake_contact_link (
	authority VARCHAR(60) NOT NULL, 
	ref VARCHAR(20) NOT NULL, 
	other VARCHAR(20) NOT NULL, 
	"by" VARCHAR(200) NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_intake_contact_link PRIMARY KEY (authority, ref, other)
);
CREATE TABLE intake_cursor (
	follower VARCHAR(80) NOT NULL, 
	position BIGINT NOT NULL, 
	CONSTRAINT pk_intake_cursor PRIMARY KEY (follower)
);
INSERT INTO "intake_cursor" VALUES('intake.cases',21);
CREATE TABLE intake_event (
	position INTEGER NOT NULL, 
	authority VARCHAR(60) NOT NULL, 
	ref VARCHAR(20) NOT NULL, 
	sequence INTEGER NOT NULL, 
	type VARCHAR(80) NOT NULL, 
	occurred_on DATE NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	data JSON NOT NULL, 
	CONSTRAINT pk_intake_event PRIMARY KEY (position)
);
INSERT INTO "intake_event" VALUES(1,'eastmere','EAS-2526-0001',1,'ContactRecorded.v1','2026-03-02','2026-03-24 10:00:00.450077','{"authority": "eastmere", "ref": "EAS-2526-0001", "sequence": 1, "occurred_on": "2026-03-02", "by": "officer-1", "contact": {"received_on": "2026-03-02", "channel": "phone", "raised_by": "relative", "classification": "statutory_complaint", "disposition": "accepted", "rule": "33", "procedure": "adult_statutory", "procedure_version": 3, "team": null, "provider_kind": null, "provider_name": null, "person_age": null, "flags": ["contact_plan"], "categories": ["delay", "other"], "local_label": null, "refusal_reason": null, "redirected_to": null, "person_age_band": null, "person_ethnicity": null, "person_gender": null, "person_disability": null, "person_primary_support_reason": null, "person_legal_status": null, "person_ward": null, "advocacy_offered": null, "advocacy_taken_up": null}}');
INSERT INTO "intake_event" VALUES(2,'eastmere','EAS-2526-0002',1,'ContactRecorded.v1','2026-03-02','2026-03-24 10:00:00.740752','{"authority": "eastmere", "ref": "EAS-2526-0002", "sequence": 1, "occurred_on": "2026-03-02", "by": "officer-1", "contact": {"received_on": "2026-03-02", "channel": "phone", "raised_by": "relative", "classification": "statutory_complaint", "disposition": "accepted", "rule": "33", "procedure": "adult_statutory", "procedure_version": 3, "team": null, "provider_kind": null, "provider_name": null, "person_age": null, "flags": [], "categories": ["delay"], "local_label": null, "refusal_reason": null, "redirected_to": null, "person_age_band": null, "person_ethnicity": null, "person_gender": null, "person_disability": null, "person_primary_support_reason": null, "person_legal_status": null, "person_ward": null, "advocacy_offered": null, "advocacy_taken_up": null}}');
INSERT INTO "intake_event" VALUES(3,'eastmere','EAS-2526-0003',1,'ContactRecorded.v1','2026-03-02','2026-03-24 10:00:00.898811','{"authority": "eastmere", "ref": "EAS-2526-0003", "sequence": 1, "occurred_on": "2026-03-02", "by": "officer-1", "contact": {"received_on": "2026-03-02", "channel": "phone", "raised_by": "relative", "classification": "statutory_complaint", "disposition": "refused", "rule": "28", "procedure": "adult_statutory", "procedure_version": 3, "team": null, "provider_kind": null, "provider_name": null, "person_age": null, "flags": [], "categories": ["delay"], "local_label": null, "refusal_reason": "out_of_time", "redirected_to": null, "person_age_band": null, "person_ethnicity": null, "person_gender": null, "person_disability": null, "person_primary_support_reason": null, "person_legal_status": null, "person_ward": null, "advocacy_offered": null, "advocacy_taken_up": null}}');
INSERT INTO "intake_event" VALUES(4,'eastmere','EAS-2526-0004',1,'ContactRecorded.v1','2026-03-02','2026-03-24 10:00:00.995541','{"authority": "eastmere", "ref": "EAS-2526-0004", "sequence": 1, "occurred_on": "2026-03-02", "by": "officer-1", "contact": {"received_on": "2026-03-02", "channel": "phone", "raised_by": "relative", "classification": "enquiry", "disposition": "holding", "rule": "31b", "procedure": null, "procedure_version": null, "team": null, "provider_kind": null, "provider_name": null, "person_age": null, "flags": [], "categories": ["delay"], "local_label": null, "refusal_reason": null, "redirected_to": null, "person_age_band": null, "person_ethnicity": null, "person_gender": null, "person_disability": null, "person_primary_support_reason": null, "person_legal_status": null, "person_ward": null, "advocacy_offered": null, "advocacy_taken_up": null}}');
INSERT INTO "intake_event" VALUES(5,'eastmere','EAS-2526-0005',1,'ContactRecorded.v1','2026-03-02','2026-03-24 10:00:01.073588','{"authority": "eastmere", "ref": "EAS-2526-0005", "sequence": 1, "occurred_on": "2026-03-02", "by": "officer-1", "contact": {"received_on": "2026-03-02", "channel": "phone", "raised_by": "relative", "classification": "enquiry", "disposition": "service_request", "rule": "3", "procedure": null, "procedure_version": null, "team": null, "provider_kind": null, "provider_name": null, "person_age": null, "flags": [], "categories": ["delay"], "local_label": null, "refusal_reason": null, "redirected_to": null, "person_age_band": null, "person_ethnicity": null, "person_gender": null, "person_disability": null, "person_primary_support_reason": null, "person_legal_status": null, "person_ward": null, "advocacy_offered": null, "advocacy_taken_up": null}}');
INSERT INTO "intake_event" VALUES(6,'eastmere','EAS-2526-0006',1,'ContactRecorded.v1','2026-03-02','2026-03-24 10:00:01.146075','{"authority": "eastmere", "ref": "EAS-2526-0006", "sequence": 1, "occurred_on": "2026-03-02", "by": "officer-1", "contact": {"received_on": "2026-03-02", "channel": "phone", "raised_by": "relative", "classification": "compliment", "disposition": "accepted", "rule": "1", "procedure": null, "procedure_version": null, "team": null, "provider_kind": null, "provider_name": null, "person_age": null, "flags": [], "categories": ["delay"], "local_label": null, "refusal_reason": null, "redirected_to": null, "person_age_band": null, "person_ethnicity": null, "person_gender": null, "person_disability": null, "person_primary_support_reason": null, "person_legal_status": null, "person_ward": null, "advocacy_offered": null, "advocacy_taken_up": null}}');
INSERT INTO "intake_event" VALUES(7,'eastmere','EAS-2526-0007',1,'ContactRecorded.v1','2026-03-02','2026-03-24 10:00:01.186875','{"authority": "eastmere", "ref": "EAS-2526-0007", "sequence": 1, "occurred_on": "2026-03-02", "by": "officer-1", "contact": {"received_on": "2026-03-02", "channel": "phone", "raised_by": "relative", "classification": "corporate_complaint", "disposition": "accepted", "rule": "16", "procedure": "corporate", "procedure_version": 2, "team": null, "provider_kind": null, "provider_name": null, "person_age": null, "flags": [], "categories": ["delay"], "local_label": null, "refusal_reason": null, "redirected_to": null, "person_age_band": null, "person_ethnicity": null, "person_gender": null, "person_disability": null, "person_primary_support_reason": null, "person_legal_status": null, "person_ward": null, "advocacy_offered": null, "advocacy_taken_up": null}}');
INSERT INTO "intake_event" VALUES(8,'eastmere','EAS-2526-0008',1,'ContactRecorded.v1','2026-03-02','2026-03-24 10:00:01.256201','{"authority": "eastmere", "ref": "EAS-2526-0008", "sequence": 1, "occurred_on": "2026-03-02", "by": "officer-1", "contact": {"received_on": "2026-03-02", "channel": "phone", "raised_by": "relative", "classification": "statutory_complaint", "disposition": "accepted", "rule": "33", "procedure": "adult_statutory", "procedure_version": 3, "team": null, "provider_kind": null, "provider_name": null, "person_age": null, "flags": [], "categories": ["delay"], "local_label": null, "refusal_reason": null, "redirected_to": null, "person_age_band": null, "person_ethnicity": null, "person_gender": null, "person_disability": null, "person_primary_support_reason": null, "person_legal_status": null, "person_ward": null, "advocacy_offered": null, "advocacy_taken_up": null}}');
INSERT INTO "intake_event" VALUES(9,'eastmere','EAS-2425-0001',1,'CaseImported.v1','2024-05-01','2026-03-24 10:00:01.383694','{"authority": "eastmere", "ref": "EAS-2425-0001", "sequence": 1, "occurred_on": "2024-05-01", "by": null, "record": {"ref": "EAS-2425-0001", "authority": "eastmere", "classification": "statutory_complaint", "local_label": null, "procedure": null, "received_on": "2024-05-01", "channel": "phone", "raised_by": null, "division": null, "service_area": null, "team": "locality", "contributing_teams": [], "provider": null, "joint_with": [], "lead_organisation": null, "grade": null, "acknowledged_on": null, "stages": [], "resolved_within_one_working_day": null, "withdrawn_on": null, "closed_on": "2024-06-01", "outcome": "upheld", "refusal_reason": null, "issues": [{"category": "delay", "subcategory": null, "theme": null, "about": null, "outcome": "upheld"}], "person": null, "remedies": [], "learning": [], "ombudsman": null, "costs_pounds": null, "advocacy": null, "redirected_to": null}}');
INSERT INTO "intake_event" VALUES(10,'eastmere','EAS-2425-0002',1,'CaseImported.v1','2024-05-01','2026-03-24 10:00:01.383694','{"authority": "eastmere", "ref": "EAS-2425-0002", "sequence": 1, "occurred_on": "2024-05-01", "by": null, "record": {"ref": "EAS-2425-0002", "authority": "eastmere", "classification": "statutory_complaint", "local_label": null, "procedure": null, "received_on": "2024-05-01", "channel": "phone", "raised_by": null, "division": null, "service_area": null, "team": "locality", "contributing_teams": [], "provider": null, "joint_with": [], "lead_organisation": null, "grade": null, "acknowledged_on": null, "stages": [], "resolved_within_one_working_day": null, "withdrawn_on": null, "closed_on": null, "outcome": "open", "refusal_reason": null, "issues": [], "person": null, "remedies": [], "learning": [], "ombudsman": null, "costs_pounds": null, "advocacy": null, "redirected_to": null}}');
INSERT INTO "intake_event" VALUES(11,'eastmere','EAS-2425-0003',1,'CaseImported.v1','2024-05-01','2026-03-24 10:00:01.383694','{"authority": "eastmere", "ref": "EAS-2425-0003", "sequence": 1, "occurred_on": "2024-05-01", "by": null, "record": {"ref": "EAS-2425-0003", "authority": "eastmere", "classification": "statutory_complaint", "local_label": null, "procedure": null, "received_on": "2024-05-01", "channel": "phone", "raised_by": null, "division": null, "service_area": null, "team": "locality", "contributing_teams": [], "provider": null, "joint_with": [], "lead_organisation": null, "grade": null, "acknowledged_on": null, "stages": [], "resolved_within_one_working_day": null, "withdrawn_on": null, "closed_on": "2024-06-01", "outcome": "upheld", "refusal_reason": null, "issues": [{"category": "delay", "subcategory": null, "theme": null, "about": null, "outcome": "upheld"}], "person": null, "remedies": [], "learning": [], "ombudsman": null, "costs_pounds": null, "advocacy": null, "redirected_to": null}}');
INSERT INTO "intake_event" VALUES(12,'eastmere','EAS-2425-0004',1,'CaseImported.v1','2024-05-01','2026-03-24 10:00:01.383694','{"authority": "eastmere", "ref": "EAS-2425-0004", "sequence": 1, "occurred_on": "2024-05-01", "by": null, "record": {"ref": "EAS-2425-0004", "authority": "eastmere", "classification": "statutory_complaint", "local_label": null, "procedure": null, "received_on": "2024-05-01", "channel": "phone", "raised_by": null, "division": null, "service_area": null, "team": "locality", "contributing_teams": [], "provider": null, "joint_with": [], "lead_organisation": null, "grade": null, "acknowledged_on": null, "stages": [], "resolved_within_one_working_day": null, "withdrawn_on": null, "closed_on": null, "outcome": "open", "refusal_reason": null, "issues": [], "person": null, "remedies": [], "learning": [], "ombudsman": null, "costs_pounds": null, "advocacy": null, "redirected_to": null}}');
CREATE TABLE intake_idempotent_request (
	authority VARCHAR(60) NOT NULL, 
	client VARCHAR(200) NOT NULL, 
	route VARCHAR(200) NOT NULL, 
	"key" VARCHAR(200) NOT NULL, 
	body_hash VARCHAR(64) NOT NULL, 
	status INTEGER NOT NULL, 
	headers JSON NOT NULL, 
	body TEXT NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	CONSTRAINT pk_intake_idempotent_request PRIMARY KEY (authority, client, route, "key")
);
CREATE TABLE intake_import_job (
	authority VARCHAR(60) NOT NULL, 
	job_id VARCHAR(40) NOT NULL, 
	file_name VARCHAR(200) NOT NULL, 
	state VARCHAR(20) NOT NULL, 
	worker VARCHAR(40) NOT NULL, 
	started_by VARCHAR(200) NOT NULL, 
	started_at DATETIME NOT NULL, 
	touched_at DATETIME NOT NULL, 
	finished_at DATETIME, 
	content_hash VARCHAR(64) NOT NULL, 
	bytes_total BIGINT NOT NULL, 
	bytes_done BIGINT NOT NULL, 
	lines_done INTEGER NOT NULL, 
	added INTEGER NOT NULL, 
	unchanged INTEGER NOT NULL, 
	rejected INTEGER NOT NULL, 
	warnings INTEGER NOT NULL, 
	CONSTRAINT pk_intake_import_job PRIMARY KEY (authority, job_id)
);
INSERT INTO "intake_import_job" VALUES('eastmere','c004c673aa5941549ac8dc3682ffe3be','import.ndjson','done','ba2adcd8b4c74343bb57b369d00c664e','Admin 1','2026-03-24 10:00:01.364749','2026-03-24 10:00:01.376926','2026-03-24 10:00:01.388134','ef547ac196dece0e0a964d1bf2e8bd5d7ffaa1914e6e0d7732dbf4cd0f279840',1073,1073,4,4,0,0,0);
CREATE TABLE intake_import_mapping (
	authority VARCHAR(60) NOT NULL, 
	name VARCHAR(60) NOT NULL, 
	mapping JSON NOT NULL, 
	changed_by VARCHAR(200) NOT NULL, 
	changed_at DATETIME NOT NULL, 
	CONSTRAINT pk_intake_import_mapping PRIMARY KEY (authority, name)
);
CREATE TABLE intake_import_remark (
	authority VARCHAR(60) NOT NULL, 
	job_id VARCHAR(40) NOT NULL, 
	number INTEGER NOT NULL, 
	line INTEGER NOT NULL, 
	ref VARCHAR(20), 
	is_error BOOLEAN NOT NULL, 
	reason TEXT NOT NULL, 
	CONSTRAINT pk_intake_import_remark PRIMARY KEY (authority, job_id, number)
);
CREATE TABLE intake_lookalike_key (
	authority VARCHAR(60) NOT NULL, 
	hash BIGINT NOT NULL, 
	received_on DATE NOT NULL, 
	ref VARCHAR(20) NOT NULL, 
	CONSTRAINT pk_intake_lookalike_key PRIMARY KEY (authority, hash, received_on, ref)
)
 WITHOUT ROWID

;
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-8953595482721240262,'2026-03-02','EAS-2526-0001');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-8953595482721240262,'2026-03-02','EAS-2526-0002');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-8953595482721240262,'2026-03-02','EAS-2526-0003');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-8953595482721240262,'2026-03-02','EAS-2526-0004');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-8953595482721240262,'2026-03-02','EAS-2526-0005');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-8953595482721240262,'2026-03-02','EAS-2526-0006');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-8953595482721240262,'2026-03-02','EAS-2526-0007');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-8953595482721240262,'2026-03-02','EAS-2526-0008');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-8934824409028431492,'2026-03-02','EAS-2526-0001');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-8934824409028431492,'2026-03-02','EAS-2526-0002');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-8934824409028431492,'2026-03-02','EAS-2526-0003');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-8934824409028431492,'2026-03-02','EAS-2526-0004');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-8934824409028431492,'2026-03-02','EAS-2526-0005');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-8934824409028431492,'2026-03-02','EAS-2526-0006');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-8934824409028431492,'2026-03-02','EAS-2526-0007');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-8934824409028431492,'2026-03-02','EAS-2526-0008');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-7850862649778522575,'2026-03-02','EAS-2526-0001');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-7850862649778522575,'2026-03-02','EAS-2526-0002');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-7850862649778522575,'2026-03-02','EAS-2526-0003');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-7850862649778522575,'2026-03-02','EAS-2526-0004');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-7850862649778522575,'2026-03-02','EAS-2526-0005');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-7850862649778522575,'2026-03-02','EAS-2526-0006');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-7850862649778522575,'2026-03-02','EAS-2526-0007');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-7850862649778522575,'2026-03-02','EAS-2526-0008');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-5584984197453836083,'2026-03-02','EAS-2526-0001');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-5584984197453836083,'2026-03-02','EAS-2526-0002');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-5584984197453836083,'2026-03-02','EAS-2526-0003');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-5584984197453836083,'2026-03-02','EAS-2526-0004');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-5584984197453836083,'2026-03-02','EAS-2526-0005');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-5584984197453836083,'2026-03-02','EAS-2526-0006');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-5584984197453836083,'2026-03-02','EAS-2526-0007');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-5584984197453836083,'2026-03-02','EAS-2526-0008');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-3641959170899254746,'2026-03-02','EAS-2526-0001');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-3641959170899254746,'2026-03-02','EAS-2526-0002');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-3641959170899254746,'2026-03-02','EAS-2526-0003');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-3641959170899254746,'2026-03-02','EAS-2526-0004');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-3641959170899254746,'2026-03-02','EAS-2526-0005');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-3641959170899254746,'2026-03-02','EAS-2526-0006');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-3641959170899254746,'2026-03-02','EAS-2526-0007');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-3641959170899254746,'2026-03-02','EAS-2526-0008');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-547359508222528010,'2026-03-02','EAS-2526-0001');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-547359508222528010,'2026-03-02','EAS-2526-0002');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-547359508222528010,'2026-03-02','EAS-2526-0003');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-547359508222528010,'2026-03-02','EAS-2526-0004');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-547359508222528010,'2026-03-02','EAS-2526-0005');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-547359508222528010,'2026-03-02','EAS-2526-0006');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-547359508222528010,'2026-03-02','EAS-2526-0007');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',-547359508222528010,'2026-03-02','EAS-2526-0008');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',2148205283831581248,'2026-03-02','EAS-2526-0001');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',2148205283831581248,'2026-03-02','EAS-2526-0002');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',2148205283831581248,'2026-03-02','EAS-2526-0003');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',2148205283831581248,'2026-03-02','EAS-2526-0004');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',2148205283831581248,'2026-03-02','EAS-2526-0005');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',2148205283831581248,'2026-03-02','EAS-2526-0006');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',2148205283831581248,'2026-03-02','EAS-2526-0007');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',2148205283831581248,'2026-03-02','EAS-2526-0008');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',3694508902037394330,'2026-03-02','EAS-2526-0001');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',3694508902037394330,'2026-03-02','EAS-2526-0002');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',3694508902037394330,'2026-03-02','EAS-2526-0003');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',3694508902037394330,'2026-03-02','EAS-2526-0004');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',3694508902037394330,'2026-03-02','EAS-2526-0005');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',3694508902037394330,'2026-03-02','EAS-2526-0006');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',3694508902037394330,'2026-03-02','EAS-2526-0007');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',3694508902037394330,'2026-03-02','EAS-2526-0008');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',4513288857658979186,'2026-03-02','EAS-2526-0001');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',4513288857658979186,'2026-03-02','EAS-2526-0002');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',4513288857658979186,'2026-03-02','EAS-2526-0003');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',4513288857658979186,'2026-03-02','EAS-2526-0004');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',4513288857658979186,'2026-03-02','EAS-2526-0005');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',4513288857658979186,'2026-03-02','EAS-2526-0006');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',4513288857658979186,'2026-03-02','EAS-2526-0007');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',4513288857658979186,'2026-03-02','EAS-2526-0008');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',4562845646617714692,'2026-03-02','EAS-2526-0001');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',5184770823624454657,'2026-03-02','EAS-2526-0001');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',6532485678354708296,'2026-03-02','EAS-2526-0002');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',6532485678354708296,'2026-03-02','EAS-2526-0003');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',6532485678354708296,'2026-03-02','EAS-2526-0004');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',6532485678354708296,'2026-03-02','EAS-2526-0005');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',6532485678354708296,'2026-03-02','EAS-2526-0006');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',6532485678354708296,'2026-03-02','EAS-2526-0007');
INSERT INTO "intake_lookalike_key" VALUES('eastmere',6532485678354708296,'2026-03-02','EAS-2526-0008');
CREATE TABLE intake_parked_event (
	follower VARCHAR(80) NOT NULL, 
	position BIGINT NOT NULL, 
	authority VARCHAR(60) NOT NULL, 
	ref VARCHAR(20) NOT NULL, 
	type VARCHAR(80) NOT NULL, 
	event JSON NOT NULL, 
	reason TEXT NOT NULL, 
	parked_at DATETIME NOT NULL, 
	CONSTRAINT pk_intake_parked_event PRIMARY KEY (follower, position)
);
CREATE TABLE intake_partner_event (
	authority VARCHAR(60) NOT NULL, 
	client VARCHAR(80) NOT NULL, 
	number BIGINT NOT NULL, 
	ref VARCHAR(20) NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	occurred_on DATE NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	classification VARCHAR(40) NOT NULL, 
	disposition VARCHAR(40) NOT NULL, 
	outcome VARCHAR(40), 
	CONSTRAINT pk_intake_partner_event PRIMARY KEY (authority, client, number)
);
CREATE TABLE intake_people_change (
	authority VARCHAR(60) NOT NULL, 
	ref VARCHAR(20) NOT NULL, 
	number INTEGER NOT NULL, 
	"before" JSON NOT NULL, 
	"by" VARCHAR(200) NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_intake_people_change PRIMARY KEY (authority, ref, number)
);
CREATE TABLE intake_reclassification (
	authority VARCHAR(60) NOT NULL, 
	ref VARCHAR(20) NOT NULL, 
	number INTEGER NOT NULL, 
	classification VARCHAR(40) NOT NULL, 
	procedure VARCHAR(60), 
	reason TEXT NOT NULL, 
	"by" VARCHAR(200) NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_intake_reclassification PRIMARY KEY (authority, ref, number)
);
CREATE TABLE intake_schema_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT intake_schema_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "intake_schema_version" VALUES('78a872c33f04');
CREATE TABLE intake_transfer (
	authority VARCHAR(60) NOT NULL, 
	ref VARCHAR(20) NOT NULL, 
	to_body VARCHAR(200) NOT NULL, 
	client VARCHAR(80), 
	consented_on DATE NOT NULL, 
	consented_how VARCHAR(200) NOT NULL, 
	sent_on DATE NOT NULL, 
	told_on DATE NOT NULL, 
	note TEXT, 
	recorded_by VARCHAR(200) NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	received_on DATE, 
	partner_reference VARCHAR(200), 
	CONSTRAINT pk_intake_transfer PRIMARY KEY (authority, ref)
);
CREATE INDEX ix_intake_contact_newest ON intake_contact (authority, received_at, ref);
CREATE INDEX ix_intake_contact_number ON intake_contact (authority, year, number);
CREATE INDEX ix_intake_event_ref ON intake_event (ref);
CREATE INDEX ix_intake_idempotent_request_recorded_at ON intake_idempotent_request (recorded_at);
CREATE INDEX ix_intake_parked_event_ref ON intake_parked_event (ref);
CREATE UNIQUE INDEX ix_intake_client_id ON intake_client (client_id);
CREATE UNIQUE INDEX ix_intake_contact_client ON intake_contact (authority, client, partner_reference);
CREATE INDEX ix_intake_contact_complainant ON intake_contact (authority, complainant_name);
CREATE INDEX ix_intake_contact_act_kind ON intake_contact_act (authority, kind, "on");
CREATE INDEX ix_intake_contact_received ON intake_contact (authority, received_on);
COMMIT;
