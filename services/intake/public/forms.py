"""Which councils' forms are open to the public."""

from collections.abc import Mapping
from dataclasses import dataclass

from chassis.settings import Settings, UnusableSetting
from kernel.errors import NotFound
from kernel.procedures import Books, Council


@dataclass(frozen=True)
class OpenForm:
    """A council whose form is open, and the number that everybody who cannot go on is given."""

    council: Council
    phone: str


@dataclass(frozen=True)
class OpenForms:
    """The forms that are open, by the codes of their councils."""

    by_council: Mapping[str, OpenForm]

    @classmethod
    def of(cls, settings: Settings, books: Books) -> "OpenForms":
        """Raises UnusableSetting for a council that is not known, or that nobody could phone."""
        named = set(settings.public_form)
        if settings.demo:
            named |= {code for code, council in books.councils.items() if council.demo}
        found: dict[str, OpenForm] = {}
        for code in sorted(named):
            council = books.councils.get(code)
            if council is None:
                raise UnusableSetting(f"REDRESS_PUBLIC_FORM names {code}, which has no procedure file.")
            if council.letterhead is None or council.letterhead.phone is None:
                raise UnusableSetting(f"REDRESS_PUBLIC_FORM names {code}, whose letterhead gives no phone number.")
            found[code] = OpenForm(council, council.letterhead.phone)
        return cls(found)

    def of_council(self, code: str) -> OpenForm:
        """Raises NotFound alike for no council and one whose form is shut."""
        if code not in self.by_council:
            raise NotFound("There is nothing at this address.")
        return self.by_council[code]
