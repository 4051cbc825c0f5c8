"""Moves around a request: answer it, confirm it, choose between two, narrow it down, and the fallback after misses."""

from dataclasses import replace

from call.events import Expect, Outcome
from call.slots.types import SlotType
from dialogs.answers.article import Article
from dialogs.answers.article_parts import ERRORS
from dialogs.answers.choose_article import choose_article
from dialogs.answers.sections import owner
from dialogs.event import DialogEvent, NotKnown, Pick
from dialogs.hotline import Hotline
from dialogs.line import ArticlePart, Fixed, Line, NotKnownText
from dialogs.moves.article_lines import code_lines, region_lines
from dialogs.moves.forms import next as form_steps
from dialogs.moves.forms.next import AFTER_ANSWER
from dialogs.moves.move import leads_to
from dialogs.moves.opening_hours import hours_lines
from dialogs.moves.places import again, append_words, enter, note, queued
from dialogs.moves.transfer import offer, transfer
from dialogs.phase import Phase
from dialogs.phrases.cue import Cue
from dialogs.phrases.prompts import OPTION_PROMPTS, Menu, Prompt
from dialogs.state import Confirm, Options, Place, Reply, State

AFTER_MISS = (Phase.REQUEST, Phase.OFFER, Phase.ENDED, Phase.NOBODY)
"""Where a turn that was not understood leads, unless the same question is asked again."""
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


@leads_to(Phase.REQUEST, Phase.ENDED, Phase.NOBODY)
def denied(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """The caller denies what was proposed: ask in other words; the second time a person takes over."""
    return _dropped(hotline, state, state.place)


def _dropped(hotline: Hotline, state: State, left: Place | None = None) -> Reply:
    """Leads to REQUEST, ENDED, NOBODY. What was refused is no topic; `left`: where the one is that stays."""
    state = replace(state, misses=state.misses + 1, pending=())
    asked = (Fixed(Prompt.REPHRASE, Expect.OPEN),)
    place = Place(Phase.REQUEST, asked, left.topic, article=left.article) if left else Place(Phase.REQUEST, asked)
    if state.misses >= MOST_MISSES:
        return transfer(hotline, replace(state, place=place), Prompt.TRANSFER_NOT_UNDERSTOOD)
    return enter(state, place)


@leads_to(Phase.REQUEST, Phase.ENDED, Phase.NOBODY)
def refused(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """It is not about this: drop the topic and ask in other words; the second time a person takes over."""
    return _dropped(hotline, append_words(state, heard))


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


@leads_to(*AFTER_MISS, stays=True)
def miss(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Not understood: ask in other words; the second time a person takes over, or is offered after an answer."""
    return not_understood(hotline, state, heard)


def not_understood(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Leads to AFTER_MISS, or stays."""
    phase, expects = state.place.phase, state.place.asked[-1].expects
    state = append_words(replace(state, misses=state.misses + 1), heard)
    if state.misses >= MOST_MISSES:
        answered = phase.traits.after_answer and phase is not Phase.OFFER
        if answered and state.misses == MOST_MISSES:
            return offer(state)
        return transfer(hotline, state, Prompt.TRANSFER_NOT_UNDERSTOOD)
    if expects is Expect.YES_NO:
        return again(state, Fixed(Prompt.SAY_YES_OR_NO))
    if expects is Expect.CHOICE and phase is not Phase.STEPS:
        return again(state, Fixed(Prompt.SAY_OPTION))
    if expects is Expect.CHOICE:
        return Reply(state, (Fixed(Prompt.STEP_FIRST, Expect.CHOICE),))
    place = state.place
    asked = (Fixed(Prompt.REPHRASE, Expect.OPEN),)
    return enter(state, Place(Phase.REQUEST, asked, place.topic, article=place.article))


@leads_to(Phase.MORE, Phase.OFFER)
def not_known(hotline: Hotline, state: State, heard: NotKnown) -> Reply:
    """No article is about the thing: say so and what there is instead; the second time in a row offer a person."""
    tries = max(state.misses, state.not_known) + 1
    state = append_words(replace(state, not_known=tries), heard)
    if tries >= MOST_MISSES:
        return offer(state, NotKnownText(heard.thing))
    return ask_more(state, NotKnownText(heard.thing), Fixed(Prompt.WHAT_I_KNOW))
