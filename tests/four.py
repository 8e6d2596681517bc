"""The four services at once: their strict servers, keys for them, launches at them, and which picture belongs where."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any, Self

from comics.actions.launch import Plan, launch
from comics.actions.series import create_issue, create_series
from comics.engines.depicta_replies import story_models
from comics.engines.remote_catalogue import remote_engine
from comics.models import Charge, Generation, Issue, Key, Submission, Take, Team, User
from tests.live import eventually
from tests.services.artworks import ArtworksServer
from tests.services.base import Answer, Fault, Seen, StrictServer
from tests.services.depicta import MODELS, DepictaServer
from tests.services.kling import KlingServer
from tests.services.llamagen import LlamaGenServer
from tests.studio import SCRIPT

NAMES = ("llamagen", "llamagen_artworks", "kling", "depicta")
CALLS = {"llamagen": 1, "llamagen_artworks": 1, "kling": 3, "depicta": 1}  # of the sample script, which has three panels
PANELS = 3
ASKING = r"^(?!/files/)"  # the paths of questions, among all that is asked for with GET
QUICK_LIMITS = {"poll": 0.05, "first_poll": 0.02, "deadline": 60.0}
PER_MINUTE = 6000  # so that no account's allowance slows a test that is not about it
UNIT_PRICE = 2  # credits a panel, where the service does not tell


def of_four(value: Any, **others: Any) -> dict[str, Any]:
    """The same for every service, but for the `others`."""
    return {name: others.get(name, value) for name in NAMES}


class Four:
    """The four servers, running within a `with`."""

    def __init__(self) -> None:
        self.llamagen, self.artworks = LlamaGenServer(), ArtworksServer()
        self.kling, self.depicta = KlingServer(), DepictaServer()
        self.artworks.panels = PANELS
        self.servers: dict[str, StrictServer] = dict(
            zip(NAMES, (self.llamagen, self.artworks, self.kling, self.depicta), strict=True)
        )
        self._stack = ExitStack()
        self._fresh = {name: _state(server) for name, server in self.servers.items()}

    def __enter__(self) -> Self:
        for server in self.servers.values():
            self._stack.enter_context(server)
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    @property
    def allowed(self) -> frozenset[tuple[str, int]]:
        """The setting FETCH_ALLOW that lets the studio reach them."""
        return frozenset(("127.0.0.1", server.port) for server in self.servers.values())

    @property
    def allow(self) -> str:
        """The same as the operator writes it into STUDIO_FETCH_ALLOW."""
        return ",".join(server.host_port for server in self.servers.values())

    def doors(self) -> dict[str, tuple[str, str]]:
        """The base address and the token of each."""
        return {name: (server.base_url, next(iter(server.tokens))) for name, server in self.servers.items()}

    def fault(self, method: str, path: str, answer: Answer | None = None, **options: Any) -> list[Fault]:
        """Spoil the next matching requests at each of them."""
        return [server.fault(method, path, answer, **options) for server in self.servers.values()]

    def spoil_questions(self, change: Callable[[Any], Any], *, times: int = 10**6) -> None:
        """Have the next answers to questions changed before they leave, at each of them."""
        for server in self.servers.values():
            _spoil(server, change, times)

    def set(self, **knobs: Any) -> None:
        """Turn the same knobs at each of them."""
        for server in self.servers.values():
            for name, value in knobs.items():
                assert hasattr(server, name), name
                setattr(server, name, value)

    def forget(self) -> None:
        """Be as new, at the same addresses."""
        for name, server in self.servers.items():
            with server.lock:
                vars(server).update(deepcopy(self._fresh[name]))

    def hold_all(self) -> None:
        """Let nothing become ready."""
        self.set(polls_until_ready=10**6)

    def let_go(self) -> None:
        """Draw what was held, from the next question on."""
        self.set(polls_until_ready=1)
        for job in self.depicta.jobs.values():
            job.polls = 0

    def sent(self) -> dict[str, int]:
        """How many create calls arrived at each, accepted or not."""
        return {name: len(server.asked("POST", "")) for name, server in self.servers.items()}

    def billed(self) -> dict[str, int]:
        """How many create calls each accepted."""
        return {name: len(server.creates) for name, server in self.servers.items()}

    def asked(self) -> dict[str, int]:
        """How many questions each was asked."""
        return {name: len(server.asked("GET", ASKING)) for name, server in self.servers.items()}

    def ids(self, name: str) -> list[str]:
        """The ids of what was accepted, the oldest first."""
        server = self.servers[name]
        return list(next(vars(server)[each] for each in ("generations", "artworks", "tasks", "jobs") if hasattr(server, each)))

    def bytes_for(self, name: str, remote_id: str, place: int) -> bytes:
        """The picture that the service drew for the panel in this place of a call."""
        url = _addresses(self.servers[name], remote_id)[place]
        path = url.partition(self.servers[name].host_port)[2] or url
        return self.servers[name].files[path]


def _state(server: StrictServer) -> dict[str, Any]:
    """All that a server remembers, without what makes it run."""
    return {name: deepcopy(value) for name, value in vars(server).items() if name not in ("lock", "_server", "_thread")}


def _spoil(server: StrictServer, change: Callable[[Any], Any], times: int) -> None:
    serve, left = server.serve, [times]

    def changed(seen: Seen) -> Answer:
        answer = serve(seen)
        if seen.method == "GET" and isinstance(answer.body, dict) and left[0] > 0:
            body = change(answer.body)
            if body != answer.body:
                left[0] -= 1
                return replace(answer, body=body)
        return answer

    server.serve = changed  # type: ignore[method-assign]


def _addresses(server: StrictServer, remote_id: str) -> list[str]:
    """Where the pictures of one job lie, in the order of its panels."""
    match server:
        case LlamaGenServer():
            return [panel.url for panel in server.generations[remote_id].panels()]
        case ArtworksServer():
            return server.artworks[remote_id].urls
        case KlingServer():
            return server.tasks[remote_id].urls
        case DepictaServer():
            job = server.jobs[remote_id]
            return [job.pictures.get(place, "") for place in range(job.total)]
    raise TypeError(server)


@dataclass(frozen=True)
class Kept:
    """One take, as the database tells of it: of which job, whose panels were `keys`, and the hash of its bytes."""

    engine: str
    remote_id: str
    keys: list[str]
    panel: str
    ordinal: int
    sha256: str


def check_pictures(four: Four, kept: list[Kept]) -> None:
    """Every take has the very bytes that its service drew for its panel, and no panel has the same twice."""
    assert len({(each.engine, each.remote_id, each.panel, each.ordinal) for each in kept}) == len(kept)
    for each in kept:
        place = each.keys.index(each.panel) + each.ordinal * len(each.keys)
        data = four.bytes_for(each.engine, each.remote_id, place)
        assert hashlib.sha256(data).hexdigest() == each.sha256, f"a wrong picture of {each.engine}"


def kept_takes() -> list[Kept]:
    """The takes of remote engines in the test database."""
    rows = Take.objects.filter(drawing__submission__isnull=False).select_related("drawing__submission", "picture")
    found = []
    for take in rows:
        submission = take.drawing.submission
        keys = list(submission.call.keys)
        digest = hashlib.sha256(take.picture.path.read_bytes()).hexdigest()
        found.append(Kept(submission.engine, submission.remote_id, keys, str(take.panel_id), take.ordinal, digest))
    return found


def add_keys(doors: Mapping[str, tuple[str, str]], owner: User, *, team: Team | None = None) -> dict[str, Key]:
    """A key of this person for each service, as they stand after a test where there is one."""
    keys = {}
    for name, (base_url, token) in doors.items():
        key = Key(owner=owner, engine=name, name=f"{name} key", team=team, unit_price=UNIT_PRICE, unit="credits")
        key.seal(token, base_url=base_url)
        key.per_minute = PER_MINUTE if name == "llamagen" else None
        key.facts = {"models": story_models({"models": MODELS})} if name == "depicta" else {}
        key.save()
        keys[name] = key
    return keys


def launch_at(name: str, team: Team, by: User, *, text: str = SCRIPT, nonce: str = "") -> Generation:
    """An issue of three panels, launched at one service."""
    series = create_series(team, by=by, title=f"Drawn by {name} {nonce}")
    return launch(create_issue(series, by=by, text=text), Plan(engine=name), by=by, nonce=nonce or f"once-at-{name}")


@contextmanager
def quick_engines(**limits: Any) -> Iterator[None]:
    """Let the four engines be asked at a rhythm for tests; `limits` change more of `Limits`."""
    kinds = {name: type(remote_engine(name)) for name in NAMES}
    before = {name: kind.limits for name, kind in kinds.items()}  # type: ignore[attr-defined]
    for kind in kinds.values():
        kind.limits = replace(kind.limits, **QUICK_LIMITS | limits)  # type: ignore[attr-defined]
    try:
        yield
    finally:
        for name, kind in kinds.items():
            kind.limits = before[name]  # type: ignore[attr-defined]


def standing(field: str = "state", model: Any = Submission) -> dict[str, str]:
    """How the submissions of each engine stand, such as {"kling": "ready unknown"}: each word once, in order."""
    words: dict[str, set[str]] = {}
    for engine, word in model.objects.order_by().values_list("engine", field):
        words.setdefault(engine, set()).add(word)
    return {name: " ".join(sorted(words.get(name, ()))) for name in NAMES}


def outcomes() -> dict[str, str]:
    """What the ledger says of each engine, as `standing` does."""
    return standing("outcome", Charge)


def until(wanted: Mapping[str, str], *, within: float = 20) -> None:
    """Wait until the submissions stand so."""
    eventually(f"the submissions are {wanted}", lambda: standing() == wanted, within=within)


def issue_at(name: str) -> Issue:
    """The one issue that was launched there."""
    return Issue.objects.filter(generations__engine=name).distinct().get()
