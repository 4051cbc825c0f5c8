"""Which part of the answer that was told a further question asks for: a fact, or a section.

Every part has its odds (nlu/understanding/nearest_question.py). Whether the caller still speaks of the same matter is
decided first: what is like the words more, a part of this article or another article? The weights were fitted on
samples left out: docs/decisions/042-facts.md.
"""

from collections.abc import Sequence
from dataclasses import replace
from math import exp, log

from call.questions import NearPart
from call.slots.types import SlotType
from dialogs.answers.answer_parts import ANSWER, BRIEF, piece_of
from dialogs.answers.choose_article import choose_special, cues_of
from dialogs.event import Detail, DialogEvent, Event
from dialogs.forms.form import Start
from dialogs.interpret.articles.asked_rules import LISTENED_FOR, may_ask
from dialogs.interpret.articles.likely_articles import LEAST_ASKED, cued, likeliest, likely, nearest
from dialogs.interpret.several_requests import halves
from dialogs.interpret.thread_rules import after_answer
from dialogs.interpret.turn import Turn
from dialogs.line import ArticlePart
from dialogs.phrases.cue import Cue
from dialogs.phrases.cues import words_of

OF_OTHER, OF_OWN, OF_PART, OF_SHARE, OF_SECTION, TO_STAY = -8.9, 2.7, 12.1, 0.5, -0.5, 1.1
"""Logarithm of the odds that the words are about the same matter: of the likeness of the best other article, of the
article's own and of its best part's, of the logarithm of that part's probability, of a section, and a constant."""
OF_CUES = -3.5
"""The same of cues that name other articles, with words of which this one knows nothing."""
SURELY_ANOTHER, AHEAD, UNMISTAKABLE = 0.65, 0.1, 0.8
"""Likeness of another article that is meant, if it is so much more like the words than any part; and the probability of
a part, among all of the article, that stands against it."""
CLEARLY_ANOTHER = 0.9
"""Chance of another article from which it is meant, though its likeness is small: its words are said."""
STEM = 5
"""Letters. Words with the same beginning count as the same word."""
SAME_MATTER = 0.5
"""Probability of the same matter from which a part is told."""
SAME_MATTER_NAMED, SHARE_OF_NAMED = 0.35, 0.7
"""The same of a section that is so likely and that cues name too: «с документов что взять»."""
SURE_MATTER, SURE_SHARE = 0.75, 0.6
"""The same of a part that is told whatever else the words may mean, and its probability among all parts."""
MATTER_OF_GENERAL, SHARE_OF_GENERAL = 0.6, 0.5
"""The same of the general article of a category."""
SHARE = 0.4
"""Probability of a part, among all parts of the article, that is told."""
SHARE_BESIDE_STEPS, SHARE_BESIDE_PRICE = 0.8, 0.75
"""The same where the words also ask for the steps or the price, and there are some."""
SHARE_OF_TWO = 0.5
"""The same for each of two parts that one turn asks for."""
SHARE_FIRST, SHARE_FURTHER = 0.8, 0.6
"""The same of a fact that answers a request instead of the answer; after another answer, where it is rather likely."""
LESS_OF_ANSWER, LESS_OF_SECTION, LESS_OF_FACT = 0.5, 0.3, 0.0
"""Logarithm of odds by which each kind of part is less likely than its likeness says."""
LONGEST_ASKED = 25
"""Words of a further question; a longer one tells a story."""
SHARE_BESIDE_ANSWER, FEWEST_OF_STORY = 0.55, 7
"""The same of a fact that is told after the answer, and words of such a request."""
USUAL = 0.6
"""Likeness to what the article is mostly asked for; such a request gets its answer."""
ASKING = ("asked", "surely_asked", "asked_perhaps", "thing")
"""Rules of questions that the sample questions answer."""
OWN_RULES = (Cue.STEPS, Cue.IN_FULL, Cue.PITFALLS, Cue.NEXT, Cue.BACK, Cue.WORKED, Cue.FAILED, Cue.SEND, Cue.WAIT)
"""What is asked for in words of its own."""
NODS = {Event.AFFIRM, Event.DENY, Event.THANKS}
"""Labels of turns that ask nothing unless they hold a word of a question."""
FEWEST = 2
"""Words. A question without a word of one is longer."""


def surely_part(turn: Turn) -> DialogEvent | None:
    """What `part_asked` finds, if no other reading is as likely: «не украли, потерял, а без прописки дадут»."""
    place = turn.state.place
    refused = place.topic in turn.meaning.barred or (turn.state.case and turn.state.case_topic == place.topic)
    return None if refused else _part(turn, SURE_MATTER, SURE_SHARE)


def part_asked(turn: Turn) -> DialogEvent | None:
    """A further question that facts or sections of the article answer, at most two at once."""
    return _part(turn, SAME_MATTER, SHARE)


