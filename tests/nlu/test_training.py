"""Training leaves numbers behind that give what scikit-learn gives."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from nlu.features import stems
from nlu.model_file import current_version, load, make_current, save
from nlu.normalizer import normalize
from nlu.predictor import IntentModel
from nlu.training import SETTINGS, TrainingReport, fit, train
from nlu.training_phrases import Corpus
from tests.nlu.tiny import tiny_corpus, write_corpus

ROOT = Path(__file__).parents[2]
UNSEEN = [
    "скажите где мое заявление сейчас",
    "пароль не помню",
    "какие бумаги нужны",
    "паспорт паспорт паспорт",
    "совсем незнакомые слова",
    "я",
    "",
]


def test_the_predictor_equals_the_scikit_learn_pipeline(tiny_model: IntentModel, tmp_path: Path) -> None:
    corpus, settings = tiny_corpus(), SETTINGS["ru"]
    words = TfidfVectorizer(
        token_pattern=r"\S+", ngram_range=settings.features.words, lowercase=False, sublinear_tf=True
    )
    characters = TfidfVectorizer(
        analyzer="char_wb", ngram_range=settings.features.characters, lowercase=False, sublinear_tf=True
    )
    texts = [normalize(text, "ru") for text in corpus.texts]
    stemmed = [" ".join(stems(text, "ru")) for text in texts]
    table = hstack([words.fit_transform(stemmed), characters.fit_transform(texts)])
    pipeline = LinearSVC(C=settings.penalty, random_state=13).fit(table, corpus.intents)
    questions = [normalize(text, "ru") for text in [*corpus.texts, *UNSEEN]]
    expected = pipeline.decision_function(
        hstack([words.transform([" ".join(stems(text, "ru")) for text in questions]), characters.transform(questions)])
    )
    make_current(tmp_path, "ru", save(tiny_model, tmp_path))
    for model in (tiny_model, load(tmp_path, "ru")):  # as trained, and in half precision
        found = model.decisions(questions)
        assert tuple(pipeline.classes_) == model.labels
        assert np.abs(found - expected).max() < 1e-3
        assert (found.argmax(axis=1) == expected.argmax(axis=1)).all()


def test_no_probability_is_lost(tiny_model: IntentModel) -> None:
    probabilities = tiny_model.probabilities(UNSEEN)
    assert probabilities.sum(axis=1) == pytest.approx(1.0)
    assert (probabilities >= 0).all()


def test_training_twice_gives_the_same_model(tiny_model: IntentModel) -> None:
    again = fit(tiny_corpus())
    assert np.array_equal(again.weights, tiny_model.weights)
    assert (again.calibration, again.thresholds) == (tiny_model.calibration, tiny_model.thresholds)


def test_two_labels_and_nothing_out_of_scope() -> None:
    phrases = [phrase for phrase in tiny_corpus().phrases if phrase.intent in {"affirm", "password_recovery"}]
    model = fit(Corpus("ru", tuple(phrases)))
    assert model.rejection is None
    assert model.rank(["забыл пароль"])[0].intent == "password_recovery"
    assert model.rank(["да конечно"])[0].intent == "affirm"


def test_hypotheses_are_averaged_evenly(tiny_model: IntentModel) -> None:
    hypotheses = ["забыл пароль", "где мое заявление"]
    mean = tiny_model.probabilities(hypotheses).mean(axis=0)
    for ranked in tiny_model.rank(hypotheses):
        assert ranked.confidence == pytest.approx(mean[tiny_model.labels.index(ranked.intent)])


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, TrainingReport]:
    folder = tmp_path_factory.mktemp("trained")
    return folder, train(write_corpus(folder), "ru", folder / "models")


def test_train_writes_a_current_version_and_reports(trained: tuple[Path, TrainingReport]) -> None:
    folder, report = trained
    assert current_version(folder / "models", "ru") == report.version
    assert load(folder / "models", "ru").info == report.info
    assert 0 <= report.info.ece <= 1
    assert 0 <= report.info.oos_auroc <= 1
    assert report.bytes_on_disk < 10_000_000
    assert any("cross-validated" in line for line in report.lines())
    assert report.as_json()["version"] == report.version


def test_a_call_never_loads_scikit_learn(trained: tuple[Path, TrainingReport]) -> None:
    program = """
import sys
from pathlib import Path
from call.events import Expect, Transcript
from nlu.understander import load
understander = load(Path(sys.argv[1]), ("ru",))
understander.understand(Transcript("аб вж", (), 1.0, ("аб вж",), "ru"), Expect.OPEN)
understander.complete("аб вж", "ru", Expect.OPEN)
print([name for name in ("sklearn", "scipy", "joblib", "num2words", "yaml") if name in sys.modules])
"""
    result = subprocess.run(
        [sys.executable, "-c", program, str(trained[0] / "models")],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    assert result.stdout.strip() == "[]"
