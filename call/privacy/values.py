"""The value after (or before) the name of a secret: which atoms are it, if any. «забыл пароль» has none."""

from collections.abc import Sequence

from call.privacy.atoms import Atom, DigitRun, is_number
from call.privacy.lexicon import SECRET, Named, privacy_words

Piece = tuple[int, int]
"""Atoms from, to."""

CODE_DIGITS = range(3, 10)
"""Fewer are a count, more are a telephone number. Right after the name two are enough."""
_PLAIN_DIGITS = range(4, 9)
_BEFORE_DIGITS = range(3, 10)
_FEWEST_OF_CARD = 4
_FAR, _NEAR = 8, 3
"""How many atoms after its name a value may begin."""
_OF_PIN = 4
_LONGEST_WORDS = 10
"""Atoms of a password."""
_SPELLED = 4


def code_after(atoms: Sequence[Atom], runs: Sequence[DigitRun], end: int, *, plain: bool) -> Piece | None:
    """Digits after the name of a code; «код» alone (`plain`) has them right behind it."""
    at = end
    near = _NEAR if plain else _FAR
    while at < len(atoms) and at - end <= near:
        if atoms[at].masked:
            return at, at + 1
        if run := starting(runs, at):
            close = _passed_over(atoms[end:at])
            wanted = _PLAIN_DIGITS if plain else range(2, CODE_DIGITS.stop) if close else CODE_DIGITS
            return (run.first, run.end) if len(run.digits) in wanted and not _counted(atoms, run) else None
        if not plain and at + 1 < len(atoms) and atoms[at + 1].glued and atoms[at + 1].word.isdecimal():
            return at, _glued_end(atoms, at)
        named = privacy_words().named(_words(atoms), at)
        talks = privacy_words().talks(atoms[at].word) and not _passed_over(atoms[at : at + 1])
        if (named and named[0] not in SECRET) or (talks and not named):
            return None
        at += 1
    return None


def _passed_over(atoms: Sequence[Atom]) -> bool:
    """Words that may stand between a name and its value, and nothing else."""
    known = privacy_words()
    lists = (known.fillers, known.copula, known.idle, known.idle_digits, known.own)
    return all(any(atom.word in each for each in lists) for atom in atoms)


def card_after(atoms: Sequence[Atom], runs: Sequence[DigitRun], end: int) -> Piece | None:
    """The digits of a card that was named; four are enough right behind the name."""
    for run in runs:
        if not end <= run.first <= end + _FAR or _other_name(atoms, end, run.first):
            continue
        close = _passed_over(atoms[end : run.first])
        fewest = _FEWEST_OF_CARD if close else 2 * _FEWEST_OF_CARD
        round_sum = len(run.digits) < 2 * _FEWEST_OF_CARD and run.digits.endswith("000")
        if len(run.digits) >= fewest and not _counted(atoms, run) and not round_sum:
            return run.first, run.end
    return None


def words_after(
    atoms: Sequence[Atom], runs: Sequence[DigitRun], start: int, end: int, *, told: bool = False
) -> Piece | None:
    """The words of a password whose name stands from `start` to `end`. `told`: what follows is it, if anything is."""
    known = privacy_words()
    told = told or any(atom.word in known.told for atom in atoms[max(0, start - 4) : start])
    told = told or any(atom.word in known.own for atom in atoms[max(0, start - 2) : start])
    begins = _begins(atoms, end)
    near = _near_words(atoms, runs, start, end, begins[0], told=told or begins[1]) if begins else None
    return near or _far_words(atoms, runs, end)


def _near_words(
    atoms: Sequence[Atom], runs: Sequence[DigitRun], start: int, end: int, at: int, *, told: bool
) -> Piece | None:
    """A password that begins at that atom."""
    known = privacy_words()
    if run := starting(runs, at):
        counted = _counted(atoms, run)
        return (at, _value_end(atoms, at)) if len(run.digits) > 1 and not counted else None
    mixed = at + 1 < len(atoms) and atoms[at + 1].glued and is_number(atoms[at + 1])
    if mixed or atoms[at].masked or _spelled(atoms, at):
        return at, _value_end(atoms, at)
    if known.talks(atoms[at].word) or known.named(_words(atoms), at):
        return None
    value_end = _value_end(atoms, at)
    if told or _latin_among_russian(atoms, at) or _numbered(atoms, runs, at, value_end):
        return at, value_end
    bare = value_end == len(atoms) and start == 0 and at - end <= _NEAR and value_end - at <= 2
    return (at, value_end) if bare else None


def _far_words(atoms: Sequence[Atom], runs: Sequence[DigitRun], end: int) -> Piece | None:
    """A password after other words: letters and digits in one, spelled, announced, or a word with digits at the end."""
    known, words = privacy_words(), _words(atoms)
    for at in range(end, min(len(atoms) - 1, end + _FAR)):
        if words[at] in known.denials or known.named(words, at):
            return None
        plain = not known.talks(words[at]) and not _passed_over(atoms[at : at + 1]) and not is_number(atoms[at])
        mixed = atoms[at + 1].glued and is_number(atoms[at + 1]) and not is_number(atoms[at])
        asks = at > end and words[at - 1] in known.denials  # «что такое ЕСИА» announces nothing
        announced = words[at] in known.strong and not known.talks(words[at + 1]) and not asks
        run = starting(runs, at + 1)
        closes = run is not None and run.end == len(atoms) and len(run.digits) in range(2, 9)
        if mixed or (_spelled(atoms, at) and _spelled(atoms, at + 1)):
            return at, _value_end(atoms, at)
        if announced:
            return at + 1, _value_end(atoms, at + 1)
        if run and closes and plain and not _counted(atoms, run):
            return at, run.end
    return None


