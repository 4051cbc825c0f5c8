"""What a caller's turn or key means for the conversation: one event.

The rules are tried in order and the first that fits decides: what is certain by its words comes before the label.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from call.events import CallerTurn, Key
from call.slots import SlotType
from dialogs.choose_article import choose_special, cues_of
from dialogs.cues import Cues, covered, words_of
from dialogs.heard import Event, Heard
from dialogs.labels import by_label
from dialogs.prompts import ORDINALS, Cue, Menu
from dialogs.sections import COMPANIONS, DETAILS, has_detail
from dialogs.state import Phase, Script, State

COMMAND_WORDS = 5
"""A longer phrase is not taken for a command by its words alone."""
FOLLOW_UP_PHASES = {Phase.HELPED, Phase.STEPS, Phase.MORE, Phase.OFFER}
MESSAGE_COMMANDS = {
    Event.OPERATOR,
    Event.CALLBACK,
    Event.MESSAGE,
    Event.CANCEL,
    Event.GOODBYE,
    Event.REPEAT,
    Event.MENU,
    Event.LANGUAGE,
}
"""What is obeyed, not taken down, when a message is being left."""
UNCLEAR = {
    Event.UNKNOWN,
    Event.UNSURE,
    Event.AMBIGUOUS,
    Event.AFFIRM,
    Event.DENY,
    Event.GREETING,
    Event.THANKS,
    Event.REPEAT,
}
"""Labels that give way to the cues of another article about the same topic."""
CORRECTION_DIGITS = 7
"""So many digits after «верно?» are a new number, fewer are a remark."""


@dataclass(frozen=True, slots=True)
class _Turn:
    text: str
    language: str
    label: Heard
    state: State
    script: Script

    @property
    def short(self) -> bool:
        return len(words_of(self.text)) <= COMMAND_WORDS

    def cues(self, *cues: Cue) -> Iterator[Cues]:
        return (self.script.phrases.cues(self.language, cue) for cue in cues)

    def has(self, cue: Cue) -> bool:
        return self.script.phrases.cues(self.language, cue).found(self.text)

    def says_only(self, *cues: Cue) -> bool:
        return covered(self.text, *self.cues(*cues))

    def as_event(self, event: Event) -> Heard:
        return replace(self.label, event=event)


def interpret(turn: CallerTurn, state: State, script: Script) -> Heard:
    """The event of a turn."""
    spoken = turn.transcript.language
    language = spoken if spoken in script.phrases.languages else state.language
    heard = _Turn(turn.transcript.text, language, by_label(turn, state, script), state, script)
    for rule in RULES:
        if event := rule(heard):
            return replace(event, rule=rule.__name__.strip("_"))
    return replace(heard.label, rule="label")


def interpret_key(key: Key, state: State) -> Heard:
    """0 operator, * repeat, # menu, 1-9 options; where a telephone number is asked, its digits."""
    if key.digit == "*":
        return Heard(Event.REPEAT)
    if key.digit == "#":
        return Heard(Event.HASH)
    typing = state.place.phase is Phase.PHONE and state.digits
    if typing or (state.place.phase in (Phase.PHONE, Phase.PHONE_CHECK) and key.digit != "0"):
        return Heard(Event.DIGITS, digits=key.digit)
    if key.digit == "0":
        return Heard(Event.OPERATOR)
    return Heard(Event.PICK, pick=int(key.digit))


def _nothing(turn: _Turn) -> Heard | None:
    return None if words_of(turn.text) else Heard(Event.SILENCE)


def _message(turn: _Turn) -> Heard | None:
    if turn.state.place.phase is not Phase.MESSAGE:
        return None
    command = turn.short and turn.label.event in MESSAGE_COMMANDS
    return None if command else turn.as_event(Event.UNKNOWN)


def _telephone(turn: _Turn) -> Heard | None:
    digits = max((slot.value for slot in turn.label.slots if slot.value.isdecimal()), key=len, default="")
    fewest = {Phase.PHONE: 1, Phase.PHONE_CHECK: CORRECTION_DIGITS}.get(turn.state.place.phase)
    if fewest is None or len(digits) < fewest:
        return None
    return replace(turn.as_event(Event.DIGITS), digits=digits)


def _abuse(turn: _Turn) -> Heard | None:
    if turn.label.event is Event.OPERATOR or not turn.has(Cue.ABUSE):
        return None
    if turn.label.event is Event.REQUEST:
        return turn.as_event(Event.ABUSE)
    guess = turn.label.candidates or ((turn.label.intent,) if turn.label.intent else ())
    return replace(turn.as_event(Event.ABUSE), intent="", candidates=guess)


def _language(turn: _Turn) -> Heard | None:
    named = "ru" if turn.has(Cue.RUSSIAN) else "en" if turn.has(Cue.ENGLISH) else ""
    if turn.label.event is Event.LANGUAGE or (named and turn.short and turn.label.event is not Event.REQUEST):
        others = [language for language in turn.script.phrases.languages if language != turn.state.language]
        spoken = turn.language if turn.language != turn.state.language else ""
        return replace(turn.as_event(Event.LANGUAGE), language=named or spoken or others[0])
    return None


