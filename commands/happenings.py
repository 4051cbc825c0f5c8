"""Shows a call on the terminal while it is held."""

from call.happenings import Failed, HandedOver, Happening, Heard, Interrupted, Said, TakenBack
from call.loop import CallLoop
from commands.terminal import Terminal
from replay.reports.call_text import clock


def watch(terminal: Terminal, conversation: CallLoop) -> bool:
    """Run the call to its end and show it meanwhile. True if something failed in it."""
    failed = False
    for happening in conversation.run():
        show(terminal, happening)
        failed |= isinstance(happening, Failed)
    return failed


def show(terminal: Terminal, happening: Happening) -> None:
    """One happening as a line for a person."""
    match happening:
        case Heard(turn):
            meaning = turn.understanding
            terminal.caller(f"{clock(turn.start_ms)}  Caller     {turn.transcript.text}")
            terminal.aside(f"{'':8}understood {meaning.intent} {meaning.confidence:.2f} -> {meaning.decision}")
        case TakenBack(at_ms):
            terminal.aside(f"{clock(at_ms)}  the caller goes on: both halves are one turn, this reply is taken back")
        case Said(at_ms, acts):
            terminal.assistant(f"{clock(at_ms)}  Assistant  {' '.join(act.text for act in acts)}")
        case Interrupted(at_ms):
            terminal.aside(f"{clock(at_ms)}  the caller interrupts, the assistant falls silent")
        case HandedOver(at_ms, act):
            terminal.aside(f"{clock(at_ms)}  {act.kind} to {act.handover.department} is on record")
        case Failed(_, error):
            terminal.error(error)
