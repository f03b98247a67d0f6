"""The file of a council that the release does not have."""

NORTHBROOK = """\
# Northbrook is invented.
code: northbrook
name: Northbrook Council
prefix: NOR
source: invented
teams:
  - {code: adults, name: Adults}
  - {code: duty, name: Duty desk, in_use_until: 2026-03-31, replaced_by: adults}
categories:
  - code: delay
    name: Delay
    subcategories:
      - {code: waiting_list, name: Waiting list}
equality:
  source: invented
  age_bands:
    - {code: younger, name: 18-64, from_age: 18, to_age: 64}
    - {code: older, name: 65+, from_age: 65}
findings: [upheld, not_upheld]
outcomes:
  - {code: upheld, name: Well-founded}
enquiries:
  triage: {name: Decide, amount: 1, unit: working_days, basis: local, source: invented}
  holding: {name: Decide, amount: 3, unit: working_days, basis: local, source: invented}
requests:
  contributor: {name: Asked, amount: 4, unit: working_days, basis: local, source: invented}
  ombudsman: {name: Asked, amount: 28, unit: calendar_days, basis: ombudsman, source: invented}
procedures:
  - id: adult_statutory
    name: Adult statutory
    summary: Two stages
    version: 1
    in_force_from: 2009-04-01
    in_force_until: 2026-03-31
    classification: statutory_complaint
    source: invented
    limits:
      statutory: {name: Legal limit, amount: 6, unit: months_inclusive, basis: statutory, source: a law}
    stages:
      - code: stage_1
        name: Answer
        source: invented
        limits:
          acknowledge: {name: Acknowledge, amount: 3, unit: working_days, basis: statutory,
                        ends: acknowledged, source: a law}
          stage_1: {name: Target, amount: 12, unit: working_days, basis: local, source: invented,
                    extension: {to: 30, source: invented}}
        then:
          - {to: stage_2, when: [answered], source: invented}
      - code: stage_2
        name: Review
        source: invented
        limits:
          stage_2: {name: Review target, amount: 15, unit: working_days, basis: local, source: invented}
    grading:
      source: invented
      criteria:
        - code: danger
          ask: Is somebody in danger?
          answers:
            - {code: no_danger, name: Nobody}
            - {code: in_danger, name: Somebody, signs: [harm_alleged]}
    grades:
      - {code: urgent, name: Urgent, criteria: A danger, when: {danger: in_danger}, target_days: 5,
         source: invented,
         extension: {to: 8, source: invented}}
      - {code: slow, name: Slow, criteria: No danger, when: {danger: no_danger},
         target_days: 20, source: invented}
  - id: adult_statutory
    name: Adult statutory
    summary: One stage, faster
    version: 2
    in_force_from: 2026-04-01
    classification: statutory_complaint
    source: invented
    stages:
      - code: stage_1
        name: Answer
        source: invented
        limits:
          acknowledge: {name: Acknowledge, amount: 2, unit: working_days, basis: local, ends: acknowledged,
                        source: invented}
          stage_1: {name: Target, amount: 10, unit: working_days, basis: local, source: invented}
"""
