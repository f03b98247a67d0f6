SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.analytics_case (
    authority character varying(60) NOT NULL,
    ref character varying(20) NOT NULL,
    contact_sequence integer NOT NULL,
    received_on date NOT NULL,
    received_month character varying(7) NOT NULL,
    classification character varying(40) NOT NULL,
    disposition character varying(40),
    local_label character varying(500),
    channel character varying(40),
    raised_by character varying(40),
    provider_name character varying(500),
    provider_kind character varying(40),
    provider_named boolean NOT NULL,
    person_ref character varying(500),
    person_ethnicity character varying(40),
    person_age integer,
    person_age_band character varying(500),
    person_gender character varying(20),
    person_disability character varying(20),
    person_primary_support_reason character varying(500),
    person_ward character varying(500),
    person_legal_status character varying(40),
    lead_organisation character varying(500),
    redirected_to character varying(40),
    resolved_within_one_working_day boolean,
    advocacy_offered boolean,
    advocacy_taken_up boolean,
    ombudsman_received_on date,
    ombudsman_decided_on date,
    ombudsman_decision character varying(40),
    ombudsman_formal_investigation boolean,
    ombudsman_decision_is_draft boolean,
    ombudsman_remedy_pence bigint,
    ombudsman_recommendations_met_on date,
    costs_pence bigint,
    case_sequence integer NOT NULL,
    procedure character varying(60),
    division character varying(500),
    service_area character varying(500),
    team character varying(500),
    grade character varying(500),
    acknowledged_on date,
    withdrawn_on date,
    closed_on date,
    outcome character varying(40),
    refusal_reason character varying(500),
    investigated boolean NOT NULL,
    has_learning boolean NOT NULL,
    stage_count integer NOT NULL,
    issue_count integer NOT NULL,
    learning_count integer NOT NULL,
    working_days_to_acknowledge integer,
    working_days_to_respond integer,
    working_days_over_target integer,
    working_days_to_close integer,
    closed_within_six_months boolean,
    is_open boolean NOT NULL,
    standing character varying(20),
    owner character varying(200),
    next_due_kind character varying(60),
    next_due_on date,
    next_soon_on date,
    responded_on date,
    response_due_on date,
    next_due_act character varying(20)
);
CREATE TABLE public.analytics_change (
    authority character varying(60) NOT NULL,
    version integer NOT NULL,
    changed_at timestamp with time zone
);
CREATE TABLE public.analytics_cursor (
    follower character varying(80) NOT NULL,
    "position" bigint NOT NULL
);
CREATE TABLE public.analytics_event (
    "position" bigint NOT NULL,
    authority character varying(60) NOT NULL,
    ref character varying(20) NOT NULL,
    sequence integer NOT NULL,
    type character varying(80) NOT NULL,
    occurred_on date NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    data json NOT NULL
);
CREATE TABLE public.analytics_idempotent_request (
    authority character varying(60) NOT NULL,
    client character varying(200) NOT NULL,
    route character varying(200) NOT NULL,
    key character varying(200) NOT NULL,
    body_hash character varying(64) NOT NULL,
    status integer NOT NULL,
    headers json NOT NULL,
    body text NOT NULL,
    recorded_at timestamp with time zone NOT NULL
);
CREATE TABLE public.analytics_issue (
    authority character varying(60) NOT NULL,
    ref character varying(20) NOT NULL,
    number integer NOT NULL,
    category character varying(500) NOT NULL,
    subcategory character varying(500),
    theme character varying(500),
    about character varying(20),
    outcome character varying(40)
);
CREATE TABLE public.analytics_joint (
    authority character varying(60) NOT NULL,
    ref character varying(20) NOT NULL,
    number integer NOT NULL,
    organisation character varying(500) NOT NULL
);
CREATE TABLE public.analytics_learning (
    authority character varying(60) NOT NULL,
    ref character varying(20) NOT NULL,
    number integer NOT NULL,
    theme character varying(500) NOT NULL,
    action character varying(500),
    scope character varying(20),
    completed_on date
);
CREATE TABLE public.analytics_parked_event (
    follower character varying(80) NOT NULL,
    "position" bigint NOT NULL,
    authority character varying(60) NOT NULL,
    ref character varying(20) NOT NULL,
    type character varying(80) NOT NULL,
    event json NOT NULL,
    reason text NOT NULL,
    parked_at timestamp with time zone NOT NULL
);
CREATE TABLE public.analytics_remedy (
    authority character varying(60) NOT NULL,
    ref character varying(20) NOT NULL,
    number integer NOT NULL,
    kind character varying(500) NOT NULL,
    amount_pence bigint
);
CREATE TABLE public.analytics_schema_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.analytics_stage (
    authority character varying(60) NOT NULL,
    ref character varying(20) NOT NULL,
    number integer NOT NULL,
    stage integer NOT NULL,
    level character varying(500),
    started_on date NOT NULL,
    target_working_days integer NOT NULL,
    extended_to date,
    holding_response_on date,
    responded_on date,
    outcome character varying(40),
    signed_off_by character varying(500),
    working_days integer
);
CREATE TABLE public.analytics_team_involved (
    authority character varying(60) NOT NULL,
    ref character varying(20) NOT NULL,
    number integer NOT NULL,
    team_involved character varying(500) NOT NULL,
    contributed boolean NOT NULL
);
CREATE TABLE public.cases_calendar_change (
    authority character varying(60) NOT NULL,
    number integer NOT NULL,
    action character varying(20) NOT NULL,
    what character varying(20) NOT NULL,
    on_day date NOT NULL,
    to_day date,
    until_day date,
    name character varying(200) NOT NULL,
    announced_on date NOT NULL,
    source text NOT NULL,
    undoes integer,
    by character varying(200) NOT NULL,
    at timestamp with time zone NOT NULL,
    cases_moved integer NOT NULL,
    moved json NOT NULL
);
CREATE TABLE public.cases_case (
    authority character varying(60) NOT NULL,
    ref character varying(20) NOT NULL,
    version integer NOT NULL,
    classification character varying(40) NOT NULL,
    disposition character varying(40) NOT NULL,
    procedure character varying(60),
    procedure_version integer,
    flags json NOT NULL,
    received_on date NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    stage character varying(20) NOT NULL,
    is_open boolean NOT NULL,
    team character varying(60),
    owner character varying(200),
    grade character varying(60),
    acknowledged_on date,
    promised_on date,
    responded_on date,
    closed_on date,
    withdrawn_on date,
    outcome character varying(40),
    response_days integer,
    calendar_version character varying(60),
    remedies json NOT NULL,
    learning json NOT NULL,
    recorded json,
    next_due_kind character varying(60),
    next_due_on date,
    next_soon_on date,
    sort_on date NOT NULL,
    next_due_act character varying(20),
    refusal_reason character varying(40)
);
CREATE TABLE public.cases_clock (
    authority character varying(60) NOT NULL,
    ref character varying(20) NOT NULL,
    kind character varying(60) NOT NULL,
    name character varying(200) NOT NULL,
    amount integer NOT NULL,
    unit character varying(40) NOT NULL,
    basis character varying(20) NOT NULL,
    source text NOT NULL,
    soon integer NOT NULL,
    rule text NOT NULL,
    started_on date NOT NULL,
    due_on date,
    provisional boolean NOT NULL,
    unknown_because text,
    met_on date,
    cancelled boolean NOT NULL,
    stage integer DEFAULT 1 NOT NULL,
    starts character varying(20) DEFAULT 'received'::character varying NOT NULL,
    ends character varying(20) DEFAULT 'responded'::character varying NOT NULL,
    owed_by character varying(20) DEFAULT 'council'::character varying NOT NULL,
    working_days character varying(20) DEFAULT 'england_and_wales'::character varying NOT NULL,
    pauses_for json DEFAULT '[]'::json NOT NULL,
    calendar_version character varying(60),
    extended_amount integer,
    original_due_on date
);
CREATE TABLE public.cases_cursor (
    follower character varying(80) NOT NULL,
    "position" bigint NOT NULL
);
CREATE TABLE public.cases_event (
    "position" bigint NOT NULL,
    authority character varying(60) NOT NULL,
    ref character varying(20) NOT NULL,
    sequence integer NOT NULL,
    type character varying(80) NOT NULL,
    occurred_on date NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    data json NOT NULL
);
CREATE TABLE public.cases_extension (
    authority character varying(60) NOT NULL,
    ref character varying(20) NOT NULL,
    number integer NOT NULL,
    kind character varying(60) NOT NULL,
    due_before date NOT NULL,
    due_after date NOT NULL,
    agreed_on date NOT NULL,
    person_agreed boolean NOT NULL,
    reason text NOT NULL,
    by character varying(200) NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.cases_hold (
    authority character varying(60) NOT NULL,
    ref character varying(20) NOT NULL,
    number integer NOT NULL,
    reason character varying(20) NOT NULL,
    waiting_on text NOT NULL,
    started_on date NOT NULL,
    review_on date NOT NULL,
    ended_on date,
    by character varying(200) NOT NULL
);
CREATE TABLE public.cases_idempotent_request (
    authority character varying(60) NOT NULL,
    client character varying(200) NOT NULL,
    route character varying(200) NOT NULL,
    key character varying(200) NOT NULL,
    body_hash character varying(64) NOT NULL,
    status integer NOT NULL,
    headers json NOT NULL,
    body text NOT NULL,
    recorded_at timestamp with time zone NOT NULL
);
CREATE TABLE public.cases_issue (
    authority character varying(60) NOT NULL,
    ref character varying(20) NOT NULL,
    number integer NOT NULL,
    category character varying(60) NOT NULL,
    description text,
    about character varying(20) NOT NULL,
    team character varying(60),
    finding character varying(40),
    reason text,
    decided_on date,
    decided_by character varying(200),
    earlier json DEFAULT '[]'::json NOT NULL
);
CREATE TABLE public.cases_note (
    authority character varying(60) NOT NULL,
    ref character varying(20) NOT NULL,
    number integer NOT NULL,
    text text NOT NULL,
    by character varying(200) NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.cases_officer (
    authority character varying(60) NOT NULL,
    subject character varying(200) NOT NULL,
    name character varying(200) NOT NULL,
    role character varying(40) NOT NULL,
    team character varying(60),
    active boolean NOT NULL
);
CREATE TABLE public.cases_parked_event (
    follower character varying(80) NOT NULL,
    "position" bigint NOT NULL,
    authority character varying(60) NOT NULL,
    ref character varying(20) NOT NULL,
    type character varying(80) NOT NULL,
    event json NOT NULL,
    reason text NOT NULL,
    parked_at timestamp with time zone NOT NULL
);
CREATE TABLE public.cases_request (
    authority character varying(60) NOT NULL,
    ref character varying(20) NOT NULL,
    number integer NOT NULL,
    who character varying(20) NOT NULL,
    asked_of text NOT NULL,
    what text NOT NULL,
    asked_on date NOT NULL,
    due_on date,
    answered_on date
);
CREATE TABLE public.cases_schema_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.cases_stage (
    authority character varying(60) NOT NULL,
    ref character varying(20) NOT NULL,
    number integer NOT NULL,
    code character varying(60) NOT NULL,
    acts json NOT NULL,
    response_days integer,
    outcome character varying(40)
);
CREATE TABLE public.intake_calendar_change (
    authority character varying(60) NOT NULL,
    number integer NOT NULL,
    action character varying(20) NOT NULL,
    what character varying(20) NOT NULL,
    on_day date NOT NULL,
    to_day date,
    until_day date,
    name character varying(200) NOT NULL,
    announced_on date NOT NULL,
    source text NOT NULL,
    undoes integer,
    by character varying(200) NOT NULL,
    at timestamp with time zone NOT NULL,
    cases_moved integer NOT NULL,
    moved json NOT NULL
);
CREATE TABLE public.intake_case_status (
    authority character varying(60) NOT NULL,
    ref character varying(20) NOT NULL,
    sequence integer NOT NULL,
    stage character varying(20) NOT NULL,
    acknowledged_on date,
    responded_on date,
    closed_on date,
    outcome character varying(40)
);
CREATE TABLE public.intake_client (
    authority character varying(60) NOT NULL,
    client_id character varying(80) NOT NULL,
    organisation character varying(200) NOT NULL,
    scopes json NOT NULL,
    secret_hash character varying(200) NOT NULL,
    old_secret_hash character varying(200),
    created_at timestamp with time zone NOT NULL,
    created_by character varying(200) NOT NULL,
    rotated_at timestamp with time zone,
    revoked_at timestamp with time zone
);
CREATE TABLE public.intake_contact (
    authority character varying(60) NOT NULL,
    ref character varying(20) NOT NULL,
    year integer NOT NULL,
    number integer NOT NULL,
    sequence integer NOT NULL,
    received_at timestamp with time zone NOT NULL,
    received_on date NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    recorded_by character varying(200) NOT NULL,
    classification character varying(40) NOT NULL,
    title character varying(200) NOT NULL,
    complainant_name character varying(200),
    complainant_phone character varying(30),
    person_name character varying(200),
    body json NOT NULL,
    assessment json NOT NULL,
    line json,
    line_hash character varying(64),
    client character varying(80),
    partner_reference character varying(200),
    sent_hash character varying(64)
);
CREATE TABLE public.intake_contact_act (
    authority character varying(60) NOT NULL,
    ref character varying(20) NOT NULL,
    kind character varying(20) NOT NULL,
    "on" date,
    what json NOT NULL,
    by character varying(200) NOT NULL,
    at timestamp with time zone NOT NULL,
    earlier json NOT NULL
);
CREATE TABLE public.intake_contact_link (
    authority character varying(60) NOT NULL,
    ref character varying(20) NOT NULL,
    other character varying(20) NOT NULL,
    by character varying(200) NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.intake_cursor (
    follower character varying(80) NOT NULL,
    "position" bigint NOT NULL
);
CREATE TABLE public.intake_event (
    "position" bigint NOT NULL,
    authority character varying(60) NOT NULL,
    ref character varying(20) NOT NULL,
    sequence integer NOT NULL,
    type character varying(80) NOT NULL,
    occurred_on date NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    data json NOT NULL
);
CREATE TABLE public.intake_idempotent_request (
    authority character varying(60) NOT NULL,
    client character varying(200) NOT NULL,
    route character varying(200) NOT NULL,
    key character varying(200) NOT NULL,
    body_hash character varying(64) NOT NULL,
    status integer NOT NULL,
    headers json NOT NULL,
    body text NOT NULL,
    recorded_at timestamp with time zone NOT NULL
);
CREATE TABLE public.intake_import_job (
    authority character varying(60) NOT NULL,
    job_id character varying(40) NOT NULL,
    file_name character varying(200) NOT NULL,
    state character varying(20) NOT NULL,
    worker character varying(40) NOT NULL,
    started_by character varying(200) NOT NULL,
    started_at timestamp with time zone NOT NULL,
    touched_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    content_hash character varying(64) NOT NULL,
    bytes_total bigint NOT NULL,
    bytes_done bigint NOT NULL,
    lines_done integer NOT NULL,
    added integer NOT NULL,
    unchanged integer NOT NULL,
    rejected integer NOT NULL,
    warnings integer NOT NULL
);
CREATE TABLE public.intake_import_mapping (
    authority character varying(60) NOT NULL,
    name character varying(60) NOT NULL,
    mapping json NOT NULL,
    changed_by character varying(200) NOT NULL,
    changed_at timestamp with time zone NOT NULL
);
CREATE TABLE public.intake_import_remark (
    authority character varying(60) NOT NULL,
    job_id character varying(40) NOT NULL,
    number integer NOT NULL,
    line integer NOT NULL,
    ref character varying(20),
    is_error boolean NOT NULL,
    reason text NOT NULL
);
CREATE TABLE public.intake_lookalike_key (
    authority character varying(60) NOT NULL,
    hash bigint NOT NULL,
    received_on date NOT NULL,
    ref character varying(20) NOT NULL
);
CREATE TABLE public.intake_parked_event (
    follower character varying(80) NOT NULL,
    "position" bigint NOT NULL,
    authority character varying(60) NOT NULL,
    ref character varying(20) NOT NULL,
    type character varying(80) NOT NULL,
    event json NOT NULL,
    reason text NOT NULL,
    parked_at timestamp with time zone NOT NULL
);
CREATE TABLE public.intake_partner_event (
    authority character varying(60) NOT NULL,
    client character varying(80) NOT NULL,
    number bigint NOT NULL,
    ref character varying(20) NOT NULL,
    kind character varying(40) NOT NULL,
    occurred_on date NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    classification character varying(40) NOT NULL,
    disposition character varying(40) NOT NULL,
    outcome character varying(40)
);
CREATE TABLE public.intake_people_change (
    authority character varying(60) NOT NULL,
    ref character varying(20) NOT NULL,
    number integer NOT NULL,
    before json NOT NULL,
    by character varying(200) NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.intake_reclassification (
    authority character varying(60) NOT NULL,
    ref character varying(20) NOT NULL,
    number integer NOT NULL,
    classification character varying(40) NOT NULL,
    procedure character varying(60),
    reason text NOT NULL,
    by character varying(200) NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.intake_schema_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.intake_transfer (
    authority character varying(60) NOT NULL,
    ref character varying(20) NOT NULL,
    to_body character varying(200) NOT NULL,
    client character varying(80),
    consented_on date NOT NULL,
    consented_how character varying(200) NOT NULL,
    sent_on date NOT NULL,
    told_on date NOT NULL,
    note text,
    recorded_by character varying(200) NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    received_on date,
    partner_reference character varying(200)
);
INSERT INTO public.analytics_case VALUES ('eastmere', 'EAS-2526-0001', 1, '2026-03-02', '2026-03', 'statutory_complaint', 'accepted', NULL, 'phone', 'relative', NULL, NULL, false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 9, 'adult_statutory', NULL, NULL, 'locality', NULL, '2026-03-04', NULL, NULL, NULL, NULL, true, false, 1, 2, 0, 2, NULL, NULL, NULL, NULL, true, 'acknowledged', 'officer-1', 'promised', '2026-04-20', '2026-04-13', NULL, '2026-04-02', 'responded');
INSERT INTO public.analytics_case VALUES ('eastmere', 'EAS-2526-0002', 1, '2026-03-02', '2026-03', 'statutory_complaint', 'accepted', NULL, 'phone', 'relative', NULL, NULL, false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 5, 'adult_statutory', NULL, NULL, NULL, NULL, '2026-03-04', NULL, '2026-03-24', 'not_upheld', NULL, true, true, 1, 1, 1, 2, 15, -5, 16, true, false, 'closed', NULL, NULL, NULL, NULL, '2026-03-23', '2026-03-30', NULL);
INSERT INTO public.analytics_case VALUES ('eastmere', 'EAS-2526-0003', 1, '2026-03-02', '2026-03', 'statutory_complaint', 'refused', NULL, 'phone', 'relative', NULL, NULL, false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 2, 'adult_statutory', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'out_of_time', true, false, 1, 1, 0, NULL, 15, -5, NULL, NULL, true, 'responded', NULL, NULL, NULL, NULL, '2026-03-23', '2026-03-30', NULL);
INSERT INTO public.analytics_case VALUES ('eastmere', 'EAS-2526-0004', 1, '2026-03-02', '2026-03', 'enquiry', 'holding', NULL, 'phone', 'relative', NULL, NULL, false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, false, 0, 1, 0, NULL, NULL, NULL, NULL, NULL, true, 'received', NULL, 'holding', '2026-03-05', '2026-03-04', NULL, NULL, 'decided');
INSERT INTO public.analytics_case VALUES ('eastmere', 'EAS-2526-0005', 1, '2026-03-02', '2026-03', 'enquiry', 'service_request', NULL, 'phone', 'relative', NULL, NULL, false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, false, 0, 1, 0, NULL, NULL, NULL, NULL, NULL, true, 'received', NULL, 'stage_1', '2026-03-16', '2026-03-09', NULL, '2026-03-16', 'responded');
INSERT INTO public.analytics_case VALUES ('eastmere', 'EAS-2526-0006', 1, '2026-03-02', '2026-03', 'compliment', 'accepted', NULL, 'phone', 'relative', NULL, NULL, false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, false, 0, 0, 0, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.analytics_case VALUES ('eastmere', 'EAS-2526-0007', 1, '2026-03-02', '2026-03', 'corporate_complaint', 'accepted', NULL, 'phone', 'relative', NULL, NULL, false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, 'corporate', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, true, false, 1, 1, 0, NULL, NULL, NULL, NULL, NULL, true, 'received', NULL, 'acknowledge', '2026-03-09', '2026-03-06', NULL, '2026-03-30', 'acknowledged');
INSERT INTO public.analytics_case VALUES ('eastmere', 'EAS-2425-0001', 1, '2024-05-01', '2024-05', 'statutory_complaint', NULL, NULL, 'phone', NULL, NULL, NULL, false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, 'locality', NULL, NULL, NULL, '2024-06-01', 'upheld', NULL, false, false, 0, 1, 0, NULL, NULL, NULL, 20, true, false, 'imported', NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.analytics_case VALUES ('eastmere', 'EAS-2425-0002', 1, '2024-05-01', '2024-05', 'statutory_complaint', NULL, NULL, 'phone', NULL, NULL, NULL, false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, 'locality', NULL, NULL, NULL, NULL, 'open', NULL, false, false, 0, 0, 0, NULL, NULL, NULL, NULL, NULL, false, 'imported', NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.analytics_case VALUES ('eastmere', 'EAS-2425-0003', 1, '2024-05-01', '2024-05', 'statutory_complaint', NULL, NULL, 'phone', NULL, NULL, NULL, false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, 'locality', NULL, NULL, NULL, '2024-06-01', 'upheld', NULL, false, false, 0, 1, 0, NULL, NULL, NULL, 20, true, false, 'imported', NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.analytics_case VALUES ('eastmere', 'EAS-2425-0004', 1, '2024-05-01', '2024-05', 'statutory_complaint', NULL, NULL, 'phone', NULL, NULL, NULL, false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, 'locality', NULL, NULL, NULL, NULL, 'open', NULL, false, false, 0, 0, 0, NULL, NULL, NULL, NULL, NULL, false, 'imported', NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.analytics_case VALUES ('eastmere', 'EAS-2526-0008', 1, '2026-03-02', '2026-03', 'statutory_complaint', 'accepted', NULL, 'phone', 'relative', NULL, NULL, false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 2, 'adult_statutory', NULL, NULL, NULL, NULL, NULL, '2026-03-23', '2026-03-23', 'withdrawn', NULL, false, false, 0, 1, 0, NULL, NULL, NULL, 15, true, false, 'withdrawn', NULL, NULL, NULL, NULL, NULL, '2026-03-30', NULL);
INSERT INTO public.analytics_change VALUES ('eastmere', 17, '2026-03-24 10:00:03.968417+00');
INSERT INTO public.analytics_cursor VALUES ('analytics.intake', 12);
INSERT INTO public.analytics_cursor VALUES ('analytics.cases', 21);
INSERT INTO public.analytics_issue VALUES ('eastmere', 'EAS-2526-0001', 0, 'delay', NULL, NULL, 'council', 'upheld');
INSERT INTO public.analytics_issue VALUES ('eastmere', 'EAS-2526-0001', 1, 'other', NULL, NULL, 'council', NULL);
INSERT INTO public.analytics_issue VALUES ('eastmere', 'EAS-2526-0002', 0, 'delay', NULL, NULL, 'council', 'not_upheld');
INSERT INTO public.analytics_issue VALUES ('eastmere', 'EAS-2526-0003', 0, 'delay', NULL, NULL, 'council', NULL);
INSERT INTO public.analytics_issue VALUES ('eastmere', 'EAS-2526-0004', 0, 'delay', NULL, NULL, 'council', NULL);
INSERT INTO public.analytics_issue VALUES ('eastmere', 'EAS-2526-0005', 0, 'delay', NULL, NULL, 'council', NULL);
INSERT INTO public.analytics_issue VALUES ('eastmere', 'EAS-2526-0007', 0, 'delay', NULL, NULL, 'council', NULL);
INSERT INTO public.analytics_issue VALUES ('eastmere', 'EAS-2425-0001', 0, 'delay', NULL, NULL, NULL, 'upheld');
INSERT INTO public.analytics_issue VALUES ('eastmere', 'EAS-2425-0003', 0, 'delay', NULL, NULL, NULL, 'upheld');
INSERT INTO public.analytics_issue VALUES ('eastmere', 'EAS-2526-0008', 0, 'delay', NULL, NULL, 'council', NULL);
INSERT INTO public.analytics_learning VALUES ('eastmere', 'EAS-2526-0002', 0, 'Communication', NULL, 'team', NULL);
INSERT INTO public.analytics_remedy VALUES ('eastmere', 'EAS-2526-0002', 0, 'apology', NULL);
INSERT INTO public.analytics_schema_version VALUES ('a44eb4fc39b9');
INSERT INTO public.analytics_stage VALUES ('eastmere', 'EAS-2526-0001', 0, 1, 'stage_1', '2026-03-02', 20, '2026-05-19', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.analytics_stage VALUES ('eastmere', 'EAS-2526-0002', 0, 1, 'stage_1', '2026-03-02', 20, NULL, NULL, '2026-03-23', 'not_upheld', NULL, 15);
INSERT INTO public.analytics_stage VALUES ('eastmere', 'EAS-2526-0003', 0, 1, 'stage_1', '2026-03-02', 20, NULL, NULL, '2026-03-23', NULL, NULL, 15);
INSERT INTO public.analytics_stage VALUES ('eastmere', 'EAS-2526-0007', 0, 1, 'stage_1', '2026-03-02', 20, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.analytics_team_involved VALUES ('eastmere', 'EAS-2526-0001', 0, 'locality', false);
INSERT INTO public.analytics_team_involved VALUES ('eastmere', 'EAS-2425-0001', 0, 'locality', false);
INSERT INTO public.analytics_team_involved VALUES ('eastmere', 'EAS-2425-0002', 0, 'locality', false);
INSERT INTO public.analytics_team_involved VALUES ('eastmere', 'EAS-2425-0003', 0, 'locality', false);
INSERT INTO public.analytics_team_involved VALUES ('eastmere', 'EAS-2425-0004', 0, 'locality', false);
INSERT INTO public.cases_case VALUES ('eastmere', 'EAS-2526-0001', 9, 'statutory_complaint', 'accepted', 'adult_statutory', 3, '["contact_plan"]', '2026-03-02', '2026-03-24 10:00:00.638652+00', 'acknowledged', true, 'locality', 'officer-1', NULL, '2026-03-04', '2026-04-20', NULL, NULL, NULL, NULL, NULL, NULL, '[]', '[]', NULL, 'promised', '2026-04-20', '2026-04-13', '2026-04-20', 'responded', NULL);
INSERT INTO public.cases_case VALUES ('eastmere', 'EAS-2526-0002', 5, 'statutory_complaint', 'accepted', 'adult_statutory', 3, '[]', '2026-03-02', '2026-03-24 10:00:01.091106+00', 'closed', false, NULL, NULL, NULL, '2026-03-04', NULL, '2026-03-23', '2026-03-24', NULL, 'not_upheld', 15, 'england-and-wales/0.109', '[{"kind": "apology", "amount_pounds": null}]', '[{"theme": "Communication", "action": "Brief the team.", "scope": "team"}]', NULL, NULL, NULL, NULL, '9999-12-31', NULL, NULL);
INSERT INTO public.cases_case VALUES ('eastmere', 'EAS-2526-0003', 2, 'statutory_complaint', 'refused', 'adult_statutory', 3, '[]', '2026-03-02', '2026-03-24 10:00:01.431581+00', 'responded', true, NULL, NULL, NULL, NULL, NULL, '2026-03-23', NULL, NULL, NULL, 15, 'england-and-wales/0.109', '[]', '[]', NULL, NULL, NULL, NULL, '9999-12-31', NULL, 'out_of_time');
INSERT INTO public.cases_case VALUES ('eastmere', 'EAS-2526-0004', 1, 'enquiry', 'holding', NULL, NULL, '[]', '2026-03-02', '2026-03-24 10:00:01.67806+00', 'received', true, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '[]', '[]', NULL, 'holding', '2026-03-05', '2026-03-04', '2026-03-05', 'decided', NULL);
INSERT INTO public.cases_case VALUES ('eastmere', 'EAS-2526-0005', 1, 'enquiry', 'service_request', NULL, NULL, '[]', '2026-03-02', '2026-03-24 10:00:01.905374+00', 'received', true, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '[]', '[]', NULL, 'stage_1', '2026-03-16', '2026-03-09', '2026-03-16', 'responded', NULL);
INSERT INTO public.cases_case VALUES ('eastmere', 'EAS-2526-0007', 1, 'corporate_complaint', 'accepted', 'corporate', 2, '[]', '2026-03-02', '2026-03-24 10:00:02.756129+00', 'received', true, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '[]', '[]', NULL, 'acknowledge', '2026-03-09', '2026-03-06', '2026-03-09', 'acknowledged', NULL);
INSERT INTO public.cases_case VALUES ('eastmere', 'EAS-2526-0008', 2, 'statutory_complaint', 'accepted', 'adult_statutory', 3, '[]', '2026-03-02', '2026-03-24 10:00:03.397957+00', 'withdrawn', false, NULL, NULL, NULL, NULL, NULL, NULL, '2026-03-23', '2026-03-23', 'withdrawn', NULL, NULL, '[]', '[]', NULL, NULL, NULL, NULL, '9999-12-31', NULL, NULL);
INSERT INTO public.cases_case VALUES ('eastmere', 'EAS-2425-0001', 1, 'statutory_complaint', 'accepted', NULL, NULL, '[]', '2024-05-01', '2026-03-24 10:00:03.880366+00', 'imported', false, 'locality', NULL, NULL, NULL, NULL, NULL, '2024-06-01', NULL, 'upheld', NULL, NULL, '[]', '[]', '{"ref": "EAS-2425-0001", "authority": "eastmere", "classification": "statutory_complaint", "local_label": null, "procedure": null, "received_on": "2024-05-01", "channel": "phone", "raised_by": null, "division": null, "service_area": null, "team": "locality", "contributing_teams": [], "provider": null, "joint_with": [], "lead_organisation": null, "grade": null, "acknowledged_on": null, "stages": [], "resolved_within_one_working_day": null, "withdrawn_on": null, "closed_on": "2024-06-01", "outcome": "upheld", "refusal_reason": null, "issues": [{"category": "delay", "subcategory": null, "theme": null, "about": null, "outcome": "upheld"}], "person": null, "remedies": [], "learning": [], "ombudsman": null, "costs_pounds": null, "advocacy": null, "redirected_to": null}', NULL, NULL, NULL, '9999-12-31', NULL, NULL);
INSERT INTO public.cases_case VALUES ('eastmere', 'EAS-2425-0002', 1, 'statutory_complaint', 'accepted', NULL, NULL, '[]', '2024-05-01', '2026-03-24 10:00:03.884343+00', 'imported', false, 'locality', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'open', NULL, NULL, '[]', '[]', '{"ref": "EAS-2425-0002", "authority": "eastmere", "classification": "statutory_complaint", "local_label": null, "procedure": null, "received_on": "2024-05-01", "channel": "phone", "raised_by": null, "division": null, "service_area": null, "team": "locality", "contributing_teams": [], "provider": null, "joint_with": [], "lead_organisation": null, "grade": null, "acknowledged_on": null, "stages": [], "resolved_within_one_working_day": null, "withdrawn_on": null, "closed_on": null, "outcome": "open", "refusal_reason": null, "issues": [], "person": null, "remedies": [], "learning": [], "ombudsman": null, "costs_pounds": null, "advocacy": null, "redirected_to": null}', NULL, NULL, NULL, '9999-12-31', NULL, NULL);
INSERT INTO public.cases_case VALUES ('eastmere', 'EAS-2425-0003', 1, 'statutory_complaint', 'accepted', NULL, NULL, '[]', '2024-05-01', '2026-03-24 10:00:03.886717+00', 'imported', false, 'locality', NULL, NULL, NULL, NULL, NULL, '2024-06-01', NULL, 'upheld', NULL, NULL, '[]', '[]', '{"ref": "EAS-2425-0003", "authority": "eastmere", "classification": "statutory_complaint", "local_label": null, "procedure": null, "received_on": "2024-05-01", "channel": "phone", "raised_by": null, "division": null, "service_area": null, "team": "locality", "contributing_teams": [], "provider": null, "joint_with": [], "lead_organisation": null, "grade": null, "acknowledged_on": null, "stages": [], "resolved_within_one_working_day": null, "withdrawn_on": null, "closed_on": "2024-06-01", "outcome": "upheld", "refusal_reason": null, "issues": [{"category": "delay", "subcategory": null, "theme": null, "about": null, "outcome": "upheld"}], "person": null, "remedies": [], "learning": [], "ombudsman": null, "costs_pounds": null, "advocacy": null, "redirected_to": null}', NULL, NULL, NULL, '9999-12-31', NULL, NULL);
INSERT INTO public.cases_case VALUES ('eastmere', 'EAS-2425-0004', 1, 'statutory_complaint', 'accepted', NULL, NULL, '[]', '2024-05-01', '2026-03-24 10:00:03.889653+00', 'imported', false, 'locality', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'open', NULL, NULL, '[]', '[]', '{"ref": "EAS-2425-0004", "authority": "eastmere", "classification": "statutory_complaint", "local_label": null, "procedure": null, "received_on": "2024-05-01", "channel": "phone", "raised_by": null, "division": null, "service_area": null, "team": "locality", "contributing_teams": [], "provider": null, "joint_with": [], "lead_organisation": null, "grade": null, "acknowledged_on": null, "stages": [], "resolved_within_one_working_day": null, "withdrawn_on": null, "closed_on": null, "outcome": "open", "refusal_reason": null, "issues": [], "person": null, "remedies": [], "learning": [], "ombudsman": null, "costs_pounds": null, "advocacy": null, "redirected_to": null}', NULL, NULL, NULL, '9999-12-31', NULL, NULL);
INSERT INTO public.cases_clock VALUES ('eastmere', 'EAS-2526-0001', 'statutory', 'Legal limit', 6, 'months_inclusive', 'statutory', 'SI 2009/309, reg 14(3)', 5, 'Adult statutory procedure, version 3', '2026-03-02', '2026-09-01', false, NULL, NULL, false, 0, 'received', 'responded', 'council', 'england_and_wales', '[]', NULL, NULL, NULL);
INSERT INTO public.cases_clock VALUES ('eastmere', 'EAS-2526-0001', 'promised', 'Promised', 0, 'agreed_date', 'promised', 'SI 2009/309, reg 13(7)', 5, 'The date given to the complainant', '2026-03-04', '2026-04-20', false, NULL, NULL, false, 1, 'acknowledged', 'responded', 'council', 'england_and_wales', '[]', NULL, NULL, NULL);
INSERT INTO public.cases_clock VALUES ('eastmere', 'EAS-2526-0001', 'acknowledge', 'Acknowledge', 3, 'working_days', 'statutory', 'SI 2009/309, reg 13(3)', 1, 'Adult statutory procedure, version 3', '2026-03-02', '2026-03-05', false, NULL, '2026-03-04', false, 1, 'received', 'acknowledged', 'council', 'england_and_wales', '[]', 'england-and-wales/0.109', NULL, NULL);
INSERT INTO public.cases_clock VALUES ('eastmere', 'EAS-2526-0001', 'stage_1', 'Council target', 20, 'working_days', 'local', 'invented local target', 5, 'Adult statutory procedure, version 3', '2026-03-02', '2026-05-19', false, NULL, NULL, false, 1, 'received', 'responded', 'council', 'council', '["consent"]', 'england-and-wales/0.109', 50, '2026-04-02');
INSERT INTO public.cases_clock VALUES ('eastmere', 'EAS-2526-0001', 'contributor_1', 'Asked of a contributor', 5, 'working_days', 'local', 'invented local target', 1, 'Requests', '2026-03-12', '2026-03-19', false, NULL, NULL, false, 0, 'asked', 'answered', 'contributor', 'council', '[]', 'england-and-wales/0.109', NULL, NULL);
INSERT INTO public.cases_clock VALUES ('eastmere', 'EAS-2526-0002', 'acknowledge', 'Acknowledge', 3, 'working_days', 'statutory', 'SI 2009/309, reg 13(3)', 1, 'Adult statutory procedure, version 3', '2026-03-02', '2026-03-05', false, NULL, '2026-03-04', false, 1, 'received', 'acknowledged', 'council', 'england_and_wales', '[]', 'england-and-wales/0.109', NULL, NULL);
INSERT INTO public.cases_clock VALUES ('eastmere', 'EAS-2526-0002', 'statutory', 'Legal limit', 6, 'months_inclusive', 'statutory', 'SI 2009/309, reg 14(3)', 5, 'Adult statutory procedure, version 3', '2026-03-02', '2026-09-01', false, NULL, '2026-03-23', false, 0, 'received', 'responded', 'council', 'england_and_wales', '[]', NULL, NULL, NULL);
INSERT INTO public.cases_clock VALUES ('eastmere', 'EAS-2526-0002', 'stage_1', 'Council target', 20, 'working_days', 'local', 'invented local target', 5, 'Adult statutory procedure, version 3', '2026-03-02', '2026-03-30', false, NULL, '2026-03-23', false, 1, 'received', 'responded', 'council', 'council', '["consent"]', 'england-and-wales/0.109', NULL, NULL);
INSERT INTO public.cases_clock VALUES ('eastmere', 'EAS-2526-0003', 'statutory', 'Legal limit', 6, 'months_inclusive', 'statutory', 'SI 2009/309, reg 14(3)', 5, 'Adult statutory procedure, version 3', '2026-03-02', '2026-09-01', false, NULL, '2026-03-23', false, 0, 'received', 'responded', 'council', 'england_and_wales', '[]', NULL, NULL, NULL);
INSERT INTO public.cases_clock VALUES ('eastmere', 'EAS-2526-0003', 'acknowledge', 'Acknowledge', 3, 'working_days', 'statutory', 'SI 2009/309, reg 13(3)', 1, 'Adult statutory procedure, version 3', '2026-03-02', '2026-03-05', false, NULL, '2026-03-23', false, 1, 'received', 'acknowledged', 'council', 'england_and_wales', '[]', 'england-and-wales/0.109', NULL, NULL);
INSERT INTO public.cases_clock VALUES ('eastmere', 'EAS-2526-0003', 'stage_1', 'Council target', 20, 'working_days', 'local', 'invented local target', 5, 'Adult statutory procedure, version 3', '2026-03-02', '2026-03-30', false, NULL, '2026-03-23', false, 1, 'received', 'responded', 'council', 'council', '["consent"]', 'england-and-wales/0.109', NULL, NULL);
INSERT INTO public.cases_clock VALUES ('eastmere', 'EAS-2526-0004', 'holding', 'Decide the route', 3, 'working_days', 'local', 'Not later than the acknowledgement would be due (SI 2009/309 reg 13(3))', 1, 'Eastmere City Council: enquiries', '2026-03-02', '2026-03-05', false, NULL, NULL, false, 1, 'received', 'decided', 'council', 'council', '[]', 'england-and-wales/0.109', NULL, NULL);
INSERT INTO public.cases_clock VALUES ('eastmere', 'EAS-2526-0005', 'stage_1', 'Answer', 10, 'working_days', 'local', 'invented local target', 5, 'Eastmere City Council: enquiries', '2026-03-02', '2026-03-16', false, NULL, NULL, false, 1, 'received', 'responded', 'council', 'council', '[]', 'england-and-wales/0.109', NULL, NULL);
INSERT INTO public.cases_clock VALUES ('eastmere', 'EAS-2526-0007', 'acknowledge', 'Acknowledge', 5, 'working_days', 'local', 'invented local policy', 1, 'Corporate procedure, version 2', '2026-03-02', '2026-03-09', false, NULL, NULL, false, 1, 'received', 'acknowledged', 'council', 'council', '[]', 'england-and-wales/0.109', NULL, NULL);
INSERT INTO public.cases_clock VALUES ('eastmere', 'EAS-2526-0007', 'stage_1', 'Council target', 20, 'working_days', 'local', 'invented local policy', 5, 'Corporate procedure, version 2', '2026-03-02', '2026-03-30', false, NULL, NULL, false, 1, 'received', 'responded', 'council', 'council', '[]', 'england-and-wales/0.109', NULL, NULL);
INSERT INTO public.cases_clock VALUES ('eastmere', 'EAS-2526-0008', 'statutory', 'Legal limit', 6, 'months_inclusive', 'statutory', 'SI 2009/309, reg 14(3)', 5, 'Adult statutory procedure, version 3', '2026-03-02', '2026-09-01', false, NULL, NULL, true, 0, 'received', 'responded', 'council', 'england_and_wales', '[]', NULL, NULL, NULL);
INSERT INTO public.cases_clock VALUES ('eastmere', 'EAS-2526-0008', 'acknowledge', 'Acknowledge', 3, 'working_days', 'statutory', 'SI 2009/309, reg 13(3)', 1, 'Adult statutory procedure, version 3', '2026-03-02', '2026-03-05', false, NULL, NULL, true, 1, 'received', 'acknowledged', 'council', 'england_and_wales', '[]', 'england-and-wales/0.109', NULL, NULL);
INSERT INTO public.cases_clock VALUES ('eastmere', 'EAS-2526-0008', 'stage_1', 'Council target', 20, 'working_days', 'local', 'invented local target', 5, 'Adult statutory procedure, version 3', '2026-03-02', '2026-03-30', false, NULL, NULL, true, 1, 'received', 'responded', 'council', 'council', '["consent"]', 'england-and-wales/0.109', NULL, NULL);
INSERT INTO public.cases_cursor VALUES ('cases.intake', 12);
INSERT INTO public.cases_event VALUES (1, 'eastmere', 'EAS-2526-0001', 1, 'CaseOpened.v1', '2026-03-02', '2026-03-24 10:00:00.655131+00', '{"authority": "eastmere", "ref": "EAS-2526-0001", "sequence": 1, "occurred_on": "2026-03-02", "by": "officer-1", "case": {"classification": "statutory_complaint", "disposition": "accepted", "received_on": "2026-03-02", "stage": "received", "procedure": "adult_statutory", "procedure_version": 3, "grade": null, "team": null, "owner": null, "acknowledged_on": null, "promised_on": null, "responded_on": null, "closed_on": null, "withdrawn_on": null, "outcome": null, "issues": [{"number": 1, "category": "delay", "about": "council", "team": null, "finding": null}, {"number": 2, "category": "other", "about": "council", "team": null, "finding": null}], "remedies": [], "learning": [], "clocks": [{"kind": "statutory", "stage": 0, "started_on": "2026-03-02", "due_on": "2026-09-01", "original_due_on": null, "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}, {"kind": "acknowledge", "stage": 1, "started_on": "2026-03-02", "due_on": "2026-03-05", "original_due_on": null, "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}, {"kind": "stage_1", "stage": 1, "started_on": "2026-03-02", "due_on": "2026-03-30", "original_due_on": null, "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}], "next_due_kind": "acknowledge", "next_due_on": "2026-03-05", "next_soon_on": "2026-03-04", "response_due_on": "2026-03-30", "target_days": 20, "response_days": null, "calendar_version": null, "stages": [{"number": 1, "code": "stage_1", "started_on": "2026-03-02", "target_days": 20, "due_on": "2026-03-30", "extended_to": null, "responded_on": null, "response_days": null, "outcome": null}], "is_open": true, "waiting_since": null, "next_due_act": "acknowledged", "refusal_reason": null}}');
INSERT INTO public.cases_event VALUES (2, 'eastmere', 'EAS-2526-0001', 2, 'CaseAcknowledged.v1', '2026-03-04', '2026-03-24 10:00:00.804603+00', '{"authority": "eastmere", "ref": "EAS-2526-0001", "sequence": 2, "occurred_on": "2026-03-04", "by": "officer-1", "case": {"classification": "statutory_complaint", "disposition": "accepted", "received_on": "2026-03-02", "stage": "acknowledged", "procedure": "adult_statutory", "procedure_version": 3, "grade": null, "team": null, "owner": null, "acknowledged_on": "2026-03-04", "promised_on": "2026-04-20", "responded_on": null, "closed_on": null, "withdrawn_on": null, "outcome": null, "issues": [{"number": 1, "category": "delay", "about": "council", "team": null, "finding": null}, {"number": 2, "category": "other", "about": "council", "team": null, "finding": null}], "remedies": [], "learning": [], "clocks": [{"kind": "promised", "stage": 1, "started_on": "2026-03-04", "due_on": "2026-04-20", "original_due_on": null, "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}, {"kind": "statutory", "stage": 0, "started_on": "2026-03-02", "due_on": "2026-09-01", "original_due_on": null, "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}, {"kind": "acknowledge", "stage": 1, "started_on": "2026-03-02", "due_on": "2026-03-05", "original_due_on": null, "met_on": "2026-03-04", "met_original": true, "met_extended": null, "cancelled": false}, {"kind": "stage_1", "stage": 1, "started_on": "2026-03-02", "due_on": "2026-03-30", "original_due_on": null, "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}], "next_due_kind": "promised", "next_due_on": "2026-04-20", "next_soon_on": "2026-04-13", "response_due_on": "2026-03-30", "target_days": 20, "response_days": null, "calendar_version": null, "stages": [{"number": 1, "code": "stage_1", "started_on": "2026-03-02", "target_days": 20, "due_on": "2026-03-30", "extended_to": null, "responded_on": null, "response_days": null, "outcome": null}], "is_open": true, "waiting_since": null, "next_due_act": "responded", "refusal_reason": null}, "method": "letter"}');
INSERT INTO public.cases_event VALUES (3, 'eastmere', 'EAS-2526-0001', 3, 'CaseAllocated.v1', '2026-03-24', '2026-03-24 10:00:00.864678+00', '{"authority": "eastmere", "ref": "EAS-2526-0001", "sequence": 3, "occurred_on": "2026-03-24", "by": "officer-1", "case": {"classification": "statutory_complaint", "disposition": "accepted", "received_on": "2026-03-02", "stage": "acknowledged", "procedure": "adult_statutory", "procedure_version": 3, "grade": null, "team": "locality", "owner": "officer-1", "acknowledged_on": "2026-03-04", "promised_on": "2026-04-20", "responded_on": null, "closed_on": null, "withdrawn_on": null, "outcome": null, "issues": [{"number": 1, "category": "delay", "about": "council", "team": null, "finding": null}, {"number": 2, "category": "other", "about": "council", "team": null, "finding": null}], "remedies": [], "learning": [], "clocks": [{"kind": "acknowledge", "stage": 1, "started_on": "2026-03-02", "due_on": "2026-03-05", "original_due_on": null, "met_on": "2026-03-04", "met_original": true, "met_extended": null, "cancelled": false}, {"kind": "stage_1", "stage": 1, "started_on": "2026-03-02", "due_on": "2026-03-30", "original_due_on": null, "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}, {"kind": "promised", "stage": 1, "started_on": "2026-03-04", "due_on": "2026-04-20", "original_due_on": null, "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}, {"kind": "statutory", "stage": 0, "started_on": "2026-03-02", "due_on": "2026-09-01", "original_due_on": null, "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}], "next_due_kind": "promised", "next_due_on": "2026-04-20", "next_soon_on": "2026-04-13", "response_due_on": "2026-03-30", "target_days": 20, "response_days": null, "calendar_version": null, "stages": [{"number": 1, "code": "stage_1", "started_on": "2026-03-02", "target_days": 20, "due_on": "2026-03-30", "extended_to": null, "responded_on": null, "response_days": null, "outcome": null}], "is_open": true, "waiting_since": null, "next_due_act": "responded", "refusal_reason": null}}');
INSERT INTO public.cases_event VALUES (4, 'eastmere', 'EAS-2526-0001', 4, 'ClockExtended.v1', '2026-03-20', '2026-03-24 10:00:00.902844+00', '{"authority": "eastmere", "ref": "EAS-2526-0001", "sequence": 4, "occurred_on": "2026-03-20", "by": "officer-1", "case": {"classification": "statutory_complaint", "disposition": "accepted", "received_on": "2026-03-02", "stage": "acknowledged", "procedure": "adult_statutory", "procedure_version": 3, "grade": null, "team": "locality", "owner": "officer-1", "acknowledged_on": "2026-03-04", "promised_on": "2026-04-20", "responded_on": null, "closed_on": null, "withdrawn_on": null, "outcome": null, "issues": [{"number": 1, "category": "delay", "about": "council", "team": null, "finding": null}, {"number": 2, "category": "other", "about": "council", "team": null, "finding": null}], "remedies": [], "learning": [], "clocks": [{"kind": "acknowledge", "stage": 1, "started_on": "2026-03-02", "due_on": "2026-03-05", "original_due_on": null, "met_on": "2026-03-04", "met_original": true, "met_extended": null, "cancelled": false}, {"kind": "stage_1", "stage": 1, "started_on": "2026-03-02", "due_on": "2026-04-29", "original_due_on": "2026-03-30", "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}, {"kind": "promised", "stage": 1, "started_on": "2026-03-04", "due_on": "2026-04-20", "original_due_on": null, "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}, {"kind": "statutory", "stage": 0, "started_on": "2026-03-02", "due_on": "2026-09-01", "original_due_on": null, "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}], "next_due_kind": "promised", "next_due_on": "2026-04-20", "next_soon_on": "2026-04-13", "response_due_on": "2026-03-30", "target_days": 20, "response_days": null, "calendar_version": null, "stages": [{"number": 1, "code": "stage_1", "started_on": "2026-03-02", "target_days": 20, "due_on": "2026-03-30", "extended_to": "2026-04-29", "responded_on": null, "response_days": null, "outcome": null}], "is_open": true, "waiting_since": null, "next_due_act": "responded", "refusal_reason": null}, "clock": "stage_1", "before": "2026-03-30", "after": "2026-04-29", "person_agreed": true}');
INSERT INTO public.cases_event VALUES (5, 'eastmere', 'EAS-2526-0001', 5, 'ClockExtended.v1', '2026-03-24', '2026-03-24 10:00:00.938615+00', '{"authority": "eastmere", "ref": "EAS-2526-0001", "sequence": 5, "occurred_on": "2026-03-24", "by": "officer-1", "case": {"classification": "statutory_complaint", "disposition": "accepted", "received_on": "2026-03-02", "stage": "acknowledged", "procedure": "adult_statutory", "procedure_version": 3, "grade": null, "team": "locality", "owner": "officer-1", "acknowledged_on": "2026-03-04", "promised_on": "2026-04-20", "responded_on": null, "closed_on": null, "withdrawn_on": null, "outcome": null, "issues": [{"number": 1, "category": "delay", "about": "council", "team": null, "finding": null}, {"number": 2, "category": "other", "about": "council", "team": null, "finding": null}], "remedies": [], "learning": [], "clocks": [{"kind": "acknowledge", "stage": 1, "started_on": "2026-03-02", "due_on": "2026-03-05", "original_due_on": null, "met_on": "2026-03-04", "met_original": true, "met_extended": null, "cancelled": false}, {"kind": "promised", "stage": 1, "started_on": "2026-03-04", "due_on": "2026-04-20", "original_due_on": null, "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}, {"kind": "stage_1", "stage": 1, "started_on": "2026-03-02", "due_on": "2026-05-14", "original_due_on": "2026-03-30", "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}, {"kind": "statutory", "stage": 0, "started_on": "2026-03-02", "due_on": "2026-09-01", "original_due_on": null, "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}], "next_due_kind": "promised", "next_due_on": "2026-04-20", "next_soon_on": "2026-04-13", "response_due_on": "2026-03-30", "target_days": 20, "response_days": null, "calendar_version": null, "stages": [{"number": 1, "code": "stage_1", "started_on": "2026-03-02", "target_days": 20, "due_on": "2026-03-30", "extended_to": "2026-05-14", "responded_on": null, "response_days": null, "outcome": null}], "is_open": true, "waiting_since": null, "next_due_act": "responded", "refusal_reason": null}, "clock": "stage_1", "before": "2026-04-29", "after": "2026-05-14", "person_agreed": true}');
INSERT INTO public.cases_event VALUES (6, 'eastmere', 'EAS-2526-0001', 6, 'CaseHeld.v1', '2026-03-10', '2026-03-24 10:00:00.974421+00', '{"authority": "eastmere", "ref": "EAS-2526-0001", "sequence": 6, "occurred_on": "2026-03-10", "by": "officer-1", "case": {"classification": "statutory_complaint", "disposition": "accepted", "received_on": "2026-03-02", "stage": "acknowledged", "procedure": "adult_statutory", "procedure_version": 3, "grade": null, "team": "locality", "owner": "officer-1", "acknowledged_on": "2026-03-04", "promised_on": "2026-04-20", "responded_on": null, "closed_on": null, "withdrawn_on": null, "outcome": null, "issues": [{"number": 1, "category": "delay", "about": "council", "team": null, "finding": null}, {"number": 2, "category": "other", "about": "council", "team": null, "finding": null}], "remedies": [], "learning": [], "clocks": [{"kind": "promised", "stage": 1, "started_on": "2026-03-04", "due_on": "2026-04-20", "original_due_on": null, "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}, {"kind": "statutory", "stage": 0, "started_on": "2026-03-02", "due_on": "2026-09-01", "original_due_on": null, "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}, {"kind": "acknowledge", "stage": 1, "started_on": "2026-03-02", "due_on": "2026-03-05", "original_due_on": null, "met_on": "2026-03-04", "met_original": true, "met_extended": null, "cancelled": false}, {"kind": "stage_1", "stage": 1, "started_on": "2026-03-02", "due_on": "2026-06-09", "original_due_on": "2026-04-24", "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}], "next_due_kind": "promised", "next_due_on": "2026-04-20", "next_soon_on": "2026-04-13", "response_due_on": "2026-04-24", "target_days": 20, "response_days": null, "calendar_version": null, "stages": [{"number": 1, "code": "stage_1", "started_on": "2026-03-02", "target_days": 20, "due_on": "2026-04-24", "extended_to": "2026-06-09", "responded_on": null, "response_days": null, "outcome": null}], "is_open": true, "waiting_since": "2026-03-10", "next_due_act": "responded", "refusal_reason": null}, "reason": "consent", "moved": [{"kind": "stage_1", "before": "2026-05-14", "after": "2026-06-09"}]}');
INSERT INTO public.cases_event VALUES (7, 'eastmere', 'EAS-2526-0001', 7, 'HoldEnded.v1', '2026-03-12', '2026-03-24 10:00:01.003986+00', '{"authority": "eastmere", "ref": "EAS-2526-0001", "sequence": 7, "occurred_on": "2026-03-12", "by": "officer-1", "case": {"classification": "statutory_complaint", "disposition": "accepted", "received_on": "2026-03-02", "stage": "acknowledged", "procedure": "adult_statutory", "procedure_version": 3, "grade": null, "team": "locality", "owner": "officer-1", "acknowledged_on": "2026-03-04", "promised_on": "2026-04-20", "responded_on": null, "closed_on": null, "withdrawn_on": null, "outcome": null, "issues": [{"number": 1, "category": "delay", "about": "council", "team": null, "finding": null}, {"number": 2, "category": "other", "about": "council", "team": null, "finding": null}], "remedies": [], "learning": [], "clocks": [{"kind": "promised", "stage": 1, "started_on": "2026-03-04", "due_on": "2026-04-20", "original_due_on": null, "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}, {"kind": "statutory", "stage": 0, "started_on": "2026-03-02", "due_on": "2026-09-01", "original_due_on": null, "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}, {"kind": "acknowledge", "stage": 1, "started_on": "2026-03-02", "due_on": "2026-03-05", "original_due_on": null, "met_on": "2026-03-04", "met_original": true, "met_extended": null, "cancelled": false}, {"kind": "stage_1", "stage": 1, "started_on": "2026-03-02", "due_on": "2026-05-19", "original_due_on": "2026-04-02", "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}], "next_due_kind": "promised", "next_due_on": "2026-04-20", "next_soon_on": "2026-04-13", "response_due_on": "2026-04-02", "target_days": 20, "response_days": null, "calendar_version": null, "stages": [{"number": 1, "code": "stage_1", "started_on": "2026-03-02", "target_days": 20, "due_on": "2026-04-02", "extended_to": "2026-05-19", "responded_on": null, "response_days": null, "outcome": null}], "is_open": true, "waiting_since": null, "next_due_act": "responded", "refusal_reason": null}, "reason": "consent", "days": 3, "moved": [{"kind": "stage_1", "before": "2026-06-09", "after": "2026-05-19"}]}');
INSERT INTO public.cases_event VALUES (8, 'eastmere', 'EAS-2526-0001', 8, 'RequestMade.v1', '2026-03-12', '2026-03-24 10:00:01.036797+00', '{"authority": "eastmere", "ref": "EAS-2526-0001", "sequence": 8, "occurred_on": "2026-03-12", "by": "officer-1", "case": {"classification": "statutory_complaint", "disposition": "accepted", "received_on": "2026-03-02", "stage": "acknowledged", "procedure": "adult_statutory", "procedure_version": 3, "grade": null, "team": "locality", "owner": "officer-1", "acknowledged_on": "2026-03-04", "promised_on": "2026-04-20", "responded_on": null, "closed_on": null, "withdrawn_on": null, "outcome": null, "issues": [{"number": 1, "category": "delay", "about": "council", "team": null, "finding": null}, {"number": 2, "category": "other", "about": "council", "team": null, "finding": null}], "remedies": [], "learning": [], "clocks": [{"kind": "promised", "stage": 1, "started_on": "2026-03-04", "due_on": "2026-04-20", "original_due_on": null, "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}, {"kind": "statutory", "stage": 0, "started_on": "2026-03-02", "due_on": "2026-09-01", "original_due_on": null, "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}, {"kind": "acknowledge", "stage": 1, "started_on": "2026-03-02", "due_on": "2026-03-05", "original_due_on": null, "met_on": "2026-03-04", "met_original": true, "met_extended": null, "cancelled": false}, {"kind": "stage_1", "stage": 1, "started_on": "2026-03-02", "due_on": "2026-05-19", "original_due_on": "2026-04-02", "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}, {"kind": "contributor_1", "stage": 0, "started_on": "2026-03-12", "due_on": "2026-03-19", "original_due_on": null, "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}], "next_due_kind": "promised", "next_due_on": "2026-04-20", "next_soon_on": "2026-04-13", "response_due_on": "2026-04-02", "target_days": 20, "response_days": null, "calendar_version": null, "stages": [{"number": 1, "code": "stage_1", "started_on": "2026-03-02", "target_days": 20, "due_on": "2026-04-02", "extended_to": "2026-05-19", "responded_on": null, "response_days": null, "outcome": null}], "is_open": true, "waiting_since": null, "next_due_act": "responded", "refusal_reason": null}, "clock": "contributor_1", "who": "contributor"}');
INSERT INTO public.cases_event VALUES (9, 'eastmere', 'EAS-2526-0001', 9, 'FindingRecorded.v1', '2026-03-20', '2026-03-24 10:00:01.068283+00', '{"authority": "eastmere", "ref": "EAS-2526-0001", "sequence": 9, "occurred_on": "2026-03-20", "by": "officer-1", "case": {"classification": "statutory_complaint", "disposition": "accepted", "received_on": "2026-03-02", "stage": "acknowledged", "procedure": "adult_statutory", "procedure_version": 3, "grade": null, "team": "locality", "owner": "officer-1", "acknowledged_on": "2026-03-04", "promised_on": "2026-04-20", "responded_on": null, "closed_on": null, "withdrawn_on": null, "outcome": null, "issues": [{"number": 1, "category": "delay", "about": "council", "team": null, "finding": "upheld"}, {"number": 2, "category": "other", "about": "council", "team": null, "finding": null}], "remedies": [], "learning": [], "clocks": [{"kind": "acknowledge", "stage": 1, "started_on": "2026-03-02", "due_on": "2026-03-05", "original_due_on": null, "met_on": "2026-03-04", "met_original": true, "met_extended": null, "cancelled": false}, {"kind": "contributor_1", "stage": 0, "started_on": "2026-03-12", "due_on": "2026-03-19", "original_due_on": null, "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}, {"kind": "promised", "stage": 1, "started_on": "2026-03-04", "due_on": "2026-04-20", "original_due_on": null, "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}, {"kind": "stage_1", "stage": 1, "started_on": "2026-03-02", "due_on": "2026-05-19", "original_due_on": "2026-04-02", "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}, {"kind": "statutory", "stage": 0, "started_on": "2026-03-02", "due_on": "2026-09-01", "original_due_on": null, "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}], "next_due_kind": "promised", "next_due_on": "2026-04-20", "next_soon_on": "2026-04-13", "response_due_on": "2026-04-02", "target_days": 20, "response_days": null, "calendar_version": null, "stages": [{"number": 1, "code": "stage_1", "started_on": "2026-03-02", "target_days": 20, "due_on": "2026-04-02", "extended_to": "2026-05-19", "responded_on": null, "response_days": null, "outcome": null}], "is_open": true, "waiting_since": null, "next_due_act": "responded", "refusal_reason": null}, "number": 1, "finding": "upheld"}');
INSERT INTO public.cases_event VALUES (10, 'eastmere', 'EAS-2526-0002', 1, 'CaseOpened.v1', '2026-03-02', '2026-03-24 10:00:01.101296+00', '{"authority": "eastmere", "ref": "EAS-2526-0002", "sequence": 1, "occurred_on": "2026-03-02", "by": "officer-1", "case": {"classification": "statutory_complaint", "disposition": "accepted", "received_on": "2026-03-02", "stage": "received", "procedure": "adult_statutory", "procedure_version": 3, "grade": null, "team": null, "owner": null, "acknowledged_on": null, "promised_on": null, "responded_on": null, "closed_on": null, "withdrawn_on": null, "outcome": null, "issues": [{"number": 1, "category": "delay", "about": "council", "team": null, "finding": null}], "remedies": [], "learning": [], "clocks": [{"kind": "statutory", "stage": 0, "started_on": "2026-03-02", "due_on": "2026-09-01", "original_due_on": null, "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}, {"kind": "acknowledge", "stage": 1, "started_on": "2026-03-02", "due_on": "2026-03-05", "original_due_on": null, "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}, {"kind": "stage_1", "stage": 1, "started_on": "2026-03-02", "due_on": "2026-03-30", "original_due_on": null, "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}], "next_due_kind": "acknowledge", "next_due_on": "2026-03-05", "next_soon_on": "2026-03-04", "response_due_on": "2026-03-30", "target_days": 20, "response_days": null, "calendar_version": null, "stages": [{"number": 1, "code": "stage_1", "started_on": "2026-03-02", "target_days": 20, "due_on": "2026-03-30", "extended_to": null, "responded_on": null, "response_days": null, "outcome": null}], "is_open": true, "waiting_since": null, "next_due_act": "acknowledged", "refusal_reason": null}}');
INSERT INTO public.cases_event VALUES (11, 'eastmere', 'EAS-2526-0002', 2, 'CaseAcknowledged.v1', '2026-03-04', '2026-03-24 10:00:01.264426+00', '{"authority": "eastmere", "ref": "EAS-2526-0002", "sequence": 2, "occurred_on": "2026-03-04", "by": "officer-1", "case": {"classification": "statutory_complaint", "disposition": "accepted", "received_on": "2026-03-02", "stage": "acknowledged", "procedure": "adult_statutory", "procedure_version": 3, "grade": null, "team": null, "owner": null, "acknowledged_on": "2026-03-04", "promised_on": null, "responded_on": null, "closed_on": null, "withdrawn_on": null, "outcome": null, "issues": [{"number": 1, "category": "delay", "about": "council", "team": null, "finding": null}], "remedies": [], "learning": [], "clocks": [{"kind": "statutory", "stage": 0, "started_on": "2026-03-02", "due_on": "2026-09-01", "original_due_on": null, "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}, {"kind": "acknowledge", "stage": 1, "started_on": "2026-03-02", "due_on": "2026-03-05", "original_due_on": null, "met_on": "2026-03-04", "met_original": true, "met_extended": null, "cancelled": false}, {"kind": "stage_1", "stage": 1, "started_on": "2026-03-02", "due_on": "2026-03-30", "original_due_on": null, "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}], "next_due_kind": "stage_1", "next_due_on": "2026-03-30", "next_soon_on": "2026-03-23", "response_due_on": "2026-03-30", "target_days": 20, "response_days": null, "calendar_version": null, "stages": [{"number": 1, "code": "stage_1", "started_on": "2026-03-02", "target_days": 20, "due_on": "2026-03-30", "extended_to": null, "responded_on": null, "response_days": null, "outcome": null}], "is_open": true, "waiting_since": null, "next_due_act": "responded", "refusal_reason": null}, "method": "phone"}');
INSERT INTO public.cases_event VALUES (12, 'eastmere', 'EAS-2526-0002', 3, 'FindingRecorded.v1', '2026-03-20', '2026-03-24 10:00:01.30655+00', '{"authority": "eastmere", "ref": "EAS-2526-0002", "sequence": 3, "occurred_on": "2026-03-20", "by": "officer-1", "case": {"classification": "statutory_complaint", "disposition": "accepted", "received_on": "2026-03-02", "stage": "acknowledged", "procedure": "adult_statutory", "procedure_version": 3, "grade": null, "team": null, "owner": null, "acknowledged_on": "2026-03-04", "promised_on": null, "responded_on": null, "closed_on": null, "withdrawn_on": null, "outcome": null, "issues": [{"number": 1, "category": "delay", "about": "council", "team": null, "finding": "not_upheld"}], "remedies": [], "learning": [], "clocks": [{"kind": "acknowledge", "stage": 1, "started_on": "2026-03-02", "due_on": "2026-03-05", "original_due_on": null, "met_on": "2026-03-04", "met_original": true, "met_extended": null, "cancelled": false}, {"kind": "stage_1", "stage": 1, "started_on": "2026-03-02", "due_on": "2026-03-30", "original_due_on": null, "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}, {"kind": "statutory", "stage": 0, "started_on": "2026-03-02", "due_on": "2026-09-01", "original_due_on": null, "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}], "next_due_kind": "stage_1", "next_due_on": "2026-03-30", "next_soon_on": "2026-03-23", "response_due_on": "2026-03-30", "target_days": 20, "response_days": null, "calendar_version": null, "stages": [{"number": 1, "code": "stage_1", "started_on": "2026-03-02", "target_days": 20, "due_on": "2026-03-30", "extended_to": null, "responded_on": null, "response_days": null, "outcome": null}], "is_open": true, "waiting_since": null, "next_due_act": "responded", "refusal_reason": null}, "number": 1, "finding": "not_upheld"}');
INSERT INTO public.cases_event VALUES (13, 'eastmere', 'EAS-2526-0002', 4, 'ResponseIssued.v1', '2026-03-23', '2026-03-24 10:00:01.351983+00', '{"authority": "eastmere", "ref": "EAS-2526-0002", "sequence": 4, "occurred_on": "2026-03-23", "by": "officer-1", "case": {"classification": "statutory_complaint", "disposition": "accepted", "received_on": "2026-03-02", "stage": "responded", "procedure": "adult_statutory", "procedure_version": 3, "grade": null, "team": null, "owner": null, "acknowledged_on": "2026-03-04", "promised_on": null, "responded_on": "2026-03-23", "closed_on": null, "withdrawn_on": null, "outcome": null, "issues": [{"number": 1, "category": "delay", "about": "council", "team": null, "finding": "not_upheld"}], "remedies": [], "learning": [], "clocks": [{"kind": "statutory", "stage": 0, "started_on": "2026-03-02", "due_on": "2026-09-01", "original_due_on": null, "met_on": "2026-03-23", "met_original": true, "met_extended": null, "cancelled": false}, {"kind": "acknowledge", "stage": 1, "started_on": "2026-03-02", "due_on": "2026-03-05", "original_due_on": null, "met_on": "2026-03-04", "met_original": true, "met_extended": null, "cancelled": false}, {"kind": "stage_1", "stage": 1, "started_on": "2026-03-02", "due_on": "2026-03-30", "original_due_on": null, "met_on": "2026-03-23", "met_original": true, "met_extended": null, "cancelled": false}], "next_due_kind": null, "next_due_on": null, "next_soon_on": null, "response_due_on": "2026-03-30", "target_days": 20, "response_days": 15, "calendar_version": "england-and-wales/0.109", "stages": [{"number": 1, "code": "stage_1", "started_on": "2026-03-02", "target_days": 20, "due_on": "2026-03-30", "extended_to": null, "responded_on": "2026-03-23", "response_days": 15, "outcome": "not_upheld"}], "is_open": true, "waiting_since": null, "next_due_act": null, "refusal_reason": null}, "method": "email"}');
INSERT INTO public.cases_event VALUES (14, 'eastmere', 'EAS-2526-0002', 5, 'CaseClosed.v1', '2026-03-24', '2026-03-24 10:00:01.398532+00', '{"authority": "eastmere", "ref": "EAS-2526-0002", "sequence": 5, "occurred_on": "2026-03-24", "by": "officer-1", "case": {"classification": "statutory_complaint", "disposition": "accepted", "received_on": "2026-03-02", "stage": "closed", "procedure": "adult_statutory", "procedure_version": 3, "grade": null, "team": null, "owner": null, "acknowledged_on": "2026-03-04", "promised_on": null, "responded_on": "2026-03-23", "closed_on": "2026-03-24", "withdrawn_on": null, "outcome": "not_upheld", "issues": [{"number": 1, "category": "delay", "about": "council", "team": null, "finding": "not_upheld"}], "remedies": [{"kind": "apology", "amount_pounds": null}], "learning": [{"theme": "Communication", "scope": "team"}], "clocks": [{"kind": "statutory", "stage": 0, "started_on": "2026-03-02", "due_on": "2026-09-01", "original_due_on": null, "met_on": "2026-03-23", "met_original": true, "met_extended": null, "cancelled": false}, {"kind": "acknowledge", "stage": 1, "started_on": "2026-03-02", "due_on": "2026-03-05", "original_due_on": null, "met_on": "2026-03-04", "met_original": true, "met_extended": null, "cancelled": false}, {"kind": "stage_1", "stage": 1, "started_on": "2026-03-02", "due_on": "2026-03-30", "original_due_on": null, "met_on": "2026-03-23", "met_original": true, "met_extended": null, "cancelled": false}], "next_due_kind": null, "next_due_on": null, "next_soon_on": null, "response_due_on": "2026-03-30", "target_days": 20, "response_days": 15, "calendar_version": "england-and-wales/0.109", "stages": [{"number": 1, "code": "stage_1", "started_on": "2026-03-02", "target_days": 20, "due_on": "2026-03-30", "extended_to": null, "responded_on": "2026-03-23", "response_days": 15, "outcome": "not_upheld"}], "is_open": false, "waiting_since": null, "next_due_act": null, "refusal_reason": null}}');
INSERT INTO public.cases_event VALUES (15, 'eastmere', 'EAS-2526-0003', 1, 'CaseOpened.v1', '2026-03-02', '2026-03-24 10:00:01.44796+00', '{"authority": "eastmere", "ref": "EAS-2526-0003", "sequence": 1, "occurred_on": "2026-03-02", "by": "officer-1", "case": {"classification": "statutory_complaint", "disposition": "refused", "received_on": "2026-03-02", "stage": "received", "procedure": "adult_statutory", "procedure_version": 3, "grade": null, "team": null, "owner": null, "acknowledged_on": null, "promised_on": null, "responded_on": null, "closed_on": null, "withdrawn_on": null, "outcome": null, "issues": [{"number": 1, "category": "delay", "about": "council", "team": null, "finding": null}], "remedies": [], "learning": [], "clocks": [{"kind": "statutory", "stage": 0, "started_on": "2026-03-02", "due_on": "2026-09-01", "original_due_on": null, "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}, {"kind": "acknowledge", "stage": 1, "started_on": "2026-03-02", "due_on": "2026-03-05", "original_due_on": null, "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}, {"kind": "stage_1", "stage": 1, "started_on": "2026-03-02", "due_on": "2026-03-30", "original_due_on": null, "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}], "next_due_kind": "acknowledge", "next_due_on": "2026-03-05", "next_soon_on": "2026-03-04", "response_due_on": "2026-03-30", "target_days": 20, "response_days": null, "calendar_version": null, "stages": [{"number": 1, "code": "stage_1", "started_on": "2026-03-02", "target_days": 20, "due_on": "2026-03-30", "extended_to": null, "responded_on": null, "response_days": null, "outcome": null}], "is_open": true, "waiting_since": null, "next_due_act": "acknowledged", "refusal_reason": "out_of_time"}}');
INSERT INTO public.cases_event VALUES (16, 'eastmere', 'EAS-2526-0003', 2, 'ResponseIssued.v1', '2026-03-23', '2026-03-24 10:00:01.614247+00', '{"authority": "eastmere", "ref": "EAS-2526-0003", "sequence": 2, "occurred_on": "2026-03-23", "by": "officer-1", "case": {"classification": "statutory_complaint", "disposition": "refused", "received_on": "2026-03-02", "stage": "responded", "procedure": "adult_statutory", "procedure_version": 3, "grade": null, "team": null, "owner": null, "acknowledged_on": null, "promised_on": null, "responded_on": "2026-03-23", "closed_on": null, "withdrawn_on": null, "outcome": null, "issues": [{"number": 1, "category": "delay", "about": "council", "team": null, "finding": null}], "remedies": [], "learning": [], "clocks": [{"kind": "statutory", "stage": 0, "started_on": "2026-03-02", "due_on": "2026-09-01", "original_due_on": null, "met_on": "2026-03-23", "met_original": true, "met_extended": null, "cancelled": false}, {"kind": "acknowledge", "stage": 1, "started_on": "2026-03-02", "due_on": "2026-03-05", "original_due_on": null, "met_on": "2026-03-23", "met_original": false, "met_extended": null, "cancelled": false}, {"kind": "stage_1", "stage": 1, "started_on": "2026-03-02", "due_on": "2026-03-30", "original_due_on": null, "met_on": "2026-03-23", "met_original": true, "met_extended": null, "cancelled": false}], "next_due_kind": null, "next_due_on": null, "next_soon_on": null, "response_due_on": "2026-03-30", "target_days": 20, "response_days": 15, "calendar_version": "england-and-wales/0.109", "stages": [{"number": 1, "code": "stage_1", "started_on": "2026-03-02", "target_days": 20, "due_on": "2026-03-30", "extended_to": null, "responded_on": "2026-03-23", "response_days": 15, "outcome": null}], "is_open": true, "waiting_since": null, "next_due_act": null, "refusal_reason": "out_of_time"}, "method": "letter"}');
INSERT INTO public.cases_event VALUES (17, 'eastmere', 'EAS-2526-0004', 1, 'CaseOpened.v1', '2026-03-02', '2026-03-24 10:00:01.700248+00', '{"authority": "eastmere", "ref": "EAS-2526-0004", "sequence": 1, "occurred_on": "2026-03-02", "by": "officer-1", "case": {"classification": "enquiry", "disposition": "holding", "received_on": "2026-03-02", "stage": "received", "procedure": null, "procedure_version": null, "grade": null, "team": null, "owner": null, "acknowledged_on": null, "promised_on": null, "responded_on": null, "closed_on": null, "withdrawn_on": null, "outcome": null, "issues": [{"number": 1, "category": "delay", "about": "council", "team": null, "finding": null}], "remedies": [], "learning": [], "clocks": [{"kind": "holding", "stage": 1, "started_on": "2026-03-02", "due_on": "2026-03-05", "original_due_on": null, "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}], "next_due_kind": "holding", "next_due_on": "2026-03-05", "next_soon_on": "2026-03-04", "response_due_on": null, "target_days": null, "response_days": null, "calendar_version": null, "stages": [{"number": 1, "code": "stage_1", "started_on": "2026-03-02", "target_days": null, "due_on": null, "extended_to": null, "responded_on": null, "response_days": null, "outcome": null}], "is_open": true, "waiting_since": null, "next_due_act": "decided", "refusal_reason": null}}');
INSERT INTO public.cases_event VALUES (18, 'eastmere', 'EAS-2526-0005', 1, 'CaseOpened.v1', '2026-03-02', '2026-03-24 10:00:01.914329+00', '{"authority": "eastmere", "ref": "EAS-2526-0005", "sequence": 1, "occurred_on": "2026-03-02", "by": "officer-1", "case": {"classification": "enquiry", "disposition": "service_request", "received_on": "2026-03-02", "stage": "received", "procedure": null, "procedure_version": null, "grade": null, "team": null, "owner": null, "acknowledged_on": null, "promised_on": null, "responded_on": null, "closed_on": null, "withdrawn_on": null, "outcome": null, "issues": [{"number": 1, "category": "delay", "about": "council", "team": null, "finding": null}], "remedies": [], "learning": [], "clocks": [{"kind": "stage_1", "stage": 1, "started_on": "2026-03-02", "due_on": "2026-03-16", "original_due_on": null, "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}], "next_due_kind": "stage_1", "next_due_on": "2026-03-16", "next_soon_on": "2026-03-09", "response_due_on": "2026-03-16", "target_days": 10, "response_days": null, "calendar_version": null, "stages": [{"number": 1, "code": "stage_1", "started_on": "2026-03-02", "target_days": 10, "due_on": "2026-03-16", "extended_to": null, "responded_on": null, "response_days": null, "outcome": null}], "is_open": true, "waiting_since": null, "next_due_act": "responded", "refusal_reason": null}}');
INSERT INTO public.cases_event VALUES (19, 'eastmere', 'EAS-2526-0007', 1, 'CaseOpened.v1', '2026-03-02', '2026-03-24 10:00:02.819213+00', '{"authority": "eastmere", "ref": "EAS-2526-0007", "sequence": 1, "occurred_on": "2026-03-02", "by": "officer-1", "case": {"classification": "corporate_complaint", "disposition": "accepted", "received_on": "2026-03-02", "stage": "received", "procedure": "corporate", "procedure_version": 2, "grade": null, "team": null, "owner": null, "acknowledged_on": null, "promised_on": null, "responded_on": null, "closed_on": null, "withdrawn_on": null, "outcome": null, "issues": [{"number": 1, "category": "delay", "about": "council", "team": null, "finding": null}], "remedies": [], "learning": [], "clocks": [{"kind": "acknowledge", "stage": 1, "started_on": "2026-03-02", "due_on": "2026-03-09", "original_due_on": null, "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}, {"kind": "stage_1", "stage": 1, "started_on": "2026-03-02", "due_on": "2026-03-30", "original_due_on": null, "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}], "next_due_kind": "acknowledge", "next_due_on": "2026-03-09", "next_soon_on": "2026-03-06", "response_due_on": "2026-03-30", "target_days": 20, "response_days": null, "calendar_version": null, "stages": [{"number": 1, "code": "stage_1", "started_on": "2026-03-02", "target_days": 20, "due_on": "2026-03-30", "extended_to": null, "responded_on": null, "response_days": null, "outcome": null}], "is_open": true, "waiting_since": null, "next_due_act": "acknowledged", "refusal_reason": null}}');
INSERT INTO public.cases_event VALUES (20, 'eastmere', 'EAS-2526-0008', 1, 'CaseOpened.v1', '2026-03-02', '2026-03-24 10:00:03.429658+00', '{"authority": "eastmere", "ref": "EAS-2526-0008", "sequence": 1, "occurred_on": "2026-03-02", "by": "officer-1", "case": {"classification": "statutory_complaint", "disposition": "accepted", "received_on": "2026-03-02", "stage": "received", "procedure": "adult_statutory", "procedure_version": 3, "grade": null, "team": null, "owner": null, "acknowledged_on": null, "promised_on": null, "responded_on": null, "closed_on": null, "withdrawn_on": null, "outcome": null, "issues": [{"number": 1, "category": "delay", "about": "council", "team": null, "finding": null}], "remedies": [], "learning": [], "clocks": [{"kind": "statutory", "stage": 0, "started_on": "2026-03-02", "due_on": "2026-09-01", "original_due_on": null, "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}, {"kind": "acknowledge", "stage": 1, "started_on": "2026-03-02", "due_on": "2026-03-05", "original_due_on": null, "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}, {"kind": "stage_1", "stage": 1, "started_on": "2026-03-02", "due_on": "2026-03-30", "original_due_on": null, "met_on": null, "met_original": null, "met_extended": null, "cancelled": false}], "next_due_kind": "acknowledge", "next_due_on": "2026-03-05", "next_soon_on": "2026-03-04", "response_due_on": "2026-03-30", "target_days": 20, "response_days": null, "calendar_version": null, "stages": [{"number": 1, "code": "stage_1", "started_on": "2026-03-02", "target_days": 20, "due_on": "2026-03-30", "extended_to": null, "responded_on": null, "response_days": null, "outcome": null}], "is_open": true, "waiting_since": null, "next_due_act": "acknowledged", "refusal_reason": null}}');
INSERT INTO public.cases_event VALUES (21, 'eastmere', 'EAS-2526-0008', 2, 'CaseWithdrawn.v1', '2026-03-23', '2026-03-24 10:00:03.744121+00', '{"authority": "eastmere", "ref": "EAS-2526-0008", "sequence": 2, "occurred_on": "2026-03-23", "by": "officer-1", "case": {"classification": "statutory_complaint", "disposition": "accepted", "received_on": "2026-03-02", "stage": "withdrawn", "procedure": "adult_statutory", "procedure_version": 3, "grade": null, "team": null, "owner": null, "acknowledged_on": null, "promised_on": null, "responded_on": null, "closed_on": "2026-03-23", "withdrawn_on": "2026-03-23", "outcome": "withdrawn", "issues": [{"number": 1, "category": "delay", "about": "council", "team": null, "finding": null}], "remedies": [], "learning": [], "clocks": [{"kind": "statutory", "stage": 0, "started_on": "2026-03-02", "due_on": "2026-09-01", "original_due_on": null, "met_on": null, "met_original": null, "met_extended": null, "cancelled": true}, {"kind": "acknowledge", "stage": 1, "started_on": "2026-03-02", "due_on": "2026-03-05", "original_due_on": null, "met_on": null, "met_original": null, "met_extended": null, "cancelled": true}, {"kind": "stage_1", "stage": 1, "started_on": "2026-03-02", "due_on": "2026-03-30", "original_due_on": null, "met_on": null, "met_original": null, "met_extended": null, "cancelled": true}], "next_due_kind": null, "next_due_on": null, "next_soon_on": null, "response_due_on": "2026-03-30", "target_days": 20, "response_days": null, "calendar_version": null, "stages": [{"number": 1, "code": "stage_1", "started_on": "2026-03-02", "target_days": 20, "due_on": "2026-03-30", "extended_to": null, "responded_on": null, "response_days": null, "outcome": null}], "is_open": false, "waiting_since": null, "next_due_act": null, "refusal_reason": null}, "withdrawn_by": "complainant", "note": 1}');
INSERT INTO public.cases_extension VALUES ('eastmere', 'EAS-2526-0001', 1, 'stage_1', '2026-03-30', '2026-04-29', '2026-03-20', true, 'A witness is away.', 'officer-1', '2026-03-24 10:00:00.88447+00');
INSERT INTO public.cases_extension VALUES ('eastmere', 'EAS-2526-0001', 2, 'stage_1', '2026-04-29', '2026-05-14', '2026-03-24', true, 'Another is ill.', 'officer-1', '2026-03-24 10:00:00.921401+00');
INSERT INTO public.cases_hold VALUES ('eastmere', 'EAS-2526-0001', 1, 'consent', 'Consent', '2026-03-10', '2026-04-01', '2026-03-12', 'officer-1');
INSERT INTO public.cases_issue VALUES ('eastmere', 'EAS-2526-0001', 2, 'other', NULL, 'council', NULL, NULL, NULL, NULL, NULL, '[]');
INSERT INTO public.cases_issue VALUES ('eastmere', 'EAS-2526-0001', 1, 'delay', NULL, 'council', NULL, 'upheld', 'The log shows it.', '2026-03-20', 'officer-1', '[]');
INSERT INTO public.cases_issue VALUES ('eastmere', 'EAS-2526-0002', 1, 'delay', NULL, 'council', NULL, 'not_upheld', 'The log shows it.', '2026-03-20', 'officer-1', '[]');
INSERT INTO public.cases_issue VALUES ('eastmere', 'EAS-2526-0003', 1, 'delay', NULL, 'council', NULL, NULL, NULL, NULL, NULL, '[]');
INSERT INTO public.cases_issue VALUES ('eastmere', 'EAS-2526-0004', 1, 'delay', NULL, 'council', NULL, NULL, NULL, NULL, NULL, '[]');
INSERT INTO public.cases_issue VALUES ('eastmere', 'EAS-2526-0005', 1, 'delay', NULL, 'council', NULL, NULL, NULL, NULL, NULL, '[]');
INSERT INTO public.cases_issue VALUES ('eastmere', 'EAS-2526-0007', 1, 'delay', NULL, 'council', NULL, NULL, NULL, NULL, NULL, '[]');
INSERT INTO public.cases_issue VALUES ('eastmere', 'EAS-2526-0008', 1, 'delay', NULL, 'council', NULL, NULL, NULL, NULL, NULL, '[]');
INSERT INTO public.cases_issue VALUES ('eastmere', 'EAS-2425-0001', 1, 'delay', NULL, 'council', NULL, 'upheld', NULL, NULL, NULL, '[]');
INSERT INTO public.cases_issue VALUES ('eastmere', 'EAS-2425-0003', 1, 'delay', NULL, 'council', NULL, 'upheld', NULL, NULL, NULL, '[]');
INSERT INTO public.cases_note VALUES ('eastmere', 'EAS-2526-0008', 1, 'No longer needed.', 'officer-1', '2026-03-24 10:00:03.719012+00');
INSERT INTO public.cases_officer VALUES ('eastmere', 'officer-1', 'Officer 1', 'complaints_officer', NULL, true);
INSERT INTO public.cases_request VALUES ('eastmere', 'EAS-2526-0001', 1, 'contributor', 'Provider P', 'Its log', '2026-03-12', NULL, NULL);
INSERT INTO public.cases_schema_version VALUES ('fcdd170d1376');
INSERT INTO public.cases_stage VALUES ('eastmere', 'EAS-2526-0001', 1, 'stage_1', '{"acknowledged": "2026-03-04", "received": "2026-03-02"}', NULL, NULL);
INSERT INTO public.cases_stage VALUES ('eastmere', 'EAS-2526-0002', 1, 'stage_1', '{"response_received": "2026-03-23", "responded": "2026-03-23", "acknowledged": "2026-03-04", "received": "2026-03-02"}', 15, 'not_upheld');
INSERT INTO public.cases_stage VALUES ('eastmere', 'EAS-2526-0003', 1, 'stage_1', '{"response_received": "2026-03-23", "responded": "2026-03-23", "received": "2026-03-02"}', 15, NULL);
INSERT INTO public.cases_stage VALUES ('eastmere', 'EAS-2526-0004', 1, 'stage_1', '{"received": "2026-03-02"}', NULL, NULL);
INSERT INTO public.cases_stage VALUES ('eastmere', 'EAS-2526-0005', 1, 'stage_1', '{"received": "2026-03-02"}', NULL, NULL);
INSERT INTO public.cases_stage VALUES ('eastmere', 'EAS-2526-0007', 1, 'stage_1', '{"received": "2026-03-02"}', NULL, NULL);
INSERT INTO public.cases_stage VALUES ('eastmere', 'EAS-2526-0008', 1, 'stage_1', '{"received": "2026-03-02"}', NULL, NULL);
INSERT INTO public.intake_case_status VALUES ('eastmere', 'EAS-2526-0001', 9, 'acknowledged', '2026-03-04', NULL, NULL, NULL);
INSERT INTO public.intake_case_status VALUES ('eastmere', 'EAS-2526-0002', 5, 'closed', '2026-03-04', '2026-03-23', '2026-03-24', 'not_upheld');
INSERT INTO public.intake_case_status VALUES ('eastmere', 'EAS-2526-0003', 2, 'responded', NULL, '2026-03-23', NULL, NULL);
INSERT INTO public.intake_case_status VALUES ('eastmere', 'EAS-2526-0004', 1, 'received', NULL, NULL, NULL, NULL);
INSERT INTO public.intake_case_status VALUES ('eastmere', 'EAS-2526-0005', 1, 'received', NULL, NULL, NULL, NULL);
INSERT INTO public.intake_case_status VALUES ('eastmere', 'EAS-2526-0007', 1, 'received', NULL, NULL, NULL, NULL);
INSERT INTO public.intake_case_status VALUES ('eastmere', 'EAS-2526-0008', 2, 'withdrawn', NULL, NULL, '2026-03-23', 'withdrawn');
INSERT INTO public.intake_contact VALUES ('eastmere', 'EAS-2526-0001', 2025, 1, 1, '2026-03-02 10:00:00+00', '2026-03-02', '2026-03-24 10:00:00.613458+00', 'Officer 1', 'statutory_complaint', 'The home care visits were missed on four mornings, and nobody rang to say so.', 'A Caller', '01164960001', 'A Person', '{"complainant": {"name": "A Caller", "phone": "0116 496 0001", "email": "A.Caller@example.org", "address": null, "role": "relative", "relationship": null, "anonymous": false, "anonymous_confirmed": false, "own_grievance": false, "language": null, "contact_note": null, "contact_plan": {"limits": "In writing only", "review_on": "2026-06-24", "taken_from": null}}, "person": {"name": "A Person", "born_on": null, "same_as_complainant": false, "consent": "agrees", "lacks_capacity": false, "best_interests": null, "reasonable_grounds": null, "has_died": false, "demographics": null}, "representative": null, "advocate": null, "advocacy": {"offered": null, "taken_up": null}, "reply_by": null, "adjustments": [], "adjustment_note": null, "kind": "dissatisfaction", "channel": "phone", "received_at": "2026-03-02T10:00:00Z", "made_orally": null, "title": null, "narrative": "The home care visits were missed on four mornings, and nobody rang to say so.", "desired_outcome": "Visits at the agreed time.", "function": "adult_social_care", "team": null, "provider": null, "affected": true, "prefers_provider": null, "formal_complaint": null, "ombudsman": null, "sufficient_interest": null, "prejudices_proceedings": null, "event_on": null, "aware_on": null, "good_reason": null, "still_fair": null, "recurred": null, "resolved_on": null, "satisfied": null, "harm_alleged": "no", "about": [], "matters": [{"category": "delay", "description": null, "function": null, "about": []}, {"category": "other", "description": null, "function": null, "about": []}], "partner_reference": null, "transferred_from": null}', '{"classification": "statutory_complaint", "disposition": "accepted", "local_label": null, "refusal_reason": null, "redirected_to": null, "matters": [], "procedure": "adult_statutory", "procedure_name": "Adult statutory", "procedure_version": 3, "rule": "33", "title": "Statutory complaint", "summary": "Adult social care, one council stage", "reasons": [{"rule": "F4", "text": "A plan for contact with them is in force; it limits how, not whether, they are heard.", "source": "Leicester 2023/24 \u00a75.17; Shropshire 2022/23 \u00a710"}, {"rule": "33", "text": "They are unhappy about something past.", "source": "SI 2009/309, reg 6(1)(a)"}, {"rule": "33", "text": "It is the council''s own adult social care.", "source": "SI 2009/309, reg 6(1)(a)"}], "questions": [{"fact": "event_on", "ask": "When did it happen?", "effect": "More than 12 months ago: is there a good reason, and can it still be looked into?", "answers": []}], "duties": [{"code": "acknowledge", "text": "Acknowledge it, orally or in writing.", "by": "2026-03-05", "source": "SI 2009/309, reg 13(3)"}, {"code": "offer_discussion", "text": "Offer to discuss how it is handled and by when they can expect an answer.", "by": "2026-03-05", "source": "SI 2009/309, reg 13(7)"}, {"code": "written_record", "text": "Write it down and send them a copy.", "by": null, "source": "SI 2009/309, reg 13(2)"}], "flags": ["contact_plan"], "received_on": "2026-03-02", "clocks": [], "now_suggests": null}', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.intake_contact VALUES ('eastmere', 'EAS-2526-0002', 2025, 2, 1, '2026-03-02 10:00:00+00', '2026-03-02', '2026-03-24 10:00:01.073804+00', 'Officer 1', 'statutory_complaint', 'The home care visits were missed on four mornings, and nobody rang to say so.', 'A Caller', '01164960000', 'A Person', '{"complainant": {"name": "A Caller", "phone": "0116 496 0000", "email": null, "address": null, "role": "relative", "relationship": null, "anonymous": false, "anonymous_confirmed": false, "own_grievance": false, "language": null, "contact_note": null, "contact_plan": null}, "person": {"name": "A Person", "born_on": null, "same_as_complainant": false, "consent": "agrees", "lacks_capacity": false, "best_interests": null, "reasonable_grounds": null, "has_died": false, "demographics": null}, "representative": null, "advocate": null, "advocacy": {"offered": null, "taken_up": null}, "reply_by": null, "adjustments": [], "adjustment_note": null, "kind": "dissatisfaction", "channel": "phone", "received_at": "2026-03-02T10:00:00Z", "made_orally": null, "title": null, "narrative": "The home care visits were missed on four mornings, and nobody rang to say so.", "desired_outcome": "Visits at the agreed time.", "function": "adult_social_care", "team": null, "provider": null, "affected": true, "prefers_provider": null, "formal_complaint": null, "ombudsman": null, "sufficient_interest": null, "prejudices_proceedings": null, "event_on": null, "aware_on": null, "good_reason": null, "still_fair": null, "recurred": null, "resolved_on": null, "satisfied": null, "harm_alleged": "no", "about": [], "matters": [{"category": "delay", "description": null, "function": null, "about": []}], "partner_reference": null, "transferred_from": null}', '{"classification": "statutory_complaint", "disposition": "accepted", "local_label": null, "refusal_reason": null, "redirected_to": null, "matters": [], "procedure": "adult_statutory", "procedure_name": "Adult statutory", "procedure_version": 3, "rule": "33", "title": "Statutory complaint", "summary": "Adult social care, one council stage", "reasons": [{"rule": "33", "text": "They are unhappy about something past.", "source": "SI 2009/309, reg 6(1)(a)"}, {"rule": "33", "text": "It is the council''s own adult social care.", "source": "SI 2009/309, reg 6(1)(a)"}], "questions": [{"fact": "event_on", "ask": "When did it happen?", "effect": "More than 12 months ago: is there a good reason, and can it still be looked into?", "answers": []}], "duties": [{"code": "acknowledge", "text": "Acknowledge it, orally or in writing.", "by": "2026-03-05", "source": "SI 2009/309, reg 13(3)"}, {"code": "offer_discussion", "text": "Offer to discuss how it is handled and by when they can expect an answer.", "by": "2026-03-05", "source": "SI 2009/309, reg 13(7)"}, {"code": "written_record", "text": "Write it down and send them a copy.", "by": null, "source": "SI 2009/309, reg 13(2)"}], "flags": [], "received_on": "2026-03-02", "clocks": [], "now_suggests": null}', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.intake_contact VALUES ('eastmere', 'EAS-2526-0003', 2025, 3, 1, '2026-03-02 10:00:00+00', '2026-03-02', '2026-03-24 10:00:01.406163+00', 'Officer 1', 'statutory_complaint', 'The home care visits were missed on four mornings, and nobody rang to say so.', 'A Caller', '01164960000', 'A Person', '{"complainant": {"name": "A Caller", "phone": "0116 496 0000", "email": null, "address": null, "role": "relative", "relationship": null, "anonymous": false, "anonymous_confirmed": false, "own_grievance": false, "language": null, "contact_note": null, "contact_plan": null}, "person": {"name": "A Person", "born_on": null, "same_as_complainant": false, "consent": "agrees", "lacks_capacity": false, "best_interests": null, "reasonable_grounds": null, "has_died": false, "demographics": null}, "representative": null, "advocate": null, "advocacy": {"offered": null, "taken_up": null}, "reply_by": null, "adjustments": [], "adjustment_note": null, "kind": "dissatisfaction", "channel": "phone", "received_at": "2026-03-02T10:00:00Z", "made_orally": null, "title": null, "narrative": "The home care visits were missed on four mornings, and nobody rang to say so.", "desired_outcome": "Visits at the agreed time.", "function": "adult_social_care", "team": null, "provider": null, "affected": true, "prefers_provider": null, "formal_complaint": null, "ombudsman": null, "sufficient_interest": null, "prejudices_proceedings": null, "event_on": "2025-03-01", "aware_on": null, "good_reason": false, "still_fair": null, "recurred": null, "resolved_on": null, "satisfied": null, "harm_alleged": "no", "about": [], "matters": [{"category": "delay", "description": null, "function": null, "about": []}], "partner_reference": null, "transferred_from": null}', '{"classification": "statutory_complaint", "disposition": "refused", "local_label": null, "refusal_reason": "out_of_time", "redirected_to": null, "matters": [], "procedure": "adult_statutory", "procedure_name": "Adult statutory", "procedure_version": 3, "rule": "28", "title": "Statutory complaint", "summary": "Counted, and not looked into: they are told why", "reasons": [{"rule": "28", "text": "It is more than 12 months old, without a good reason, or cannot be looked into fairly any more.", "source": "SI 2009/309, reg 12"}], "questions": [], "duties": [{"code": "notice", "text": "Tell them in writing, and why.", "by": null, "source": "SI 2009/309, reg 12"}, {"code": "ombudsman", "text": "Tell them that they may go to the Ombudsman.", "by": null, "source": "Local Government Act 1974, s.26"}, {"code": "acknowledge", "text": "Acknowledge it, orally or in writing.", "by": "2026-03-05", "source": "SI 2009/309, reg 13(3)"}, {"code": "offer_discussion", "text": "Offer to discuss how it is handled and by when they can expect an answer.", "by": "2026-03-05", "source": "SI 2009/309, reg 13(7)"}, {"code": "written_record", "text": "Write it down and send them a copy.", "by": null, "source": "SI 2009/309, reg 13(2)"}], "flags": [], "received_on": "2026-03-02", "clocks": [], "now_suggests": null}', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.intake_contact VALUES ('eastmere', 'EAS-2526-0004', 2025, 4, 1, '2026-03-02 10:00:00+00', '2026-03-02', '2026-03-24 10:00:01.626111+00', 'Officer 1', 'enquiry', 'The home care visits were missed on four mornings, and nobody rang to say so.', 'A Caller', '01164960000', 'A Person', '{"complainant": {"name": "A Caller", "phone": "0116 496 0000", "email": null, "address": null, "role": "relative", "relationship": null, "anonymous": false, "anonymous_confirmed": false, "own_grievance": false, "language": null, "contact_note": null, "contact_plan": null}, "person": {"name": "A Person", "born_on": null, "same_as_complainant": false, "consent": "agrees", "lacks_capacity": false, "best_interests": null, "reasonable_grounds": null, "has_died": false, "demographics": null}, "representative": null, "advocate": null, "advocacy": {"offered": null, "taken_up": null}, "reply_by": null, "adjustments": [], "adjustment_note": null, "kind": null, "channel": "phone", "received_at": "2026-03-02T10:00:00Z", "made_orally": null, "title": null, "narrative": "The home care visits were missed on four mornings, and nobody rang to say so.", "desired_outcome": "Visits at the agreed time.", "function": "adult_social_care", "team": null, "provider": null, "affected": true, "prefers_provider": null, "formal_complaint": null, "ombudsman": null, "sufficient_interest": null, "prejudices_proceedings": null, "event_on": null, "aware_on": null, "good_reason": null, "still_fair": null, "recurred": null, "resolved_on": null, "satisfied": null, "harm_alleged": "no", "about": [], "matters": [{"category": "delay", "description": null, "function": null, "about": []}], "partner_reference": null, "transferred_from": null}', '{"classification": "enquiry", "disposition": "holding", "local_label": null, "refusal_reason": null, "redirected_to": null, "matters": [], "procedure": null, "procedure_name": null, "procedure_version": null, "rule": "31b", "title": "Not clear yet", "summary": "Held for at most three working days, until the route is clear", "reasons": [{"rule": "31b", "text": "It is not clear yet which kind of contact this is.", "source": "Leicester 2023/24, note i to \u00a73.6"}], "questions": [{"fact": "kind", "ask": "Has something already gone wrong, or are they asking for something?", "effect": "Unhappy about something past: a complaint. Asking for something: an enquiry.", "answers": []}], "duties": [{"code": "decide_route", "text": "Decide which route it takes.", "by": "2026-03-05", "source": "Not later than the acknowledgement would be due (SI 2009/309 reg 13(3))"}], "flags": [], "received_on": "2026-03-02", "clocks": [], "now_suggests": null}', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.intake_contact VALUES ('eastmere', 'EAS-2526-0005', 2025, 5, 1, '2026-03-02 10:00:00+00', '2026-03-02', '2026-03-24 10:00:01.868802+00', 'Officer 1', 'enquiry', 'The home care visits were missed on four mornings, and nobody rang to say so.', 'A Caller', '01164960000', 'A Person', '{"complainant": {"name": "A Caller", "phone": "0116 496 0000", "email": null, "address": null, "role": "relative", "relationship": null, "anonymous": false, "anonymous_confirmed": false, "own_grievance": false, "language": null, "contact_note": null, "contact_plan": null}, "person": {"name": "A Person", "born_on": null, "same_as_complainant": false, "consent": "agrees", "lacks_capacity": false, "best_interests": null, "reasonable_grounds": null, "has_died": false, "demographics": null}, "representative": null, "advocate": null, "advocacy": {"offered": null, "taken_up": null}, "reply_by": null, "adjustments": [], "adjustment_note": null, "kind": "request", "channel": "phone", "received_at": "2026-03-02T10:00:00Z", "made_orally": null, "title": null, "narrative": "The home care visits were missed on four mornings, and nobody rang to say so.", "desired_outcome": "Visits at the agreed time.", "function": "adult_social_care", "team": null, "provider": null, "affected": true, "prefers_provider": null, "formal_complaint": null, "ombudsman": null, "sufficient_interest": null, "prejudices_proceedings": null, "event_on": null, "aware_on": null, "good_reason": null, "still_fair": null, "recurred": null, "resolved_on": null, "satisfied": null, "harm_alleged": "no", "about": [], "matters": [{"category": "delay", "description": null, "function": null, "about": []}], "partner_reference": null, "transferred_from": null}', '{"classification": "enquiry", "disposition": "service_request", "local_label": null, "refusal_reason": null, "redirected_to": null, "matters": [], "procedure": null, "procedure_name": null, "procedure_version": null, "rule": "3", "title": "Enquiry", "summary": "Pass it to the service", "reasons": [{"rule": "3", "text": "They ask for a service or information, and are not unhappy about something past.", "source": "Leicester 2023/24 \u00a72.3; LGSCO Complaint Handling Code 1.2"}], "questions": [], "duties": [], "flags": [], "received_on": "2026-03-02", "clocks": [], "now_suggests": null}', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.intake_contact VALUES ('eastmere', 'EAS-2526-0006', 2025, 6, 1, '2026-03-02 10:00:00+00', '2026-03-02', '2026-03-24 10:00:02.249184+00', 'Officer 1', 'compliment', 'The home care visits were missed on four mornings, and nobody rang to say so.', 'A Caller', '01164960000', 'A Person', '{"complainant": {"name": "A Caller", "phone": "0116 496 0000", "email": null, "address": null, "role": "relative", "relationship": null, "anonymous": false, "anonymous_confirmed": false, "own_grievance": false, "language": null, "contact_note": null, "contact_plan": null}, "person": {"name": "A Person", "born_on": null, "same_as_complainant": false, "consent": "agrees", "lacks_capacity": false, "best_interests": null, "reasonable_grounds": null, "has_died": false, "demographics": null}, "representative": null, "advocate": null, "advocacy": {"offered": null, "taken_up": null}, "reply_by": null, "adjustments": [], "adjustment_note": null, "kind": "praise", "channel": "phone", "received_at": "2026-03-02T10:00:00Z", "made_orally": null, "title": null, "narrative": "The home care visits were missed on four mornings, and nobody rang to say so.", "desired_outcome": "Visits at the agreed time.", "function": "adult_social_care", "team": null, "provider": null, "affected": true, "prefers_provider": null, "formal_complaint": null, "ombudsman": null, "sufficient_interest": null, "prejudices_proceedings": null, "event_on": null, "aware_on": null, "good_reason": null, "still_fair": null, "recurred": null, "resolved_on": null, "satisfied": null, "harm_alleged": "no", "about": [], "matters": [{"category": "delay", "description": null, "function": null, "about": []}], "partner_reference": null, "transferred_from": null}', '{"classification": "compliment", "disposition": "accepted", "local_label": null, "refusal_reason": null, "redirected_to": null, "matters": [], "procedure": null, "procedure_name": null, "procedure_version": null, "rule": "1", "title": "Compliment", "summary": "Thank them, and share it with the service", "reasons": [{"rule": "1", "text": "They are saying that something went well.", "source": "Shropshire 2022/23 \u00a71; Coventry 2023/24, Background"}], "questions": [], "duties": [], "flags": [], "received_on": "2026-03-02", "clocks": [], "now_suggests": null}', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.intake_contact VALUES ('eastmere', 'EAS-2526-0007', 2025, 7, 1, '2026-03-02 10:00:00+00', '2026-03-02', '2026-03-24 10:00:02.690653+00', 'Officer 1', 'corporate_complaint', 'The home care visits were missed on four mornings, and nobody rang to say so.', 'A Caller', '01164960000', 'A Person', '{"complainant": {"name": "A Caller", "phone": "0116 496 0000", "email": null, "address": null, "role": "relative", "relationship": null, "anonymous": false, "anonymous_confirmed": false, "own_grievance": false, "language": null, "contact_note": null, "contact_plan": null}, "person": {"name": "A Person", "born_on": null, "same_as_complainant": false, "consent": "agrees", "lacks_capacity": false, "best_interests": null, "reasonable_grounds": null, "has_died": false, "demographics": null}, "representative": null, "advocate": null, "advocacy": {"offered": null, "taken_up": null}, "reply_by": null, "adjustments": [], "adjustment_note": null, "kind": "dissatisfaction", "channel": "phone", "received_at": "2026-03-02T10:00:00Z", "made_orally": null, "title": null, "narrative": "The home care visits were missed on four mornings, and nobody rang to say so.", "desired_outcome": "Visits at the agreed time.", "function": "other_council_service", "team": null, "provider": null, "affected": true, "prefers_provider": null, "formal_complaint": null, "ombudsman": null, "sufficient_interest": null, "prejudices_proceedings": null, "event_on": null, "aware_on": null, "good_reason": null, "still_fair": null, "recurred": null, "resolved_on": null, "satisfied": null, "harm_alleged": "no", "about": [], "matters": [{"category": "delay", "description": null, "function": null, "about": []}], "partner_reference": null, "transferred_from": null}', '{"classification": "corporate_complaint", "disposition": "accepted", "local_label": null, "refusal_reason": null, "redirected_to": null, "matters": [], "procedure": "corporate", "procedure_name": "Corporate", "procedure_version": 2, "rule": "16", "title": "Corporate complaint", "summary": "Council services other than social care", "reasons": [{"rule": "16", "text": "They are unhappy about something past.", "source": "Shropshire 2022/23 \u00a72; Coventry 2023/24, Description"}, {"rule": "16", "text": "It is about a council service that is not social care.", "source": "Shropshire 2022/23 \u00a72; Coventry 2023/24, Description"}], "questions": [{"fact": "event_on", "ask": "When did it happen?", "effect": "More than 12 months ago: is there a good reason, and can it still be looked into?", "answers": []}], "duties": [{"code": "acknowledge", "text": "Acknowledge it, orally or in writing.", "by": "2026-03-09", "source": "invented local policy"}], "flags": [], "received_on": "2026-03-02", "clocks": [], "now_suggests": null}', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.intake_contact VALUES ('eastmere', 'EAS-2526-0008', 2025, 8, 1, '2026-03-02 10:00:00+00', '2026-03-02', '2026-03-24 10:00:03.316753+00', 'Officer 1', 'statutory_complaint', 'The home care visits were missed on four mornings, and nobody rang to say so.', 'A Caller', '01164960000', 'A Person', '{"complainant": {"name": "A Caller", "phone": "0116 496 0000", "email": null, "address": null, "role": "relative", "relationship": null, "anonymous": false, "anonymous_confirmed": false, "own_grievance": false, "language": null, "contact_note": null, "contact_plan": null}, "person": {"name": "A Person", "born_on": null, "same_as_complainant": false, "consent": "agrees", "lacks_capacity": false, "best_interests": null, "reasonable_grounds": null, "has_died": false, "demographics": null}, "representative": null, "advocate": null, "advocacy": {"offered": null, "taken_up": null}, "reply_by": null, "adjustments": [], "adjustment_note": null, "kind": "dissatisfaction", "channel": "phone", "received_at": "2026-03-02T10:00:00Z", "made_orally": null, "title": null, "narrative": "The home care visits were missed on four mornings, and nobody rang to say so.", "desired_outcome": "Visits at the agreed time.", "function": "adult_social_care", "team": null, "provider": null, "affected": true, "prefers_provider": null, "formal_complaint": null, "ombudsman": null, "sufficient_interest": null, "prejudices_proceedings": null, "event_on": null, "aware_on": null, "good_reason": null, "still_fair": null, "recurred": null, "resolved_on": null, "satisfied": null, "harm_alleged": "no", "about": [], "matters": [{"category": "delay", "description": null, "function": null, "about": []}], "partner_reference": null, "transferred_from": null}', '{"classification": "statutory_complaint", "disposition": "accepted", "local_label": null, "refusal_reason": null, "redirected_to": null, "matters": [], "procedure": "adult_statutory", "procedure_name": "Adult statutory", "procedure_version": 3, "rule": "33", "title": "Statutory complaint", "summary": "Adult social care, one council stage", "reasons": [{"rule": "33", "text": "They are unhappy about something past.", "source": "SI 2009/309, reg 6(1)(a)"}, {"rule": "33", "text": "It is the council''s own adult social care.", "source": "SI 2009/309, reg 6(1)(a)"}], "questions": [{"fact": "event_on", "ask": "When did it happen?", "effect": "More than 12 months ago: is there a good reason, and can it still be looked into?", "answers": []}], "duties": [{"code": "acknowledge", "text": "Acknowledge it, orally or in writing.", "by": "2026-03-05", "source": "SI 2009/309, reg 13(3)"}, {"code": "offer_discussion", "text": "Offer to discuss how it is handled and by when they can expect an answer.", "by": "2026-03-05", "source": "SI 2009/309, reg 13(7)"}, {"code": "written_record", "text": "Write it down and send them a copy.", "by": null, "source": "SI 2009/309, reg 13(2)"}], "flags": [], "received_on": "2026-03-02", "clocks": [], "now_suggests": null}', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.intake_contact VALUES ('eastmere', 'EAS-2425-0001', 2024, 1, 1, '2024-05-01 11:00:00+00', '2024-05-01', '2026-03-24 10:00:03.790722+00', 'Admin 1', 'statutory_complaint', 'The visits were missed.', NULL, NULL, NULL, '{"complainant": {"name": null, "phone": null, "email": null, "address": null, "role": null, "relationship": null, "anonymous": false, "anonymous_confirmed": false, "own_grievance": false, "language": null, "contact_note": null, "contact_plan": null}, "person": null, "representative": null, "advocate": null, "advocacy": {"offered": null, "taken_up": null}, "reply_by": null, "adjustments": [], "adjustment_note": null, "kind": null, "channel": "phone", "received_at": null, "made_orally": null, "title": null, "narrative": "The visits were missed.", "desired_outcome": null, "function": null, "team": null, "provider": null, "affected": null, "prefers_provider": null, "formal_complaint": null, "ombudsman": null, "sufficient_interest": null, "prejudices_proceedings": null, "event_on": null, "aware_on": null, "good_reason": null, "still_fair": null, "recurred": null, "resolved_on": null, "satisfied": null, "harm_alleged": null, "about": [], "matters": [], "partner_reference": null, "transferred_from": null}', '{"classification": "statutory_complaint", "disposition": "accepted", "local_label": null, "refusal_reason": null, "redirected_to": null, "matters": [], "procedure": null, "procedure_name": null, "procedure_version": null, "rule": "imported", "title": "Statutory complaint", "summary": "Imported as the council recorded it", "reasons": [{"rule": "imported", "text": "Imported as the council recorded it.", "source": "the import file"}], "questions": [], "duties": [], "flags": [], "received_on": "2024-05-01", "clocks": [], "now_suggests": null}', '{"ref": "EAS-2425-0001", "authority": "eastmere", "classification": "statutory_complaint", "received_on": "2024-05-01", "channel": "phone", "team": "locality", "closed_on": "2024-06-01", "outcome": "upheld", "issues": [{"category": "delay", "outcome": "upheld"}], "narrative": "The visits were missed."}', '1efb195a5a26a8dce08c9cece40db77f15833f9637b26db1478b7dcc7c7d510b', NULL, NULL, NULL);
INSERT INTO public.intake_contact VALUES ('eastmere', 'EAS-2425-0002', 2024, 2, 1, '2024-05-01 11:00:00+00', '2024-05-01', '2026-03-24 10:00:03.790722+00', 'Admin 1', 'statutory_complaint', 'The visits were missed.', NULL, NULL, NULL, '{"complainant": {"name": null, "phone": null, "email": null, "address": null, "role": null, "relationship": null, "anonymous": false, "anonymous_confirmed": false, "own_grievance": false, "language": null, "contact_note": null, "contact_plan": null}, "person": null, "representative": null, "advocate": null, "advocacy": {"offered": null, "taken_up": null}, "reply_by": null, "adjustments": [], "adjustment_note": null, "kind": null, "channel": "phone", "received_at": null, "made_orally": null, "title": null, "narrative": "The visits were missed.", "desired_outcome": null, "function": null, "team": null, "provider": null, "affected": null, "prefers_provider": null, "formal_complaint": null, "ombudsman": null, "sufficient_interest": null, "prejudices_proceedings": null, "event_on": null, "aware_on": null, "good_reason": null, "still_fair": null, "recurred": null, "resolved_on": null, "satisfied": null, "harm_alleged": null, "about": [], "matters": [], "partner_reference": null, "transferred_from": null}', '{"classification": "statutory_complaint", "disposition": "accepted", "local_label": null, "refusal_reason": null, "redirected_to": null, "matters": [], "procedure": null, "procedure_name": null, "procedure_version": null, "rule": "imported", "title": "Statutory complaint", "summary": "Imported as the council recorded it", "reasons": [{"rule": "imported", "text": "Imported as the council recorded it.", "source": "the import file"}], "questions": [], "duties": [], "flags": [], "received_on": "2024-05-01", "clocks": [], "now_suggests": null}', '{"ref": "EAS-2425-0002", "authority": "eastmere", "classification": "statutory_complaint", "received_on": "2024-05-01", "channel": "phone", "team": "locality", "outcome": "open", "issues": [], "narrative": "The visits were missed."}', '18218276c5ee154df9990f59bace2c49f0efe32912fc94f232db818ccd3f6447', NULL, NULL, NULL);
INSERT INTO public.intake_contact VALUES ('eastmere', 'EAS-2425-0003', 2024, 3, 1, '2024-05-01 11:00:00+00', '2024-05-01', '2026-03-24 10:00:03.790722+00', 'Admin 1', 'statutory_complaint', 'The visits were missed.', NULL, NULL, NULL, '{"complainant": {"name": null, "phone": null, "email": null, "address": null, "role": null, "relationship": null, "anonymous": false, "anonymous_confirmed": false, "own_grievance": false, "language": null, "contact_note": null, "contact_plan": null}, "person": null, "representative": null, "advocate": null, "advocacy": {"offered": null, "taken_up": null}, "reply_by": null, "adjustments": [], "adjustment_note": null, "kind": null, "channel": "phone", "received_at": null, "made_orally": null, "title": null, "narrative": "The visits were missed.", "desired_outcome": null, "function": null, "team": null, "provider": null, "affected": null, "prefers_provider": null, "formal_complaint": null, "ombudsman": null, "sufficient_interest": null, "prejudices_proceedings": null, "event_on": null, "aware_on": null, "good_reason": null, "still_fair": null, "recurred": null, "resolved_on": null, "satisfied": null, "harm_alleged": null, "about": [], "matters": [], "partner_reference": null, "transferred_from": null}', '{"classification": "statutory_complaint", "disposition": "accepted", "local_label": null, "refusal_reason": null, "redirected_to": null, "matters": [], "procedure": null, "procedure_name": null, "procedure_version": null, "rule": "imported", "title": "Statutory complaint", "summary": "Imported as the council recorded it", "reasons": [{"rule": "imported", "text": "Imported as the council recorded it.", "source": "the import file"}], "questions": [], "duties": [], "flags": [], "received_on": "2024-05-01", "clocks": [], "now_suggests": null}', '{"ref": "EAS-2425-0003", "authority": "eastmere", "classification": "statutory_complaint", "received_on": "2024-05-01", "channel": "phone", "team": "locality", "closed_on": "2024-06-01", "outcome": "upheld", "issues": [{"category": "delay", "outcome": "upheld"}], "narrative": "The visits were missed."}', '1d8470f85f5bdc704fbef9f0639e2a1c8d77969fa07920f15954016796e5a1ef', NULL, NULL, NULL);
INSERT INTO public.intake_contact VALUES ('eastmere', 'EAS-2425-0004', 2024, 4, 1, '2024-05-01 11:00:00+00', '2024-05-01', '2026-03-24 10:00:03.790722+00', 'Admin 1', 'statutory_complaint', 'The visits were missed.', NULL, NULL, NULL, '{"complainant": {"name": null, "phone": null, "email": null, "address": null, "role": null, "relationship": null, "anonymous": false, "anonymous_confirmed": false, "own_grievance": false, "language": null, "contact_note": null, "contact_plan": null}, "person": null, "representative": null, "advocate": null, "advocacy": {"offered": null, "taken_up": null}, "reply_by": null, "adjustments": [], "adjustment_note": null, "kind": null, "channel": "phone", "received_at": null, "made_orally": null, "title": null, "narrative": "The visits were missed.", "desired_outcome": null, "function": null, "team": null, "provider": null, "affected": null, "prefers_provider": null, "formal_complaint": null, "ombudsman": null, "sufficient_interest": null, "prejudices_proceedings": null, "event_on": null, "aware_on": null, "good_reason": null, "still_fair": null, "recurred": null, "resolved_on": null, "satisfied": null, "harm_alleged": null, "about": [], "matters": [], "partner_reference": null, "transferred_from": null}', '{"classification": "statutory_complaint", "disposition": "accepted", "local_label": null, "refusal_reason": null, "redirected_to": null, "matters": [], "procedure": null, "procedure_name": null, "procedure_version": null, "rule": "imported", "title": "Statutory complaint", "summary": "Imported as the council recorded it", "reasons": [{"rule": "imported", "text": "Imported as the council recorded it.", "source": "the import file"}], "questions": [], "duties": [], "flags": [], "received_on": "2024-05-01", "clocks": [], "now_suggests": null}', '{"ref": "EAS-2425-0004", "authority": "eastmere", "classification": "statutory_complaint", "received_on": "2024-05-01", "channel": "phone", "team": "locality", "outcome": "open", "issues": [], "narrative": "The visits were missed."}', '42ede946c9f45998bf8cc76b387c0d666eea48be6e95518b6e9a3229f7f72f4b', NULL, NULL, NULL);
INSERT INTO public.intake_cursor VALUES ('intake.cases', 21);
INSERT INTO public.intake_event VALUES (1, 'eastmere', 'EAS-2526-0001', 1, 'ContactRecorded.v1', '2026-03-02', '2026-03-24 10:00:00.623927+00', '{"authority": "eastmere", "ref": "EAS-2526-0001", "sequence": 1, "occurred_on": "2026-03-02", "by": "officer-1", "contact": {"received_on": "2026-03-02", "channel": "phone", "raised_by": "relative", "classification": "statutory_complaint", "disposition": "accepted", "rule": "33", "procedure": "adult_statutory", "procedure_version": 3, "team": null, "provider_kind": null, "provider_name": null, "person_age": null, "flags": ["contact_plan"], "categories": ["delay", "other"], "local_label": null, "refusal_reason": null, "redirected_to": null, "person_age_band": null, "person_ethnicity": null, "person_gender": null, "person_disability": null, "person_primary_support_reason": null, "person_legal_status": null, "person_ward": null, "advocacy_offered": null, "advocacy_taken_up": null}}');
INSERT INTO public.intake_event VALUES (2, 'eastmere', 'EAS-2526-0002', 1, 'ContactRecorded.v1', '2026-03-02', '2026-03-24 10:00:01.082314+00', '{"authority": "eastmere", "ref": "EAS-2526-0002", "sequence": 1, "occurred_on": "2026-03-02", "by": "officer-1", "contact": {"received_on": "2026-03-02", "channel": "phone", "raised_by": "relative", "classification": "statutory_complaint", "disposition": "accepted", "rule": "33", "procedure": "adult_statutory", "procedure_version": 3, "team": null, "provider_kind": null, "provider_name": null, "person_age": null, "flags": [], "categories": ["delay"], "local_label": null, "refusal_reason": null, "redirected_to": null, "person_age_band": null, "person_ethnicity": null, "person_gender": null, "person_disability": null, "person_primary_support_reason": null, "person_legal_status": null, "person_ward": null, "advocacy_offered": null, "advocacy_taken_up": null}}');
INSERT INTO public.intake_event VALUES (3, 'eastmere', 'EAS-2526-0003', 1, 'ContactRecorded.v1', '2026-03-02', '2026-03-24 10:00:01.416069+00', '{"authority": "eastmere", "ref": "EAS-2526-0003", "sequence": 1, "occurred_on": "2026-03-02", "by": "officer-1", "contact": {"received_on": "2026-03-02", "channel": "phone", "raised_by": "relative", "classification": "statutory_complaint", "disposition": "refused", "rule": "28", "procedure": "adult_statutory", "procedure_version": 3, "team": null, "provider_kind": null, "provider_name": null, "person_age": null, "flags": [], "categories": ["delay"], "local_label": null, "refusal_reason": "out_of_time", "redirected_to": null, "person_age_band": null, "person_ethnicity": null, "person_gender": null, "person_disability": null, "person_primary_support_reason": null, "person_legal_status": null, "person_ward": null, "advocacy_offered": null, "advocacy_taken_up": null}}');
INSERT INTO public.intake_event VALUES (4, 'eastmere', 'EAS-2526-0004', 1, 'ContactRecorded.v1', '2026-03-02', '2026-03-24 10:00:01.644436+00', '{"authority": "eastmere", "ref": "EAS-2526-0004", "sequence": 1, "occurred_on": "2026-03-02", "by": "officer-1", "contact": {"received_on": "2026-03-02", "channel": "phone", "raised_by": "relative", "classification": "enquiry", "disposition": "holding", "rule": "31b", "procedure": null, "procedure_version": null, "team": null, "provider_kind": null, "provider_name": null, "person_age": null, "flags": [], "categories": ["delay"], "local_label": null, "refusal_reason": null, "redirected_to": null, "person_age_band": null, "person_ethnicity": null, "person_gender": null, "person_disability": null, "person_primary_support_reason": null, "person_legal_status": null, "person_ward": null, "advocacy_offered": null, "advocacy_taken_up": null}}');
INSERT INTO public.intake_event VALUES (5, 'eastmere', 'EAS-2526-0005', 1, 'ContactRecorded.v1', '2026-03-02', '2026-03-24 10:00:01.886128+00', '{"authority": "eastmere", "ref": "EAS-2526-0005", "sequence": 1, "occurred_on": "2026-03-02", "by": "officer-1", "contact": {"received_on": "2026-03-02", "channel": "phone", "raised_by": "relative", "classification": "enquiry", "disposition": "service_request", "rule": "3", "procedure": null, "procedure_version": null, "team": null, "provider_kind": null, "provider_name": null, "person_age": null, "flags": [], "categories": ["delay"], "local_label": null, "refusal_reason": null, "redirected_to": null, "person_age_band": null, "person_ethnicity": null, "person_gender": null, "person_disability": null, "person_primary_support_reason": null, "person_legal_status": null, "person_ward": null, "advocacy_offered": null, "advocacy_taken_up": null}}');
INSERT INTO public.intake_event VALUES (6, 'eastmere', 'EAS-2526-0006', 1, 'ContactRecorded.v1', '2026-03-02', '2026-03-24 10:00:02.286731+00', '{"authority": "eastmere", "ref": "EAS-2526-0006", "sequence": 1, "occurred_on": "2026-03-02", "by": "officer-1", "contact": {"received_on": "2026-03-02", "channel": "phone", "raised_by": "relative", "classification": "compliment", "disposition": "accepted", "rule": "1", "procedure": null, "procedure_version": null, "team": null, "provider_kind": null, "provider_name": null, "person_age": null, "flags": [], "categories": ["delay"], "local_label": null, "refusal_reason": null, "redirected_to": null, "person_age_band": null, "person_ethnicity": null, "person_gender": null, "person_disability": null, "person_primary_support_reason": null, "person_legal_status": null, "person_ward": null, "advocacy_offered": null, "advocacy_taken_up": null}}');
INSERT INTO public.intake_event VALUES (7, 'eastmere', 'EAS-2526-0007', 1, 'ContactRecorded.v1', '2026-03-02', '2026-03-24 10:00:02.713232+00', '{"authority": "eastmere", "ref": "EAS-2526-0007", "sequence": 1, "occurred_on": "2026-03-02", "by": "officer-1", "contact": {"received_on": "2026-03-02", "channel": "phone", "raised_by": "relative", "classification": "corporate_complaint", "disposition": "accepted", "rule": "16", "procedure": "corporate", "procedure_version": 2, "team": null, "provider_kind": null, "provider_name": null, "person_age": null, "flags": [], "categories": ["delay"], "local_label": null, "refusal_reason": null, "redirected_to": null, "person_age_band": null, "person_ethnicity": null, "person_gender": null, "person_disability": null, "person_primary_support_reason": null, "person_legal_status": null, "person_ward": null, "advocacy_offered": null, "advocacy_taken_up": null}}');
INSERT INTO public.intake_event VALUES (8, 'eastmere', 'EAS-2526-0008', 1, 'ContactRecorded.v1', '2026-03-02', '2026-03-24 10:00:03.358983+00', '{"authority": "eastmere", "ref": "EAS-2526-0008", "sequence": 1, "occurred_on": "2026-03-02", "by": "officer-1", "contact": {"received_on": "2026-03-02", "channel": "phone", "raised_by": "relative", "classification": "statutory_complaint", "disposition": "accepted", "rule": "33", "procedure": "adult_statutory", "procedure_version": 3, "team": null, "provider_kind": null, "provider_name": null, "person_age": null, "flags": [], "categories": ["delay"], "local_label": null, "refusal_reason": null, "redirected_to": null, "person_age_band": null, "person_ethnicity": null, "person_gender": null, "person_disability": null, "person_primary_support_reason": null, "person_legal_status": null, "person_ward": null, "advocacy_offered": null, "advocacy_taken_up": null}}');
INSERT INTO public.intake_event VALUES (9, 'eastmere', 'EAS-2425-0001', 1, 'CaseImported.v1', '2024-05-01', '2026-03-24 10:00:03.807962+00', '{"authority": "eastmere", "ref": "EAS-2425-0001", "sequence": 1, "occurred_on": "2024-05-01", "by": null, "record": {"ref": "EAS-2425-0001", "authority": "eastmere", "classification": "statutory_complaint", "local_label": null, "procedure": null, "received_on": "2024-05-01", "channel": "phone", "raised_by": null, "division": null, "service_area": null, "team": "locality", "contributing_teams": [], "provider": null, "joint_with": [], "lead_organisation": null, "grade": null, "acknowledged_on": null, "stages": [], "resolved_within_one_working_day": null, "withdrawn_on": null, "closed_on": "2024-06-01", "outcome": "upheld", "refusal_reason": null, "issues": [{"category": "delay", "subcategory": null, "theme": null, "about": null, "outcome": "upheld"}], "person": null, "remedies": [], "learning": [], "ombudsman": null, "costs_pounds": null, "advocacy": null, "redirected_to": null}}');
INSERT INTO public.intake_event VALUES (10, 'eastmere', 'EAS-2425-0002', 1, 'CaseImported.v1', '2024-05-01', '2026-03-24 10:00:03.807962+00', '{"authority": "eastmere", "ref": "EAS-2425-0002", "sequence": 1, "occurred_on": "2024-05-01", "by": null, "record": {"ref": "EAS-2425-0002", "authority": "eastmere", "classification": "statutory_complaint", "local_label": null, "procedure": null, "received_on": "2024-05-01", "channel": "phone", "raised_by": null, "division": null, "service_area": null, "team": "locality", "contributing_teams": [], "provider": null, "joint_with": [], "lead_organisation": null, "grade": null, "acknowledged_on": null, "stages": [], "resolved_within_one_working_day": null, "withdrawn_on": null, "closed_on": null, "outcome": "open", "refusal_reason": null, "issues": [], "person": null, "remedies": [], "learning": [], "ombudsman": null, "costs_pounds": null, "advocacy": null, "redirected_to": null}}');
INSERT INTO public.intake_event VALUES (11, 'eastmere', 'EAS-2425-0003', 1, 'CaseImported.v1', '2024-05-01', '2026-03-24 10:00:03.807962+00', '{"authority": "eastmere", "ref": "EAS-2425-0003", "sequence": 1, "occurred_on": "2024-05-01", "by": null, "record": {"ref": "EAS-2425-0003", "authority": "eastmere", "classification": "statutory_complaint", "local_label": null, "procedure": null, "received_on": "2024-05-01", "channel": "phone", "raised_by": null, "division": null, "service_area": null, "team": "locality", "contributing_teams": [], "provider": null, "joint_with": [], "lead_organisation": null, "grade": null, "acknowledged_on": null, "stages": [], "resolved_within_one_working_day": null, "withdrawn_on": null, "closed_on": "2024-06-01", "outcome": "upheld", "refusal_reason": null, "issues": [{"category": "delay", "subcategory": null, "theme": null, "about": null, "outcome": "upheld"}], "person": null, "remedies": [], "learning": [], "ombudsman": null, "costs_pounds": null, "advocacy": null, "redirected_to": null}}');
INSERT INTO public.intake_event VALUES (12, 'eastmere', 'EAS-2425-0004', 1, 'CaseImported.v1', '2024-05-01', '2026-03-24 10:00:03.807962+00', '{"authority": "eastmere", "ref": "EAS-2425-0004", "sequence": 1, "occurred_on": "2024-05-01", "by": null, "record": {"ref": "EAS-2425-0004", "authority": "eastmere", "classification": "statutory_complaint", "local_label": null, "procedure": null, "received_on": "2024-05-01", "channel": "phone", "raised_by": null, "division": null, "service_area": null, "team": "locality", "contributing_teams": [], "provider": null, "joint_with": [], "lead_organisation": null, "grade": null, "acknowledged_on": null, "stages": [], "resolved_within_one_working_day": null, "withdrawn_on": null, "closed_on": null, "outcome": "open", "refusal_reason": null, "issues": [], "person": null, "remedies": [], "learning": [], "ombudsman": null, "costs_pounds": null, "advocacy": null, "redirected_to": null}}');
INSERT INTO public.intake_import_job VALUES ('eastmere', 'd3454b836247432fb6303f0dbb129db1', 'import.ndjson', 'done', 'd4f50d00d24744cc85d7641c516eb8db', 'Admin 1', '2026-03-24 10:00:03.775231+00', '2026-03-24 10:00:03.790722+00', '2026-03-24 10:00:03.815073+00', 'ef547ac196dece0e0a964d1bf2e8bd5d7ffaa1914e6e0d7732dbf4cd0f279840', 1073, 1073, 4, 4, 0, 0, 0);
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -8953595482721240262, '2026-03-02', 'EAS-2526-0001');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -8934824409028431492, '2026-03-02', 'EAS-2526-0001');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -7850862649778522575, '2026-03-02', 'EAS-2526-0001');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -5584984197453836083, '2026-03-02', 'EAS-2526-0001');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -3641959170899254746, '2026-03-02', 'EAS-2526-0001');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -547359508222528010, '2026-03-02', 'EAS-2526-0001');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', 2148205283831581248, '2026-03-02', 'EAS-2526-0001');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', 3694508902037394330, '2026-03-02', 'EAS-2526-0001');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', 4513288857658979186, '2026-03-02', 'EAS-2526-0001');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', 4562845646617714692, '2026-03-02', 'EAS-2526-0001');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', 5184770823624454657, '2026-03-02', 'EAS-2526-0001');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -8953595482721240262, '2026-03-02', 'EAS-2526-0002');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -8934824409028431492, '2026-03-02', 'EAS-2526-0002');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -7850862649778522575, '2026-03-02', 'EAS-2526-0002');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -5584984197453836083, '2026-03-02', 'EAS-2526-0002');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -3641959170899254746, '2026-03-02', 'EAS-2526-0002');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -547359508222528010, '2026-03-02', 'EAS-2526-0002');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', 2148205283831581248, '2026-03-02', 'EAS-2526-0002');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', 3694508902037394330, '2026-03-02', 'EAS-2526-0002');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', 4513288857658979186, '2026-03-02', 'EAS-2526-0002');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', 6532485678354708296, '2026-03-02', 'EAS-2526-0002');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -8953595482721240262, '2026-03-02', 'EAS-2526-0003');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -8934824409028431492, '2026-03-02', 'EAS-2526-0003');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -7850862649778522575, '2026-03-02', 'EAS-2526-0003');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -5584984197453836083, '2026-03-02', 'EAS-2526-0003');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -3641959170899254746, '2026-03-02', 'EAS-2526-0003');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -547359508222528010, '2026-03-02', 'EAS-2526-0003');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', 2148205283831581248, '2026-03-02', 'EAS-2526-0003');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', 3694508902037394330, '2026-03-02', 'EAS-2526-0003');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', 4513288857658979186, '2026-03-02', 'EAS-2526-0003');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', 6532485678354708296, '2026-03-02', 'EAS-2526-0003');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -8953595482721240262, '2026-03-02', 'EAS-2526-0004');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -8934824409028431492, '2026-03-02', 'EAS-2526-0004');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -7850862649778522575, '2026-03-02', 'EAS-2526-0004');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -5584984197453836083, '2026-03-02', 'EAS-2526-0004');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -3641959170899254746, '2026-03-02', 'EAS-2526-0004');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -547359508222528010, '2026-03-02', 'EAS-2526-0004');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', 2148205283831581248, '2026-03-02', 'EAS-2526-0004');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', 3694508902037394330, '2026-03-02', 'EAS-2526-0004');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', 4513288857658979186, '2026-03-02', 'EAS-2526-0004');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', 6532485678354708296, '2026-03-02', 'EAS-2526-0004');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -8953595482721240262, '2026-03-02', 'EAS-2526-0005');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -8934824409028431492, '2026-03-02', 'EAS-2526-0005');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -7850862649778522575, '2026-03-02', 'EAS-2526-0005');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -5584984197453836083, '2026-03-02', 'EAS-2526-0005');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -3641959170899254746, '2026-03-02', 'EAS-2526-0005');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -547359508222528010, '2026-03-02', 'EAS-2526-0005');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', 2148205283831581248, '2026-03-02', 'EAS-2526-0005');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', 3694508902037394330, '2026-03-02', 'EAS-2526-0005');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', 4513288857658979186, '2026-03-02', 'EAS-2526-0005');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', 6532485678354708296, '2026-03-02', 'EAS-2526-0005');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -8953595482721240262, '2026-03-02', 'EAS-2526-0006');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -8934824409028431492, '2026-03-02', 'EAS-2526-0006');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -7850862649778522575, '2026-03-02', 'EAS-2526-0006');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -5584984197453836083, '2026-03-02', 'EAS-2526-0006');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -3641959170899254746, '2026-03-02', 'EAS-2526-0006');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -547359508222528010, '2026-03-02', 'EAS-2526-0006');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', 2148205283831581248, '2026-03-02', 'EAS-2526-0006');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', 3694508902037394330, '2026-03-02', 'EAS-2526-0006');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', 4513288857658979186, '2026-03-02', 'EAS-2526-0006');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', 6532485678354708296, '2026-03-02', 'EAS-2526-0006');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -8953595482721240262, '2026-03-02', 'EAS-2526-0007');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -8934824409028431492, '2026-03-02', 'EAS-2526-0007');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -7850862649778522575, '2026-03-02', 'EAS-2526-0007');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -5584984197453836083, '2026-03-02', 'EAS-2526-0007');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -3641959170899254746, '2026-03-02', 'EAS-2526-0007');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -547359508222528010, '2026-03-02', 'EAS-2526-0007');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', 2148205283831581248, '2026-03-02', 'EAS-2526-0007');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', 3694508902037394330, '2026-03-02', 'EAS-2526-0007');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', 4513288857658979186, '2026-03-02', 'EAS-2526-0007');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', 6532485678354708296, '2026-03-02', 'EAS-2526-0007');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -8953595482721240262, '2026-03-02', 'EAS-2526-0008');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -8934824409028431492, '2026-03-02', 'EAS-2526-0008');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -7850862649778522575, '2026-03-02', 'EAS-2526-0008');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -5584984197453836083, '2026-03-02', 'EAS-2526-0008');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -3641959170899254746, '2026-03-02', 'EAS-2526-0008');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', -547359508222528010, '2026-03-02', 'EAS-2526-0008');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', 2148205283831581248, '2026-03-02', 'EAS-2526-0008');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', 3694508902037394330, '2026-03-02', 'EAS-2526-0008');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', 4513288857658979186, '2026-03-02', 'EAS-2526-0008');
INSERT INTO public.intake_lookalike_key VALUES ('eastmere', 6532485678354708296, '2026-03-02', 'EAS-2526-0008');
INSERT INTO public.intake_schema_version VALUES ('78a872c33f04');
ALTER TABLE ONLY public.analytics_schema_version
    ADD CONSTRAINT analytics_schema_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.cases_schema_version
    ADD CONSTRAINT cases_schema_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.intake_schema_version
    ADD CONSTRAINT intake_schema_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.analytics_case
    ADD CONSTRAINT pk_analytics_case PRIMARY KEY (authority, ref);
