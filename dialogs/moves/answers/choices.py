"""Moves around a choice: which of two articles, a narrowing question, the menu, and the option that is taken."""

from dataclasses import replace

from call.events import Expect
from dialogs.event import DialogEvent, Pick
from dialogs.hotline import Hotline
from dialogs.line import ArticlePart, Fixed, Line
from dialogs.moves.answers.answer import answer_request, answer_topic
from dialogs.moves.answers.misses import AFTER_MISS, not_understood
from dialogs.moves.forms.next import AFTER_ANSWER
from dialogs.moves.move import leads_to
from dialogs.moves.places import enter, note, queued
from dialogs.phase import Phase
from dialogs.phrases.prompts import OPTION_PROMPTS, Menu, Prompt
from dialogs.state import Options, Place, Reply, State


@leads_to(Phase.CHOICE)
def clarify(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Name the two candidates."""
    return ask_which(state, heard)


def ask_which(state: State, heard: DialogEvent) -> Reply:
    """Leads to CHOICE."""
    named = heard.words.articles or heard.words.candidates
    return _offer_titles(replace(note(state, heard), pending=queued(state, heard)), named)


def _offer_titles(state: State, articles: tuple[str, ...]) -> Reply:
    lines: list[Line] = [Fixed(Prompt.CLARIFY)]
    for prompt, article in zip(OPTION_PROMPTS, articles, strict=False):
        lines += [Fixed(prompt), ArticlePart(article, "title")]
    asked = (*lines, Fixed(Prompt.WHICH_ONE, Expect.CHOICE))
    options = Options(tuple((article.partition("/")[0],) for article in articles), None, articles)
    place = state.place
    return enter(state, Place(Phase.CHOICE, asked, place.topic, article=place.article, matter=options))


@leads_to(*AFTER_ANSWER, Phase.ENDED, Phase.NOBODY, stays=True)
def clarify_again(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """The same choice again: take a candidate that was offered."""
    offered = [intent for intent in heard.words.candidates if (intent,) in state.place.options]
    if len(offered) == 1:
        return answer_request(hotline, state, replace(heard, words=replace(heard.words, intent=offered[0])))
    return not_understood(hotline, state, heard)


@leads_to(Phase.CHOICE, *AFTER_MISS, stays=True)
def narrow(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Ask one narrowing question with options, once in a call."""
    if state.narrowed:
        return not_understood(hotline, state, heard)
    return ask_menu(hotline, replace(note(state, heard), narrowed=True), Menu.NARROW)


@leads_to(Phase.CHOICE)
def menu(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Name the sections and their keys."""
    return ask_menu(hotline, state, Menu.MENU)


def ask_menu(hotline: Hotline, state: State, which: Menu) -> Reply:
    """Leads to CHOICE."""
    options = tuple(option.intents for option in hotline.phrases.options(state.language, which))
    question = Fixed(which.prompt, Expect.CHOICE)
    return enter(state, Place(Phase.CHOICE, (question,), state.place.topic, matter=Options(options, which)))


@leads_to(*AFTER_ANSWER, Phase.CHOICE, *AFTER_MISS, stays=True)
def choose(hotline: Hotline, state: State, heard: Pick) -> Reply:
    """Take the option. If it has several request categories, name them one by one."""
    options = state.place.options
    if state.place.phase is not Phase.CHOICE:
        options = tuple(option.intents for option in hotline.phrases.options(state.language, Menu.MENU))
    if not 1 <= heard.number <= len(options):
        return not_understood(hotline, state, heard)
    intents = tuple(intent for intent in options[heard.number - 1] if intent in hotline.knowledge.intents)
    if not intents:
        return not_understood(hotline, state, heard)
    if len(intents) == 1:
        named = state.place.named
        return answer_topic(hotline, state, intents[0], about=named[heard.number - 1] if named else "")
    return _offer_titles(state, intents)
