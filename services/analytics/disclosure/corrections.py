"""What a count that was corrected after it was published tells besides. Pure."""

from collections.abc import Mapping

from analytics.disclosure.policy import Key, Sum


def corrections(published: Mapping[Key, Key], counts: Mapping[Key, int]) -> tuple[dict[Key, int], list[Sum]]:
    """Differences as counts of their own, which nobody prints and everybody with both versions can work out.

    `published`: of each corrected count, what names the number that was published of it; both are in `counts`.
    """
    differences: dict[Key, int] = {}
    sums = []
    for key, before in sorted(published.items()):
        less, more = sorted((key, before), key=lambda one: counts[one])
        difference = f"{more} less {less}"
        differences[difference] = counts[more] - counts[less]
        sums.append(Sum(more, (less, difference)))
    return differences, sums
