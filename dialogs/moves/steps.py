"""Moves after an answer: did it help, the steps one by one, remedies for a step that failed, follow-ups."""

from dataclasses import replace

from call.events import Expect, Outcome
from dialogs.answers.article import Step
from dialogs.answers.choose_article import choose_special
from dialogs.answers.sections import owner
from dialogs.event import Detail, DialogEvent, Event
from dialogs.forms.form import Start
from dialogs.hotline import Hotline
from dialogs.hours.line_book import named_line
from dialogs.line import ArticlePart, Fixed, Line
from dialogs.moves.answer import MOST_MISSES, answer_request, ask_more, close_topic
from dialogs.moves.answer import confirmed as answer_confirmed
from dialogs.moves.article_lines import detail_lines, piece_lines, says_more, section_asked, section_lines, tells_of
from dialogs.moves.forms.next import AFTER_ANSWER, begun, offer_place
from dialogs.moves.move import leads_to
from dialogs.moves.places import again, append_words, enter, note
from dialogs.moves.transfer import offer, transfer
from dialogs.phase import Phase
from dialogs.phrases.cue import Cue
from dialogs.phrases.prompts import Prompt
from dialogs.state import Confirm, Place, Reply, State

BEFORE_FIRST = -1
"""Index of the step before the first one: «да» to the offer of the steps tells the first."""


