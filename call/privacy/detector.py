"""Finds secrets and personal numbers in a text, also those that were begun a turn earlier.

Pure: the same text after the same turns gives the same spans. What each kind needs: docs/decisions/034-secrets.md.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from call.privacy.atoms import Atom, DigitRun, atoms_of, is_number, runs_of
from call.privacy.checks import WRITTEN_CARD, holds_card, is_card, is_personal
from call.privacy.lexicon import PERSONAL, SECRET, Named, privacy_words
from call.privacy.sighting import NO_TAIL, NOTHING_ASKED, AskedNumbers, Hidden, Sighting, Tail
from call.privacy.values import Piece, before, card_after, code_after, starting, words_after

_LONGEST_CODE = 6
"""Digits of a PIN, a CVV or a code from a message."""
_LONGEST_TAIL = 8
"""Turns of one number."""
_NAME_REACH = 6
"""Atoms between a name and a number that it names."""
_FEWEST_PERSONAL = {Named.SNILS: 3, Named.INN: 3, Named.PASSPORT: 6}
_WHOLE = {Named.SNILS: 11, Named.INN: 12, Named.PASSPORT: 10}
"""Digits of a whole number, which nothing goes on with."""
_SERIES = 4
_PASSPORT = (9, 10)
"""Digits of a whole passport number."""
_AS_LONG_AS_CARDS = range(15, 20)
"""Digits of a card, of which one may not be heard. Only the number of an application may be so long."""
_APPLICATION = "application_number"
_NEAR = 4
"""Most atoms between an application and its subject: «заявление на новый заграничный паспорт»."""
_TELLING = 4
"""Letters of a word that is a secret by itself."""


@dataclass(slots=True)
class _Finds:
    """Collects pieces; a secret outweighs a personal number."""

    secrets: list[Piece] = field(default_factory=list)
    personal: list[Piece] = field(default_factory=list)

    def covers(self, run: DigitRun) -> bool:
        return any(first < run.end and run.first < end for first, end in (*self.secrets, *self.personal))


def look(text: str, tail: Tail = NO_TAIL, asked: AskedNumbers = NOTHING_ASKED) -> Sighting:
    """What must not be kept of the text. `tail`: of the turns before."""
    atoms = atoms_of(text)
    if not atoms:
        return Sighting(tail=tail)
    runs = runs_of(atoms)
    names = tuple(_names(atoms))
    finds = _Finds()
    _named_secrets(atoms, runs, names, asked, finds)
    began_earlier = _gone_on(atoms, runs, tail, asked, finds)
    _cards(runs, names, asked, finds)
    _personal(atoms, runs, names, asked, finds)
    _beside_masks(atoms, runs, finds)
    _said_again(atoms, finds)
    if any(_is_cards(atoms, names, runs, piece) for piece in finds.secrets):  # its expiry date and its code
        finds.secrets += [(run.first, run.end) for run in runs if len(run.digits) > 2 and not _kept(names, run)]
    spans = (*_hidden(text, atoms, finds.personal, secret=False), *_hidden(text, atoms, finds.secrets, secret=True))
    return Sighting(spans, *_tail(atoms, runs, names, finds, tail), began_earlier)


def _names(atoms: Sequence[Atom]) -> Iterator[tuple[int, int, Named]]:
    """Start, end and kind of every name."""
    known, words, at = privacy_words(), [atom.word for atom in atoms], 0
    while at < len(words):
        found = known.named(words, at)
        if found:
            yield at, found[1], found[0]
        at = found[1] if found else at + 1


def _named_secrets(
    atoms: Sequence[Atom],
    runs: Sequence[DigitRun],
    names: Sequence[tuple[int, int, Named]],
    asked: AskedNumbers,
    finds: _Finds,
) -> None:
    other = any(kind is Named.OTHER for _, _, kind in names)
    for start, end, kind in names:
        match kind:
            case Named.CARD:
                found = card_after(atoms, runs, end)
            case Named.CODE:
                found = code_after(atoms, runs, end, plain=False) or before(atoms, runs, start, kind)
            case Named.PLAIN_CODE if not (asked.number or other):
                found = code_after(atoms, runs, end, plain=True) or before(atoms, runs, start, kind)
            case Named.WORD | Named.ANSWER:
                found = words_after(atoms, runs, start, end, told=kind is Named.ANSWER)
                found = found or before(atoms, runs, start, kind)
            case _:
                found = None
        if found:
            finds.secrets.append(found)


def _gone_on(atoms: Sequence[Atom], runs: Sequence[DigitRun], tail: Tail, asked: AskedNumbers, finds: _Finds) -> bool:
    """A number that goes on from the turn before, or the value of a name that the turn before ended with."""
    first = _first_word(atoms)
    run = starting(runs, first) if first is not None else None
    if first is None or (tail.named is None and not tail.digits):
        return False
    if not tail.digits:
        _value_of(tail.named, atoms, run, first, asked, finds)
        return False
    if run is None:
        return False
    whole = tail.digits + run.digits
    if tail.named in (None, Named.CARD) and any(map(holds_card, tail.wholes(run.digits))):
        finds.secrets.append((run.first, run.end))
        return True
    # A number that is asked for is told from the rest of a card by its length: cards are said in fours.
    fours = tail.named is Named.CARD and len(whole) <= WRITTEN_CARD and not (len(whole) % 4 or len(tail.digits) % 4)
    goes_on = not asked.number and (len(run.digits) > 1 or len(tail.digits) > 1)
    if tail.hidden and (fours or goes_on):
        (finds.secrets if tail.named in SECRET else finds.personal).append((run.first, run.end))
    return False


def _value_of(
    named: Named | None, atoms: Sequence[Atom], run: DigitRun | None, first: int, asked: AskedNumbers, finds: _Finds
) -> None:
    """«мой пин» ... «2540». Where a number is asked, one that is no code by its name and length is the answer."""
    code = named is Named.CODE and run is not None and len(run.digits) <= _LONGEST_CODE
    if asked.number and not code:
        return
    if run and len(run.digits) > 1:
        (finds.personal if named in PERSONAL else finds.secrets).append((run.first, run.end))
    elif named in (Named.WORD, Named.ANSWER) and (found := words_after(atoms, (), first, first, told=True)):
        finds.secrets.append(found)


def _cards(
    runs: Sequence[DigitRun], names: Sequence[tuple[int, int, Named]], asked: AskedNumbers, finds: _Finds
) -> None:
    """Cards without a name. Where a number is asked, only one of exactly a card's length.

    One digit that is heard wrong spoils the check digit: where no application's number is asked, its length is enough.
    """
    by_length = _AS_LONG_AS_CARDS if _APPLICATION not in asked.kinds else ()
    for run in runs:
        card = is_card(run.digits) if asked.number else holds_card(run.digits)
        card = card or len(run.digits) in by_length
        if card and not _kept(names, run):
            finds.secrets.append((run.first, run.end))


def _personal(
    atoms: Sequence[Atom],
    runs: Sequence[DigitRun],
    names: Sequence[tuple[int, int, Named]],
    asked: AskedNumbers,
    finds: _Finds,
) -> None:
    for run in runs:
        if finds.covers(run):
            continue
        name = _name_of(names, run)
        if name is None and not asked.number and is_personal(run.digits, run.groups):
            finds.personal.append((run.first, run.end))
        if name and name[2] in PERSONAL and name[2] not in asked.kinds and not _of_application(atoms, names, name, run):
            near = all(atoms[at].word in ("номер", "серия", "мой", "number") for at in range(name[1], run.first))
            fewest = _SERIES if near and name[2] is Named.PASSPORT else _FEWEST_PERSONAL[name[2]]
            counted = run.end < len(atoms) and atoms[run.end].word in privacy_words().units
            if len(run.digits) >= fewest and not counted:
                finds.personal.append((run.first, run.end))


def _beside_masks(atoms: Sequence[Atom], runs: Sequence[DigitRun], finds: _Finds) -> None:
    """Digits right after what was hidden already belong to it."""
    for run in runs:
        if run.first and atoms[run.first - 1].masked and len(run.digits) > 2:
            finds.secrets.append((run.first, run.end))


def _said_again(atoms: Sequence[Atom], finds: _Finds) -> None:
    """«пароль совушка и логин совушка»: a word of a secret is hidden wherever it stands."""
    known = privacy_words()
    words = {atom.word for first, end in finds.secrets for atom in atoms[first:end] if len(atom.word) >= _TELLING}
    telling = {word for word in words if not known.talks(word) and word not in known.numbers}
    finds.secrets += [(at, at + 1) for at, atom in enumerate(atoms) if atom.word in telling]


def _name_of(names: Sequence[tuple[int, int, Named]], run: DigitRun) -> tuple[int, int, Named] | None:
    """The last name before the number, if it stands near enough."""
    near = [name for name in names if name[1] <= run.first <= name[1] + _NAME_REACH]
    return near[-1] if near else None


def _of_application(
    atoms: Sequence[Atom], names: Sequence[tuple[int, int, Named]], name: tuple[int, int, Named], run: DigitRun
) -> bool:
    """«заявление на паспорт, номер 12345678»: the passport is what the application is about."""
    before = [other for other in names if other[1] <= name[0] <= other[1] + _NEAR and other[2] is Named.OTHER]
    if name[2] is not Named.PASSPORT or not before or len(run.digits) in _PASSPORT:
        return False
    return any(atom.word in privacy_words().subject for atom in atoms[before[-1][1] : name[0]])


def _kept(names: Sequence[tuple[int, int, Named]], run: DigitRun) -> bool:
    name = _name_of(names, run)
    return name is not None and name[2] is Named.OTHER


def _is_cards(
    atoms: Sequence[Atom], names: Sequence[tuple[int, int, Named]], runs: Sequence[DigitRun], piece: Piece
) -> bool:
    run = starting(runs, piece[0])
    return run is not None and (holds_card(run.digits) or (_name_of(names, run) or (0, 0, None))[2] is Named.CARD)


def _first_word(atoms: Sequence[Atom]) -> int | None:
    """Index of the first atom that is no filler."""
    return next(
        (at for at, atom in enumerate(atoms) if atom.word not in privacy_words().fillers or is_number(atom)), None
    )


def _tail(
    atoms: Sequence[Atom],
    runs: Sequence[DigitRun],
    names: Sequence[tuple[int, int, Named]],
    finds: _Finds,
    before_it: Tail,
) -> tuple[Tail, tuple[int, int] | None]:
    """What the next turn may go on with. A turn of fillers only changes nothing."""
    known = privacy_words()
    first = _first_word(atoms)
    if first is None:
        return before_it, None
    last = max(at for at, atom in enumerate(atoms) if atom.word not in known.fillers or is_number(atom))
    run = next((each for each in runs if each.end == last + 1), None)
    if run:
        name = _name_of(names, run)
        goes_on = run.first == first
        said = (*(before_it.said if goes_on else ()), run.digits)
        named = name[2] if name else before_it.named if goes_on else None
        hidden = finds.covers(run)
        if named in _WHOLE and sum(map(len, said)) >= _WHOLE[named]:
            return Tail(), None
        return Tail(said[-_LONGEST_TAIL:], named, hidden), (atoms[run.first].start, atoms[run.end - 1].end)
    if atoms[last].masked:
        return Tail(("0",), names[-1][2] if names else before_it.named, hidden=True), None
    ended = [(start, kind) for start, end, kind in names if _only_idle(atoms, end, last + 1)]
    announced = ended and (ended[-1][1] not in (Named.WORD, Named.ANSWER) or _told(atoms, ended[-1][0]))
    wanted = (*SECRET, *PERSONAL)
    if announced and ended[-1][1] in wanted and not _talked_about(atoms, ended[-1][0]):
        return Tail(named=ended[-1][1]), None
    return Tail(), None


def _only_idle(atoms: Sequence[Atom], start: int, end: int) -> bool:
    known = privacy_words()
    lists = (known.idle, known.idle_digits, known.fillers, known.copula)
    return all(any(atom.word in each for each in lists) for atom in atoms[start:end])


def _told(atoms: Sequence[Atom], start: int) -> bool:
    known = privacy_words()
    near = (known.told, known.own, known.copula)
    before_it = any(atom.word in each for atom in atoms[max(0, start - 3) : start] for each in near)
    return before_it or any(atom.word in known.copula for atom in atoms[start:])


def _talked_about(atoms: Sequence[Atom], start: int) -> bool:
    """«забыл пин код», «не приходит код из смс»: there is nothing to follow."""
    known = privacy_words()
    return any(known.talks(atom.word) and atom.word not in known.told for atom in atoms[max(0, start - 4) : start])


def _hidden(text: str, atoms: Sequence[Atom], pieces: Sequence[Piece], *, secret: bool) -> Iterator[Hidden]:
    """Signs that stand in one piece with a value belong to it: `qwerty!`, `(916)`."""
    for first, end in pieces:
        start, stop = atoms[first].start, atoms[end - 1].end
        while start and not text[start - 1].isspace() and not text[start - 1].isalnum() and first:
            start -= 1
        while stop < len(text) and not text[stop].isspace() and not text[stop].isalnum():
            stop += 1
        yield Hidden(start, stop, secret)
