"""`kb tune`: the last layers of the sentence model, tuned on the sample questions."""

from pathlib import Path

from commands.terminal import Terminal
from datafiles.hotline import HOTLINE, tuned_of
from dialogs.answers.knowledge_base import load_knowledge
from engine.tuning import tune_sentences
from nlu.tuning.tune import STEPS

EVERY = 50
"""Steps between two lines."""


def tune(hotline: Path | None, steps: int | None) -> int:
    """Tune and write. Raises the errors of the answers, of the sentence model and of the place."""
    folder, steps, terminal = hotline or HOTLINE, steps or STEPS, Terminal()
    losses: list[float] = []
    for step in tune_sentences(folder, load_knowledge(folder), steps):
        losses.append(step.loss)
        if step.number % EVERY == 0 or step.number == steps:
            terminal.line(f"step {step.number} of {steps}: mean loss {sum(losses) / len(losses):.3f}")
            losses.clear()
    terminal.line(f"{tuned_of(folder)}. Now run `kb learn`: all vectors are new.")
    return 0
