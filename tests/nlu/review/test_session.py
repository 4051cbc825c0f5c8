"""The state of a sitting: what is next, what was decided, and back."""

from hypothesis import given
from hypothesis import strategies as st

from call.events import RankedIntent
from nlu.review.queue import QueuedPhrase, QueuedTurn, TurnKey
from nlu.review.reasons import Reason
from nlu.review.session import Action, Item, Ruling, Session, to_review


def turn(text: str, at_ms: int = 0, reason: Reason = Reason.REJECTED, hint: str = "") -> QueuedTurn:
    return QueuedTurn(TurnKey("c", at_ms), "", text, "out_of_scope", reason, "", hint)


def item(text: str, *turns: QueuedTurn) -> Item:
    ranking = tuple(RankedIntent(label, score) for label, score in zip("abcd", (0.4, 0.3, 0.2, 0.1), strict=True))
    return Item(QueuedPhrase(text, text, turns or (turn(text),)), ranking)


ONE, TWO, THREE = item("раз", turn("раз", 1)), item("два", turn("два", 2), turn("два", 3)), item("три", turn("три", 4))
SESSION = Session(((ONE, TWO), (THREE,)))


def rule(session: Session, *items: Item, action: Action = Action.LABEL, phrases: tuple[str, ...] = ()) -> Session:
    keys = tuple(sorted(key for each in items for key in each.keys))
    return session.ruled(Ruling(action, keys, "complaint", phrases))


def test_one_phrase_after_another_and_the_cluster_shrinks() -> None:
    assert (SESSION.current, SESSION.place, SESSION.cluster, SESSION.left) == (ONE, 0, (ONE, TWO), 3)
    session = rule(SESSION, ONE)
    assert (session.current, session.place, session.cluster, session.left) == (TWO, 0, (TWO,), 2)
    session = rule(session, TWO, action=Action.DROP)
    assert (session.current, session.place, session.cluster) == (THREE, 1, (THREE,))
    session = rule(session, THREE, action=Action.SKIP)
    assert (session.current, session.place, session.cluster, session.left) == (None, None, (), 0)
    assert session.undecided == 1, "what was put off comes back"


def test_a_whole_cluster_at_once() -> None:
    assert rule(SESSION, ONE, TWO).current is THREE


def test_edited_words_replace_the_phrase_until_they_are_taken_back() -> None:
    session = rule(SESSION, ONE, action=Action.EDIT, phrases=("раз два",))
    assert (session.current, session.text(ONE), session.left) == (ONE, "раз два", 3)
    session = rule(session, ONE, action=Action.EDIT, phrases=("раз три",))
    assert session.text(ONE) == "раз три"
    assert session.undone()[0].text(ONE) == "раз два"


def test_undo_goes_back_to_older_sittings_and_then_says_so() -> None:
    old = Ruling(Action.LABEL, (TurnKey("old", 1),), "complaint", ("давно",))
    session, ruling = rule(Session(((ONE,),), (old,), 1), ONE).undone()
    assert (session.current, ruling and ruling.turns) == (ONE, (TurnKey("c", 1),))
    session, ruling = session.undone()
    assert (ruling, session.history, session.here) == (old, (), ())
    assert session.undone() == (session, None)


@given(st.lists(st.tuples(st.sampled_from(list(Action)), st.booleans()), max_size=8))
def test_undo_is_the_way_back_at_any_depth(steps: list[tuple[Action, bool]]) -> None:
    states = [SESSION]
    for action, whole in steps:
        session = states[-1]
        if items := session.cluster if whole else session.cluster[:1]:
            states.append(rule(session, *items, action=action, phrases=("слова",)))
    while len(states) > 1:
        undone, ruling = states.pop().undone()
        assert undone == states[-1]
        assert ruling is not None


def test_the_calls_own_hint_is_the_first_choice_and_a_person_s_word_the_very_first() -> None:
    assert [each.intent for each in item("x").choices()] == ["a", "b", "c"]
    assert [each.intent for each in item("x", turn("x", 1, hint="d")).choices()] == ["d", "a", "b"]
    verdict = turn("x", 2, Reason.MISROUTED, "c")
    assert [each.intent for each in item("x", turn("x", 1, hint="d"), verdict).choices()] == ["c", "a", "b"]


def test_a_label_of_probability_0_is_never_proposed() -> None:
    ranking = (RankedIntent("a", 0.996), RankedIntent("b", 0.004), RankedIntent("c", 0.0))
    for reason in (Reason.REJECTED, Reason.MISROUTED):
        hinted = Item(QueuedPhrase("x", "x", (turn("x", 1, reason, hint="c"),)), ranking)
        assert [each.intent for each in hinted.choices()] == ["a"]
        assert hinted.unlikely == "c", "shown without a key"
    assert not Item(QueuedPhrase("x", "x", (turn("x", 1, hint="a"),)), ranking).unlikely


def test_a_turn_is_reviewed_once_and_what_is_learnt_or_dropped_does_not_come_back() -> None:
    turns = [turn("раз", 1), turn("раз", 2), turn("два", 3), turn("три", 4), turn("эм", 5)]
    label = Ruling(Action.LABEL, (TurnKey("c", 1),), "complaint", ("раз",))
    drop = Ruling(Action.DROP, (TurnKey("c", 9),), phrases=("эм",))
    left = to_review(turns, [label, drop], {"три"}, "ru")
    assert [(phrase.text, len(phrase.turns)) for phrase in left] == [("раз", 1), ("два", 1)]
