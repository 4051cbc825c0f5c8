"""A review at work: the queue, the log of decisions and the corpus files around a `Session`.

Every decision is on the disk before the next phrase is shown: first the corpus, then the log. A crash between the two
loses nothing, because a phrase that stands in the corpus is not asked about again.
"""

import re
from collections.abc import Collection
from pathlib import Path

from nlu.classifier.predictor import IntentModel
from nlu.examples.phrase import Phrase
from nlu.examples.phrase_writer import add_phrases, known_phrases, remove_phrases
from nlu.examples.training_phrases import FOLDER
from nlu.labels import LABELS
from nlu.normalizer import normalize
from nlu.review.clusters import MOST, clusters
from nlu.review.log import ReviewLog
from nlu.review.queue import Queue, TurnKey
from nlu.review.session import SAVED, Action, Item, Ruling, Session, to_review

_UNPRINTABLE = re.compile(r"[^\w .,!?'()\[\]{}:\"-]+")


class Review:
    """One sitting. `session` is always what the screen should show."""

    def __init__(self, queue: Queue, language: str, hotline: Path, model: IntentModel, log: ReviewLog) -> None:
        """Raises CorpusBroken when the training phrases cannot be read."""
        self.queue, self.language = queue, language
        self._hotline, self._model, self._log = hotline, model, log
        self._open()

    def _open(self, first: Collection[TurnKey] = ()) -> None:
        """Read what is decided already and cluster the rest; phrases of the turns `first` come first."""
        rulings = self._log.rulings(self.language)
        self._known = known_phrases(self._hotline, self.language)
        waiting = to_review(self.queue.turns, rulings, self._known, self.language)[-MOST:]
        items = [Item(phrase, self._model.rank(phrase.normal)) for phrase in waiting]
        counts = [len(phrase.turns) for phrase in waiting]
        groups = clusters(
            [phrase.normal for phrase in waiting], [item.ranking for item in items], counts, self.language
        )
        found = [tuple(items[row] for row in rows) for rows in groups]
        found.sort(key=lambda cluster: not any(item.keys & set(first) for item in cluster))
        self.session = Session(tuple(found), rulings, len(rulings))

    def label(self, intent: str, whole: bool) -> str:
        """Write the phrase, or the whole cluster, into the corpus; says what was done."""
        items = self._items(whole)
        texts = {text: normalize(text, self.language) for text in map(self._clean, map(self.session.text, items))}
        for text, normal in texts.items():
            phrase = self._known.get(normal)
            if phrase and phrase.intent != intent:
                return (
                    f"Not done: «{text}» stands under {phrase.intent} in {phrase.path}:{phrase.line}; e edits the words"
                )
            if not normal:
                return "Not done: no words are left; d drops the phrase"
        path = self.file(intent)
        new = tuple({normal: text for text, normal in texts.items() if normal not in self._known}.values())
        if new:
            add_phrases(path, new)
        self._known.update({texts[text]: Phrase(text, intent, str(path), 1) for text in new})
        self._rule(Ruling(Action.LABEL, _keys(items), intent, new))
        return f"{intent}: {', '.join(f'«{text}»' for text in texts)}"

    def drop(self, whole: bool) -> str:
        items = self._items(whole)
        self._rule(Ruling(Action.DROP, _keys(items), phrases=tuple(item.phrase.normal for item in items)))
        return f"Dropped: {', '.join(f'«{item.phrase.text}»' for item in items)}"

    def skip(self, whole: bool) -> str:
        items = self._items(whole)
        self._rule(Ruling(Action.SKIP, _keys(items)))
        return f"Left for later: {', '.join(f'«{item.phrase.text}»' for item in items)}"

    def edit(self, words: str) -> str:
        """Other words for the phrase in work; without a name or an address it may be kept."""
        text = self._clean(words)
        if not normalize(text, self.language):
            return "Not done: write the words that are to be kept"
        self._rule(Ruling(Action.EDIT, _keys(self._items(False)), phrases=(text,)))
        return ""

    def undo(self) -> str:
        """Take back the last decision, of an older sitting too."""
        older = len(self.session.history) == self.session.before
        self.session, ruling = self.session.undone()
        if ruling is None:
            return "Nothing to undo"
        if ruling.action in SAVED:
            self._log.undo(self.language)
        if ruling.action is Action.LABEL and ruling.phrases:
            remove_phrases(self.file(ruling.intent), ruling.phrases)
            for text in ruling.phrases:
                self._known.pop(normalize(text, self.language), None)
        if older:
            self._open(ruling.turns)
        return f"Taken back: {ruling.intent or ruling.action.value}"

    def file(self, intent: str) -> Path:
        """Where the phrases of an intent stand."""
        return self._hotline / self.language / FOLDER / f"{intent}.yml"

    def _items(self, whole: bool) -> tuple[Item, ...]:
        return self.session.cluster if whole else self.session.cluster[:1]

    def _rule(self, ruling: Ruling) -> None:
        if ruling.action in SAVED:
            self._log.add(ruling, self.language)
        self.session = self.session.ruled(ruling)

    @staticmethod
    def _clean(text: str) -> str:
        return " ".join(_UNPRINTABLE.sub(" ", text).split()).removeprefix("- ")


def _keys(items: Collection[Item]) -> tuple[TurnKey, ...]:
    return tuple(sorted(key for item in items for key in item.keys))


def matching(words: str) -> tuple[str, ...]:
    """The labels that hold all parts of what was typed: `stat` finds application_status."""
    parts = words.lower().replace("_", " ").split()
    exact = [label for label in LABELS if label == "_".join(parts)]
    return tuple(exact or [label for label in LABELS if all(part in label for part in parts)])
