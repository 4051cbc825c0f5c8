"""Every error a user can meet, as one tree. A class's docstring is the remedy that is shown after the fact.

OtklikError
  EnvironmentProblem: ModelMissing ModelCorrupt SentencesNotLearnt TunedLayersBroken AdaptFailed DownloadFailed
    PortAudioMissing DeviceUnknown DeviceLost VoiceMissing
  AudioFileBroken: DecoderMissing RecordingCut ChannelUnknown
  PlaceUnwritable: StdoutLost: ReaderGone
  InputUnfit: LineTooLong
  TooFewSamples
  DataBroken: CorpusBroken KnowledgeBroken PhrasesBroken FormsBroken ThingsBroken LinesBroken ManifestBroken CasesBroken
    IncidentsBroken ScriptBroken CallersBroken
  LineUnknown
  IntentModelMissing: VersionUnknown
  IntentModelRefused
  StageFailed: RecognitionFailed SynthesisFailed
  JournalUnwritable: RecordingUnwritable PlaceRefused

What callers say never enters an error text.
"""

import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


class OtklikError(Exception):
    """Run `python run_assistant.py doctor` to see what is wrong with this machine."""

    exit_code = 2

    def __init__(self, fact: str) -> None:
        super().__init__(fact)
        self.fact = fact

    @property
    def remedy(self) -> str:
        """What the user can do about it: the docstring of the class, on one line."""
        return " ".join((type(self).__doc__ or "").split())

    def __str__(self) -> str:
        return f"{self.fact}. {self.remedy}"


class EnvironmentProblem(OtklikError):
    """Run `python run_assistant.py doctor` to see what is missing."""


class ModelMissing(EnvironmentProblem):
    """Run `python run_assistant.py models fetch`, or name its folder in OTKLIK_MODEL_RU or OTKLIK_MODEL_EN."""


class ModelCorrupt(EnvironmentProblem):
    """Delete the named folder and run `python run_assistant.py models fetch` again."""


class SentencesNotLearnt(EnvironmentProblem):
    """Run `python run_assistant.py kb learn`: it turns the sample questions of the answers into vectors."""


class TunedLayersBroken(EnvironmentProblem):
    """Restore the named file with git, delete it if it is a hotline's own, or run `python run_assistant.py kb tune`."""


class AdaptFailed(EnvironmentProblem):
    """The recogniser hears as before. Mend what is named and run `python run_assistant.py adapt` again."""


class DownloadFailed(EnvironmentProblem):
    """Check the network and run `python run_assistant.py models fetch` again, or give a copy with `--from FOLDER`."""


class PortAudioMissing(EnvironmentProblem):
    """Install the system library: `apt-get install libportaudio2`. Everything but `call` works without it."""


class DeviceUnknown(EnvironmentProblem):
    """See the devices with `python run_assistant.py call -l`; name one with `-d NUMBER` or `-d "part of its name"`."""


class DeviceLost(EnvironmentProblem):
    """Plug the audio device in again and repeat the command; what was said so far is in the journal."""


class VoiceMissing(EnvironmentProblem):
    """See which voices this machine has with `python run_assistant.py doctor`, or leave `--voice` out."""


class AudioFileBroken(OtklikError):
    """Give a recording that other players open (WAV, FLAC, OGG, MP3); re-export it if its header is damaged."""


class DecoderMissing(AudioFileBroken):
    """Install ffmpeg (`apt-get install ffmpeg`), or convert the file where it is installed, and repeat the command."""


class RecordingCut(AudioFileBroken):
    """Leave `--strict` out to read what is there, or export the recording again."""


class ChannelUnknown(AudioFileBroken):
    """Name the caller's channel with `--channel left`, `right`, `mix` (all of them) or its number, from 1."""


class PlaceUnwritable(OtklikError):
    """Name a file in a folder that is there and can be written, on a disk with free space, and repeat the command."""


class StdoutLost(PlaceUnwritable, OSError):
    """Give standard output a file or a pipe that takes it, or name a file with `--json`; then repeat the command."""


