BEGIN TRANSACTION;
CREATE TABLE "analytics_case" (
	authority VARCHAR(60) NOT NULL, 
	ref VARCHAR(20) NOT NULL, 
	contact_sequence INTEGER NOT NULL, 
	received_on DATE NOT NULL, 
	received_month VARCHAR(7) NOT NULL, 
	classification VARCHAR(40) NOT NULL, 
	disposition VARCHAR(40), 
	local_label VARCHAR(500), 
	channel VARCHAR(40), 
	raised_by VARCHAR(40), 
	provider_name VARCHAR(500), 
	provider_kind VARCHAR(40), 
	provider_named BOOLEAN NOT NULL, 
	person_ref VARCHAR(500), 
	person_ethnicity VARCHAR(40), 
	person_age INTEGER, 
	person_age_band VARCHAR(500), 
	person_gender VARCHAR(20), 
	person_disability VARCHAR(20), 
	person_primary_support_reason VARCHAR(500), 
	person_ward VARCHAR(500), 
	person_legal_status VARCHAR(40), 
	lead_organisation VARCHAR(500), 
	redirected_to VARCHAR(40), 
	resolved_within_one_working_day BOOLEAN, 
	advocacy_offered BOOLEAN, 
	advocacy_taken_up BOOLEAN, 
	ombudsman_received_on DATE, 
	ombudsman_decided_on DATE, 
	ombudsman_decision VARCHAR(40), 
	ombudsman_formal_investigation BOOLEAN, 
	ombudsman_decision_is_draft BOOLEAN, 
	ombudsman_remedy_pence BIGINT, 
	ombudsman_recommendations_met_on DATE, 
	costs_pence BIGINT, 
	case_sequence INTEGER NOT NULL, 
	procedure VARCHAR(60), 
	division VARCHAR(500), 
	service_area VARCHAR(500), 
	team VARCHAR(500), 
	grade VARCHAR(500), 
	acknowledged_on DATE, 
	withdrawn_on DATE, 
	closed_on DATE, 
	outcome VARCHAR(40), 
	refusal_reason VARCHAR(500), 
	investigated BOOLEAN NOT NULL, 
	has_learning BOOLEAN NOT NULL, 
	stage_count INTEGER NOT NULL, 
	issue_count INTEGER NOT NULL, 
	learning_count INTEGER NOT NULL, 
	working_days_to_acknowledge INTEGER, 
	working_days_to_respond INTEGER, 
	working_days_over_target INTEGER, 
	working_days_to_close INTEGER, 
	closed_within_six_months BOOLEAN, 
	is_open BOOLEAN NOT NULL, 
	standing VARCHAR(20), 
	owner VARCHAR(200), 
	next_due_kind VARCHAR(60), 
	next_due_on DATE, 
	next_soon_on DATE, 
	responded_on DATE, 
	response_due_on DATE, 
	next_due_act VARCHAR(20), 
	CONSTRAINT pk_analytics_case PRIMARY KEY (authority, ref)
);
INSERT INTO "analytics_case" VALUES('eastmere','EAS-2526-0001',1,'2026-03-02','2026-03','statutory_complaint','accepted',NULL,'phone','relative',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,9,'adult_statutory',NULL,NULL,'locality',NULL,'2026-03-04',NULL,NULL,NULL,NULL,1,0,1,2,0,2,NULL,NULL,NULL,NULL,1,'acknowledged','officer-1','promised','2026-04-20','2026-04-13',NULL,'2026-04-02','responded');
INSERT INTO "analytics_case" VALUES('eastmere','EAS-2526-0002',1,'2026-03-02','2026-03','statutory_complaint','accepted',NULL,'phone','relative',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,5,'adult_statutory',NULL,NULL,NULL,NULL,'2026-03-04',NULL,'2026-03-24','not_upheld',NULL,1,1,1,1,1,2,15,-5,16,1,0,'closed',NULL,NULL,NULL,NULL,'2026-03-23','2026-03-30',NULL);
INSERT INTO "analytics_case" VALUES('eastmere','EAS-2526-0003',1,'2026-03-02','2026-03','statutory_complaint','refused',NULL,'phone','relative',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,2,'adult_statutory',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'out_of_time',1,0,1,1,0,NULL,15,-5,NULL,NULL,1,'responded',NULL,NULL,NULL,NULL,'2026-03-23','2026-03-30',NULL);
INSERT INTO "analytics_case" VALUES('eastmere','EAS-2526-0004',1,'2026-03-02','2026-03','enquiry','holding',NULL,'phone','relative',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,0,0,1,0,NULL,NULL,NULL,NULL,NULL,1,'received',NULL,'holding','2026-03-05','2026-03-04',NULL,NULL,'decided');
INSERT INTO "analytics_case" VALUES('eastmere','EAS-2526-0005',1,'2026-03-02','2026-03','enquiry','service_request',NULL,'phone','relative',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,0,0,1,0,NULL,NULL,NULL,NULL,NULL,1,'received',NULL,'stage_1','2026-03-16','2026-03-09',NULL,'2026-03-16','responded');
INSERT INTO "analytics_case" VALUES('eastmere','EAS-2526-0006',1,'2026-03-02','2026-03','compliment','accepted',NULL,'phone','relative',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,0,0,0,0,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "analytics_case" VALUES('eastmere','EAS-2526-0007',1,'2026-03-02','2026-03','corporate_complaint','accepted',NULL,'phone','relative',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,'corporate',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,0,1,1,0,NULL,NULL,NULL,NULL,NULL,1,'received',NULL,'acknowledge','2026-03-09','2026-03-06',NULL,'2026-03-30','acknowledged');
INSERT INTO "analytics_case" VALUES('eastmere','EAS-2526-0008',1,'2026-03-02','2026-03','statutory_complaint','accepted',NULL,'phone','relative',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,2,'adult_statutory',NULL,NULL,NULL,NULL,NULL,'2026-03-23','2026-03-23','withdrawn',NULL,0,0,0,1,0,NULL,NULL,NULL,15,1,0,'withdrawn',NULL,NULL,NULL,NULL,NULL,'2026-03-30',NULL);
INSERT INTO "analytics_case" VALUES('eastmere','EAS-2425-0001',1,'2024-05-01','2024-05','statutory_complaint',NULL,NULL,'phone',NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,'locality',NULL,NULL,NULL,'2024-06-01','upheld',NULL,0,0,0,1,0,NULL,NULL,NULL,20,1,0,'imported',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "analytics_case" VALUES('eastmere','EAS-2425-0002',1,'2024-05-01','2024-05','statutory_complaint',NULL,NULL,'phone',NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,'locality',NULL,NULL,NULL,NULL,'open',NULL,0,0,0,0,0,NULL,NULL,NULL,NULL,NULL,0,'imported',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "analytics_case" VALUES('eastmere','EAS-2425-0003',1,'2024-05-01','2024-05','statutory_complaint',NULL,NULL,'phone',NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,'locality',NULL,NULL,NULL,'2024-06-01','upheld',NULL,0,0,0,1,0,NULL,NULL,NULL,20,1,0,'imported',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "analytics_case" VALUES('eastmere','EAS-2425-0004',1,'2024-05-01','2024-05','statutory_complaint',NULL,NULL,'phone',NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,'locality',NULL,NULL,NULL,NULL,'open',NULL,0,0,0,0,0,NULL,NULL,NULL,NULL,NULL,0,'imported',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE analytics_change (
	authority VARCHAR(60) NOT NULL, 
	version INTEGER NOT NULL, 
	changed_at DATETIME, 
	CONSTRAINT pk_analytics_change PRIMARY KEY (authority)
);
INSERT INTO "analytics_change" VALUES('eastmere',17,'2026-03-24 10:00:01.501789');
CREATE TABLE analytics_cursor (
	follower VARCHAR(80) NOT NULL, 
	position BIGINT NOT NULL, 
	CONSTRAINT pk_analytics_cursor PRIMARY KEY (follower)
);
INSERT INTO "analytics_cursor" VALUES('analytics.intake',12);
INSERT INTO "analytics_cursor" VALUES('analytics.cases',21);
CREATE TABLE analytics_event (
	position INTEGER NOT NULL, 
	authority VARCHAR(60) NOT NULL, 
	ref VARCHAR(20) NOT NULL, 
	sequence INTEGER NOT NULL, 
	type VARCHAR(80) NOT NULL, 
	occurred_on DATE NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	data JSON NOT NULL, 
	CONSTRAINT pk_analytics_event PRIMARY KEY (position)
);
CREATE TABLE analytics_idempotent_request (
	authority VARCHAR(60) NOT NULL, 
	client VARCHAR(200) NOT NULL, 
	route VARCHAR(200) NOT NULL, 
	"key" VARCHAR(200) NOT NULL, 
	body_hash VARCHAR(64) NOT NULL, 
	status INTEGER NOT NULL, 
	headers JSON NOT NULL, 
	body TEXT NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	CONSTRAINT pk_analytics_idempotent_request PRIMARY KEY (authority, client, route, "key")
);
CREATE TABLE analytics_issue (
	authority VARCHAR(60) NOT NULL, 
	ref VARCHAR(20) NOT NULL, 
	number INTEGER NOT NULL, 
	category VARCHAR(500) NOT NULL, 
	subcategory VARCHAR(500), 
	theme VARCHAR(500), 
	about VARCHAR(20), 
	outcome VARCHAR(40), 
	CONSTRAINT pk_analytics_issue PRIMARY KEY (authority, ref, number)
);
INSERT INTO "analytics_issue" VALUES('eastmere','EAS-2526-0001',0,'delay',NULL,NULL,'council','upheld');
INSERT INTO "analytics_issue" VALUES('eastmere','EAS-2526-0001',1,'other',NULL,NULL,'council',NULL);
INSERT INTO "analytics_issue" VALUES('eastmere','EAS-2526-0002',0,'delay',NULL,NULL,'council','not_upheld');
INSERT INTO "analytics_issue" VALUES('eastmere','EAS-2526-0003',0,'delay',NULL,NULL,'council',NULL);
INSERT INTO "analytics_issue" VALUES('eastmere','EAS-2526-0004',0,'delay',NULL,NULL,'council',NULL);
INSERT INTO "analytics_issue" VALUES('eastmere','EAS-2526-0005',0,'delay',NULL,NULL,'council',NULL);
INSERT INTO "analytics_issue" VALUES('eastmere','EAS-2526-0007',0,'delay',NULL,NULL,'council',NULL);
INSERT INTO "analytics_issue" VALUES('eastmere','EAS-2425-0001',0,'delay',NULL,NULL,NULL,'upheld');
INSERT INTO "analytics_issue" VALUES('eastmere','EAS-2425-0003',0,'delay',NULL,NULL,NULL,'upheld');
INSERT INTO "analytics_issue" VALUES('eastmere','EAS-2526-0008',0,'delay',NULL,NULL,'council',NULL);
CREATE TABLE analytics_joint (
	authority VARCHAR(60) NOT NULL, 
	ref VARCHAR(20) NOT NULL, 
	number INTEGER NOT NULL, 
	organisation VARCHAR(500) NOT NULL, 
	CONSTRAINT pk_analytics_joint PRIMARY KEY (authority, ref, number)
);
CREATE TABLE analytics_learning (
	authority VARCHAR(60) NOT NULL, 
	ref VARCHAR(20) NOT NULL, 
	number INTEGER NOT NULL, 
	theme VARCHAR(500) NOT NULL, 
	action VARCHAR(500), 
	scope VARCHAR(20), 
	completed_on DATE, 
	CONSTRAINT pk_analytics_learning PRIMARY KEY (authority, ref, number)
);
INSERT INTO "analytics_learning" VALUES('eastmere','EAS-2526-0002',0,'Communication',NULL,'team',NULL);
CREATE TABLE analytics_parked_event (
	follower VARCHAR(80) NOT NULL, 
	position BIGINT NOT NULL, 
	authority VARCHAR(60) NOT NULL, 
	ref VARCHAR(20) NOT NULL, 
	type VARCHAR(80) NOT NULL, 
	event JSON NOT NULL, 
	reason TEXT NOT NULL, 
	parked_at DATETIME NOT NULL, 
	CONSTRAINT pk_analytics_parked_event PRIMARY KEY (follower, position)
);
CREATE TABLE analytics_remedy (
	authority VARCHAR(60) NOT NULL, 
	ref VARCHAR(20) NOT NULL, 
	number INTEGER NOT NULL, 
	kind VARCHAR(500) NOT NULL, 
	amount_pence BIGINT, 
	CONSTRAINT pk_analytics_remedy PRIMARY KEY (authority, ref, number)
);
INSERT INTO "analytics_remedy" VALUES('eastmere','EAS-2526-0002',0,'apology',NULL);
CREATE TABLE analytics_schema_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT analytics_schema_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "analytics_schema_version" VALUES('a44eb4fc39b9');
CREATE TABLE analytics_stage (
	authority VARCHAR(60) NOT NULL, 
	ref VARCHAR(20) NOT NULL, 
	number INTEGER NOT NULL, 
	stage INTEGER NOT NULL, 
	level VARCHAR(500), 
	started_on DATE NOT NULL, 
	target_working_days INTEGER NOT NULL, 
	extended_to DATE, 
	holding_response_on DATE, 
	responded_on DATE, 
	outcome VARCHAR(40), 
	signed_off_by VARCHAR(500), 
	working_days INTEGER, 
	CONSTRAINT pk_analytics_stage PRIMARY KEY (authority, ref, number)
);
INSERT INTO "analytics_stage" VALUES('eastmere','EAS-2526-0001',0,1,'stage_1','2026-03-02',20,'2026-05-19',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "analytics_stage" VALUES('eastmere','EAS-2526-0002',0,1,'stage_1','2026-03-02',20,NULL,NULL,'2026-03-23','not_upheld',NULL,15);
INSERT INTO "analytics_stage" VALUES('eastmere','EAS-2526-0003',0,1,'stage_1','2026-03-02',20,NULL,NULL,'2026-03-23',NULL,NULL,15);
INSERT INTO "analytics_stage" VALUES('eastmere','EAS-2526-0007',0,1,'stage_1','2026-03-02',20,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE analytics_team_involved (
	authority VARCHAR(60) NOT NULL, 
	ref VARCHAR(20) NOT NULL, 
	number INTEGER NOT NULL, 
	team_involved VARCHAR(500) NOT NULL, 
	contributed BOOLEAN NOT NULL, 
	CONSTRAINT pk_analytics_team_involved PRIMARY KEY (authority, ref, number)
);
INSERT INTO "analytics_team_involved" VALUES('eastmere','EAS-2526-0001',0,'locality',0);
INSERT INTO "analytics_team_involved" VALUES('eastmere','EAS-2425-0001',0,'locality',0);
INSERT INTO "analytics_team_involved" VALUES('eastmere','EAS-2425-0002',0,'locality',0);
INSERT INTO "analytics_team_involved" VALUES('eastmere','EAS-2425-0003',0,'locality',0);
INSERT INTO "analytics_team_involved" VALUES('eastmere','EAS-2425-0004',0,'locality',0);
CREATE INDEX ix_analytics_event_ref ON analytics_event (ref);
CREATE INDEX ix_analytics_idempotent_request_recorded_at ON analytics_idempotent_request (recorded_at);
CREATE INDEX ix_analytics_parked_event_ref ON analytics_parked_event (ref);
CREATE INDEX ix_analytics_case_closed ON analytics_case (authority, closed_on);
CREATE INDEX ix_analytics_case_open ON analytics_case (authority, is_open, next_due_on);
CREATE INDEX ix_analytics_case_responded ON analytics_case (authority, responded_on);
CREATE INDEX ix_analytics_case_received ON analytics_case (authority, received_on);
COMMIT;
