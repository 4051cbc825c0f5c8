"""Endpointing: frames in, utterances out; a pure state machine on the audio clock.

    state     frame                                       next state  event
    QUIET     unvoiced                                    QUIET       Silence, after the no-input time-out
    QUIET     voiced                                      STARTING
    STARTING  START_VOICED of the last WINDOW are voiced  SPEAKING    SpeechStarted with >= PRE_ROLL_MS of real sound
    STARTING  none of the last WINDOW is voiced           QUIET
    SPEAKING  unvoiced, or voiced alone                   TRAILING
    TRAILING  voiced, START_VOICED of the last WINDOW     SPEAKING
    TRAILING  unvoiced, after the hang-over of the cue    QUIET       Utterance
    SPEAKING, TRAILING  only fainter voices, after the    QUIET       Utterance
                        hang-over and BEHIND_MS
    SPEAKING, TRAILING  a much louder voice begins        SPEAKING    SpeechStarted: what was heard before is dropped
    SPEAKING, TRAILING  no new word for a long time       QUIET       Utterance
    SPEAKING, TRAILING  longest utterance reached         QUIET       Utterance

The same test starts a turn and keeps it open: START_VOICED of the last WINDOW frames are voiced. So a few frames that
are voiced by mistake neither start a turn nor keep it open. With unbroken silence as the condition, up to 24 % of the
turns in noise never ended. The pre-roll never reaches into the previous utterance: utterances share no frame. It is
never padded with zeros: without the first 60 ms, or with zeros there, short answers are lost. The no-input time-out
runs while nobody speaks; it restarts after every sentence of the assistant, every utterance and every Silence.
"""

from collections import deque
from collections.abc import Callable
from enum import Enum, auto

from call.events import FRAME_BYTES, FRAME_MS, SAMPLE_RATE, EndedBy, Frame, Silence, SpeechStarted, Utterance
from call.stages import TurnCue
from voice.turns.foreground import Foreground
from voice.turns.patience import STANDARD, Patience

PRE_ROLL_MS = 300
WINDOW = 10
"""Frames."""
START_VOICED = 5
"""Voiced frames in the window that make speech: «да» and «нет» have so many, a click does not."""
VAD_MODE = 3
"""Mode of webrtcvad, 0 to 3. Mode 2 hears more of callers who are 30 dB too quiet. But it takes steady noise for speech
when the noise returns after a quieter time (comfort noise, a muted microphone): docs/decisions/004-turn-end.md."""
BEHIND_MS = 300
"""Added to the hang-over where only fainter voices go on: the last sounds of a word are faint too."""
AFTER_MS = 2_000
"""So long after a turn, a voice much fainter than the caller's does not begin another one."""
NOTHING = bytes(FRAME_BYTES)


class TurnState(Enum):
    QUIET = auto()
    STARTING = auto()
    SPEAKING = auto()
    TRAILING = auto()


