"""Moves around a request: answer it, confirm it, choose between two, narrow it down, and the fallback after misses."""

from dataclasses import replace

from call.events import Expect, Outcome
from call.slots.types import SlotType
from dialogs.answers.article import Article
from dialogs.answers.article_parts import ERRORS
from dialogs.answers.choose_article import choose_article
from dialogs.answers.sections import owner
from dialogs.event import DialogEvent
from dialogs.hotline import Hotline
from dialogs.line import ArticlePart, Fixed, Line
from dialogs.moves.answers.article_lines import code_lines, region_lines
from dialogs.moves.forms import next as form_steps
from dialogs.moves.forms.next import AFTER_ANSWER
from dialogs.moves.move import leads_to
from dialogs.moves.opening_hours import hours_lines
from dialogs.moves.places import append_words, enter, note, queued
from dialogs.moves.transfer import transfer
from dialogs.phase import Phase
from dialogs.phrases.cue import Cue
from dialogs.phrases.prompts import Prompt
from dialogs.state import Confirm, Place, Reply, State

SLOW = 0.75
"""Speech rate for the rest of the call after the caller asked for slower speech, or for the same sentence again."""
OFFICES = "contact_info"
MOST_MISSES = 2
"""Two-stage fallback: after the first miss the question is asked in other words, after the second a person helps."""


def answer_topic(hotline: Hotline, state: State, intent: str, *before: Line, about: str = "") -> Reply:
    """The short answer, and «did that help?». Told before: its first sentence.

    Args:
        about: id of the article; by default the one that the words ask for.
    """
    about = about or choose_article(hotline.knowledge, state.language, intent, *reversed(state.said))
    article = hotline.knowledge.article(state.language, about)
    known = about in state.told
    state = replace(
        state,
        misses=0,
        not_known=0,
        told=(*state.told, about),
        rate=min(state.rate, SLOW) if known and article.brief == article.answer else state.rate,
        pending=tuple(other for other in state.pending if other != intent),
        outcome=Outcome.ANSWERED if state.outcome is Outcome.ABANDONED else state.outcome,
        department=article.department,
    )
    explained = _explained(hotline, state, article)
    if explained:  # told before: only what to do
        told = explained[0].prompt
        explained = explained[1:] if told in state.told else explained
        state = replace(state, told=(*state.told, told))
    # The hours of an office are not those of this line.
    hours = () if explained or article.contacts else hours_lines(hotline, state, intent)
    said = () if explained else (*_short_answer(hotline, state, article, known=known), *hours)
    special = about if article.name else ""
    # A complaint about a judge or a shop is for others: no form of the category would help.
    forms_of = "" if article.anywhere else intent
    if reply := form_steps.after_answer(hotline, state, forms_of, said, *before, *explained):
        return replace(reply, state=replace(reply.state, place=replace(reply.state.place, article=special)))
    question = did_it_help(hotline, state, about, plain=len(said) > 1)
    state = replace(
        state, offered_more=state.offered_more or question.phrase not in (Prompt.HELPED, Prompt.HELPED_NEXT)
    )
    return enter(state, Place(Phase.HELPED, (*explained, *said, question), intent, article=special), *before)


def _explained(hotline: Hotline, state: State, article: Article) -> tuple[Line, ...]:
    """The meaning of an error code in plain words. It is said instead of the answer, whatever form follows."""
    if article.intent != ERRORS:
        return ()
    read = hotline.reader.read(SlotType.ERROR_CODE, state.said[-1], state.language, state.today) if state.said else None
    known = next((slot.value for slot in state.slots if slot.name == SlotType.ERROR_CODE), "")
    return code_lines(hotline, state.language, read.value if read else known)


def _short_answer(hotline: Hotline, state: State, article: Article, *, known: bool) -> tuple[Line, ...]:
    """The answer. If an office belongs to it and a region was named, how to find the office there."""
    said = state.said[-1] if state.said else ""
    named = hotline.knowledge.tables(state.language).region_in(said)
    # «умер в Ростове» asks for no office.
    where = article.intent == OFFICES or hotline.phrases.cues(state.language, Cue.CONTACTS).found(said)
    offices = region_lines(hotline, state, said)[:1] if article.contacts and named and where else ()
    if offices:
        return offices if known else (ArticlePart(article.id, "brief"), *offices)
    return (Fixed(Prompt.REMIND), ArticlePart(article.id, "brief")) if known else (ArticlePart(article.id, "answer"),)


