"""A test whether one classifier is better than another on the same phrases, or only by chance."""

from math import comb


def exact_p(worse: int, better: int) -> float:
    """Two-sided p of McNemar's exact conditional test, from the phrases that only one of two classifiers gets right.

    If both were equally good, each such phrase would be like a toss of a fair coin. So p is twice the binomial tail of
    the smaller count, at most 1 (Q. McNemar, Psychometrika 12, 1947, 153-157; the exact conditional form as in
    Fagerland, Lydersen and Laake, BMC Medical Research Methodology 13:91, 2013).
    """
    changed = worse + better
    tail = sum(comb(changed, count) for count in range(min(worse, better) + 1))
    return min(1.0, 2 * tail / (1 << changed))
