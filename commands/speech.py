"""`transcribe` and `say`: recognition and the voice without a call."""

from dataclasses import asdict
from pathlib import Path

from call.acts import Say
from call.errors import OtklikError
from call.events import Expect, Transcript
from call.printable import as_json
from call.sound_quality import SoundQuality
from commands.terminal import Terminal
from commands.typed import argument
from datafiles.hotline import HOTLINE
from datafiles.result_file import check_place
from engine.speech_models import heard_with
from replay.played.runner import sound_files
from replay.reports.row import sound_fields
from voice.devices.loudspeaker import Loudspeaker
from voice.recognition.recogniser_pool import RecogniserPool
from voice.recognition.transcriber import VoskTranscriber
from voice.sound.recording import Recording
from voice.sound.sound_meter import SoundMeter
from voice.sound.wav_file import write_wav
from voice.synthesis.synthesizer import HotlineSynthesizer

LONGEST_SAID = 20_000
"""Most characters of `say`: half an hour of speech."""


def transcribe(paths: list[Path], language: str) -> int:
    """Print one JSON line per file, in order. A broken file is named on stderr and gives exit code 2 at the end."""
    terminal = Terminal()
    transcriber = VoskTranscriber(RecogniserPool({language: heard_with(language).folder}))
    failed = False
    for path in sound_files(paths):
        try:
            meter, pcm = SoundMeter(), bytearray()
            for frame in Recording(path).sound():
                meter.add(frame.pcm)
                pcm += frame.pcm
            transcript = transcriber.hear(bytes(pcm), language, Expect.OPEN)
        except OtklikError as error:
            failed = True
            terminal.error(error)
            continue
        print(_transcript_json(path, transcript, meter.quality()))
    return 2 if failed else 0


def _transcript_json(path: Path, transcript: Transcript, sound: SoundQuality | None) -> str:
    fields = asdict(transcript)
    fields["confidence"] = round(transcript.confidence, 3)
    fields["words"] = [{**word, "confidence": round(word["confidence"], 3)} for word in fields["words"]]
    return as_json({"file": str(path), **fields, "sound": sound_fields(sound)})


def say(text: str, output: Path | None, language: str, voice: str | None, device: str | None) -> int:
    """Speak through the loudspeaker, or into a 16 kHz mono WAV."""
    check_place(output, make_folder=True)
    text = argument(text, longest=LONGEST_SAID)
    synthesizer = HotlineSynthesizer(voice=voice, hotline=HOTLINE)
    try:
        sentences = synthesizer.speak(Say("", text), language)
        if output:
            write_wav(output, b"".join(speech.pcm for speech in sentences))
            return 0
        speaker = Loudspeaker(device)
        speaker.play(sentences)
        speaker.drain()
        speaker.close()
    finally:
        synthesizer.close()
    return 0