ALTER TABLE ONLY public.analytics_change
    ADD CONSTRAINT pk_analytics_change PRIMARY KEY (authority);
ALTER TABLE ONLY public.analytics_cursor
    ADD CONSTRAINT pk_analytics_cursor PRIMARY KEY (follower);
ALTER TABLE ONLY public.analytics_event
    ADD CONSTRAINT pk_analytics_event PRIMARY KEY ("position");
ALTER TABLE ONLY public.analytics_idempotent_request
    ADD CONSTRAINT pk_analytics_idempotent_request PRIMARY KEY (authority, client, route, key);
ALTER TABLE ONLY public.analytics_issue
    ADD CONSTRAINT pk_analytics_issue PRIMARY KEY (authority, ref, number);
ALTER TABLE ONLY public.analytics_joint
    ADD CONSTRAINT pk_analytics_joint PRIMARY KEY (authority, ref, number);
ALTER TABLE ONLY public.analytics_learning
    ADD CONSTRAINT pk_analytics_learning PRIMARY KEY (authority, ref, number);
ALTER TABLE ONLY public.analytics_parked_event
    ADD CONSTRAINT pk_analytics_parked_event PRIMARY KEY (follower, "position");
ALTER TABLE ONLY public.analytics_remedy
    ADD CONSTRAINT pk_analytics_remedy PRIMARY KEY (authority, ref, number);
