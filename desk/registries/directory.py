"""All registries behind one interface that always answers in time: see call.stages.Directory."""

from collections.abc import Callable, Collection
from concurrent.futures import Future
from concurrent.futures import TimeoutError as Late
from threading import Thread

from call.lookups import Found, LookUp, NotConfigured, NothingFound, NotProven, Registry, Unavailable
from desk.own_requests import OwnRequests
from desk.registries.case_store import CaseStore
from desk.registries.incident_board import IncidentBoard
from desk.saved_calls import SavedCalls

TIME_LIMIT_S = 2.0
"""A caller who waits longer thinks that the line is broken. Meanwhile the assistant says «проверяю»."""

Ask = Callable[[LookUp], Found | None]


class HotlineDirectory:
    """Any registry may be missing; its look-ups then give `NotConfigured`. Shared by all calls.

    A registry that hangs keeps the thread that asked it. Until it answers, further look-ups are not sent to it.
    """

    def __init__(
        self,
        cases: CaseStore | None = None,
        incidents: IncidentBoard | None = None,
        calls: SavedCalls | None = None,
        requests: OwnRequests | None = None,
        time_limit_s: float = TIME_LIMIT_S,
        down: Collection[Registry] = (),
    ) -> None:
        """`down`: registries that are there and out of order, to try how a call goes then."""
        self.number_lengths = _lengths(cases) if cases else ()
        """As `Configured.number_lengths`."""
        self._ask: dict[Registry, Ask] = {}
        if cases:
            self._ask[Registry.APPLICATION] = lambda question: _application(cases, requests, question)
        if incidents:
            self._ask[Registry.SERVICE] = lambda question: incidents.incident(question.key)
        if calls:
            self._ask[Registry.CALL] = lambda question: calls.by_word(question.key, question.caller)
        if requests:
            self._ask[Registry.REQUEST] = lambda question: _request(requests, question)
        self._configured = frozenset({*self._ask, *down})
        self._time_limit_s = time_limit_s
        self._hanging: dict[Registry, Future[Found | None]] = {}

    def has(self, registry: Registry) -> bool:
        return registry in self._configured

    def find(self, question: LookUp) -> Found:
        """Never raises: no fault of a registry may end a call."""
        if not self.has(question.registry):
            return NotConfigured()
        ask = self._ask.get(question.registry)
        before = self._hanging.get(question.registry)
        if ask is None or (before and not before.done()):
            return Unavailable()
        waiting: Future[Found | None] = Future()
        # A daemon: a registry that never answers must neither hold up the others nor the end of the program.
        Thread(target=_answer, args=(ask, question, waiting), name="registry", daemon=True).start()
        try:
            return waiting.result(self._time_limit_s) or NothingFound()
        except Late:
            self._hanging[question.registry] = waiting
            return Unavailable()
        except Exception:  # a connector is somebody else's code and may raise anything
            return Unavailable()


def _lengths(cases: CaseStore) -> tuple[int, ...]:
    """Nothing is known of the numbers in a store that is out of order now."""
    try:
        return cases.lengths()
    except Exception:
        return ()


def _application(cases: CaseStore, requests: OwnRequests | None, question: LookUp) -> Found | None:
    """Nothing of an application is told unless the fact that is asked for fits. One without that fact is not told.

    A number of no application may be that of a request: callers call both by one name.
    """
    found = cases.application(question.key)
    if found is None:
        return requests.by_number(question.key) if requests else None
    if not question.proof_of:
        return found
    known = cases.fact(question.key, question.proof_of)
    return found if known and known == question.proof else NotProven()


def _request(requests: OwnRequests, question: LookUp) -> Found | None:
    return requests.by_number(question.key) if question.key else requests.by_caller(question.caller)


def _answer(ask: Ask, question: LookUp, answer: Future[Found | None]) -> None:
    try:
        answer.set_result(ask(question))
    except Exception as error:  # raised again in `find`
        answer.set_exception(error)