@leads_to(*AFTER_ANSWER, Phase.STEPS, Phase.MORE)
def helped(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """It helped: answer the next request, if the caller wants anything more, or ask what else there is.

    Thanks end the steps that another question interrupted.
    """
    said, language = heard.words.text, state.language
    declined, on = (hotline.phrases.cues(language, cue).found(said) for cue in (Cue.NOT_WANTED, Cue.GO_ON))
    thanked = heard.event is Event.THANKS and not on
    state = replace(state, pending=() if declined else state.pending)
    return close_topic(hotline, replace(state, steps_left=None) if declined or thanked else state)


@leads_to(Phase.STEPS, Phase.HELPED, Phase.OFFER, Phase.FORM_OFFER)
def not_helped(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """It did not help: say the steps once; then the next remedy, the alternatives, a person."""
    return _no_help(hotline, state, heard)


def _no_help(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    if not state.place.advice.stepped and owner(hotline.knowledge, state.language, state.place.about, "steps"):
        state = state if heard.event is Event.DENY else append_words(state, heard)
        return _show_step(hotline, state, 0, Fixed(Prompt.BY_STEPS))
    return _next_remedy(hotline, state, heard)


@leads_to(Phase.STEPS, Phase.HELPED, Phase.OFFER, Phase.FORM_OFFER)
def did_not_work(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """The step did not work: say its next remedy, then the alternatives, then offer a person."""
    return _next_remedy(hotline, state, heard)


def form_or_person(hotline: Hotline, state: State) -> Reply:
    """Offer the form of the topic once; else a person."""
    place = state.place
    wanted = hotline.knowledge.article(state.language, place.about).form if place.topic else ""
    form = hotline.forms.forms.get(wanted) or hotline.forms.starting(place.topic, Start.LATER)
    if form is None or form.id in state.offered:
        return offer(state)
    proposed = offer_place(begun(hotline, state, form.id, place.topic))
    place = replace(place, phase=proposed.phase, asked=proposed.asked, matter=proposed.matter)
    return enter(replace(state, offered=(*state.offered, form.id)), place)


@leads_to(*AFTER_ANSWER, Phase.STEPS, Phase.OFFER)
def new_request(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Answer the new request. A further question about the same topic gets a section, or that there is no answer.

    The steps are said only if words of failure come with it.
    """
    place = state.place
    words = heard.words
    special = words.article or choose_special(hotline.knowledge, state.language, words.intent, words.text)
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
        return _no_help(hotline, state, heard)
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
        state = replace(state, place=Place(Phase.HELPED, (), heard.words.intent, article=article))
    if section := section_asked(hotline, state, said):
        return _detail(hotline, append_words(state, heard), section, said)
    if hotline.phrases.cues(state.language, Cue.FAILED).found(said):
        return _no_help(hotline, state, heard)
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
    if heard.article:
        article = hotline.knowledge.article(state.language, heard.article)
        place = Place(Phase.HELPED, (), article.intent, article=article.id if article.name else "")
        outcome = Outcome.ANSWERED if state.outcome is Outcome.ABANDONED else state.outcome
        place = state.place if place.about == state.place.about else place
        state = replace(note(state, heard), place=place, outcome=outcome, department=article.department)
    elif not state.place.topic and heard.pieces == (Cue.COST,):
        return ask_more(append_words(state, heard), Fixed(Prompt.COST_SHOWN))
    if not state.place.topic:
        return offer(state, Fixed(Prompt.NO_DETAILS))
    if state.place.phase is Phase.STEPS:
        state = replace(state, steps_left=state.place)
    first = heard.pieces[0]
    if isinstance(first, Cue) and len(heard.pieces) == 1:
        return _detail(hotline, state, first, heard.words.text)
    return _pieces(hotline, state, heard)


@leads_to(*AFTER_ANSWER, Phase.STEPS, Phase.OFFER, Phase.MORE)
def confirmed(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Tell what was asked for: the fact of the article that was confirmed, or its answer."""
    matter = state.place.matter
    if isinstance(matter, Confirm) and matter.fact:
        return detail(hotline, state, Detail(heard.words, pieces=(matter.fact,), article=matter.article))
    return answer_confirmed(hotline, state, heard)


def _pieces(hotline: Hotline, state: State, heard: Detail) -> Reply:
    """Facts of the article, or several things at once: «что взять с собой и сколько это стоит»."""
    said: list[Line] = []
    told: list[str] = []
    for piece in heard.pieces:
        lines = piece_lines(hotline, state, piece, heard.words.text)
        known = lines[:1] if lines and lines[0].prompt in state.told else ()
        told += [line.prompt for line in lines[:1] if not known]
        said += [Fixed(Prompt.REMIND), *known] if known else lines
    if not said:
        return offer(state, Fixed(Prompt.NO_DETAILS))
    state = replace(state, told=(*state.told, *told), misses=0, not_known=0)
    return enter(state, replace(state.place, phase=Phase.HELPED, asked=(*said, _plain_question(state))))


def _detail(hotline: Hotline, state: State, asked: Cue, text: str, *before: Line) -> Reply:
    """The section, or steps, or an offer of a person. `before`: what is said first."""
    if asked is Cue.IN_FULL and not detail_lines(hotline, state, asked, text):
        asked = Cue.STEPS
    if asked is Cue.STEPS and owner(hotline.knowledge, state.language, state.place.about, "steps"):
        return _show_step(hotline, state, 0, Fixed(Prompt.BY_STEPS))
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


@leads_to(Phase.STEPS, Phase.HELPED)
def next_step(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Say the next step; after the last one ask whether it helped."""
    return _show_step(hotline, state, state.place.advice.step + 1)


@leads_to(Phase.STEPS, Phase.HELPED, stays=True)
def regain(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Go on with the steps that another question interrupted; else ask the question again."""
    if state.steps_left is None:
        return again(state)
    left = replace(state, place=replace(state.steps_left), steps_left=None)
    return _show_step(hotline, left, left.place.advice.step + 1, Fixed(Prompt.BACK_TO_STEPS))


@leads_to(Phase.STEPS, Phase.HELPED)
def previous_step(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Say the previous step."""
    return _show_step(hotline, state, state.place.advice.step - 1)


def _show_step(hotline: Hotline, state: State, step: int, *before: Line) -> Reply:
    about, steps = _steps(hotline, state)
    last = len(steps) - 1
    step = max(0, min(step, last))  # another language or newer answers may have fewer steps
    said = ArticlePart(about, "step", step + 1)
    state = replace(state, misses=0)
    advice = replace(state.place.advice, step=step, stepped=True, remedied=False)
    place = replace(state.place, phase=Phase.STEPS, advice=advice)
    if step >= last:
        question = Prompt.HELPED_NEXT if state.pending else Prompt.WORKED
        asked = (said, Fixed(Prompt.STEPS_DONE), Fixed(question, Expect.YES_NO))
        return enter(state, replace(place, phase=Phase.HELPED, asked=asked), *before)
    question = Prompt.STEP_FIRST if step == 0 else Prompt.STEP_NEXT
    return enter(state, replace(place, asked=(said, Fixed(question, Expect.CHOICE))), *before)


def _steps(hotline: Hotline, state: State) -> tuple[str, tuple[Step, ...]]:
    """Id of the article and its steps. Newer answers may have no steps any more."""
    about = owner(hotline.knowledge, state.language, state.place.about, "steps") or state.place.topic
    return about, hotline.knowledge.article(state.language, about).steps


def _next_remedy(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    state = replace(state if heard.event is Event.DENY else append_words(state, heard), misses=0)
    place, advice = state.place, state.place.advice
    about, steps = _steps(hotline, state)
    last = len(steps) - 1
    step = max(0, min(advice.step, last))
    if advice.stepped and steps and steps[step].if_not and not advice.remedied:
        asked = (ArticlePart(about, "if_not", step + 1), Fixed(Prompt.WORKED, Expect.YES_NO))
        phase = Phase.STEPS if step < last else Phase.HELPED
        return enter(state, replace(place, phase=phase, asked=asked, advice=replace(advice, remedied=True)))
    if not advice.others_told and (others := section_lines(hotline, state, "alternatives")):
        told = (*others, _plain_question(state))
        advice = replace(advice, stepped=True, remedied=True, others_told=True)
        place = replace(place, phase=Phase.HELPED, asked=told, advice=advice)
        return enter(state, place, Fixed(Prompt.OTHER_WAYS))
    return form_or_person(hotline, state)


def _question_after(hotline: Hotline, state: State, asked: Cue) -> Line:
    """The question after a section. It offers a related section if no other request waits."""
    further = {Cue.DOCUMENTS: ("pitfalls", Prompt.HELPED_PITFALLS), Cue.TERMS: ("refusals", Prompt.HELPED_REFUSALS)}
    section, prompt = further.get(asked, ("", Prompt.HELPED))
    known = section and owner(hotline.knowledge, state.language, state.place.about, section)
    return Fixed(prompt, Expect.YES_NO) if known and not state.pending else _plain_question(state)


def _plain_question(state: State) -> Line:
    return Fixed(Prompt.HELPED_NEXT if state.pending else Prompt.HELPED, Expect.YES_NO)


@leads_to(Phase.OFFER, Phase.FORM_OFFER)
def offer_person(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Offer the form of the topic, or a person."""
    return form_or_person(hotline, state)
