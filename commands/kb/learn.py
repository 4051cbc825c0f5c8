"""`kb learn`: the vectors of the sample questions, computed ahead of the calls."""

from pathlib import Path

from commands.terminal import Terminal
from datafiles.hotline import HOTLINE
from dialogs.answers.knowledge_base import load_knowledge
from dialogs.phrases.phrase_book import load_phrases
from engine.sentences import learn_sentences


def learn(hotline: Path | None) -> int:
    """Learn the samples of all languages. Raises the errors of the answers and of the sentence model."""
    folder = hotline or HOTLINE
    terminal = Terminal()
    for language, samples, place in learn_sentences(folder, load_knowledge(folder), load_phrases(folder)):
        terminal.line(f"{language}: {samples} sample questions learnt, {place}")
    return 0