def _part(turn: Turn, matter: float, share: float) -> DialogEvent | None:
    """The parts of the article that was told; else a fact of its category, which holds for all of it."""
    if not _may_ask_further(turn) or turn.protests:
        return None
    place = turn.state.place
    if "/" not in place.about:
        matter, share = max(matter, MATTER_OF_GENERAL), max(share, SHARE_OF_GENERAL)
    if pieces := _asked_of(turn, place.about, matter, share):
        return Detail(turn.label.words, pieces=pieces)
    general = place.topic != place.about and matter < SURE_MATTER
    found = _asked_of(turn, place.topic, SURE_MATTER, SURE_SHARE) if general else ()
    facts = tuple(piece for piece in found if isinstance(piece, int))
    return Detail(turn.label.words, pieces=facts, article=place.topic) if facts else None


def _asked_of(turn: Turn, about: str, matter: float, share: float) -> tuple[Cue | int, ...]:
    found = _parts(turn, about, turn.text)
    if not found:
        return ()
    least = matter if matter > SAME_MATTER else _least_sure(turn, found[0])
    if _same_matter(turn, about, found) < least:
        return ()
    if both := _of_both_halves(turn, about):
        return both
    if turn.has(Cue.COST) and found[0][1] < SHARE_BESIDE_PRICE and any(each.id == Cue.COST for each, _ in found):
        return (Cue.COST,)
    return _pieces(found[:1], SHARE_BESIDE_STEPS if _steps(turn, about) else share)


def exactly(turn: Turn, event: DialogEvent) -> DialogEvent:
    """A request for an article, or for the fact of it that was asked for; the same of one that is to be confirmed."""
    asks = event.event in (Event.REQUEST, Event.UNSURE) and event.rule in ASKING and not event.words.further
    about = _article_of(turn, event) if asks else ""
    if not about:
        return event
    fact = _fact_of_request(turn, about)
    if event.event is Event.UNSURE:
        return replace(event, words=replace(event.words, fact=fact))
    pieces = (fact,) if fact else _answer_and_fact(turn, about)
    return Detail(event.words, event.rule, pieces=pieces, article=about) if pieces else event


def _article_of(turn: Turn, event: DialogEvent) -> str:
    words = event.words
    return words.article or choose_special(turn.hotline.knowledge, turn.language, words.intent, words.text)


def _fact_of_request(turn: Turn, about: str) -> int:
    """Number of the fact that answers a request more exactly than the answer of its article; 0 if none does.

    A question after an answer has more often its circumstances than a first one.
    """
    usual = next((each.likeness for each in likely(turn) if each.article == about), 1.0)
    found = _parts(turn, about, turn.text) if usual < USUAL else []
    pieces = _pieces(found[:1], SHARE_FURTHER if after_answer(turn) else SHARE_FIRST)
    return next((piece for piece in pieces if isinstance(piece, int)), 0)


def _answer_and_fact(turn: Turn, about: str) -> tuple[int, ...]:
    """«паспорт не поменяла, три месяца прошли»: a long first request hears the answer and the fact that it asks for."""
    intent, forms = about.partition("/")[0], turn.hotline.forms
    first = not turn.state.place.topic and len(words_of(turn.text)) >= FEWEST_OF_STORY
    if not first or forms.starting(intent, Start.ASK, Start.OFFER):
        return ()
    pieces = _pieces(_parts(turn, about, turn.text)[:1], SHARE_BESIDE_ANSWER)
    return next(((BRIEF, piece) for piece in pieces if isinstance(piece, int)), ())


def untold_part(turn: Turn, about: str, share: float) -> Cue | int:
    """The fact or section of an article that was not told and is as likely as that among all of these; else 0."""
    found = [(each, odds) for each, odds in _parts(turn, about, turn.text) if each.id != ANSWER]
    total = sum(odds for _, odds in found)
    return next(iter(_pieces([(each, odds / total) for each, odds in found[:1]], share)), 0) if total else 0


def _may_ask_further(turn: Turn) -> bool:
    """Is it a further question at all, or a reply, a new request, or something that other rules know?"""
    asks_one = turn.label.event in LISTENED_FOR or turn.label.event is Event.FURTHER
    if not asks_one or turn.label.words.further or not _here(turn) or _elsewhere(turn):
        return False
    known = turn.state.place.topic in turn.hotline.knowledge.intents
    return known and len(words_of(turn.text)) <= LONGEST_ASKED and may_ask(turn)


def _here(turn: Turn) -> bool:
    """Is it a place for a question, and are the words more than its reply?"""
    traits = turn.state.place.phase.traits
    if traits.in_form and traits.yes_no and turn.begins(Cue.YES):
        return False  # what was read back is right, and the rest comes after it
    bare = traits.in_form or turn.label.event in NODS or len(words_of(turn.text)) <= FEWEST
    return (traits.in_form or after_answer(turn)) and (turn.has(Cue.QUESTION) or not bare)


def _elsewhere(turn: Turn) -> bool:
    """Is it asked for in words of its own, about another thing, or about an office: «а куда идти в Казани»?"""
    if any(turn.has(cue) for cue in OWN_RULES) and turn.says_only(*OWN_RULES, Cue.FOLLOW_UP):
        return True
    office = turn.has(Cue.CONTACTS) and turn.read(SlotType.REGION, turn.text)
    return bool(office) or bool(turn.hotline.things.not_known_in(turn.language, turn.text))