class Segmenter:
    """Implements `call.stages.TurnDetector` with webrtcvad. One per call, because the VAD adapts to the sound.

    Args:
        patience: the line's hang-overs and limits.
        is_speech: another VAD, for 20 ms of PCM.
    """

    def __init__(self, patience: Patience = STANDARD, is_speech: Callable[[bytes], bool] | None = None) -> None:
        self._patience = patience
        self._is_speech = is_speech or _webrtc_vad()
        self._state = TurnState.QUIET
        self._history: deque[Frame] = deque(maxlen=PRE_ROLL_MS // FRAME_MS + WINDOW)
        self._window: deque[bool] = deque(maxlen=WINDOW)
        self._foreground = Foreground(0)
        self._pcm = bytearray()
        self._start_ms = 0
        self._ended_ms = -AFTER_MS
        self._speech_end_ms = 0
        self._now_ms = 0
        self._quiet_ms = 0

    @property
    def state(self) -> TurnState:
        return self._state

    @property
    def trailing_ms(self) -> int:
        """Silence since the last speech while an utterance is open, else 0. Single voiced frames do not reset it."""
        return self._now_ms - self._speech_end_ms if self._state is TurnState.TRAILING else 0

    @property
    def _behind_ms(self) -> int:
        """How long only fainter voices than the caller's have been heard while an utterance is open."""
        return self._now_ms - self._foreground.end_ms

    def push(self, frame: Frame, cue: TurnCue) -> SpeechStarted | Utterance | Silence | None:
        self._now_ms = frame.start_ms + FRAME_MS
        voiced = self._is_speech(frame.pcm)
        if self._state in (TurnState.QUIET, TurnState.STARTING):
            behind = voiced and self._now_ms < self._ended_ms + AFTER_MS and self._foreground.is_fainter(frame.pcm)
            self._window.append(voiced and not behind)
            return self._wait(frame, cue)
        self._window.append(voiced)
        self._history.append(frame)
        if self._window[-1] and self._foreground.taken_over(frame.pcm, self._now_ms):
            self._pcm.clear()
            return self._start()
        self._pcm += frame.pcm
        return self._listen(cue)

    def flush(self) -> Utterance | None:
        return self._end(EndedBy.GONE) if self._state in (TurnState.SPEAKING, TurnState.TRAILING) else None

    def _wait(self, frame: Frame, cue: TurnCue) -> SpeechStarted | Silence | None:
        self._history.append(frame)
        if self._window_is_speech():
            return self._start()
        self._state = TurnState.STARTING if any(self._window) else TurnState.QUIET
        self._quiet_ms = 0 if cue.assistant_speaking else self._quiet_ms + FRAME_MS
        if self._quiet_ms < self._patience.timing(cue.expects).no_input_ms:
            return None
        self._quiet_ms = 0
        return Silence(self._now_ms)

    def _listen(self, cue: TurnCue) -> Utterance | None:
        if self._window[-1] and self._window_is_speech():
            self._state = TurnState.SPEAKING
            self._speech_end_ms = self._now_ms
        else:
            self._state = TurnState.TRAILING
        # After a voiced frame the caller may be speaking again: the next frames will show.
        trailing_ms = self.trailing_ms
        if not self._window[-1] and trailing_ms >= self._patience.hang_over_ms(cue, trailing_ms):
            return self._end(EndedBy.PAUSE)
        if self._behind_ms >= self._patience.hang_over_ms(cue, self._behind_ms) + BEHIND_MS:
            self._speech_end_ms = self._foreground.end_ms
            return self._end(EndedBy.BEHIND)
        # Loud noise is speech for the VAD, but brings no new words.
        if cue.stable_ms >= self._patience.wordless_ms(cue):
            return self._end(EndedBy.WORDLESS)
        length_ms = len(self._pcm) * 1000 // (2 * SAMPLE_RATE)
        return self._end(EndedBy.LONGEST) if length_ms >= self._patience.timing(cue.expects).longest_ms else None

    def _window_is_speech(self) -> bool:
        return sum(self._window) >= START_VOICED

    def _start(self) -> SpeechStarted:
        self._state = TurnState.SPEAKING
        first_voiced = list(self._window).index(True) - len(self._window)
        at_ms = self._now_ms + first_voiced * FRAME_MS
        heard = [frame for frame in self._history if frame.start_ms >= at_ms - PRE_ROLL_MS]
        self._pcm += b"".join(frame.pcm for frame in heard)
        self._foreground = Foreground(self._now_ms)
        self._start_ms = heard[0].start_ms
        self._speech_end_ms = self._now_ms
        return SpeechStarted(at_ms, bytes(self._pcm))

    def _end(self, by: EndedBy) -> Utterance:
        utterance = Utterance(self._start_ms, self._speech_end_ms, bytes(self._pcm), by)
        self._state = TurnState.QUIET
        self._ended_ms = self._now_ms
        self._history.clear()
        self._window.clear()
        self._pcm.clear()
        self._quiet_ms = 0
        return utterance


def _webrtc_vad() -> Callable[[bytes], bool]:
    import webrtcvad

    vad = webrtcvad.Vad(VAD_MODE)

    def is_speech(pcm: bytes) -> bool:
        # Digital silence would lower the VAD's noise level; then the noise of the room would count as speech.
        return pcm != NOTHING and bool(vad.is_speech(pcm, SAMPLE_RATE))

    return is_speech
