"""English number words, as callers say them and the recogniser writes them."""

from nlu.numbers.number_words import NumberWords

_UNITS = (
    "one first", "two second", "three third", "four fourth", "five fifth", "six sixth", "seven seventh",
    "eight eighth", "nine ninth niner",
)  # fmt: skip
_FIGURES = ("zeros zeroes", "ones", "twos", "threes", "fours", "fives", "sixes", "sevens", "eights", "nines")
_TEENS = (
    "ten tenth", "eleven eleventh", "twelve twelfth", "thirteen thirteenth", "fourteen fourteenth",
    "fifteen fifteenth", "sixteen sixteenth", "seventeen seventeenth", "eighteen eighteenth", "nineteen nineteenth",
)  # fmt: skip
_TENS = (
    "twenty twentieth",
    "thirty thirtieth",
    "forty fortieth",
    "fifty fiftieth",
    "sixty sixtieth",
    "seventy seventieth",
    "eighty eightieth",
    "ninety ninetieth",
)


def _table(rows: tuple[str, ...], first: int, step: int) -> dict[str, int]:
    return {word: first + step * at for at, row in enumerate(rows) for word in row.split()}


ENGLISH = NumberWords(
    zeros=frozenset(["zero", "nought", "naught", "aught", "nil", "oh", "o", "null"]),
    units=_table(_UNITS, 1, 1),
    teens=_table(_TEENS, 10, 1),
    tens=_table(_TENS, 20, 10),
    closing=frozenset(word for row in _TENS for word in row.split() if word.endswith("th")),
    hundreds={},
    hundred=frozenset(("hundred",)),
    scales={"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000},
    single={},
    repeats={"double": 2, "twice": 2, "triple": 3, "treble": 3, "thrice": 3, "quadruple": 4, "quintuple": 5},
    times=frozenset(("times",)),
    by=frozenset(),
    halves={("half", "a"): 1, ("half",): 1},
    and_half=("and", "a", "half"),
    plurals=_table(_FIGURES, 0, 1),
    separators=frozenset(["and", "uh", "um", "dash", "hyphen", "space", "slash", "then", "dot", "point"]),
    joiner="and",
    stems=("sextuple", "septuple", "trillion", "zillion", "umpteen", "eleventy"),
    vague=frozenset(["one", "first", "second", "o", "oh"]),
)
