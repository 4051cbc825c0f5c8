"""Moves at the end of a call: the recap, the rating, goodbye, and the resume word at the session limit."""

from dataclasses import replace

from call.events import Outcome
from dialogs.event import DialogEvent
from dialogs.forms.form_book import RATING
from dialogs.hotline import Hotline
from dialogs.line import Fixed, FormText, Line, RequestNumber, ResumeWord
from dialogs.moves.forms.complete import leave
from dialogs.moves.forms.next import ask_place, ready
from dialogs.moves.forms.progress import begun, in_hand, with_slot
from dialogs.moves.forms.questions import whether_to_go_on
from dialogs.moves.move import leads_to
from dialogs.moves.places import again, enter
from dialogs.moves.universals import hang_up
from dialogs.phase import Phase
from dialogs.phrases.cue import Cue
from dialogs.phrases.cues import covered
from dialogs.phrases.prompts import Prompt
from dialogs.saved import resume_word, snapshot
from dialogs.state import Reply, State

REFUSAL = (Cue.DROP, Cue.RECORD_NOT, Cue.NOT_WANTED)
WITH_GOODBYE = (Cue.FAREWELL, Cue.BYE, Cue.NO_MORE)
"""Words that may stand beside a yes or thanks with which a caller leaves."""


@leads_to(Phase.FORM, Phase.FORM_OFFER, Phase.ENDED)
def goodbye(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Sum up what was recorded and ask for a rating, once and if the call did something; then say goodbye.

    «да, верно, до свидания» and «спасибо, до свидания» confirm the value that was read back. Who refuses a complete
    form with the goodbye is asked first whether to go on with it.
    """
    before, state = state, _confirmed(hotline, state, heard.words.text)
    if _refuses(hotline, state, heard.words.text):
        form, progress = in_hand(hotline, state)
        return whether_to_go_on(state, form, replace(progress, leaving=True))
    reply = leave(hotline, state, lambda after: _goodbye(hotline, after))
    done = state is not before  # what was confirmed is not asked again
    return replace(reply, state=replace(reply.state, back=())) if done else reply


def _confirmed(hotline: Hotline, state: State, text: str) -> State:
    """The state with the value that was read back, if nothing but thanks and a yes is said with the goodbye.

    Who says «спасибо, это всё, до свидания» has heard the number and takes it for done. A look-up is only worth it
    for somebody who stays.
    """
    yes, thanks, *beside = (hotline.phrases.cues(state.language, cue) for cue in (Cue.YES, Cue.THANKED, *WITH_GOODBYE))
    agrees = (yes.found(text) or thanks.found(text)) and covered(text, yes, thanks, *beside)
    agrees = agrees and not _holds_refusal(hotline, state, text)
    if state.place.phase is not Phase.FORM_CHECK or not agrees:
        return state
    form, progress = in_hand(hotline, state)
    filled = with_slot(progress, form.slot(progress.slot), progress.draft or progress.offered)
    return replace(state, place=replace(state.place, matter=filled))


def _refuses(hotline: Hotline, state: State, text: str) -> bool:
    """Is a complete form in hand, and do the words refuse it?"""
    progress = state.place.form
    if progress is None or progress.leaving or not state.place.phase.traits.in_form:
        return False
    form = hotline.forms.form(progress.form)
    return _holds_refusal(hotline, state, text) and not form.look_up and ready(form, progress)


def _holds_refusal(hotline: Hotline, state: State, text: str) -> bool:
    """Do the words refuse something? «больше ничего не надо» refuses nothing."""
    cues = hotline.phrases.cues
    refused = {start for cue in REFUSAL for start, _ in cues(state.language, cue).spans(text)}
    enough = list(cues(state.language, Cue.NO_MORE).spans(text))
    return any(not any(first < start < end for first, end in enough) for start in refused)


def _goodbye(hotline: Hotline, state: State) -> Reply:
    recap = _recap(hotline, state)
    if state.rated or state.outcome is Outcome.ABANDONED:
        return hang_up(state, Prompt.GOODBYE, "goodbye", *recap)
    state = replace(state, rated=True, interrupted=None)
    progress = replace(begun(hotline, state, RATING, state.place.topic), leaving=True)
    slot = hotline.forms.form(RATING).slots[0]
    return enter(state, ask_place(hotline, state, progress, slot), *recap)


def _recap(hotline: Hotline, state: State) -> tuple[Line, ...]:
    """What was recorded. Said once: a goodbye at the rating must not repeat it."""
    if state.rated or not state.recorded:
        return ()
    said = [FormText(form, "recap") for form in dict.fromkeys(state.recorded) if _has_recap(hotline, form)]
    just_told = not state.back  # nothing was talked about since the number was told twice
    number = () if just_told or not state.requests or not said else (Fixed(Prompt.RECAP_NUMBER), RequestNumber())
    return (*said, *number)


def _has_recap(hotline: Hotline, form: str) -> bool:
    return all(hotline.forms.wording(language, form).recap for language in hotline.phrases.languages)


@leads_to(Phase.ENDED)
def end_of_time(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """End the call at the session limit. With the resume word another call can resume this one."""
    begun_here = bool(snapshot(state, state.place).text)
    word = resume_word(state.start, len(hotline.phrases.wordings[state.language].resume_words)) if begun_here else ""
    place = state.place
    reply = leave(hotline, state, lambda after: hang_up(after, Prompt.TIME_UP, "limit"))
    if not word:
        return reply
    acts = tuple(ResumeWord(word) if act == Fixed(Prompt.TIME_UP) else act for act in reply.acts)
    return Reply(replace(reply.state, left=place, resume_word=word), acts)


@leads_to(stays=True)
def stop_credential(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Kindly stop a caller who says a card's number, a password or a code, and ask again."""
    return again(state, Fixed(Prompt.CREDENTIAL))
