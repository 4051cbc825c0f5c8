"""What the record of a call holds after its hand-overs."""

from call.acts import CallBack, Handover, Register, TakeMessage, Transfer
from call.events import Slot
from call.record import Kept, is_feedback


def handover(number: str, *slots: Slot) -> Handover:
    return Handover("quality", "", "", "", slots, number)


def test_the_last_request_counts_and_an_opinion_is_none() -> None:
    rating = Register(handover("3", Slot("rating", "4")))
    acts = (
        CallBack(handover("1"), "79123456789"),
        TakeMessage(handover("2"), "слова"),
        rating,
        Register(handover("4", Slot("rating", "4"), Slot("comment", "быстро"))),
    )
    kept = Kept()
    for act in acts:
        kept = kept.with_act(act)
    assert kept == Kept(request="2", callback="79123456789", message="слова", rating=4)
    assert is_feedback(rating)
    assert kept.with_act(Transfer(handover("5"))).request == "5"


def test_a_comment_alone_leaves_nothing_in_the_record() -> None:
    assert Kept().with_act(Register(handover("1", Slot("comment", "быстро")))) == Kept()
