"""The `redress` command.

Imports no service: `standalone.operate` does, for the commands that work on the data itself, and
`standalone.report_check`, for a report of whom nothing is stored.
"""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

from pydantic import ValidationError

from chassis.councils import books_with, in_folder
from chassis.own_issuer import OwnIssuer, UnknownToken, UnreadableKey
from chassis.sealing import UnreadableMasterKey
from chassis.settings import Settings, UnusableSetting
from chassis.version import VERSION
from kernel.calendar import FIRST_DAY, LAST_DAY
from kernel.localtime import LONDON, local_today
from kernel.procedures import ProcedureFileError
from kernel.vocabulary import Role
from standalone import SERVICES, calendar_days, cli_of_the_whole, client, council_files, place
from standalone.client import NOTHING_DONE, ClientError
from standalone.failure import Failure, fail, say
from standalone.procedures_check import listing

LONGEST_TOKEN_HOURS = 24
READS_KEPT_AT_LEAST = timedelta(days=366)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns its exit status; a failure is one line on standard error."""
    options = _parser().parse_args(arguments)
    failed = partial(fail, status=options.status_of_failure)
    try:
        settings = Settings.from_environment()
        status: int = options.run(options, settings)
        return status
    except (UnusableSetting, UnreadableKey, UnreadableMasterKey) as error:
        return failed(f"settings: {error}")
    except ValidationError as error:
        wrong = error.errors()[0]
        setting, *inside = [str(part) for part in wrong["loc"]] or [""]
        name = f"{'.'.join([f'REDRESS_{setting.upper()}', *inside])}: " if setting else ""
        return failed(f"settings: {name}{wrong['msg'].removeprefix('Value error, ')}")
    except ClientError as error:
        fail(str(error))
        return NOTHING_DONE
    except Failure as error:
        return failed(str(error))
    except ProcedureFileError as error:
        return failed(f"a council's file cannot be used:\n{error}")
    except OSError as error:
        return failed(str(error))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="redress", description="Complaints about social care: cases, dates, figures."
    )
    parser.add_argument("--version", action="version", version=f"redress {VERSION}")
    parser.set_defaults(status_of_failure=1)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    serving = commands.add_parser("serve", help="run the product, or one service of it")
    serving.add_argument("--service", action="append", choices=SERVICES, help="only this service; may be repeated")
    serving.add_argument("--host", default="127.0.0.1")
    serving.add_argument("--port", type=_port, default=os.environ.get("PORT", "8000"))
    serving.set_defaults(run=_serve)

    migrating = commands.add_parser("migrate", help="bring the databases to the newest revision")
    migrating.set_defaults(run=_migrate)

    recounting = commands.add_parser("recount", help="count open cases and contact plans anew, by new rules")
    recounting.set_defaults(run=_recount)

    token = commands.add_parser("token", help="print a token signed by the data folder's own issuer")
    token.add_argument("--role", action="append", default=[], choices=[role.value for role in Role])
    token.add_argument("--authority", help="a council's code; * for the role service")
    token.add_argument("--subject", default="command-line")
    token.add_argument("--name", default="Command line")
    token.add_argument("--hours", type=_hours, default=8)
    token.set_defaults(run=_token, misused=token.error)
    kept = token.add_subparsers(title="those that were printed", metavar="COMMAND")
    listing_tokens = kept.add_parser("list", help="tokens that this command printed and that are good still")
    listing_tokens.set_defaults(run=_tokens)
    revoking = kept.add_parser("revoke", help="take a token back at once")
    revoking.add_argument("token", metavar="ID", help="of the list, or the token itself")
    revoking.set_defaults(run=_revoke_token)

    importing = commands.add_parser("import", help="bring in files of recorded cases through the running server")
    importing.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="lines of JSON, or a spreadsheet: .csv, .xlsx"
    )
    importing.add_argument("--mapping", metavar="NAME", help="by which a spreadsheet is read; saved before")
    importing.add_argument("--authority", help="whose spreadsheet it is; lines of JSON name their council")
    importing.add_argument("--dry-run", action="store_true", help="say what would come in, and store nothing")
    importing.add_argument("--token", help="instead of one that the command makes for the file's council")
    importing.set_defaults(run=_import)

    mailing = commands.add_parser("mail", help="hand in e-mails as they arrived through the running server")
    mailing.add_argument("files", metavar="FILE", nargs="+", type=Path, help="one e-mail each (.eml)")
    mailing.add_argument("--authority", required=True, help="whose they are")
    mailing.add_argument("--mbox", action="store_true", help="each file is a whole mailbox, in mbox form")
    mailing.add_argument("--token", help="instead of one that the command makes")
    mailing.set_defaults(run=_mail)

    exporting = commands.add_parser("export", help="write a council's imported lines as they were given")
    exporting.add_argument("--authority", required=True)
    exporting.add_argument("--out", type=Path, help="a file; without it, standard output")
    exporting.add_argument("--token")
    exporting.set_defaults(run=lambda o, settings: client.export(settings, o.authority, o.out, o.token))

    asking = commands.add_parser("figures", help="ask one figure of the running server")
    asking.add_argument("--authority", required=True)
    asking.add_argument("--year", help="a financial year, such as 2023-24")
    asking.add_argument("--measure", default="count")
    asking.add_argument("--unit", default="case")
    asking.add_argument("--cohort", default="received")
    asking.add_argument("--filters", type=json.loads, default={}, metavar="JSON", help='{"outcome": "upheld"}')
    asking.add_argument("--numerator", type=json.loads, metavar="JSON")
    asking.add_argument("--group-by", action="append", default=[], metavar="FIELD")
    asking.add_argument("--field")
    asking.add_argument("--rounding", type=int, default=0)
    asking.add_argument(
        "--question", type=json.loads, default={}, metavar="JSON", help="any other part of a question"
    )
    asking.add_argument("--token")
    asking.set_defaults(run=_figures)

    procedures = commands.add_parser("procedures", help="what the councils' procedure files say").add_subparsers(
        required=True, metavar="COMMAND"
    )
    check = procedures.add_parser("check", help="validate the files; list every limit with its source")
    check.set_defaults(run=_check_procedures)

    calendar = commands.add_parser("calendar", help="list the published bank holidays of a year")
    calendar.add_argument("--year", type=_year, default=local_today().year)
    calendar.set_defaults(run=_list_calendar)

    feed = commands.add_parser("feed", help="events between the services").add_subparsers(
        required=True, metavar="COMMAND"
    )
    retry = feed.add_parser("retry", help="try parked events again")
    retry.set_defaults(run=_retry)
    accept = feed.add_parser("accept", help="go on after an older backup was restored, though events are lost")
    cli_of_the_whole.let_leave_out(
        accept, 0, "all databases were set back together: references of each year not to be given"
    )
    accept.set_defaults(run=_accept)
    rebuild = feed.add_parser("rebuild", help="build analytics' facts again from zero")
    rebuild.set_defaults(run=_rebuild)

    report = commands.add_parser("report", help="write a council's report, or check somebody's published one")
    report.add_argument("--authority", help="a council's code")
    report.add_argument("--year", help="a financial year, such as 2023-24")
    report.add_argument("--scope", default="adults", help="adults, children, corporate or all")
    report.add_argument("--quarter", type=int, choices=range(1, 5), help="of the year; without it, the whole year")
    report.add_argument("--version", type=int, help="a published one; without it, the figures of now")
    report.add_argument("--format", default="html", help="html, pdf, docx, xlsx, csv, json or easy_read")
    report.add_argument("--out", type=Path, help="a file; without it, standard output")
    report.add_argument("--token")
    report.set_defaults(run=_report)
    checking = report.add_subparsers(metavar="COMMAND").add_parser(
        "check", help="find what a published report says against its own numbers"
    )
    checking.add_argument("file", type=Path, metavar="FILE", help="its figures and claims: .yaml")
    checking.add_argument("--json", action="store_true", help="findings for a machine")
    checking.set_defaults(run=_check_report)

    council_files.add_to(commands)
    cli_of_the_whole.add_to(commands)
    reads = commands.add_parser("reads", help="who looked at what").add_subparsers(
        required=True, metavar="COMMAND"
    )
    verifying = reads.add_parser("verify", help="check that no read was altered or taken away")
    verifying.add_argument("--authority", help="only this council")
    verifying.add_argument(
        "--since", type=Path, metavar="FILE", help="what this command printed before: that has to hold still"
    )
    verifying.set_defaults(run=_verify_reads)
    forgetting = reads.add_parser("forget", help="let go of reads before a day; that this was done is kept")
    forgetting.add_argument("--before", type=date.fromisoformat, required=True, metavar="YYYY-MM-DD")
    forgetting.add_argument("--authority", help="only this council")
    forgetting.set_defaults(run=_forget_reads)
    return parser


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError(f"{number} is not between 0 and 65535")
    return number


def _year(text: str) -> int:
    year = int(text)
    if not FIRST_DAY.year <= year <= LAST_DAY.year:
        raise argparse.ArgumentTypeError(f"bank holidays are known from {FIRST_DAY.year} to {LAST_DAY.year}")
    return year


def _hours(text: str) -> float:
    hours = float(text)
    if not 0 < hours <= LONGEST_TOKEN_HOURS:
        raise argparse.ArgumentTypeError(f"more than 0 and at most {LONGEST_TOKEN_HOURS}")
    return hours


def _serve(options: argparse.Namespace, settings: Settings) -> int:
    services = options.service or SERVICES
    with place.taken(settings, options.host, options.port, services) as listener:
        from standalone import operate

        operate.serve_until_stopped(settings, listener, services)
    return 0


def _migrate(_options: argparse.Namespace, settings: Settings) -> int:
    from standalone import operate

    operate.migrate(settings)
    return 0


def _recount(_options: argparse.Namespace, settings: Settings) -> int:
    from standalone import operate

    return say(operate.recount(settings) or ["every open case stands as it is counted; nothing was changed"])


def _token(options: argparse.Namespace, settings: Settings) -> int:
    if settings.oidc_issuer:
        return fail(f"tokens come from {settings.oidc_issuer}; the own issuer makes none beside it")
    if not (options.role and options.authority):
        options.misused("the following arguments are required: --role, --authority")
    roles = [Role(role) for role in options.role]
    if options.authority not in books_with(settings.councils_folder, settings.last_in_force).councils and not (
        options.authority == "*" and roles == [Role.SERVICE]
    ):
        return fail(f"no council with the code {options.authority!r} has a procedure file")
    issuer, seconds = OwnIssuer.of(settings), int(options.hours * 3600)
    issuer.forget_ended()
    token = issuer.issue(options.subject, options.name, roles, options.authority, seconds)
    issuer.remember(token)
    return say([token])


def _tokens(_options: argparse.Namespace, settings: Settings) -> int:
    return say(
        f"{claims['jti']}  {claims['authority']}  {', '.join(claims['roles'])}  {claims['sub']}  "
        f"until {datetime.fromtimestamp(claims['exp'], LONDON):%d %B %Y, %H:%M}"
        for claims in OwnIssuer.of(settings).handed_out()
    )


def _revoke_token(options: argparse.Namespace, settings: Settings) -> int:
    try:
        OwnIssuer.of(settings).revoke(options.token)
    except UnknownToken as error:
        return fail(str(error))
    return say(["It is refused from now on."])


def _import(options: argparse.Namespace, settings: Settings) -> int:
    how = client.Import(options.token, options.authority, options.mapping, options.dry_run)
    return client.import_files(settings, options.files, how)


def _mail(options: argparse.Namespace, settings: Settings) -> int:
    return client.deliver(settings, options.files, options.authority, options.mbox, options.token)


def _figures(options: argparse.Namespace, settings: Settings) -> int:
    parts = (
        "authority",
        "year",
        "measure",
        "unit",
        "cohort",
        "filters",
        "numerator",
        "group_by",
        "field",
        "rounding",
    )
    given = {name: value for name in parts if (value := getattr(options, name)) is not None}
    return client.figures(settings, given | options.question, options.token)


def _check_procedures(_options: argparse.Namespace, settings: Settings) -> int:
    books = books_with(settings.councils_folder, settings.last_in_force)
    if mistakes := in_folder(books).mistakes:
        raise ProcedureFileError("\n".join(mistakes.values()))
    return say(listing(books))


def _list_calendar(options: argparse.Namespace, _settings: Settings) -> int:
    for line in calendar_days.listing(options.year):
        sys.stdout.write(line + "\n")
    return 0


def _retry(_options: argparse.Namespace, settings: Settings) -> int:
    from standalone import operate

    sys.stdout.write(f"{operate.retry(settings)} parked events took effect\n")
    return 0


def _accept(options: argparse.Namespace, settings: Settings) -> int:
    from standalone import operate

    done = operate.accept(settings, options.leave_out)
    return say(done or ["every feed is what was followed; nothing was changed"])


def _rebuild(_options: argparse.Namespace, settings: Settings) -> int:
    from standalone import operate

    sys.stdout.write(f"{operate.rebuild(settings)} events applied\n")
    return 0


def _report(options: argparse.Namespace, settings: Settings) -> int:
    if not options.authority or not options.year:
        return fail("report: --authority and --year say whose report of which year; or: report check FILE")
    parts = ("authority", "year", "scope", "quarter", "version", "format")
    asked = {part: value for part in parts if (value := getattr(options, part)) is not None}
    return client.report(settings, asked, options.out, options.token)


def _check_report(options: argparse.Namespace, _settings: Settings) -> int:
    from standalone import report_check

    return report_check.check(options.file, as_json=options.json)


def _verify_reads(options: argparse.Namespace, settings: Settings) -> int:
    from standalone import operate

    found = operate.verify_reads(settings, options.authority, _earlier(options.since) if options.since else {})
    for chain in found:
        sys.stdout.write(f"{chain.service} {chain.authority} {chain.length} {chain.hash}\n")
    faults = [f"{chain.service} {chain.authority}: {chain.fault}" for chain in found if chain.fault]
    for fault in faults:
        fail(fault)
    return 1 if faults else 0


def _earlier(path: Path) -> dict[tuple[str, str], tuple[int, str]]:
    """What `reads verify` printed before, by service and council. Raises Failure for another file."""
    found = {}
    for line in path.read_text().splitlines():
        try:
            service, authority, length, known = line.split()
            found[service, authority] = int(length), known
        except ValueError:
            raise Failure(f"{path} is not what `redress reads verify` printed") from None
    return found


def _forget_reads(options: argparse.Namespace, settings: Settings) -> int:
    from standalone import operate

    if options.before > local_today() - READS_KEPT_AT_LEAST:
        return fail(f"reads are kept for {READS_KEPT_AT_LEAST.days} days at least: give an earlier day")
    for done in operate.forget_reads(settings, options.authority, options.before):
        sys.stdout.write(done + "\n")
    return 0