def _begins(atoms: Sequence[Atom], end: int) -> tuple[int, bool] | None:
    """Where a password may begin behind its name, and whether the words between announce it; None: nowhere."""
    known, announced, at = privacy_words(), False, end
    while at < len(atoms) and at - end < _FAR and not _stands_for_value(atoms, at):
        word = atoms[at].word
        if word in known.joins and not _number_soon(atoms, at):
            return None
        if word in known.copula or word in known.hesitation:
            announced = True
        elif word not in known.fillers and word not in known.idle:
            break
        at += 1
    return (at, announced) if at < min(len(atoms), end + _FAR) else None


def before(atoms: Sequence[Atom], runs: Sequence[DigitRun], start: int, kind: Named) -> Piece | None:
    """A value before its name: «4567 это код из смс», «ромашка это мой пароль»."""
    known, at, joined = privacy_words(), start, False
    while at and (atoms[at - 1].word in ("мой", "моя", "мое", "my", "the", "и", "вот", "есть") or _is(atoms[at - 1])):
        joined |= _is(atoms[at - 1])
        at -= 1
    run = next((each for each in runs if each.end == at), None)
    pin = run is not None and kind is Named.CODE and len(run.digits) == _OF_PIN
    joined |= pin and (at < start or (run is not None and run.first == 0))
    if (
        run
        and joined
        and len(run.digits) in _BEFORE_DIGITS
        and not _other_name(atoms, max(0, run.first - 2), run.first)
    ):
        return run.first, run.end
    if not joined or kind not in (Named.WORD, Named.ANSWER) or start - at < 2 or at == 0 or run:
        return None
    word = atoms[at - 1].word
    plain = _passed_over(atoms[at - 1 : at]) or word in known.told
    return None if known.talks(word) or plain else (at - 1, at)


def starting(runs: Sequence[DigitRun], at: int) -> DigitRun | None:
    return next((run for run in runs if run.first == at), None)


def _is(atom: Atom) -> bool:
    return atom.word in ("это", "is", "was")


def _words(atoms: Sequence[Atom]) -> list[str]:
    return [atom.word for atom in atoms]


def _other_name(atoms: Sequence[Atom], start: int, end: int) -> bool:
    words = _words(atoms)
    found = (privacy_words().named(words, at) for at in range(start, end))
    return any(name is not None and name[0] is Named.OTHER for name in found)


def _counted(atoms: Sequence[Atom], run: DigitRun) -> bool:
    """«три раза», «пять тысяч рублей»: a count."""
    following = atoms[run.end].word if run.end < len(atoms) else ""
    scaled = atoms[run.end - 1].word in privacy_words().units
    return following in privacy_words().units or (scaled and len(run.groups) <= 2)


def _stands_for_value(atoms: Sequence[Atom], at: int) -> bool:
    return atoms[at].masked or is_number(atoms[at]) or _spelled(atoms, at)


def _spelled(atoms: Sequence[Atom], at: int) -> bool:
    """Letters one by one: «эм икс пять», «а бэ вэ»."""
    known = privacy_words()
    following = atoms[at : at + _SPELLED]
    letters = [atom.word in known.letters or is_number(atom) for atom in following]
    return (
        len(following) > 1
        and atoms[at].word in known.letters
        and letters[1]
        and sum(letters) > 1 + (atoms[at].word in known.fillers or atoms[at].word in known.about)
    )


def _value_end(atoms: Sequence[Atom], at: int) -> int:
    """Where the words of a password end: at a word that only talks, unless digits follow a filler."""
    known, end, following = privacy_words(), at + 1, at + 1
    while following < len(atoms) and following - at < _LONGEST_WORDS:
        atom = atoms[following]
        if is_number(atom) or atom.masked or atom.glued or _spelled(atoms, following):
            end = following + 1
        elif atom.word in known.fillers:
            pass
        elif known.talks(atom.word) or known.named(_words(atoms), following):
            break
        else:
            end = following + 1
        following += 1
    return end


def _number_soon(atoms: Sequence[Atom], at: int) -> bool:
    return any(is_number(atom) for atom in atoms[at + 1 : at + 3])


def _glued_end(atoms: Sequence[Atom], at: int) -> int:
    end = at + 1
    while end < len(atoms) and atoms[end].glued:
        end += 1
    return end


def _latin_among_russian(atoms: Sequence[Atom], at: int) -> bool:
    others = "".join(atom.word for place, atom in enumerate(atoms) if place != at)
    return atoms[at].word.isascii() and any("а" <= letter <= "я" for letter in others)


def _numbered(atoms: Sequence[Atom], runs: Sequence[DigitRun], at: int, end: int) -> bool:
    """«зайчик пять пять»: a word, and digits that count nothing."""
    return any(
        at < run.first <= at + 2 and run.first < end and len(run.digits) > 1 and not _counted(atoms, run)
        for run in runs
    )