class ReaderGone(StdoutLost):
    """Nothing is wrong: whoever read the output has seen enough, as `head` does."""

    exit_code = 141
    """What a shell reports for a program that SIGPIPE ended."""


class InputUnfit(OtklikError):
    """Give UTF-8 text, as an argument or through standard input."""


class LineTooLong(InputUnfit):
    """Split it: a caller's turn is a sentence or two."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake in a data file: where, what, and how to mend it."""

    path: str
    line: int
    """From 1."""
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.text}"


class DataBroken(OtklikError):
    """Mend the named lines and repeat the command."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = tuple(faults)

    def __str__(self) -> str:
        return f"{self.fact}\n{self.remedy}"


class TooFewSamples(OtklikError):
    """Write more sample questions (`asked` of the articles), or use the shipped layers: they serve any subject."""


class CorpusBroken(DataBroken):
    """Mend the named lines of the training phrases and run `python run_assistant.py train` again."""


class JournalMissing(OtklikError):
    """Hold a call with `call` or `chat`, or keep recorded ones: `replay PATH --journal FILE`."""


class NotInGit(OtklikError):
    """Commit the corpus once, or compare with an export of it: `corpus check --against FILE`."""


class KnowledgeBroken(DataBroken):
    """Mend the named lines of the answers and repeat the command."""


class PhrasesBroken(DataBroken):
    """Mend the named lines of the assistant's phrases and repeat the command."""


class FormsBroken(DataBroken):
    """Mend the named lines of the forms and repeat the command."""


class ThingsBroken(DataBroken):
    """Mend the named lines of what documents, services, regions and stages are called, and repeat the command."""


class SoundsBroken(DataBroken):
    """Mend the named lines of the words that sound like others and run `python run_assistant.py adapt` again."""


class LinesBroken(DataBroken):
    """Mend the named lines of the hotline's numbers and schedules and repeat the command."""


class LineUnknown(OtklikError):
    """See the lines with `python run_assistant.py lines`; name one by its id or by the number that is dialled."""


class ManifestBroken(DataBroken):
    """Restore models/manifest.toml from the repository."""


class CasesBroken(DataBroken):
    """Mend the named lines of the case store; until then callers are told that the status cannot be seen."""


class IncidentsBroken(DataBroken):
    """Mend the named incidents; until then callers hear nothing about known failures."""


class ScriptBroken(DataBroken):
    """Mend the named lines of the conversation; its format is in docs/reference/conversations.md."""


class CallersBroken(DataBroken):
    """Mend the named lines of the simulated callers; their format is in docs/reference/callers.md."""


class IntentModelMissing(OtklikError):
    """Run `python run_assistant.py train`."""


class VersionUnknown(IntentModelMissing):
    """See the versions that there are with `python run_assistant.py versions --lang ru`."""


class IntentModelRefused(OtklikError):
    """Train a new one with `python run_assistant.py train`."""


class StageFailed(OtklikError):
    """The caller is handed to an operator; if it happens again, run `python run_assistant.py doctor`."""


class RecognitionFailed(StageFailed):
    """Check the speech model with `python run_assistant.py models verify`."""


class SynthesisFailed(StageFailed):
    """Check the voices with `python run_assistant.py doctor`."""


class JournalUnwritable(StageFailed):
    """Free disk space or give another folder with `--journal`; no hand-over is confirmed to a caller meanwhile."""


class RecordingUnwritable(JournalUnwritable):
    """Free disk space or record into another folder, with `--record` or `-o`; then repeat the command."""


class PlaceRefused(JournalUnwritable):
    """Name another file: callers' words go into a plain file of their own, never through a link or into a device."""


def as_failure(error: Exception, file: str = "") -> OtklikError:
    """The error itself if it is one of ours, else a StageFailed with its type, file and line.

    `file`: the user's file in which it happened.
    The text of a foreign error is left out: it may hold the caller's words.
    """
    if isinstance(error, OtklikError):
        return error
    where = [f" in {Path(frame.filename).name}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
    place = f"{file}: " if file else ""
    failure = StageFailed(f"{place}unforeseen {type(error).__name__}{''.join(where[-1:])}")
    failure.__cause__ = error
    return failure
