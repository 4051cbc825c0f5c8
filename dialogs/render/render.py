"""Lines become sentences in the caller's language and at the caller's pace."""

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never, get_args

from call.acts import About, Ask, BargeIn, Part, Say
from call.configured import EVERYTHING, Configured, Thing
from call.events import Expect
from call.slots.types import SLOT_KINDS
from call.start import CallStart
from dialogs.answers.article_parts import article_parts, part_about, part_text, table_parts
from dialogs.hotline import Hotline
from dialogs.line import (
    AnswerLine,
    ArticlePart,
    ChoiceName,
    ErrorText,
    Fixed,
    FormPart,
    FormText,
    Line,
    LineText,
    Made,
    Moment,
    NotKnownText,
    OfficeText,
    RequestNumber,
    ResumeWord,
    SlotPart,
    SlotText,
    StageText,
    Value,
)
from dialogs.phase import Phase
from dialogs.phrases.prompts import Prompt
from dialogs.render.say_moment import say_moment
from dialogs.render.say_value import say_choice, say_value
from dialogs.state import Place, State

READ_BACK = BargeIn.OFF
"""Barge-in while a number is read back."""
ANSWER = BargeIn.FREE
DICTATED = 0.8
"""Highest speech rate of numbers, so that the caller can write them down."""
PLACE = "{value}"
ENDS = tuple(".?!")
_ABSENT = tuple(f".no_{thing}" for thing in Thing)
"""Ends of the ids of sentences that are said if a thing is not there (`PhraseBook.without`)."""
SOON = ("title", "confirm", "answer")
"""The parts of an article that callers hear first."""


def render(line: Line, state: State, hotline: Hotline) -> Say | Ask:
    """The act that says the line, in the state's language and at its pace."""
    said = _say(line, state, hotline)
    if instead := hotline.phrases.without(state.language, said.prompt, state.start.configured):
        said = replace(said, prompt=instead[0], text=instead[1])
    if line.expects is None:
        return said
    return Ask(said.prompt, said.text, line.expects, said.barge_in, said.rate, said.about)


def prompts(hotline: Hotline, language: str) -> Iterator[Say]:
    """Everything that has a prompt id, at the normal rate. It can be rendered ahead or recorded."""
    for configured in (EVERYTHING, *(EVERYTHING.without(thing) for thing in Thing)):
        said = _alone(_lines(hotline, language), hotline, language, configured)
        yield from (each for each in said if configured == EVERYTHING or each.prompt.endswith(_ABSENT))


def soon_said(hotline: Hotline, language: str, configured: Configured = EVERYTHING) -> Iterator[Say]:
    """The `prompts` that callers hear first: fixed phrases, forms and short answers."""
    return _alone(filter(_soon, _lines(hotline, language)), hotline, language, configured)


def _alone(lines: Iterator[Line], hotline: Hotline, language: str, configured: Configured) -> Iterator[Say]:
    """The sentences of lines as they are said outside of any call."""
    start = CallStart(configured=configured)
    nowhere = State(language, Place(Phase.REQUEST, (Fixed(Prompt.OPEN_QUESTION, Expect.OPEN),)), start)
    for line in lines:
        said = render(line, nowhere, hotline)
        yield Say(said.prompt, said.text, said.barge_in, said.rate, said.about)


def _lines(hotline: Hotline, language: str) -> Iterator[Line]:
    fixed = (prompt for prompt in Prompt if PLACE not in hotline.phrases.phrase(language, prompt).text)
    yield from map(Fixed, fixed)
    for form_id in hotline.forms.forms:
        yield from _form_lines(hotline, language, form_id)
    yield from (line for line, _ in hotline.lines.sentences())
    for article in hotline.knowledge.articles:
        if article.language == language:
            yield from (part for part, _ in article_parts(article))
    yield from table_parts(hotline.knowledge, language)


def _form_lines(hotline: Hotline, language: str, form_id: str) -> Iterator[Line]:
    wording = hotline.forms.wording(language, form_id)
    form_parts: tuple[FormPart, ...] = get_args(FormPart)
    slot_parts: tuple[SlotPart, ...] = get_args(SlotPart)
    yield from (FormText(form_id, part) for part in form_parts if getattr(wording, part))
    for slot_id, slot in wording.slots.items():
        yield from (SlotText(form_id, slot_id, part) for part in slot_parts if getattr(slot, part))