ALTER TABLE ONLY public.analytics_stage
    ADD CONSTRAINT pk_analytics_stage PRIMARY KEY (authority, ref, number);
ALTER TABLE ONLY public.analytics_team_involved
    ADD CONSTRAINT pk_analytics_team_involved PRIMARY KEY (authority, ref, number);
ALTER TABLE ONLY public.cases_calendar_change
    ADD CONSTRAINT pk_cases_calendar_change PRIMARY KEY (authority, number);
ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT pk_cases_case PRIMARY KEY (authority, ref);
ALTER TABLE ONLY public.cases_clock
    ADD CONSTRAINT pk_cases_clock PRIMARY KEY (authority, ref, kind);
ALTER TABLE ONLY public.cases_cursor
    ADD CONSTRAINT pk_cases_cursor PRIMARY KEY (follower);
ALTER TABLE ONLY public.cases_event
    ADD CONSTRAINT pk_cases_event PRIMARY KEY ("position");
ALTER TABLE ONLY public.cases_extension
    ADD CONSTRAINT pk_cases_extension PRIMARY KEY (authority, ref, number);
ALTER TABLE ONLY public.cases_hold
    ADD CONSTRAINT pk_cases_hold PRIMARY KEY (authority, ref, number);
ALTER TABLE ONLY public.cases_idempotent_request
    ADD CONSTRAINT pk_cases_idempotent_request PRIMARY KEY (authority, client, route, key);
