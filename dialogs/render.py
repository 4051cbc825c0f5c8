"""Lines become sentences in the caller's language and at the caller's pace."""

import re
from collections.abc import Iterator
from dataclasses import replace

from call.events import Ask, BargeIn, Say
from dialogs.article_parts import article_parts, part_text, table_parts
from dialogs.prompts import Prompt
from dialogs.state import Line, Script, State

READ_BACK = BargeIn.OFF
"""What may interrupt digits that are read out."""
ANSWER = BargeIn.FREE
FIXED = frozenset(Prompt)


def render(line: Line, state: State, script: Script) -> Say | Ask:
    """The act that says the line, in the state's language and at its pace."""
    line = replace(line, digits=state.requests[-1]) if line.request else line
    text, barge_in = _wording(line, state.language, script)
    if line.expects is None:
        return Say(str(line.prompt), text, barge_in, state.rate)
    return Ask(str(line.prompt), text, line.expects, barge_in, state.rate)


def prompts(script: Script, language: str) -> Iterator[Say]:
    """Everything that can be said with an id, at the normal rate: what is worth rendering ahead or recording."""
    for prompt in Prompt:
        phrase = script.phrases.phrase(language, prompt)
        yield Say(str(prompt), phrase.text, phrase.barge_in)
    for article in script.knowledge.articles:
        if article.language == language:
            yield from (Say(name, text, ANSWER) for name, text in article_parts(article))
    yield from (Say(name, text, ANSWER) for name, text in table_parts(script.knowledge, language))


def soon_said(script: Script, language: str) -> Iterator[Say]:
    """The part of `prompts` that callers wait for: fixed phrases and short answers; the rest comes after these."""
    first = re.compile(r".*\.(title|confirm|answer)")
    return (say for say in prompts(script, language) if say.prompt in FIXED or first.fullmatch(say.prompt))


def _wording(line: Line, language: str, script: Script) -> tuple[str, BargeIn]:
    if line.digits:
        return script.phrases.spell(language, line.digits), READ_BACK
    if text := part_text(script.knowledge, language, line.prompt):
        return text, ANSWER
    # An entry of a table that an author deleted while the call stood there: what was known of it is a person's now.
    prompt = Prompt(line.prompt) if line.prompt in FIXED else Prompt.NO_DETAILS
    phrase = script.phrases.phrase(language, prompt)
    return phrase.text, phrase.barge_in
