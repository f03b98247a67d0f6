"""Contradictions that need no claim: a report that breaks each relation, and some that only look so."""

from pathlib import Path

import pytest

from tests.reports.files import found_in

# Two tables that agree on 60 complaints.
SIXTY = """
- {id: outcomes, counts: complaints, population: complaints, values: {upheld: 20, not_upheld: 40, total: 60}}
- {id: channels, counts: complaints, population: complaints, values: {email: 45, letter: 15, total: 60}}
"""
CONTRADICTIONS = {
    "parts do not add to the total": (
        "- {id: a, values: {email: 4, letter: 5, total: 10}}",
        ("total", "a", "4 + 5 = 9"),
    ),
    "rows that nest the other way round": (
        "- {id: a, dimensions: [days], values: {within_10: 13, within_20: 12, within_30: 16, total: 17}}",
        ("total", "a", "within 20 is 12, and cannot be less"),
    ),
    "percentages that nest the other way round": (
        "- {id: a, values: {within_10_percent: 70, within_20_percent: 60}}",
        ("total", "a", "within 20 is 60, and cannot be less"),
    ),
    "a mean below the shortest": (
        "- {id: a, counts: days to answer, values: {shortest: 4, longest: 61, average: 3.1}}",
        ("total", "a", "average is 3.1, and cannot be less"),
    ),
    "a median above the longest": (
        "- {id: a, counts: days to answer, values: {Minimum: 4, Maximum: 61, Median: 70}}",
        ("total", "a", "maximum is 61, and cannot be less"),
    ),
    "more taken up than offered": (
        "- {id: a, counts: advocacy, values: {offered: 20, taken_up: 24}}",
        ("total", "a", "offered is 20, and cannot be less"),
    ),
    "a row does not add": (
        "- {id: a, values: {north: {men: 2, women: 3, total: 6}, south: {men: 1, women: 1, total: 2}}}",
        ("total", "a", "2 + 3 = 5"),
    ),
    "a column does not add": (
        "- {id: a, values: {north: {men: 2, women: 3}, south: {men: 1, women: 1}, total: {men: 3, women: 5}}}",
        ("total", "a", "3 + 1 = 4"),
    ),
    "a change, in names as they are printed": (
        "- {id: a, dimensions: [kind, year], values: {MP letters: {2023/24: 81, Last year: 143, Change %: -47}, "
        "In person: {2023/24: 7, Last year: 8, Change %: -13}}}",
        ("difference", "a", "143 to 81 is -62, -43.36%"),
    ),
    "a share, in names as they are printed": (
        "- {id: a, values: {Not upheld: 4, Upheld: 5, Upheld %: 50, Grand Total: 9}}",
        ("share", "a", "5 of 9 is 55.56%"),
    ),
    "a rate for each thousand that no two counts give": (
        "- {id: a, values: {plans: 817, complaints: 35, 'Complaints per 1,000 plans': 52.8}}",
        ("share", "a", "35 of 817 is 42.84"),
    ),
    "a rate for each thousand of people whom another entry counts": (
        "- {id: people, counts: people with support, population: adults, values: {total: 4200}}\n"
        "- {id: a, counts: 'complaints for each 1,000 people with support', "
        "values: {complaints: 84, per_1000: 22.0}}",
        ("share", "a", "84 of 4,200 is 20"),
    ),
    "a share of a count in a table that misses some": (
        SIXTY + "- {id: ways, counts: complaints by way, population: complaints, dimensions: [way], "
        "values: {visit: 35, call: 14, form: 9}}\n"
        "- {id: a, counts: share of complaints by way, population: complaints, dimensions: [way], "
        "values: {visit: 71, call: 23}}",
        ("share", "a", "35 of 60 is 58.33%"),
    ),
    "the number of all, among others": (
        SIXTY + "- {id: a, counts: key numbers, population: complaints, values: {complaints: 66, compliments: 8}}",
        ("total", "a", "outcomes has 60"),
    ),
    "an average month": (
        SIXTY + "- {id: a, counts: 'complaints, average per month', population: complaints, "
        "values: {average_per_month: 7}}",
        ("total", "a", "60 in 12 months are 5 each"),
    ),
    "a change of all, in an entry of its own": (
        "- {id: years, counts: complaints, population: complaints, values: {2022/23: 70, 2023/24: 84}}\n"
        "- {id: change, counts: increase in complaints, population: complaints, values: {increase_percent: 14}}",
        ("difference", "change", "70 to 84 is +14, 20%"),
    ),
    "a row's number in words": (
        "- {id: teams, counts: complaints by team, population: complaints, dimensions: [team], "
        "values: {north: {number: 22}, south: {number: 10}, total: {number: 32}}}\n"
        "- {id: a, counts: complaints about the north team, population: complaints, values: {north: 32}}",
        ("total", "a", "teams has 22"),
    ),
    "a total of pounds that are called so": (
        "- {id: a, counts: paid, values: {east_pounds: 12, west_pounds: 8, total_pounds: 24}}",
        ("total", "a", "12 + 8 = 20"),
    ),
    "a change in points": (
        "- {id: a, counts: share in time, values: {2023/24: 90, 2022/23: 85, increase in percentage points: 7}}",
        ("difference", "a", "85% to 90% is 5 points"),
    ),
    "a change of a percentage": (
        "- {id: a, counts: share in time, values: {2023/24: 42, 2022/23: 40, improvement_percent: 12}}",
        ("difference", "a", "40% to 42% is 2 points"),
    ),
    "a total beside the numbers": (
        "- {id: a, values: {number: {men: 2, women: 3}, total: 6}}",
        ("total", "a", "2 + 3 = 5"),
    ),
    "a share in the row of its count, of that row in another table": (
        "- {id: all, counts: complaints, population: complaints, dimensions: [team], "
        "values: {north: 11, south: 4, east: 15, west: 9}}\n"
        "- {id: a, counts: complaints upheld, population: complaints, dimensions: [team], values: {"
        "north: {upheld: 6, percent: 55}, south: {upheld: 2, percent: 50}, "
        "east: {upheld: 2, percent: 13}, west: {upheld: 1, percent: 14}}}",
        ("share", "a", "1 of 9 is 11.11%"),
    ),
    "a share is not that of all, nor of itself": (
        "- {id: days, counts: answers, population: answers, values: {early: 45, late: 22, total: 67}}\n"
        "- {id: a, counts: answers in time, population: answers, values: {number: 45, percent: 58}}",
        ("share", "a", "45 of 67 is 67.16%"),
    ),
    "outcomes do not make up what was decided": (
        "- {id: a, values: {decided: 9, upheld: 2, not_upheld: 1, closed: 3}}",
        ("total", "a", "2 + 1 + 3 = 6"),
    ),
    "more outcomes than were received": (
        "- {id: a, values: {received: 3, upheld: 2, not_upheld: 2}}",
        ("total", "a", "2 + 2 = 4"),
    ),
    "fewer are given than announced": (
        "- {id: a, values: {announced: 9, given: 6, upheld: 1, closed: 5}}",
        ("total", "a", "6 are given"),
    ),
    "percentages with a row for the rest miss 100": (
        "- {id: a, counts: share, values: {yes: 27, no: 47, not_known: 20}}",
        ("total", "a", "27 + 47 + 20 = 94%"),
    ),
    "a whole table that is not everybody": (
        SIXTY + "- {id: sex, population: complaints, values: {men: 20, women: 25, not_known: 5}}",
        ("total", "sex", "20 + 25 + 5 = 50"),
    ),
    "a table that misses everybody by one": (
        SIXTY + "- {id: teams, population: complaints, values: {a: 20, b: 25, c: 9, d: 7}}",
        ("total", "teams", "20 + 25 + 9 + 7 = 61"),
    ),
    "a table of them in other words": (
        SIXTY.replace("population: complaints", "population: adult social care complaints")
        + "- {id: teams, population: complaints received about adults' social care, "
        "values: {a: 20, b: 25, c: 9, d: 7}}",
        ("total", "teams", "20 + 25 + 9 + 7 = 61"),
    ),
    "a year's months that are not all": (
        "- {id: kinds, counts: complaints, population: statutory complaints, "
        "values: {adults: 40, children: 20, total: 60}}\n"
        "- {id: months, counts: statutory complaints, population: 2023/24, values: {complaints: "
        "{Apr: 5, May: 5, Jun: 5, Jul: 5, Aug: 5, Sep: 5, Oct: 5, Nov: 5, Dec: 5, Jan: 5, Feb: 5, Mar: 6}}}",
        ("total", "months", "5 + 6 = 61"),
    ),
    "groups apart that add to more than 100": (
        "- {id: ages, counts: share by age, dimensions: [age], values: {18-64: 40, 65-84: 44, 85+: 21}}",
        ("total", "ages", "40 + 44 + 21 = 105%"),
    ),
    "a mean that is longer than the ranges allow": (
        "- {id: speed, counts: days to answer, dimensions: [days], "
        "values: {1-10: 30, 11-20: 20, 21-25: 10, average_days: 31}}",
        ("total", "speed", "it is at most 15.83"),
    ),
    "a mean that is shorter than the ranges allow": (
        SIXTY + "- {id: speed, counts: days to answer, population: complaints, dimensions: [days], "
        "values: {within_20: 30, 21-40: 20, over_40: 10}}\n"
        "- {id: mean, counts: average days to answer, population: complaints, values: 9}",
        ("total", "mean", "it is at least 13.83"),
    ),
    "a sentence about a row by a shorter name": (
        "- {id: speed, counts: complaints, population: complaints, values: {in_20: 30, over_20: 30}}\n"
        "- {id: speed_text, counts: complaints, population: complaints, values: {over: 23}}",
        ("total", "speed_text", "speed has 30"),
    ),
    "closed and open are not all": (
        SIXTY + "- {id: ends, population: complaints, values: {closed: 50, open: 9}}",
        ("total", "ends", "50 + 9 = 59"),
    ),
    "a percentage of the wrong count": (
        "- {id: a, values: {men: 28, women: 20, not_known: 11, men_percent: 47, women_percent: 33, "
        "not_known_percent: 19}}",
        ("share", "a", "20 of 59 is 33.90%"),
    ),
    "a percentage that was cut and not rounded": (
        "- {id: a, values: {number: {x: 17, y: 16, z: 2, w: 13}, percent: {x: 35.4, y: 33.3, z: 4.1, w: 27.1}}}",
        ("share", "a", "2 of 48 is 4.17%"),
    ),
    "a percentage beside its count and whole": (
        "- {id: a, values: {stage_1: {number: 107, in_time: 96, in_time_percent: 89}}}",
        ("share", "a", "96 of 107 is 89.72%"),
    ),
    "some of all": (
        SIXTY
        + "- {id: providers, population: complaints, values: {homes: 10, agencies: 5, total: 15, percent: 24}}",
        ("share", "providers", "15 of 60 is 25%"),
    ),
    "percentages of the rows of another table": (
        "- {id: a, population: complaints, values: {north: 11, south: 4, east: 15}}\n"
        "- {id: b, population: complaints, values: {upheld: {north: 6, south: 2, east: 2}, "
        "upheld_percent: {north: 55, south: 50, east: 14}}}",
        ("share", "b", "2 of 15 is 13.33%"),
    ),
    "a percentage of a row that has nobody": (
        "- {id: a, population: complaints, values: {north: 0, south: 4, east: 15}}\n"
        "- {id: b, population: complaints, values: {upheld: {north: 1, south: 2, east: 2}, "
        "upheld_percent: {north: 55, south: 50, east: 13}}}",
        ("share", "b", "1 of 0 is no share"),
    ),
    "a percentage that no number of cases has": (
        SIXTY + "- {id: upheld, counts: share upheld, population: complaints, values: {2023/24: 34}}",
        ("share", "upheld", "no whole number of 60 is 34%: 20 is 33.33%, 21 is 35%"),
    ),
    "ranges of days that no one number of cases has": (
        "- {id: a, values: {within_20: 65, 21_to_25: 10, 26_to_30: 5, over_30: 20, complaints: 57}}",
        ("share", "a", "no whole number of 57 is 10%"),
    ),
    "a percentage of a count in another table": (
        SIXTY + "- {id: outcomes_text, population: complaints, values: {upheld_percent: 32}}",
        ("share", "outcomes_text", "20 of 60 is 33.33%"),
    ),
    "a share of all that the share of some exceeds": (
        "- {id: all, counts: complaints, population: complaints, values: {2023/24: 156}}\n"
        "- {id: ends, population: 141 complaints with an outcome, values: {upheld_percent: 35}}\n"
        "- {id: learned, population: complaints, values: {percent_of_all: 10, percent_of_upheld: 54}}",
        ("share", "learned", "54% of 35% of 141 alone is at least 16.68% of 156"),
    ),
    "a share that is named after a count": (
        "- {id: kinds, population: feedback, values: {complaint_cases: 160, about_provider: 21}}\n"
        "- {id: provider_share, population: complaints, values: {percent: 12}}",
        ("share", "provider_share", "21 of 160 is 13.13%"),
    ),
    "a fall that is none": (
        "- {id: a, values: {2023/24: 173, 2022/23: 253, down_by: 70}}",
        ("difference", "a", "253 to 173 is -80, -31.62%"),
    ),
    "a number of cases that is called a percentage": (
        "- {id: a, values: {2023/24: 204, 2022/23: 95, increase_percent: 109}}",
        ("difference", "a", "95 to 204 is +109, 114.74%"),
    ),
    "a column of changes": (
        "- {id: a, values: {2023/24: {stage_1: 107, stage_2: 2}, 2022/23: {stage_1: 95, stage_2: 11}, "
        "change_percent: {stage_1: 13, stage_2: -81}}}",
        ("difference", "a", "11 to 2 is -9, -81.82%"),
    ),
    "changes in the rows of a table": (
        "- {id: a, values: {stage_1: {2023/24: 107, 2022/23: 95, change: 12}, "
        "stage_2: {2023/24: 2, 2022/23: 11, change_from_2022/23: -8}}}",
        ("difference", "a", "11 to 2 is -9, -81.82%"),
    ),
    "a change of one row of another table": (
        "- {id: a, population: complaints, values: {2023/24: {deaf: 32}, 2022/23: {deaf: 20}}}\n"
        "- {id: b, population: complaints, values: {deaf_increase_percent: 14}}",
        ("difference", "b", "20 to 32 is +12, 60%"),
    ),
    "a percentage of the only count beside a whole": (
        "- {id: a, values: {stage_1: {number: 107, in_time: 96, percent: 89}, "
        "stage_2: {number: 2, in_time: 2, percent: 100}}}",
        ("share", "a", "96 of 107 is 89.72%"),
    ),
    "two breakdowns of the same people": (
        "- {id: teams, population: complaints, values: {a: 29, b: 28, c: 24, d: 20}}\n"
        "- {id: needs, population: complaints, values: {e: 50, f: 30, g: 15, h: 5}}",
        ("total", "teams", "= 101 beside 50 + 30 + 15 + 5 = 100"),
    ),
    "a change of the row that words are about": (
        "- {id: a, population: complaints, values: {2023/24: {mental_health: 4}, 2022/23: {mental_health: 5}}}\n"
        "- {id: adult_mental_health_text, population: complaints, values: {decrease_percent: 31}}",
        ("difference", "adult_mental_health_text", "5 to 4 is -1, -20%"),
    ),
    "one row does not follow the others": (
        "- {id: a, values: {complaints: {Apr: 5, May: 4, Jun: 1, Sep: 6}, "
        "thanks: {Apr: 16, May: 10, Jun: 14, Sep: 8}, "
        "percent: {Apr: 220, May: 150, Jun: 1300, Sep: 60}}}",
        ("difference", "a", "sep: 33.33% (change from complaints to thanks)"),
    ),
    "words that say another number than their table": (
        "- {id: times, population: complaints, values: {within_percent: 46}}\n"
        "- {id: times_text, population: complaints, values: {within_percent: 65}}",
        ("total", "times_text", "times has 46"),
    ),
    "words that are about one row": (
        "- {id: teams, population: complaints, values: {2023/24: {mental_health: 7, finance: 1}}}\n"
        "- {id: mental_health_text, population: complaints, values: {received: 4, upheld: 4}}",
        ("total", "mental_health_text", "teams has 7"),
    ),
    "words that are about one row with columns": (
        "- {id: subjects, population: complaints, values: {conduct: {upheld: 2, total: 7}, delay: {upheld: 1}}}\n"
        "- {id: conduct_text, population: complaints, values: {received: 7, upheld: 3}}",
        ("total", "conduct_text", "subjects has 2"),
    ),
    "two places of the report": (
        "- {id: a, values: {summary: 74, section_2: 73, 2022/23: 45}}",
        ("total", "a", "section 2: 73"),
    ),
    "two places of the report with rows": (
        "- {id: a, values: {summary: {care_percent: 33}, section_5: {care_percent: 32}}}",
        ("total", "a", "section 5 care: 32"),
    ),
    "a change of a number that two places say": (
        "- {id: a, values: {summary: 73, section_2: 73, 2022/23: 45, increase_percent: 28}}",
        ("difference", "a", "45 to 73 is +28, 62.22%"),
    ),
    "words that are about one column of a table": (
        "- {id: subjects, population: complaints, "
        "values: {upheld: {conduct: 2, delay: 1}, total: {conduct: 7, delay: 2}}}\n"
        "- {id: conduct_text, population: complaints, values: {received: 7, upheld: 3}}",
        ("total", "conduct_text", "subjects has 2"),
    ),
    "a percentage that only its entry's words call a change": (
        "- {id: a, population: complaints, values: {2023/24: {south: 41}, 2022/23: {south: 18}}}\n"
        "- {id: south_text, counts: increase in the South, population: complaints, values: {percent: 77}}",
        ("difference", "south_text", "18 to 41 is +23, 127.78%"),
    ),
    "a percentage beside a whole in another column": (
        "- {id: a, values: {number: {first: 107, second: 2, third: 4}, in_time: {first: 96, second: 2, third: 3}, "
        "in_time_percent: {first: 89, second: 100, third: 75}}}",
        ("share", "a", "96 of 107 is 89.72%"),
    ),
    "this year and last year": (
        "- {id: a, values: {this_year: 204, last_year: 95, increase_percent: 109}}",
        ("difference", "a", "95 to 204 is +109, 114.74%"),
    ),
    "a row too many for the total": (
        "- {id: a, dimensions: [team], values: {b: 9, c: 8, d: 7, e: 6, f: 5, g: 4, h: 3, i: 1, total: 42}}",
        ("total", "a", "= 43"),
    ),
    "one outcome in two tables": (
        "- {id: a, population: complaints, dimensions: [outcome], values: {upheld: 19, partially_upheld: 7}}\n"
        "- {id: b, population: complaints, dimensions: [outcome, sex], "
        "values: {upheld: {men: 8, women: 10, total: 18}, not_upheld: {men: 1, women: 1, total: 2}}}",
        ("total", "a", "b has 18"),
    ),
    "a percentage of all beside one count": (
        SIXTY + "- {id: a, counts: complaints in time, population: complaints, "
        "values: {in_time: 42, in_time_percent: 75}}",
        ("share", "a", "42 of 60 is 70%"),
    ),
    "more rows than everybody, counted with the same words": (
        "- {id: a, counts: complaints, population: complaints, dimensions: [sex], "
        "values: {men: 60, women: 40, total: 100}}\n"
        "- {id: b, counts: complaints, population: complaints, dimensions: [area], values: {x: 40, y: 50, z: 25}}",
        ("total", "b", "115 beside 100"),
    ),
    "two totals, counted with the same words": (
        SIXTY.replace("counts", "dimensions: [x], counts")
        + "- {id: b, counts: complaints, population: complaints, dimensions: [sex], "
        "values: {men: 30, women: 28, total: 58}}",
        ("total", "b", "58 beside 60"),
    ),
    "more upheld than there were": (
        SIXTY + "- {id: a, counts: upheld, population: complaints, values: {upheld: 70}}",
        ("total", "a", "all are 60"),
    ),
    "more upheld than its own total": (
        "- {id: a, values: {upheld: 9, total: 7}}",
        ("total", "a", "total is 7, and cannot be less"),
    ),
    "more upheld than received": (
        "- {id: a, values: {received: 7, upheld: 9}}",
        ("total", "a", "received is 7, and cannot be less"),
    ),
    "more in time than answered": (
        "- {id: a, values: {answered: 5, in_time: 8}}",
        ("total", "a", "answered is 5, and cannot be less"),
    ),
    "more upheld than there were complaints, in a column": (
        "- {id: a, values: {complaints: {north: 0, south: 4}, upheld: {north: 3, south: 2}}}",
        ("total", "a", "complaints is 0, and cannot be less"),
    ),
    "a share of nobody": (
        "- {id: a, values: {complaints: 0, upheld: 3, upheld_percent: 30}}",
        ("share", "a", "3 of 0 is no share"),
    ),
    "more outcomes than complaints": (
        "- {id: a, values: {complaints: 10, upheld: 6, not_upheld: 6}}",
        ("total", "a", "6 + 6 = 12"),
    ),
    "more accepted and declined than requested": (
        "- {id: a, values: {requests: 30, accepted: 24, declined: 9}}",
        ("total", "a", "requests is 30, and cannot be less"),
    ),
    "fewer in time and late than answered": (
        "- {id: a, values: {answered: 30, in_time: 24, late: 3}}",
        ("total", "a", "in time and late is 27, and cannot be less"),
    ),
    "more within the longest limit and over it than there were": (
        SIXTY + "- {id: a, population: complaints, "
        "values: {within_10_days: 20, within_20_days: 40, over_20_days: 23}}",
        ("total", "a", "40 + 23 = 63"),
    ),
    "limits in days that nest the other way round": (
        "- {id: a, values: {within_10_days: 30, within_20_days: 24}}",
        ("total", "a", "within 20 days is 24, and cannot be less"),
    ),
    "a share of what holds it": (
        "- {id: a, values: {agreed: 46, completed: 37, completed_percent: 88}}",
        ("share", "a", "37 of 46 is 80.43%"),
    ),
    "a share within a limit in days": (
        "- {id: a, values: {acknowledged: 128, within_3_days: 119, within_3_days_percent: 97}}",
        ("share", "a", "119 of 128 is 92.97%"),
    ),
    "a rate of those returned": (
        "- {id: a, values: {sent: 115, returned: 29, return_rate: 29}}",
        ("share", "a", "29 of 115 is 25.22%"),
    ),
    "a percentage beside the only count": (
        SIXTY + "- {id: a, counts: share that went on, population: complaints, values: {stage_2: 9, percent: 18}}",
        ("share", "a", "9 of 60 is 15%"),
    ),
    "one of two percentages beside a total": (
        "- {id: a, values: {settled: 60, formal: 40, total: 100, settled_percent: 64, formal_percent: 40}}",
        ("share", "a", "60 of 100 is 60%"),
    ),
    "one percentage of a column does not follow": (
        "- {id: a, dimensions: [team], values: {x: {due: 20, in_time: 15, percent: 75}, "
        "y: {due: 30, in_time: 21, percent: 70}, z: {due: 40, in_time: 34, percent: 58}, "
        "w: {due: 50, in_time: 45, percent: 90}}}",
        ("share", "a", "z: 85% (in_time of due)"),
    ),
    "a rate for each thousand of the only number of an entry": (
        SIXTY + "- {id: people, counts: residents, values: {residents: 4000}}\n"
        "- {id: a, counts: 'complaints for each 1,000 residents', population: complaints, values: {per_1000: 12}}",
        ("share", "a", "60 of 4,000 is 15"),
    ),
    "a rate for each thousand of people who stand beside it": (
        SIXTY + "- {id: a, population: complaints, values: {people_supported: 4000, per_1000: 12}}",
        ("share", "a", "60 of 4,000 is 15"),
    ),
    "an average payment": (
        "- {id: a, values: {payments: 11, total_pounds: 6380, average_pounds: 508}}",
        ("share", "a", "6,380 for 11 is 580 each"),
    ),
    "an average of what it is named after": (
        "- {id: a, values: {sessions: 14, staff: 231, average_per_session: 15.6}}",
        ("share", "a", "231 for 14 is 16.50 each"),
    ),
    "a median that is longer than the longest": (
        "- {id: a, values: {median_days: 91, longest_days: 71}}",
        ("total", "a", "longest days is 71, and cannot be less"),
    ),
    "a mean beside a median that is shorter than the ranges allow": (
        "- {id: a, counts: days to answer, dimensions: [days], "
        "values: {0-10: 21, 11-20: 48, 21-40: 17, mean_days: 5.1, median_days: 3}}",
        ("total", "a", "by the ranges of a it is at least 10.29"),
    ),
    "a percentage of the column's total": (
        "- {id: a, values: {x: {2023/24: 30, '% of total': 51}, y: {2023/24: 20, '% of total': 33}, "
        "z: {2023/24: 10, '% of total': 17}, total: {2023/24: 60, '% of total': 100}}}",
        ("share", "a", "30 of 60 is 50%"),
    ),
    "a percentage beside that of other people": (
        SIXTY + "- {id: a, counts: complaints by age, population: complaints, dimensions: [age], values: {"
        "18-64: {complaints: 30, percent: 50, residents_percent: 71}, "
        "65-84: {complaints: 21, percent: 53, residents_percent: 22}, "
        "85+: {complaints: 9, percent: 15, residents_percent: 7}}}",
        ("share", "a", "21 of 60 is 35%"),
    ),
    "an uphold rate beside that of the nation": (
        "- {id: a, values: {upheld: 6, not_upheld: 3, uphold_rate: 76, national_uphold_rate: 77}}",
        ("share", "a", "6 of 9 is 66.67%"),
    ),
    "a rate for each thousand that only its entry's words say": (
        SIXTY + "- {id: people, counts: residents, values: {2023/24: 4000}}\n"
        "- {id: a, counts: 'complaints for each 1,000 residents', population: complaints, "
        "values: {2023/24: 12.5}}",
        ("share", "a", "60 of 4,000 is 15"),
    ),
    "a change of an average": (
        "- {id: a, counts: average days to answer, values: {2023/24: 21.3, 2022/23: 22.0, change: -1.7}}",
        ("difference", "a", "22.0 to 21.3 is -0.70"),
    ),
    "a fall since a year that only a list of all has": (
        "- {id: all, population: feedback, values: {2023/24: {compliments: 266, comments: 41}, "
        "2022/23: {compliments: 301, comments: 36}}}\n"
        "- {id: compliments_fall, counts: fall in compliments, population: compliments, "
        "values: {fewer_than_last_year: 53}}",
        ("difference", "compliments_fall", "301 to 266 is -35"),
    ),
    "a key figure of another population": (
        "- {id: thanks, counts: compliments, population: compliments, dimensions: [team], "
        "values: {north: 30, south: 20, total: 50}}\n"
        "- {id: a, counts: key figures, population: complaints, values: {compliments: 55}}",
        ("total", "thanks", "thanks has 50"),
    ),
    "a key figure of all that were decided": (
        "- {id: decisions, population: Ombudsman decisions, "
        "values: {decided: 9, upheld: 4, not_upheld: 2, closed: 3}}\n"
        "- {id: a, counts: key figures, population: whole council, values: {ombudsman_decisions: 11}}",
        ("total", "decisions", "decisions has 9"),
    ),
    "a key figure of adults in a report about both": (
        "- {id: adults, counts: adult complaints, population: adult complaints, values: {2023/24: 74}}\n"
        "- {id: children, population: children's complaints, values: {2023/24: 61}}\n"
        "- {id: a, population: adult and children's services, values: {adult_complaints: 76}}",
        ("total", "adults", "adults has 74"),
    ),
    "an upheld rate that neither both nor all give": (
        "- {id: a, values: {upheld: 3, partially_upheld: 1, not_upheld: 2, upheld_rate: 80}}",
        ("share", "a", "3 of 5 is 60%"),
    ),
    "pounds that do not add": (
        "- {id: a, counts: pounds paid, values: {delay: 300, distress: 500.50, total: 1000}}",
        ("total", "a", "300 + 500.50 = 800.50"),
    ),
    "a change of a row of those with an outcome": (
        "- {id: a, counts: complaints, population: complaints with an outcome, "
        "values: {2023/24: {deaf_people: 4}, 2022/23: {deaf_people: 5}}}\n"
        "- {id: deaf_people_text, population: complaints, values: {decrease_percent: 31}}",
        ("difference", "deaf_people_text", "5 to 4 is -1, -20%"),
    ),
    "a change of a total beside last year's rows": (
        "- {id: a, population: complaints, values: {south: {x: 18, y: 23, total: 41}, "
        "north: {x: 1, y: 2, total: 3}, "
        "previous_year: {south: 18, north: 4}}}\n"
        "- {id: south_area_text, population: complaints, values: {increase_percent: 77}}",
        ("difference", "south_area_text", "18 to 41 is +23, 127.78%"),
    ),
    "a change of the only row of both years": (
        "- {id: a, values: {formal_2023/24: 5, formal_2022/23: 8, visits: 10, decrease_percent: 3}}",
        ("difference", "a", "8 to 5 is -3, -37.50%"),
    ),
    "a percentage with several counts in its row": (
        "- {id: a, values: {stage_1: {number: 107, in_time: 96, percent: 89, within_10_days: 60, refused: 14}}}",
        ("share", "a", "96 of 107 is 89.72%"),
    ),
    "a percentage of the rows of the only other table": (
        "- {id: a, population: complaints, dimensions: [group], values: {plan: 35, care: 25, other: 47}}\n"
        "- {id: b, population: complaints, dimensions: [group], values: {plan_percent: 32}}",
        ("share", "b", "35 of 107 is 32.71%"),
    ),
    "an average for each month": (
        SIXTY + "- {id: a, counts: complaints a month, population: complaints, values: {average: 6}}",
        ("total", "a", "60 in 12 months are 5 each"),
    ),
    "a total of some is not the number of all": (
        "- {id: providers, counts: complaints of providers, population: complaints, "
        "values: {a: 30, b: 22, total: 52}}\n"
        "- {id: teams, population: complaints, values: {a: 50, b: 60, c: 40, d: 20}}\n"
        "- {id: needs, population: complaints, values: {e: 49, f: 60, g: 40, h: 20}}",
        ("total", "teams", "= 170 beside 49 + 60 + 40 + 20 = 169"),
    ),
    "rows that are named as a population": (
        "- {id: a, population: adult social care, values: {statutory_complaints: 169}}\n"
        "- {id: b, population: statutory complaints, values: {closed: 162, open: 6}}",
        ("total", "b", "162 + 6 = 168"),
    ),
    "a sentence about a table that is named as another population": (
        "- {id: a, population: adult social care, values: {ombudsman_investigations: 6}}\n"
        "- {id: b, population: adult ombudsman investigations, values: {ombudsman_investigations: 5}}",
        ("total", "b", "b has 5"),
    ),
    "a sentence about one row": (
        SIXTY.replace("email: 45", "by_email: 45")
        + "- {id: a, counts: complaints by email, population: complaints, values: {by_email: 41}}",
        ("total", "a", "channels has 45"),
    ),
    "rows that nearly add to what is called their total": (
        "- {id: a, values: {concerns: 139, concerns_elsewhere: 296, concerns_total: 434}}",
        ("total", "a", "139 + 296 = 435"),
    ),
    "a summary that begins with its name": (
        "- {id: volumes, population: adult care, values: {letters: {2023/24: 6}}}\n"
        "- {id: summary_adults, population: adult care, values: {letters: 5}}",
        ("total", "summary_adults", "volumes has 6"),
    ),
    "ranges that share a day": (
        "- {id: a, values: {1-20: 16, 21-40: 13, 41-60: 5, 60-90: 2}}",
        ("overlap", "a", "60 stands in both 41-60 and 60-90"),
    ),
}
CONSISTENT = {
    "what is of other people, of some, or within rounding": SIXTY
    + """
- {id: people, counts: people with support, population: adults, values: {total: 4200}}
- {id: rate, counts: "complaints for each 1,000 residents", population: complaints, values: {per_1000: 2.0}}
- {id: own, counts: "complaints for each 1,000 people with support", population: complaints,
   values: {per_1000: 14.3}}
- {id: ways, counts: complaints by way, population: complaints, dimensions: [way],
   values: {visit: 35, call: 14, form: 9}}
- {id: of_these, counts: share of complaints by way, population: complaints, dimensions: [way],
   values: {visit: 60}}
- {id: some, counts: complaints about delay, population: complaints, values: {complaints: 8}}
- {id: change_in_late_ones, counts: increase in late complaints, population: complaints,
   values: {increase_percent: 9}}
""",
    "rates and changes that hold": """
- {id: a, values: {plans: 817, complaints: 35, "Complaints per 1,000 plans": 42.8}}
- {id: b, counts: share in time, values: {2023/24: 90, 2022/23: 85, increase in percentage points: 6}}
- {id: c, counts: share in time, values: {2023/24: 42, 2022/23: 40, improvement_percent: 5}}
- {id: d, counts: share in time, values: {2023/24: 38, 2022/23: 40, decrease_percent: 2}}
- {id: e, values: {complaints: 78, per_thousand: 14}}
- id: f
  values: {upheld: {2023/24: 10, 2023/24_percent: 25, 2022/23: 5, 2022/23_percent: 20, increase_percent: 100}}
""",
    "last year's table in an entry of its own has fewer rows": SIXTY
    + """
- {id: teams, counts: complaints, population: complaints, dimensions: [team],
   values: {North: 20, South: 24, East: 10, West: 6}}
- {id: teams_before, counts: complaints, population: "complaints, 2022/23", dimensions: [team],
   values: {North: 30, South: 25, East: 10}}
- {id: kinds, counts: complaints, population: complaints, dimensions: [kind, year], values: {
   2023/24: {formal: 50, informal: 10, total: 60}, 2022/23: {formal: 70, informal: 10, total: 80}}}
""",
    "parts of parts": "- {id: a, values: {total: 276, comments: 116, cases: 160, statutory: 113, corporate: 47}}",
    "of which": "- {id: a, values: {upheld: 20, not_upheld: 40, of_which_provider: 3, total: 60}}",
    "one part alone": "- {id: a, values: {total: 60, upheld: 20}}",
    "rounded half up": "- {id: a, values: {men: 1, women: 7, men_percent: 13, women_percent: 88}}",
    "rounded half to even": "- {id: a, values: {men: 1, women: 7, men_percent: 12, women_percent: 88}}",
    "decimals that are not printed": "- {id: a, values: {number: {x: 12, y: 45}, percent: {x: 21, y: 78.9}}}",
    "percentages of a whole that is not told": "- {id: a, values: {x: 92, x_percent: 59, y: 31, y_percent: 20}}",
    "a percentage beside a total": "- {id: a, values: {stage_1: {total: 107, in_time: 96, percent: 90}, "
    "stage_2: {total: 2, in_time: 2, percent: 100}}}",
    "a percentage of what was decided": "- {id: a, values: {received: 12, upheld: 6, not_upheld: 1, closed: 5, "
    "upheld_rate: 86}}",
    "a change of some of all": SIXTY + "- {id: serious, population: complaints, values: {reduction_percent: 14}}\n"
    "- {id: before, population: 'complaints, 2022/23', values: {upheld: 1, not_upheld: 9, total: 10}}",
    "more than cases beside what was received": "- {id: a, values: {received: 5, upheld: 3, visits: 8, calls: 9}}",
    "a number of some beside a percentage of all": "- {id: joint, counts: complaints answered with the NHS, "
    "population: complaints, values: 7}\n"
    "- {id: sex, counts: share of complaints, population: complaints, values: {men: 51, women: 49}}",
    "a percentage of the census": SIXTY
    + "- {id: sex, population: complaints, values: {men: 30, women: 30, census_men_percent: 49.4}}",
    "outcomes without those withdrawn": SIXTY
    + "- {id: kinds, population: complaints, values: {plain: 55, withdrawn: 5, total: 60}}\n"
    "- {id: found, population: complaints, values: {upheld: 20, not_upheld: 35}}",
    "a subset of the people": SIXTY
    + "- {id: age, population: complaints (56 of 60), values: {under_65: 30, 65+: 26}}",
    "people counted several times": SIXTY
    + "- {id: reasons, population: reasons of complaints, values: {delay: 50, conduct: 40, other: 30}}",
    "children beside adults": "- {id: adults, counts: complaints, population: complaints, values: {2023/24: 74}}\n"
    "- {id: children, counts: children's complaints, population: complaints, values: {2023/24: 73, increase: 5}}",
    "a row for a rise in fees": "- {id: a, values: {fee_increase: 3, delay: 4, total: 7}}",
    "decided last year's too": "- {id: a, values: {received: 8, decided: 9, upheld: 4, not_upheld: 1, closed: 4}}",
    "a mean that ranges of days allow": (
        "- {id: speed, counts: days to answer, dimensions: [days], "
        "values: {1-10: 30, 11-20: 20, over_20: 10, average_days: 31}}"
    ),
    "shares of several groups, or of each": (
        "- {id: needs, counts: share by need, dimensions: [need], values: {sight: 40, hearing: 44, walking: 21}}\n"
        "- {id: upheld, counts: share upheld, dimensions: [team], values: {north: 40, south: 44, east: 21}}\n"
        "- {id: kpis, counts: share, dimensions: [indicator], values: {opened: 40, told: 44, paid: 21}}"
    ),
    "a row of an entry that says nothing of what it counts": (
        "- {id: outcomes, values: {upheld: 30, not_upheld: 29}}\n- {id: ombudsman, values: {upheld: 2}}"
    ),
    "ranges that nest, with how many there are": "- {id: a, counts: complaints answered, dimensions: [days], "
    "values: {within_10: 124, within_20: 150, within_30: 160, total: 174}}",
    "days between the shortest and the longest": "- {id: a, counts: days to answer, "
    "values: {shortest: 4, longest: 61, average: 13.1, median: 9}}",
    "ranges that nest": "- {id: a, values: {within_10: 5, within_20: 9, over_20: 3}}",
    "ranges that meet": "- {id: a, values: {under_16: 1, 16-24: 2, 25-64: 3, 65+: 4}}",
    "averages": "- {id: a, counts: average days, population: complaints, values: {2023/24: 39, 2022/23: 34}}",
    "names that YAML has other plans for": "- {id: a, values: {yes: 3, no: 4, 20_25: 1, total: 8}}",
    "a share upheld by group": SIXTY
    + "- {id: sexes, counts: complaints, population: complaints, dimensions: [sex], "
    "values: {men: 20, women: 40}}\n"
    "- {id: upheld, counts: share upheld, population: complaints, dimensions: [sex], "
    "values: {men_percent: 50, women_percent: 26, total_percent: 33}}\n"
    "- {id: in_time, counts: share in time, population: complaints, dimensions: [sex], "
    "values: {men: 60, women: 90}}",
    "several for each complaint": SIXTY
    + "".join(
        f"- {{id: a{at}, counts: complaints {words}, population: complaints, dimensions: [x], "
        "values: {delay: 40, conduct: 30, money: 9, other: 5}}\n"
        for at, words in enumerate(
            (
                "(several per complaint)",
                "by theme; more than one each",
                "by need (multiple answers)",
                "with most rows",
            )
        )
    ),
    "a year of which fewer rows are given": (
        "- {id: a, counts: complaints, population: complaints, dimensions: [team], "
        "values: {2023/24: {x: 20, y: 30, z: 10}, 2022/23: {x: 30, y: 28}}}\n"
        "- {id: b, counts: complaints, population: complaints, dimensions: [sex], "
        "values: {2023/24: {men: 20, women: 40, total: 60}, 2022/23: {men: 40, women: 40, total: 80}}}"
    ),
    "a rate of all upheld": "- {id: a, values: {upheld: 2, partially_upheld: 1, not_upheld: 3, upheld_rate: 50}}",
    "a share of another number in its row": (
        "- {id: a, values: {north: {number: 60, percent: 50, upheld: 20}, "
        "south: {number: 60, percent: 50, upheld: 3}}}"
    ),
    "rates of others": "- {id: a, population: enquiries, values: {total: 12, upheld: 6, not_upheld: 6, "
    "upheld_rate: 50, council_upheld_rate: 78, other_authorities_upheld_rate: 77}}",
    "ranges of days that nest": SIXTY + "- {id: a, population: complaints, "
    "values: {within_10: 20, within_20: 40, over_20: 15, over_20_percent: 25}}",
    "all of those with an outcome beside all of last year": SIXTY
    + "- {id: a, counts: decisions, population: complaints, values: {2023/24: {x: 20, y: 40, total: 60}, "
    "2022/23: {x: 1, y: 59, total: 60}}}\n"
    "- {id: total_text, population: complaints, values: {increase_percent: 11}}",
    "a number of some in a row's name": SIXTY
    + "- {id: a, counts: complaints supported by email, population: complaints, values: {email: 41}}",
    "totals of some that agree by chance": (
        "- {id: areas, counts: complaints, population: complaints, values: {x: 30, y: 37, total: 67}}\n"
        "- {id: other, counts: other complaints, population: complaints, "
        "values: {upheld: 2, not_upheld: 7, total: 9}}\n"
        "- {id: delay, counts: complaints about delay, population: complaints, "
        "values: {upheld: 4, not_upheld: 5, total: 9}}\n"
        "- {id: late, population: complaints, values: {late: 39, in_time_percent: 42}}"
    ),
    "shares upheld and shares upheld in part": "".join(
        f"- {{id: {part}upheld, counts: {part} upheld, population: complaints, dimensions: [area], "
        f"values: {{number: {{x: {n}, y: 2}}, percent: {{x: {10 * n}, y: 20}}}}}}\n"
        for part, n in (("", 3), ("partially_", 5))
    ),
    "other percentages in the rows of counts": SIXTY
    + "- {id: a, counts: complaints, population: complaints, dimensions: [team], values: {"
    "north: {complaints: 20, percent: 80}, south: {complaints: 25, percent: 12}, "
    "east: {complaints: 15, percent: 7}}}",
    "the largest payment": "- {id: a, counts: pounds, "
    "values: {delay: 300, distress: 500, total: 800, largest: 400}}",
    "an average of days": SIXTY
    + "- {id: a, counts: average days, population: complaints, values: {x: 17, y: 41, total: 18.4}}",
    "a row of another unit": "- {id: a, population: ombudsman decisions, values: {whole_council: 61}}\n"
    "- {id: b, counts: cases, population: whole council, values: 150}",
    "fewer upheld than the larger of two wholes": "- {id: a, values: {received: 7, decided: 10, upheld: 9}}",
    "several issues of a complaint": "- {id: a, counts: issues raised (several per complaint), "
    "values: {delay: {complaints: 28, upheld: 31, not_upheld: 12}}}",
    "in time, late and what is neither": "- {id: a, values: {received: 30, in_time: 24, late: 3, open: 3}}",
    "within one limit and over another": "- {id: a, values: {answered: 30, within_10: 12, over_20: 5}}",
    "a share of two rows": "- {id: a, values: {returned: 25, very_satisfied: 3, satisfied: 7, "
    "satisfied_percent: 40}}",
    "decided, and some still open": "- {id: a, "
    "values: {decided: 9, upheld: 4, not_upheld: 2, closed: 3, open_at_year_end: 2}}",
    "answered, open and withdrawn": SIXTY
    + "- {id: a, population: complaints, values: {answered: 50, still_open: 7, withdrawn: 3, total: 60}}",
    "an average beside the largest payment": (
        "- {id: a, values: {payments: 9, largest_pounds: 1200, average_pounds: 350}}"
    ),
    "percentages of a sentence and of something else": (
        SIXTY + "- {id: text_section_4, counts: complaints upheld, population: complaints, "
        "values: {number: 33, percent: 55}}\n"
        "- {id: joint, counts: joint complaints, population: complaints, values: {number: 5, percent: 8.3}}"
    ),
    "children's stages beside those of all": (
        "- {id: all, counts: complaints, population: stage 1 complaints, values: {2023/24: 842}}\n"
        "- {id: a, population: children's complaints, values: {stage_1: 54, stage_2: 6}}"
    ),
    "words and lists": "- {id: a, values: {busiest: [June, July], sums: [3750, 500], said: similar, none: null}}",
}


@pytest.mark.parametrize("case", CONTRADICTIONS)
def test_contradiction(tmp_path: Path, case: str) -> None:
    entries, (kind, entry, gives) = CONTRADICTIONS[case]
    found = found_in(tmp_path, entries)
    assert [(finding.kind, finding.entries[0]) for finding in found if gives in finding.gives] == [(kind, entry)]
    assert {finding.entries[0] for finding in found} == {entry}


@pytest.mark.parametrize("case", CONSISTENT)
def test_no_alarm(tmp_path: Path, case: str) -> None:
    assert found_in(tmp_path, CONSISTENT[case]) == []