def _least_sure(turn: Turn, best: tuple[NearPart, float]) -> float:
    section = piece_of(best[0].id)
    named = isinstance(section, Cue) and turn.has(section) and best[1] >= SHARE_OF_NAMED
    return SAME_MATTER_NAMED if named else SAME_MATTER


def _steps(turn: Turn, about: str) -> bool:
    """«где там нажимать, по шагам мне пожалуйста»"""
    return turn.has(Cue.STEPS) and bool(turn.hotline.knowledge.article(turn.language, about).steps)


def _of_both_halves(turn: Turn, about: str) -> tuple[Cue | int, ...]:
    """«что взять с собой и деньги берут за это»: a part for each half; none if only one of them asks for its own."""
    asked = list(halves(turn))
    if len(asked) < 2 or turn.hotline.finder is None:
        return ()
    turn.hotline.finder.read(asked, turn.language)
    found = [_pieces(_parts(turn, about, half)[:1], SHARE_OF_TWO) for half in asked]
    pieces = tuple(dict.fromkeys(piece for each in found for piece in each))
    return pieces if len(pieces) == 2 else ()


def _parts(turn: Turn, about: str, text: str) -> list[tuple[NearPart, float]]:
    """The parts of an article, each with its probability among them, the likeliest first."""
    key = f"parts of {about}: {text}"
    if key not in turn.memo:
        turn.memo[key] = _read_parts(turn, about, text)
    found: list[tuple[NearPart, float]] = turn.memo[key]
    return found


def _read_parts(turn: Turn, about: str, text: str) -> list[tuple[NearPart, float]]:
    if turn.hotline.finder is None:
        return []
    knowledge, phrases = turn.hotline.knowledge, turn.hotline.phrases
    parts = knowledge.parts(turn.language, about, phrases.follow_ups(turn.language))
    told = turn.state.told
    near = [
        (each, each.odds - _less(each.id))
        for each in turn.hotline.finder.nearest_parts(parts, text)
        if _prompt(about, each.id) not in told  # it was no answer to this question
    ]
    if not near:
        return []
    near.sort(key=lambda each: -each[1])
    total = sum(exp(odds - near[0][1]) for _, odds in near)
    return [(each, exp(odds - near[0][1]) / total) for each, odds in near]


def _prompt(about: str, part: str) -> str:
    """That of a fact; none of a section, which is told again when it is asked for again."""
    piece = piece_of(part)
    return ArticlePart(about, "fact", piece).prompt if isinstance(piece, int) else ""


def _less(part: str) -> float:
    piece = piece_of(part)
    return LESS_OF_SECTION if isinstance(piece, Cue) else LESS_OF_FACT if piece else LESS_OF_ANSWER


def _pieces(found: Sequence[tuple[NearPart, float]], least: float) -> tuple[Cue | int, ...]:
    """The piece of the best part, if it is likely enough and not the answer itself."""
    piece = piece_of(found[0][0].id) if found and found[0][1] >= least else None
    return () if piece is None else (piece,)


def _same_matter(turn: Turn, about: str, found: Sequence[tuple[NearPart, float]]) -> float:
    """The probability that the words are about this article."""
    best, share = found[0]
    articles = {each.id: each.score for each in nearest(turn, turn.text)}
    own = articles.pop(about, 0.0)
    like = max((each.score for each, _ in found if each.id != ANSWER), default=0.0)
    other = max(articles.values(), default=0.0)
    if other >= SURELY_ANOTHER and other > like + AHEAD and share < UNMISTAKABLE:
        return 0.0
    if "/" not in about and other >= LEAST_ASKED and other > like:
        return 0.0  # its special articles say it better than what holds for the whole category
    clear = likeliest(turn)
    if clear and clear.article != about and clear.chance >= CLEARLY_ANOTHER and share < UNMISTAKABLE:
        return 0.0
    odds = OF_OTHER * other + OF_OWN * own + OF_PART * like + OF_SHARE * log(share)
    elsewhere = _names_another_thing(turn, about)
    section = isinstance(piece_of(best.id), Cue)
    return 1 / (1 + exp(-(odds + OF_SECTION * section + OF_CUES * elsewhere + TO_STAY)))


def _names_another_thing(turn: Turn, about: str) -> bool:
    """«а коляску бесплатно дадут» after the answer about parking: cues of another article, with a word of its own."""
    named = cued(turn)
    if not named or about in named:
        return False
    knowledge, words = turn.hotline.knowledge, words_of(turn.text)
    cues = (cues for name in named for cues in cues_of(knowledge.article(turn.language, name)))
    naming = {words[at] for each in cues for start, end in each.spans(turn.text) for at in range(start, end)}
    parts = knowledge.parts(turn.language, about, turn.hotline.phrases.follow_ups(turn.language))
    texts = (text for part in parts.parts for text in (*part.asked, *part.said))
    known = {word[:STEM] for text in texts for word in words_of(text)}
    return any(word[:STEM] not in known for word in naming if len(word) >= STEM)