ALTER TABLE ONLY public.cases_issue
    ADD CONSTRAINT pk_cases_issue PRIMARY KEY (authority, ref, number);
ALTER TABLE ONLY public.cases_note
    ADD CONSTRAINT pk_cases_note PRIMARY KEY (authority, ref, number);
ALTER TABLE ONLY public.cases_officer
    ADD CONSTRAINT pk_cases_officer PRIMARY KEY (authority, subject);
ALTER TABLE ONLY public.cases_parked_event
    ADD CONSTRAINT pk_cases_parked_event PRIMARY KEY (follower, "position");
ALTER TABLE ONLY public.cases_request
    ADD CONSTRAINT pk_cases_request PRIMARY KEY (authority, ref, number);
ALTER TABLE ONLY public.cases_stage
    ADD CONSTRAINT pk_cases_stage PRIMARY KEY (authority, ref, number);
ALTER TABLE ONLY public.intake_calendar_change
    ADD CONSTRAINT pk_intake_calendar_change PRIMARY KEY (authority, number);
ALTER TABLE ONLY public.intake_case_status
    ADD CONSTRAINT pk_intake_case_status PRIMARY KEY (authority, ref);
ALTER TABLE ONLY public.intake_client
    ADD CONSTRAINT pk_intake_client PRIMARY KEY (authority, client_id);
