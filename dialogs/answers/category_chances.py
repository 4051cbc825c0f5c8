"""How likely each request category is meant, by all of its answers: many that are a little like count together."""

from collections.abc import Mapping, Sequence
from math import exp

from call.questions import Near


def category_chances(near: Sequence[Near]) -> Mapping[str, float]:
    """The chance of the category of each answer; together 1. None without answers."""
    most = max((each.odds for each in near), default=0.0)
    shares: dict[str, float] = {}
    for each in near:
        category = each.id.partition("/")[0]
        shares[category] = shares.get(category, 0.0) + exp(each.odds - most)
    total = sum(shares.values())
    return {category: share / total for category, share in shares.items()}
