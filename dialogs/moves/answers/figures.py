"""Who asks for a figure and hears an answer without one is told so: «Точной цифры не назову.»

An answer about the right thing that leaves out what was asked sounds as if it was one.
"""

from dialogs.answers.article_parts import part_text
from dialogs.event import DialogEvent, Event
from dialogs.hotline import Hotline
from dialogs.line import ArticlePart, Fixed, Line
from dialogs.phrases.cue import Cue
from dialogs.phrases.prompts import Prompt
from dialogs.state import Reply

ANSWERS = (Event.REQUEST, Event.DETAIL)
"""Events whose words the told parts answer. Others are answered by what was decided before."""
PARTS = ("answer", "brief", "more", "fact", "term", "cost", "delay", "alternative", "refusal")
"""Parts of an article that may answer how much, how long, by when. Steps, papers and titles do not."""
HONEST = (Prompt.NOT_KNOWN_BUT, Prompt.NOT_KNOWN_HERE, Prompt.USUAL_WAY, Prompt.COST_SHOWN)
"""Sentences that say already that the answer is not exact."""


def without_figure(hotline: Hotline, heard: DialogEvent, reply: Reply) -> Reply:
    """The reply, with that sentence before the first part if a figure was asked for and no part has one."""
    language, text = reply.state.language, heard.words.text
    asks = heard.event in ANSWERS and hotline.phrases.cues(language, Cue.FIGURE_ASKED).found(text)
    lines = [act for act in reply.acts if isinstance(act, Line)]
    parts = [line for line in lines if isinstance(line, ArticlePart) and line.part in PARTS]
    honest = any(isinstance(line, Fixed) and line.phrase in HONEST for line in lines)
    else_told = not all(isinstance(line, Fixed | ArticlePart) for line in lines)  # a date of the case, an office
    if not asks or not parts or honest or else_told:
        return reply
    told = " ".join(part_text(hotline.knowledge, language, line) or "" for line in parts)
    if any(sign.isdigit() for sign in told) or hotline.phrases.cues(language, Cue.FIGURE).found(told):
        return reply
    first = reply.acts.index(parts[0])
    return Reply(reply.state, (*reply.acts[:first], Fixed(Prompt.NO_FIGURE), *reply.acts[first:]))
