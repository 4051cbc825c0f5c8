"""Moves at further questions after an answer: facts and sections of the article, or that there is no answer."""

from dataclasses import replace

from call.events import Expect, Outcome
from dialogs.answers.choose_article import choose_special
from dialogs.answers.sections import owner
from dialogs.event import Detail, DialogEvent
from dialogs.hotline import Hotline
from dialogs.hours.line_book import named_line
from dialogs.line import ArticlePart, Fixed, Line
from dialogs.moves.answers.answer import MOST_MISSES, answer_candidate, answer_request, ask_more
from dialogs.moves.answers.article_lines import detail_lines, piece_lines, says_more, section_asked, tells_of
from dialogs.moves.answers.steps import BEFORE_FIRST, no_help, plain_question, show_step
from dialogs.moves.forms.next import AFTER_ANSWER, resume
from dialogs.moves.move import leads_to
from dialogs.moves.places import append_words, enter, note, turn_to
from dialogs.moves.transfer import offer, transfer
from dialogs.phase import Phase
from dialogs.phrases.cue import Cue
from dialogs.phrases.prompts import Prompt
from dialogs.state import Confirm, Reply, State


@leads_to(*AFTER_ANSWER, Phase.STEPS, Phase.OFFER)
def new_request(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Answer the new request. A further question about the same topic gets a section, or that there is no answer.

    The steps are said only if words of failure come with it.
    """
    place = state.place
    words = heard.words
    special = words.article or choose_special(hotline.knowledge, state.language, words.intent, words.text)
    aside = state.interrupted
    back = aside and special in ("", words.intent) and words.intent in hotline.forms.form(aside.form).starts_with
    if back and (reply := resume(note(state, heard))):
        return reply
    same = words.intent == place.topic and special in ("", place.article, place.about) and not words.further
    if same and not (
        heard.words.intent in hotline.lines.live_hours and named_line(hotline.lines, heard.words.text, state.language)
    ):
        return _same_topic(hotline, state, heard)
    left = place if place.phase is Phase.STEPS else state.steps_left
    return answer_request(hotline, replace(state, steps_left=left), heard)


def _same_topic(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Another question about the topic: the section that it names; steps if something failed; else no answer to it."""
    said = heard.words.text
    if section := section_asked(hotline, state, said):
        return _detail(hotline, append_words(state, heard), section, said)
    if any(hotline.phrases.cues(state.language, cue).found(said) for cue in (Cue.FAILED, Cue.VAGUE)):
        return no_help(hotline, state, heard)
    if not says_more(hotline, state, said):
        more = detail_lines(hotline, state, Cue.IN_FULL, said)
        return (
            _detail(hotline, append_words(state, heard), Cue.IN_FULL, said)
            if more
            else answer_request(hotline, state, heard)
        )
    return _not_known_here(hotline, state, heard)


@leads_to(Phase.HELPED, Phase.STEPS, Phase.OFFER, Phase.MORE, Phase.FORM_OFFER, Phase.ENDED, Phase.NOBODY)
def further_question(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Say the section that a further question asks for, the steps if something failed; else that there is no answer.

    The words may name the article of a thing that was told before another topic.
    """
    said, article = heard.words.text, heard.words.article
    if not state.place.topic:
        return offer(append_words(state, heard), Fixed(Prompt.NOT_KNOWN_HERE))
    if article:
        state = turn_to(state, heard.words.intent, article)
    if section := section_asked(hotline, state, said):
        return _detail(hotline, append_words(state, heard), section, said)
    if hotline.phrases.cues(state.language, Cue.FAILED).found(said):
        return no_help(hotline, state, heard)
    if tells_of(hotline, state, said):
        return _detail(hotline, append_words(state, heard), Cue.IN_FULL, said)
    state = replace(state, misses=state.misses + 1)
    if state.misses > MOST_MISSES:
        return transfer(hotline, append_words(state, heard), Prompt.TRANSFER_NOT_UNDERSTOOD)
    return _not_known_here(hotline, state, heard)


def _not_known_here(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """There is no exact answer: say what else is known, else offer the steps, else a person."""
    rest = detail_lines(hotline, state, Cue.IN_FULL, heard.words.text)
    if rest and not state.not_known:
        state = append_words(replace(state, not_known=1), heard)
        return _detail(hotline, state, Cue.IN_FULL, heard.words.text, Fixed(Prompt.NOT_KNOWN_BUT))
    state = append_words(replace(state, not_known=state.not_known + 1), heard)
    place, advice = state.place, state.place.advice
    steps = owner(hotline.knowledge, state.language, place.about, "steps")
    if state.not_known >= MOST_MISSES or advice.stepped or not steps:
        return offer(state, Fixed(Prompt.NOT_KNOWN_HERE))
    asked = (Fixed(Prompt.NOT_KNOWN_HERE), Fixed(Prompt.TELL_STEPS, Expect.YES_NO))
    return enter(state, replace(place, phase=Phase.STEPS, asked=asked, advice=replace(advice, step=BEFORE_FIRST)))


@leads_to(Phase.HELPED, Phase.STEPS, Phase.OFFER, Phase.MORE)
def detail(hotline: Hotline, state: State, heard: Detail) -> Reply:
    """Say a section of an article. If there is no such section or no topic, offer a person."""
    return tell_detail(hotline, state, heard)


def tell_detail(hotline: Hotline, state: State, heard: Detail) -> Reply:
    """Leads to HELPED, STEPS, OFFER, MORE."""
    before, general = state.place, heard.article == state.place.topic and bool(heard.article)
    if heard.article and not general:
        article = hotline.knowledge.article(state.language, heard.article)
        outcome = Outcome.ANSWERED if state.outcome is Outcome.ABANDONED else state.outcome
        state = replace(note(state, heard), outcome=outcome, department=article.department)
        if article.id != before.about:
            state = turn_to(state, article.intent, article.id if article.name else "")
    elif not state.place.topic and heard.pieces == (Cue.COST,):
        return ask_more(append_words(state, heard), Fixed(Prompt.COST_SHOWN))
    if not state.place.topic:
        return offer(state, Fixed(Prompt.NO_DETAILS))
    if before.phase is Phase.STEPS:
        state = replace(state, steps_left=before)
    first = heard.pieces[0]
    if isinstance(first, Cue) and len(heard.pieces) == 1:
        return _detail(hotline, state, first, heard.words.text)
    return _pieces(hotline, state, heard)


@leads_to(*AFTER_ANSWER, Phase.STEPS, Phase.OFFER, Phase.MORE)
def confirmed(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Tell what was asked for: the fact of the article that was confirmed, or its answer."""
    matter = state.place.matter
    if isinstance(matter, Confirm) and matter.fact:
        return tell_detail(hotline, state, Detail(heard.words, pieces=(matter.fact,), article=matter.article))
    return answer_candidate(hotline, state, heard)


def _pieces(hotline: Hotline, state: State, heard: Detail) -> Reply:
    """Facts of the article, or several things at once: «что взять с собой и сколько это стоит»."""
    said: list[Line] = []
    told: list[str] = []
    for piece in heard.pieces:
        lines = piece_lines(hotline, state, piece, heard.words.text, heard.article or state.place.about)
        known = lines[:1] if lines and lines[0].prompt in state.told else ()
        told += [line.prompt for line in lines[:1] if not known]
        said += [Fixed(Prompt.REMIND), *known] if known else lines
    if not said:
        return offer(state, Fixed(Prompt.NO_DETAILS))
    state = replace(state, told=(*state.told, *told), misses=0, not_known=0)
    return enter(state, replace(state.place, phase=Phase.HELPED, asked=(*said, plain_question(state))))


def _detail(hotline: Hotline, state: State, asked: Cue, text: str, *before: Line) -> Reply:
    """The section, or steps, or an offer of a person. `before`: what is said first."""
    if asked is Cue.IN_FULL and not detail_lines(hotline, state, asked, text):
        asked = Cue.STEPS
    if asked is Cue.STEPS and owner(hotline.knowledge, state.language, state.place.about, "steps"):
        return show_step(hotline, state, 0, Fixed(Prompt.BY_STEPS))
    lines = () if asked is Cue.STEPS else detail_lines(hotline, state, asked, text)
    if not lines:
        return offer(state, Fixed(Prompt.NO_DETAILS))
    state, lines = _once(state, asked, lines)
    question = _question_after(hotline, state, asked)
    advice = state.place.advice
    said = lines[0].name if asked is Cue.IN_FULL and isinstance(lines[0], ArticlePart) else ""
    told = replace(
        advice,
        others_told=advice.others_told or asked is Cue.ALTERNATIVES,
        filled_in={"more": 1, "tip": 2}.get(said, advice.filled_in),
    )
    place = replace(state.place, phase=Phase.HELPED, asked=(*before, *lines, question), advice=told)
    return enter(replace(state, misses=0), place)


def _once(state: State, asked: Cue, lines: tuple[Line, ...]) -> tuple[State, tuple[Line, ...]]:
    """A section that was told before is told again in its first sentence. A list of documents is wanted whole."""
    first = lines[0]
    if asked in (Cue.DOCUMENTS, Cue.IN_FULL) or not isinstance(first, ArticlePart):
        return state, lines
    if first.prompt in state.told:
        return state, (Fixed(Prompt.REMIND), first)
    return replace(state, told=(*state.told, first.prompt)), lines


def _question_after(hotline: Hotline, state: State, asked: Cue) -> Line:
    """The question after a section. It offers a related section if no other request waits."""
    further = {Cue.DOCUMENTS: ("pitfalls", Prompt.HELPED_PITFALLS), Cue.TERMS: ("refusals", Prompt.HELPED_REFUSALS)}
    section, prompt = further.get(asked, ("", Prompt.HELPED))
    known = section and owner(hotline.knowledge, state.language, state.place.about, section)
    return Fixed(prompt, Expect.YES_NO) if known and not state.pending else plain_question(state)
