"""Which phrases were changed: since the last commit, or against an export of the corpus."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

from call.errors import NotInGit
from nlu.examples.corpus_formats import read_phrases
from nlu.examples.phrase import Phrase
from nlu.examples.training_phrases import FOLDER
from nlu.normalizer import spell

IsNew = Callable[[Phrase], bool]
_FILE = re.compile(r"\+\+\+ b/(.*?)\t?")
_HUNK = re.compile(r"@@ -\S+ \+(\d+)(?:,(\d+))? @@.*")
_GIT = ("git", "-c", "core.quotePath=false")
_DIFF = ("diff", "--no-ext-diff", "--no-color", "--no-renames", "--src-prefix=a/", "--dst-prefix=b/", "-U0")


def since_commit(hotline: Path, language: str) -> IsNew:
    """Was the line of the phrase added or changed since HEAD? Raises NotInGit."""
    home = hotline / language / FOLDER
    changed: set[tuple[str, int]] = set()
    name = ""
    for line in _git(home, *_DIFF, "--relative", "HEAD", "--", ".").split("\n"):
        if file := _FILE.fullmatch(line):
            name = file[1]
        elif hunk := _HUNK.fullmatch(line):
            first, many = int(hunk[1]), int(hunk[2] or 1)
            changed.update((name, at) for at in range(first, first + many))
    untracked = set(_git(home, "ls-files", "-z", "--others", "--exclude-standard", "--", ".").split("\0"))

    def is_new(phrase: Phrase) -> bool:
        file = Path(phrase.path).name
        return file in untracked or (file, phrase.line) in changed

    return is_new


def against(file: Path, language: str) -> IsNew | None:
    """Is the phrase not in the file, or under another label there? None if the file has no phrase of the language.

    Raises DataBroken for a faulty file.
    """
    old = {
        (phrase.intent, spell(phrase.text, language))
        for batch in read_phrases(file, language).batches
        if batch.language == language
        for phrase in batch.phrases
    }
    return (lambda phrase: (phrase.intent, spell(phrase.text, language)) not in old) if old else None


def _git(home: Path, *words: str) -> str:
    try:
        done = subprocess.run([*_GIT, *words], cwd=home, capture_output=True, check=True)  # noqa: S603
    except FileNotFoundError as error:
        raise NotInGit(f"{home}: there is no such folder, or no git on this machine") from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().split("\n")[0]
        raise NotInGit(f"{home}: git cannot compare it with the last commit ({said})") from error
    return done.stdout.decode("utf-8", "replace")
