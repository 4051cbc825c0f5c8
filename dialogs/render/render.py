"""Lines become sentences in the caller's language and at the caller's pace."""

import re
from collections.abc import Iterator
from dataclasses import replace

from call.acts import Ask, BargeIn, Say
from call.slots.types import slot_kind
from dialogs.answers.article_parts import article_parts, part_about, part_text, table_parts
from dialogs.hotline import Hotline
from dialogs.moves.opening_hours import say_moment
from dialogs.phrases.prompts import Prompt
from dialogs.render.say_value import say_value
from dialogs.state import Line, State

READ_BACK = BargeIn.OFF
"""What may interrupt the digits of a call's own numbers."""
ANSWER = BargeIn.FREE
FIXED = frozenset(Prompt)
DICTATED = 0.8
"""Speech rate of numbers, at most: the caller writes along."""
PLACE = "{value}"
FORM_PART = re.compile(r"form\.(\w+)\.(\w*)\.(\w+)")


def render(line: Line, state: State, hotline: Hotline) -> Say | Ask:
    """The act that says the line, in the state's language and at its pace."""
    line = replace(line, digits=state.requests[-1]) if line.request else line
    kind = slot_kind(line.kind)
    rate = min(state.rate, DICTATED) if line.digits or (kind and kind.dictated) else state.rate
    prompt = "" if line.value or line.moment else str(line.prompt)  # its text differs from call to call
    text, barge_in = (say_moment(line, state, hotline), ANSWER) if line.moment else _wording(line, state, hotline)
    about = part_about(hotline.knowledge, state.language, prompt, state.place.topic)
    if line.expects is None:
        return Say(prompt, text, barge_in, rate, about.part, about.category, about.article)
    return Ask(prompt, text, line.expects, barge_in, rate, about.part, about.category, about.article)


def prompts(hotline: Hotline, language: str) -> Iterator[Say]:
    """Everything that can be said with an id, at the normal rate: what is worth rendering ahead or recording."""
    for prompt in Prompt:
        phrase = hotline.phrases.phrase(language, prompt)
        if PLACE in phrase.text:
            continue
        yield Say(str(prompt), phrase.text, phrase.barge_in)
    for form_id in hotline.forms.forms:
        yield from _form_parts(hotline, language, form_id)
    for name, texts in hotline.lines.sentences():
        yield Say(name, texts[language], _line_barge_in(name, language, hotline))
    for article in hotline.knowledge.articles:
        if article.language == language:
            yield from (Say(name, text, ANSWER) for name, text in article_parts(article))
    yield from (Say(name, text, ANSWER) for name, text in table_parts(hotline.knowledge, language))


def soon_said(hotline: Hotline, language: str) -> Iterator[Say]:
    """The part of `prompts` that callers wait for: fixed phrases, forms and short answers; the rest comes later."""
    first = re.compile(r"form\..*|.*\.(title|confirm|answer|greeting|closed|instead|announcement|prepare)")
    return (say for say in prompts(hotline, language) if say.prompt in FIXED or first.fullmatch(say.prompt))


def _wording(line: Line, state: State, hotline: Hotline) -> tuple[str, BargeIn]:
    language = state.language
    if line.value:
        return _valued(line, state, hotline)
    if form := FORM_PART.fullmatch(line.prompt):
        return hotline.forms.text(language, form[1], form[2], form[3]), READ_BACK if form[3] == "heard" else ANSWER
    if line.digits:
        return hotline.phrases.spell(language, line.digits), READ_BACK
    if texts := hotline.lines.sentence(line.prompt):
        return texts[language], _line_barge_in(line.prompt, language, hotline)
    if text := part_text(hotline.knowledge, language, line.prompt):
        return text, ANSWER
    # An entry of a table that an author deleted while the call stood there: what was known of it is a person's now.
    prompt = Prompt(line.prompt) if line.prompt in FIXED else Prompt.NO_DETAILS
    phrase = hotline.phrases.phrase(language, prompt)
    return phrase.text, phrase.barge_in


def _valued(line: Line, state: State, hotline: Hotline) -> tuple[str, BargeIn]:
    """A value as it is said, in the sentence that has a place for it or alone."""
    spoken, policy = say_value(line.kind, line.value, state, hotline)
    if not line.prompt:
        return spoken, policy
    phrase = hotline.phrases.phrase(state.language, Prompt(line.prompt))
    return phrase.text.replace(PLACE, spoken), phrase.barge_in


def _line_barge_in(prompt: str, language: str, hotline: Hotline) -> BargeIn:
    """The greeting of a line is interrupted by what interrupts the general one."""
    greets = prompt.endswith(".greeting")
    return hotline.phrases.phrase(language, Prompt.GREETING).barge_in if greets else ANSWER


def _form_parts(hotline: Hotline, language: str, form_id: str) -> Iterator[Say]:
    wording = hotline.forms.wording(language, form_id)
    for part in ("offer", "resume", "summary", "done", "recap", "trouble"):
        if text := str(getattr(wording, part)):
            yield Say(f"form.{form_id}..{part}", text, ANSWER)
    for slot_id, slot in wording.slots.items():
        for part in ("ask", "why", "heard", "missing", "caller"):
            if text := str(getattr(slot, part)):
                yield Say(f"form.{form_id}.{slot_id}.{part}", text, READ_BACK if part == "heard" else ANSWER)
