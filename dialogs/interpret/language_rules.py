"""Which language the caller wants: «я плохо говорю по-русски, english можно?»."""

from dialogs.event import DialogEvent, Event, SwitchLanguage
from dialogs.interpret.turn import Turn
from dialogs.phrases.cue import Cue

LANGUAGES = {"ru": Cue.RUSSIAN, "en": Cue.ENGLISH}
NEAR = 1
"""Most words between the only language that is named and what says that it is not spoken."""


def language(turn: Turn) -> DialogEvent | None:
    """The caller asks for another language; the one that he says he does not speak is not it."""
    named = _wanted(turn)
    if turn.label.event is Event.LANGUAGE or (named and turn.short and turn.label.event is not Event.REQUEST):
        others = [each for each in turn.hotline.phrases.languages if each != turn.state.language]
        spoken = turn.language if turn.language != turn.state.language else ""
        return SwitchLanguage(turn.label.words, language=named or spoken or others[0])
    return None


def _wanted(turn: Turn) -> str:
    """The language that is asked for; empty if none is, or only the one that is not spoken."""
    named = [each for each, cue in LANGUAGES.items() if turn.has(cue)]
    gaps = {each: gap for each in named if (gap := _gap(turn, LANGUAGES[each])) is not None}
    unspoken = min(gaps, key=lambda each: gaps[each], default="")
    if len(named) > 1:
        return next(each for each in named if each != unspoken)
    alone = named[0] if named else ""
    badly = alone == turn.state.language and alone in gaps and gaps[alone][0] <= NEAR
    return next((each for each in LANGUAGES if each != alone), "") if badly else alone


def _gap(turn: Turn, cue: Cue) -> tuple[int, int] | None:
    """The words between the language and what says that it is not spoken, and where it stands; None without that."""
    refused = list(next(turn.cues(Cue.NOT_SPOKEN)).spans(turn.text))
    spans = list(next(turn.cues(cue)).spans(turn.text))
    return min(((max(at - end, start - till, 0), at) for at, till in spans for start, end in refused), default=None)


LANGUAGE_RULES = (language,)