def did_it_help(hotline: Hotline, state: State, about: str, *, plain: bool) -> Fixed:
    """«Did that help?», the first time in a call with what else can be told."""
    if state.pending:
        return Fixed(Prompt.HELPED_NEXT, Expect.YES_NO)
    if plain or state.offered_more:
        return Fixed(Prompt.HELPED, Expect.YES_NO)
    offered = [
        name for name in ("steps", "documents", "terms") if owner(hotline.knowledge, state.language, about, name)
    ]
    if not offered and owner(hotline.knowledge, state.language, about, "more"):
        offered = ["more"]
    return Fixed(Prompt("_".join(["helped", *offered])), Expect.YES_NO)


def waiting(hotline: Hotline, state: State) -> tuple[str, ...]:
    """The requests of the phrase that wait, without those that were answered meanwhile."""
    said = (*reversed(state.said),)
    answers = {intent: choose_article(hotline.knowledge, state.language, intent, *said) for intent in state.pending}
    return tuple(intent for intent, article in answers.items() if article not in state.told)


def close_topic(hotline: Hotline, state: State, *before: Line) -> Reply:
    """Answer the next request of the same phrase, unless it was answered meanwhile; else ask what else there is."""
    state = replace(state, pending=waiting(hotline, state))
    if state.pending:
        return answer_topic(hotline, state, state.pending[0], *before, Fixed(Prompt.NEXT_QUESTION))
    if place := state.steps_left:
        return enter(replace(state, steps_left=None, misses=0), place, *before, Fixed(Prompt.BACK_TO_STEPS))
    return form_steps.resume(state, *before) or ask_more(state, *before)


def ask_more(state: State, *before: Line) -> Reply:
    place = Place(Phase.MORE, (Fixed(Prompt.MORE, Expect.OPEN),), state.place.topic, article=state.place.article)
    return enter(replace(state, misses=0), place, *before)


@leads_to(*AFTER_ANSWER)
def answer(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Answer the request; if a phrase holds several, the first one."""
    return answer_request(hotline, state, heard)


def answer_request(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Leads to AFTER_ANSWER."""
    state = replace(note(state, heard), pending=queued(state, heard))
    said = {Prompt.BOTH_HEARD: bool(heard.words.further), Prompt.USUAL_WAY: heard.words.outlined}
    before = tuple(Fixed(prompt) for prompt, true in said.items() if true)
    return answer_topic(hotline, state, heard.words.intent, *before, about=heard.words.article)


@leads_to(*AFTER_ANSWER, Phase.CONFIRM, Phase.ENDED, Phase.NOBODY)
def confirm(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Ask whether this is the request. A request that was said twice counts as confirmed."""
    return ask_whether(hotline, state, heard)


def ask_whether(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Leads to AFTER_ANSWER, CONFIRM, ENDED, NOBODY."""
    place = state.place
    if place.candidate == heard.words.intent:
        return answer_request(hotline, state, heard)
    if any(heard.words.intent in option for option in place.options):
        return answer_request(hotline, state, heard)
    if place.phase is Phase.CONFIRM:
        state = replace(state, misses=state.misses + 1)
        if state.misses > MOST_MISSES:
            return transfer(hotline, append_words(state, heard), Prompt.TRANSFER_NOT_UNDERSTOOD)
    left = place if place.phase is Phase.STEPS else state.steps_left
    state = replace(state, steps_left=left)
    words = heard.words
    about = words.article or choose_article(hotline.knowledge, state.language, words.intent, words.text)
    question = ArticlePart(about, "confirm", expects=Expect.YES_NO)
    state = replace(note(state, heard), pending=queued(state, heard))
    matter = Confirm(words.intent, words.article, words.fact)
    return enter(state, Place(Phase.CONFIRM, (question,), place.topic, article=place.article, matter=matter))


def answer_candidate(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Answer the request that was confirmed. Leads to AFTER_ANSWER."""
    about = state.place.matter.article if isinstance(state.place.matter, Confirm) else ""
    return answer_topic(hotline, replace(state, pending=queued(state, heard)), state.place.candidate, about=about)
