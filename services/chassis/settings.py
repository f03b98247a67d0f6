"""Settings from the environment, prefix REDRESS_; read once at start and passed in."""

import os
import re
from email.utils import parseaddr
from importlib.util import find_spec
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict, SettingsError

from kernel.vocabulary import Role

LOOPBACK = (IPv4Network("127.0.0.0/8"), IPv6Network("::1/128"))
OF_COMMANDS = {"REDRESS_URL"}
"""Read by the commands that speak to a server, and by no service."""
NOTIFY_KEY = re.compile(r"(-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}){2}$")


class UnusableSetting(ValueError):
    """A setting with which nothing can start; the message names it."""


class UnknownSetting(UnusableSetting):
    """A name in the environment that is no setting."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is no setting. Is it misspelt?")


def _built_web_app() -> Path:
    """The web app that came in the wheel, beside the services; in a checkout, where it is built."""
    services = Path(__file__).resolve().parents[1]
    in_wheel = services / "standalone" / "web_app"
    return in_wheel if in_wheel.is_dir() else services.parent / "frontend" / "dist"


def _divided(value: Any) -> Any:
    return [name.strip() for name in value.split(",") if name.strip()] if isinstance(value, str) else value


def _of_addresses(text: str) -> str:
    """Addresses and networks, or * for all; a name would be believed by nobody. Raises ValueError."""
    for address in _divided(text):
        if address != "*":
            ip_network(address)
    return text


class MailboxOAuth(BaseModel):
    """How a mailbox is signed in to without a password: by a token of client credentials (OAuth 2.0)."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    token_url: Annotated[str, Field(pattern=r"^(https://|http://127\.0\.0\.1[:/])")]
    client_id: str
    client_secret: SecretStr
    scope: str = "https://outlook.office365.com/.default"


class Mailbox(BaseModel):
    """A mailbox that is looked into by IMAP. `past_days`: so many days back are taken in at the first time.

    It is signed in to with a password or by OAuth.
    """

    model_config = ConfigDict(extra="forbid")

    host: str
    port: int = Field(default=993, ge=1, le=65535)
    security: Literal["starttls", "tls", "none"] = "tls"
    user: str
    password: SecretStr | None = None
    oauth: MailboxOAuth | None = None
    folder: str = "INBOX"
    past_days: int = Field(default=0, ge=0, le=3660)

    @model_validator(mode="after")
    def _one_way_in(self) -> Self:
        if (self.password is None) == (self.oauth is None):
            raise ValueError("a mailbox is signed in to with a password or by oauth")
        return self


class Settings(BaseSettings):
    """What an operator can set. Database URLs left empty mean one SQLite file each in the data folder."""

    model_config = SettingsConfigDict(hide_input_in_errors=True, env_prefix="REDRESS_", extra="ignore")

    data_dir: Path = Path("var")
    intake_database_url: str = ""
    cases_database_url: str = ""
    analytics_database_url: str = ""

    intake_url: str = Field(default="", description="where other processes find intake; empty: this process")
    cases_url: str = Field(default="", description="where other processes find cases; empty: this process")

    oidc_issuer: str = Field(default="", description="issuer URL of the council's identity provider")
    oidc_audience: str = ""
    oidc_jwks_url: str = Field(default="", description="empty: as the issuer's discovery document says")
    oidc_client_id: str = Field(default="", description="of the web app; empty: nobody signs in by the provider")
    oidc_scope: str = Field(default="openid profile", description="what the web app asks the provider for")
    oidc_prompt: Literal["", "consent", "login", "select_account"] = Field(
        default="",
        description="what the provider asks whoever presses *Sign in*, by OpenID Connect; empty: its choice",
    )
    oidc_origins: str = Field(default="", description="other origins of the provider that the web app may ask")
    oidc_roles_claim: str = Field(default="roles", description="may be a path, such as realm_access.roles")
    oidc_roles: dict[str, Role] = Field(default={}, description="Redress's roles by the provider's own values")
    oidc_authority_claim: str = "authority"
    oidc_authorities: dict[str, str] = Field(
        default={}, description="councils' codes by the provider's own values"
    )
    oidc_authority: str = Field(
        default="", description="the one council of all who sign in there, if it names none"
    )
    oidc_team_claim: str = Field(default="", description="empty: the provider names nobody's team")
    oidc_teams: dict[str, str] = Field(default={}, description="teams' codes by the provider's own values")
    signing_key: SecretStr | None = Field(
        default=None, description="PEM of the own issuer, where processes on several machines share it"
    )
    other_signing_key: SecretStr | None = Field(
        default=None, description="PEM of a key whose tokens are taken too, while the one is exchanged"
    )

    files_dir: Path | None = Field(
        default=None, description="where files of contacts are kept; empty: in the data folder"
    )
    files_key: SecretStr | None = Field(
        default=None, description="key of the kept files, where processes on several machines share it"
    )
    files_bucket: str = Field(
        default="",
        pattern=r"^(s3://[^/?#]+(/[^?#]*)?)?$",
        description="s3://BUCKET/PREFIX where files of contacts are kept instead; needs files_key",
    )
    files_endpoint: str = Field(
        default="", pattern=r"^(https?://.+)?$", description="URL of the bucket's store; empty: Amazon's"
    )
    councils_dir: Path | None = Field(
        default=None, description="councils' files beside the release's own; empty: in the data folder"
    )
    backups_dir: Path | None = Field(
        default=None, description="folder of sets, each by its moment; empty: in the data folder"
    )
    backup_before_upgrade: bool = Field(
        default=True, description="a verified set is written before databases are brought to a newer release"
    )
    clamd: str = Field(
        default="",
        pattern=r"^(/.+|.+:\d{1,5})?$",
        description="socket path or host:port of a ClamAV daemon that looks through files; empty: nothing does",
    )

    demo: bool = Field(
        default=False, description="a demo council, and a sign-in without a password on this machine"
    )
    web_root: Path = Field(default=_built_web_app(), description="the built web app")
    max_body_bytes: int = 1_000_000
    max_connections: int = Field(default=1_000, ge=1, description="of each process; more are answered 503")
    trusted_proxies: Annotated[str, AfterValidator(_of_addresses)] = Field(
        default="", description="addresses whose X-Forwarded-For and -Proto are believed, divided by commas"
    )
    requests_per_minute: int = Field(default=1_200, ge=1, description="of each person and process")
    partner_requests_per_minute: int = Field(default=120, ge=1, description="of each partner client and process")
    public_form: Annotated[list[str], NoDecode, BeforeValidator(_divided)] = Field(
        default=[], description="codes of the councils whose form for the public is open, divided by commas"
    )
    public_requests_per_minute: int = Field(
        default=60, ge=1, description="to the public's form, of each address and process"
    )
    public_contacts_per_hour: int = Field(
        default=300, ge=1, description="by the public's form, of each council; more are told to phone"
    )
    hooks_networks: Annotated[list[IPv4Network | IPv6Network], NoDecode, BeforeValidator(_divided)] = Field(
        default=[], description="networks, divided by commas, that webhooks may go to although they are not public"
    )
    metrics_networks: Annotated[list[IPv4Network | IPv6Network], NoDecode, BeforeValidator(_divided)] = Field(
        default=[], description="networks, divided by commas, that may ask /metrics beside this machine"
    )
    recent_contact_days: int = Field(
        default=28, ge=0, le=3660, description="so many days back the contact centre sees contacts of others"
    )
    mail_transport: Literal["kept", "smtp", "notify"] = Field(
        default="kept", description="what e-mails leave by; kept: nothing leaves, officers send by hand"
    )
    mail_from: str = Field(default="", description="the address that e-mails come from")
    mail_reply_to: str = Field(default="", description="where answers go; empty: to where they come from")
    web_address: str = Field(
        default="",
        pattern=r"^(https?://[^\s#?]+)?$",
        description="where people open the web app; empty: an e-mail to an officer has no link to it",
    )
    mail_bounces_to: str = Field(default="", description="where what cannot be delivered goes; empty: the same")
    smtp_host: str = Field(default="", description="the council's mail server")
    smtp_port: int = Field(default=587, ge=1, le=65535)
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        default="starttls", description="tls: from the first byte; none: within one machine alone"
    )
    smtp_user: str = Field(default="", description="empty: nobody signs in at the mail server")
    smtp_password: SecretStr | None = None
    notify_url: str = "https://api.notifications.service.gov.uk"
    notify_key: SecretStr | None = Field(default=None, description="GOV.UK Notify's key, as it shows it")
    notify_email_template: str = Field(
        default="", description="id of Notify's template with ((subject)), ((body)) and ((link_to_file))"
    )
    notify_letters: bool = Field(default=False, description="Notify prints and posts letters too")
    mail_dir: Path | None = Field(
        default=None, description="e-mails that are put into the folder of a council below it are taken in"
    )
    mail_addresses: dict[str, list[str]] = Field(
        default={}, description="by council: addresses from which it writes itself, so that its own mail is known"
    )
    imap: dict[str, Mailbox] = Field(
        default={}, description="by council: the mailbox whose new e-mails are taken in, and left as they are"
    )
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"], BeforeValidator(str.upper)] = (
        "INFO"
    )
    otlp_endpoint: str = Field(
        default="",
        pattern=r"^(https?://.+)?$",
        description="URL of a collector that spans are sent to by OTLP; empty: none are made",
    )

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.oidc_issuer and not self.oidc_audience:
            raise ValueError("REDRESS_OIDC_AUDIENCE is required with REDRESS_OIDC_ISSUER")
        if self.oidc_issuer and self.demo:
            raise ValueError("DEMO signs people in without a password: it stands beside no REDRESS_OIDC_ISSUER")
        if self.other_signing_key and not self.signing_key:
            raise ValueError("REDRESS_OTHER_SIGNING_KEY is taken beside REDRESS_SIGNING_KEY alone")
        if self.files_bucket and not self.files_key:
            raise ValueError("REDRESS_FILES_KEY is required with REDRESS_FILES_BUCKET")
        if self.mail_transport == "smtp" and not (self.smtp_host and self.mail_from):
            raise ValueError("REDRESS_SMTP_HOST and REDRESS_MAIL_FROM are required to send by SMTP")
        if self.mail_transport == "notify" and not (self.notify_key and self.notify_email_template):
            raise ValueError(
                "REDRESS_NOTIFY_KEY and REDRESS_NOTIFY_EMAIL_TEMPLATE are required to send by GOV.UK Notify"
            )
        if self.notify_key and not NOTIFY_KEY.search(self.notify_key.get_secret_value()):
            raise ValueError("REDRESS_NOTIFY_KEY is no key of GOV.UK Notify: it ends in two ids after dashes")
        if self.otlp_endpoint and find_spec("opentelemetry.sdk") is None:
            raise ValueError("REDRESS_OTLP_ENDPOINT needs what the extra otel brings: requirements-otel.txt")
        self.data_dir = self.data_dir.expanduser().resolve()
        for service in ("intake", "cases", "analytics"):
            name = f"{service}_database_url"
            if not getattr(self, name):
                setattr(self, name, f"sqlite:///{self.data_dir / service}.db")
        return self

    @property
    def message_domain(self) -> str:
        """What the Message-IDs of our own e-mails end in: of no mail that somebody at the council writes."""
        return f"redress.{parseaddr(self.mail_from)[1].rpartition('@')[2].lower() or 'invalid'}"

    @property
    def webhook_networks(self) -> list[IPv4Network | IPv6Network]:
        """In the demonstration this machine too, so that a receiver can be tried."""
        return [*self.hooks_networks, *(LOOPBACK if self.demo else ())]

    @property
    def files_folder(self) -> Path:
        return self.files_dir or self.data_dir / "files"

    @property
    def councils_folder(self) -> Path:
        return self.councils_dir or self.data_dir / "councils"

    @property
    def last_in_force(self) -> Path:
        """Copies of the councils' files that were taken in last."""
        return self.data_dir / "councils" / "in_force"

    @property
    def backups_folder(self) -> Path:
        return self.backups_dir or self.data_dir / "backups"

    @classmethod
    def from_environment(cls) -> "Settings":
        """Settings of this process; DEMO=0 is short for REDRESS_DEMO=0.

        Raises UnknownSetting: a slip in a name would leave a default in force; UnusableSetting for what has to be
        JSON and is none.
        """
        prefix = str(cls.model_config["env_prefix"])
        known = {f"{prefix}{name}".upper() for name in cls.model_fields} | OF_COMMANDS
        unknown = sorted(name for name in os.environ if name.startswith(prefix) and name not in known)
        if unknown:
            raise UnknownSetting(unknown[0])
        overrides = {"demo": os.environ["DEMO"]} if "DEMO" in os.environ else {}
        try:
            return cls.model_validate(cls().model_dump() | overrides) if overrides else cls()
        except SettingsError as error:
            field = str(error).split('"')[1]
            raise UnusableSetting(f"{prefix}{field.upper()} is no JSON: {error.__cause__}") from error