def _command(turn: _Turn) -> Heard | None:
    if turn.short and turn.says_only(Cue.WHAT):
        return turn.as_event(Event.REPEAT)
    if not turn.short or turn.label.event in (Event.REQUEST, Event.MENU):
        return turn.as_event(Event.SLOWER) if turn.label.event is Event.REPEAT and turn.has(Cue.SLOWER) else None
    if turn.has(Cue.SLOWER):
        return turn.as_event(Event.SLOWER)
    if turn.has(Cue.BACK):
        return turn.as_event(Event.BACK)
    if turn.state.place.phase is Phase.STEPS and turn.label.event is not Event.DENY and turn.has(Cue.NEXT):
        return turn.as_event(Event.NEXT)
    return None


def _follow_up(turn: _Turn) -> Heard | None:
    """A question about the topic just answered, if it says nothing of its own: «а какие документы нужны?».

    «какие документы нужны для загранпаспорта» does, and keeps its meaning as a question by itself.
    """
    place = turn.state.place
    if place.phase not in FOLLOW_UP_PHASES or not place.topic:
        return None
    own = _own_words(turn)
    for detail in DETAILS:
        if not turn.has(detail):
            continue
        allowed = turn.cues(detail, COMPANIONS.get(detail, detail), Cue.FOLLOW_UP)
        if not (covered(turn.text, *allowed, *own) or (detail is Cue.CONTACTS and _names_region(turn))):
            continue
        again = turn.label.event is not Event.REQUEST or turn.label.intent == place.topic
        if again or has_detail(turn.script, turn.language, place, detail):
            return replace(turn.as_event(Event.DETAIL), detail=detail)
    return None


def _names_region(turn: _Turn) -> bool:
    return turn.short and turn.script.reader.read(SlotType.REGION, turn.text, turn.language) is not None


def _own_words(turn: _Turn) -> tuple[Cues, ...]:
    """Words that name what the talk is about anyway: cues of its special article, and regions."""
    knowledge, place = turn.script.knowledge, turn.state.place
    article = knowledge.article(turn.language, place.about)
    regions = (Cues.of(*region.called) for region in knowledge.tables(turn.language).regions.values() if region.called)
    return (*cues_of(article), *regions)


def _other_article(turn: _Turn) -> Heard | None:
    """«а для загранпаспорта?» after an answer: another article of the same category."""
    place = turn.state.place
    if place.phase not in FOLLOW_UP_PHASES or not place.topic:
        return None
    knowledge = turn.script.knowledge
    special = choose_special(knowledge, turn.language, place.topic, turn.text)
    if special in ("", place.article):
        return None
    cues = cues_of(knowledge.article(turn.language, special))
    if turn.label.event in UNCLEAR or covered(turn.text, *cues, *turn.cues(*DETAILS, Cue.FOLLOW_UP)):
        return replace(turn.as_event(Event.REQUEST), intent=place.topic, candidates=())
    return None


def _tried(turn: _Turn) -> Heard | None:
    """«заработало», «не помогло»: about what was just advised."""
    advised = turn.state.place.phase in (Phase.HELPED, Phase.STEPS, Phase.OFFER)
    if not advised or (turn.label.event is Event.REQUEST and not turn.short):
        return None
    if turn.has(Cue.FAILED):
        return turn.as_event(Event.VAGUE)
    return turn.as_event(Event.THANKS) if turn.has(Cue.WORKED) and turn.label.event is not Event.DENY else None


def _pick(turn: _Turn) -> Heard | None:
    if turn.state.place.phase not in (Phase.CHOICE, Phase.RATE):
        return None
    if turn.short and (number := _ordinal(turn)):
        return replace(turn.as_event(Event.PICK), pick=number)
    question = turn.state.place.asked[-1].prompt
    if turn.label.event is Event.REQUEST or question not in set(Menu):
        return None
    options = turn.script.phrases.options(turn.language, Menu(question))
    named = [number for number, option in enumerate(options, start=1) if option.words.found(turn.text)]
    return replace(turn.as_event(Event.PICK), pick=named[0]) if len(named) == 1 else None


def _ordinal(turn: _Turn) -> int:
    """The number that is named first; 0 if none is."""
    named = [
        (start, number)
        for number, cue in enumerate(ORDINALS, start=1)
        for start, _ in turn.script.phrases.cues(turn.language, cue).spans(turn.text)
    ]
    return min(named)[1] if named else 0


def _no_more(turn: _Turn) -> Heard | None:
    """«нет, больше вопросов нет» after «помог ли ответ?» is no complaint about the answer."""
    said = turn.label.event in (Event.AFFIRM, Event.DENY, Event.THANKS, Event.UNKNOWN) and turn.has(Cue.NO_MORE)
    return turn.as_event(Event.GOODBYE) if said and turn.state.place.phase in FOLLOW_UP_PHASES else None


def _vague(turn: _Turn) -> Heard | None:
    """Trouble without a subject, whatever the label makes of «у меня не работает»; once narrowed, the label counts."""
    if not turn.has(Cue.VAGUE):
        return None
    unclear = turn.label.event in (Event.REQUEST, Event.UNSURE, Event.AMBIGUOUS) and turn.says_only(
        Cue.VAGUE, Cue.FOLLOW_UP
    )
    useful = turn.state.place.phase in FOLLOW_UP_PHASES or not turn.state.narrowed
    return turn.as_event(Event.VAGUE) if turn.label.event is Event.UNKNOWN or (unclear and useful) else None


RULES = (
    _nothing,
    _message,
    _telephone,
    _abuse,
    _language,
    _tried,
    _command,
    _other_article,
    _follow_up,
    _pick,
    _no_more,
    _vague,
)