ALTER TABLE ONLY public.intake_contact
    ADD CONSTRAINT pk_intake_contact PRIMARY KEY (authority, ref);
ALTER TABLE ONLY public.intake_contact_act
    ADD CONSTRAINT pk_intake_contact_act PRIMARY KEY (authority, ref, kind);
ALTER TABLE ONLY public.intake_contact_link
    ADD CONSTRAINT pk_intake_contact_link PRIMARY KEY (authority, ref, other);
ALTER TABLE ONLY public.intake_cursor
    ADD CONSTRAINT pk_intake_cursor PRIMARY KEY (follower);
ALTER TABLE ONLY public.intake_event
    ADD CONSTRAINT pk_intake_event PRIMARY KEY ("position");
ALTER TABLE ONLY public.intake_idempotent_request
    ADD CONSTRAINT pk_intake_idempotent_request PRIMARY KEY (authority, client, route, key);
ALTER TABLE ONLY public.intake_import_job
    ADD CONSTRAINT pk_intake_import_job PRIMARY KEY (authority, job_id);
ALTER TABLE ONLY public.intake_import_mapping
    ADD CONSTRAINT pk_intake_import_mapping PRIMARY KEY (authority, name);
ALTER TABLE ONLY public.intake_import_remark
    ADD CONSTRAINT pk_intake_import_remark PRIMARY KEY (authority, job_id, number);