def _soon(line: Line) -> bool:
    return line.part in SOON if isinstance(line, ArticlePart) else not isinstance(line, OfficeText | ErrorText)


def _say(line: Line, state: State, hotline: Hotline) -> Say:
    language, rate = state.language, state.rate
    match line:
        case Fixed():
            return _fixed(line.phrase, state, hotline)
        case ArticlePart() | OfficeText() | ErrorText():
            return _answer(line, state, hotline)
        case FormText():
            return Say(line.prompt, hotline.forms.text(language, line.form, "", line.part), ANSWER, rate)
        case SlotText():
            policy = READ_BACK if line.part == "heard" else ANSWER
            return Say(line.prompt, hotline.forms.text(language, line.form, line.slot, line.part), policy, rate)
        case LineText():
            return _line_text(line, state, hotline)
        case Value() | ChoiceName() | NotKnownText() | StageText() | ResumeWord() | Moment() | RequestNumber():
            return _made(line, state, hotline)
        case _:
            assert_never(line)


def _made(line: Made, state: State, hotline: Hotline) -> Say:
    """The sentence of a line that is made for this call. It has no prompt id."""
    language, rate = state.language, state.rate
    match line:
        case Value():
            return _value(line, state, hotline)
        case RequestNumber():
            return Say("", hotline.phrases.spell(language, state.requests[-1]), READ_BACK, min(rate, DICTATED))
        case Moment():
            return Say("", say_moment(line, state, hotline), ANSWER, rate)
        case ChoiceName():
            return Say("", say_choice(line, language, hotline), ANSWER, rate)
        case NotKnownText():
            said = _inside(Prompt.NOT_KNOWN, hotline.things.not_known(language, line.thing), state, hotline)
            return replace(said, about=About(Part.UNKNOWN))
        case StageText():
            stage = hotline.things.stage(language, line.stage)
            return Say("", stage.explain if line.explained else stage.name, ANSWER, rate)
        case ResumeWord():
            return _inside(Prompt.TIME_UP_SAVED, hotline.phrases.resume_word(language, line.word), state, hotline)
        case _:
            assert_never(line)


def _fixed(phrase: Prompt, state: State, hotline: Hotline) -> Say:
    known = hotline.phrases.phrase(state.language, phrase)
    about = About(Part.UNKNOWN) if phrase in (Prompt.NOT_KNOWN_HERE, Prompt.NOT_KNOWN_BUT) else None
    return Say(str(phrase), known.text, known.barge_in, state.rate, about)


def _answer(line: AnswerLine, state: State, hotline: Hotline) -> Say:
    language, knowledge = state.language, hotline.knowledge
    text = part_text(knowledge, language, line)
    if text is None:  # an author deleted the entry during the call: offer a person instead
        return _fixed(Prompt.NO_DETAILS, state, hotline)
    if isinstance(line, ArticlePart) and line.part == "title" and text[-1:] not in ENDS:
        text = f"{text}."  # each of the things to choose from is a sentence of its own
    return Say(line.prompt, text, ANSWER, state.rate, part_about(knowledge, language, line, state.place.topic))


def _line_text(line: LineText, state: State, hotline: Hotline) -> Say:
    """A sentence of lines.toml. A line's greeting has the barge-in of the general greeting."""
    texts = hotline.lines.sentence(line)
    if texts is None:  # lines.toml has changed since the call that is resumed
        return _fixed(Prompt.NO_DETAILS, state, hotline)
    greets = line.part in ("greeting", "unrecorded")
    policy = hotline.phrases.phrase(state.language, Prompt.GREETING).barge_in if greets else ANSWER
    return Say(line.prompt, texts[state.language], policy, state.rate)


def _value(line: Value, state: State, hotline: Hotline) -> Say:
    spoken, policy = say_value(line.kind, line.value, state, hotline)
    if line.inside is not None:
        return _inside(line.inside, spoken, state, hotline)
    alone = spoken if spoken[-1:] in ENDS else f"{spoken}."
    return Say("", alone, policy, min(state.rate, DICTATED) if SLOT_KINDS[line.kind].dictated else state.rate)


def _inside(phrase: Prompt, spoken: str, state: State, hotline: Hotline) -> Say:
    """A fixed phrase with a value in its place."""
    known = hotline.phrases.phrase(state.language, phrase)
    return Say("", known.text.replace(PLACE, spoken), known.barge_in, state.rate)
