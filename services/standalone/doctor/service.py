"""Looks at everything, once, and says it in lines or as JSON."""

import json
from collections.abc import Iterator, Sequence

from chassis.settings import Settings
from kernel.localtime import local_date, utc_now
from standalone.doctor import databases, elsewhere, machine, rules
from standalone.doctor.rules import Finding


def examined(settings: Settings, proxy: tuple[str, int] | None) -> list[Finding]:
    """What is found, in the order in which it is best mended; `proxy`: host and port by which people come."""
    return list(_examined(settings, proxy))


def _examined(settings: Settings, proxy: tuple[str, int] | None) -> Iterator[Finding]:
    now = utc_now()
    yield from machine.settings(settings)
    yield machine.folder(settings)
    yield from machine.keys(settings)
    yield from machine.disks(settings)
    yield machine.product(settings)
    seen = databases.seen(settings, now)
    provider, their_clock = elsewhere.identity_provider(settings) if settings.oidc_issuer else (None, None)
    yield rules.clock(now, seen.newest, their_clock)
    yield from seen.findings
    yield rules.calendar(local_date(now), seen.last_due)
    yield from machine.councils(settings)
    yield machine.web_app(settings)
    if proxy:
        yield elsewhere.certificate(*proxy, now)
    if provider:
        yield provider
    yield elsewhere.sending(settings)
    yield from elsewhere.mailboxes(settings)
    yield elsewhere.virus_scanner(settings)
    yield machine.backups(settings, now)


def lines(findings: Sequence[Finding]) -> Iterator[str]:
    """As people read it."""
    width = max(len(finding.of) for finding in findings)
    for finding in findings:
        yield f"{finding.level.name.lower():4}  {finding.of:{width}}  {finding.says}"
        if finding.do:
            yield f"{'':{width + 8}}{finding.do}"


def document(findings: Sequence[Finding]) -> str:
    """As a machine reads it."""
    told = [
        {"of": each.of, "level": each.level.name.lower(), "says": each.says, "do": each.do} for each in findings
    ]
    return json.dumps({"level": rules.worst(findings).name.lower(), "findings": told}, indent=1)