ALTER TABLE ONLY public.intake_lookalike_key
    ADD CONSTRAINT pk_intake_lookalike_key PRIMARY KEY (authority, hash, received_on, ref);
ALTER TABLE ONLY public.intake_parked_event
    ADD CONSTRAINT pk_intake_parked_event PRIMARY KEY (follower, "position");
ALTER TABLE ONLY public.intake_partner_event
    ADD CONSTRAINT pk_intake_partner_event PRIMARY KEY (authority, client, number);
ALTER TABLE ONLY public.intake_people_change
    ADD CONSTRAINT pk_intake_people_change PRIMARY KEY (authority, ref, number);
ALTER TABLE ONLY public.intake_reclassification
    ADD CONSTRAINT pk_intake_reclassification PRIMARY KEY (authority, ref, number);
ALTER TABLE ONLY public.intake_transfer
    ADD CONSTRAINT pk_intake_transfer PRIMARY KEY (authority, ref);
CREATE INDEX ix_analytics_case_closed ON public.analytics_case USING btree (authority, closed_on);
CREATE INDEX ix_analytics_case_open ON public.analytics_case USING btree (authority, is_open, next_due_on);
CREATE INDEX ix_analytics_case_received ON public.analytics_case USING btree (authority, received_on);
CREATE INDEX ix_analytics_case_responded ON public.analytics_case USING btree (authority, responded_on);
CREATE INDEX ix_analytics_event_ref ON public.analytics_event USING btree (ref);
CREATE INDEX ix_analytics_idempotent_request_recorded_at ON public.analytics_idempotent_request USING btree (recorded_at);
CREATE INDEX ix_analytics_parked_event_ref ON public.analytics_parked_event USING btree (ref);
CREATE INDEX ix_cases_case_owner ON public.cases_case USING btree (authority, owner, is_open);
CREATE INDEX ix_cases_case_queue ON public.cases_case USING btree (authority, is_open, sort_on, ref);
CREATE INDEX ix_cases_clock_running ON public.cases_clock USING btree (authority, met_on, cancelled, due_on);
CREATE INDEX ix_cases_event_ref ON public.cases_event USING btree (ref);
CREATE INDEX ix_cases_idempotent_request_recorded_at ON public.cases_idempotent_request USING btree (recorded_at);
CREATE INDEX ix_cases_parked_event_ref ON public.cases_parked_event USING btree (ref);
CREATE UNIQUE INDEX ix_intake_client_id ON public.intake_client USING btree (client_id);
CREATE INDEX ix_intake_contact_act_kind ON public.intake_contact_act USING btree (authority, kind, "on");
CREATE UNIQUE INDEX ix_intake_contact_client ON public.intake_contact USING btree (authority, client, partner_reference);
CREATE INDEX ix_intake_contact_complainant ON public.intake_contact USING btree (authority, complainant_name);
CREATE INDEX ix_intake_contact_newest ON public.intake_contact USING btree (authority, received_at, ref);
CREATE INDEX ix_intake_contact_number ON public.intake_contact USING btree (authority, year, number);
CREATE INDEX ix_intake_contact_received ON public.intake_contact USING btree (authority, received_on);
CREATE INDEX ix_intake_event_ref ON public.intake_event USING btree (ref);
CREATE INDEX ix_intake_idempotent_request_recorded_at ON public.intake_idempotent_request USING btree (recorded_at);
CREATE INDEX ix_intake_parked_event_ref ON public.intake_parked_event USING btree (ref);
