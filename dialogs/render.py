"""Lines become sentences in the caller's language and at the caller's pace."""

import re
from collections.abc import Iterator
from dataclasses import replace

from call.events import Ask, BargeIn, Say
from dialogs.article import Article
from dialogs.live_hours import say_moment
from dialogs.prompts import Prompt
from dialogs.state import Line, Script, State

READ_BACK = BargeIn.OFF
"""What may interrupt digits that are read out."""
ANSWER = BargeIn.FREE
PART = re.compile(r"(\w+)\.([a-z]+)(\d*)")


def render(line: Line, state: State, script: Script) -> Say | Ask:
    """The act that says the line, in the state's language and at its pace."""
    line = replace(line, digits=state.requests[-1]) if line.request else line
    if line.moment:
        line, text, barge_in = replace(line, prompt=""), say_moment(line, state, script), ANSWER
    else:
        text, barge_in = _wording(line, state.language, script)
    if line.expects is None:
        return Say(str(line.prompt), text, barge_in, state.rate)
    return Ask(str(line.prompt), text, line.expects, barge_in, state.rate)


def prompts(script: Script, language: str) -> Iterator[Say]:
    """Everything that can be said with an id, at the normal rate: what is worth rendering ahead or recording."""
    for prompt in Prompt:
        phrase = script.phrases.phrase(language, prompt)
        yield Say(str(prompt), phrase.text, phrase.barge_in)
    for name, texts in script.lines.sentences():
        yield Say(name, texts[language], _line_barge_in(name, language, script))
    for intent in script.knowledge.intents:
        for part, text in _parts(script.knowledge.article(language, intent)):
            yield Say(f"{intent}.{part}", text, ANSWER)


def _wording(line: Line, language: str, script: Script) -> tuple[str, BargeIn]:
    if line.digits:
        return script.phrases.spell(language, line.digits), READ_BACK
    if texts := script.lines.sentence(line.prompt):
        return texts[language], _line_barge_in(line.prompt, language, script)
    if part := PART.fullmatch(line.prompt):
        article = script.knowledge.article(language, part[1])
        return _part(article, part[2], int(part[3] or 1)), ANSWER
    phrase = script.phrases.phrase(language, Prompt(line.prompt))
    return phrase.text, phrase.barge_in


def _line_barge_in(prompt: str, language: str, script: Script) -> BargeIn:
    """The greeting of a line is interrupted by what interrupts the general one."""
    greets = prompt.endswith(".greeting")
    return script.phrases.phrase(language, Prompt.GREETING).barge_in if greets else ANSWER


def _part(article: Article, name: str, number: int) -> str:
    """A list may be shorter in this language: then its last sentence stands for the missing one."""
    single = {"title": article.title, "confirm": article.confirm, "answer": article.answer}
    if name in single:
        return single[name]
    sentences = {"step": article.steps, "document": article.documents, "term": article.terms}[name]
    return sentences[min(number, len(sentences)) - 1] if sentences else article.answer


def _parts(article: Article) -> Iterator[tuple[str, str]]:
    yield from (("title", article.title), ("confirm", article.confirm), ("answer", article.answer))
    for name, sentences in (("step", article.steps), ("document", article.documents), ("term", article.terms)):
        for number, sentence in enumerate(sentences, start=1):
            yield f"{name}{number}", sentence
