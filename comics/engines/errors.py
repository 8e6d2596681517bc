"""What can go wrong with a remote engine, by what to do next. `str(error)` is a sentence fit for a person, without secrets."""

from __future__ import annotations


class EngineError(Exception):
    """Something went wrong. `raw` is the beginning of the reply for the log, with every secret taken out."""

    kind = "failed"

    def __init__(self, sentence: str, *, raw: str = "") -> None:
        super().__init__(sentence)
        self.raw = raw


class KeyRejected(EngineError):
    """The service does not accept the key: replace it, then go on."""

    kind = "key"


class CreditExhausted(EngineError):
    """The account has no credits left: add some, then launch the rest."""

    kind = "credits"


class Busy(EngineError):
    """Surely not accepted, only now: try again after `retry_after` seconds (None: the service does not say)."""

    kind = "busy"

    def __init__(self, sentence: str, *, retry_after: float | None = None, raw: str = "") -> None:
        super().__init__(sentence, raw=raw)
        self.retry_after = retry_after


class Refused(EngineError):
    """The service refuses these words or pictures: change them."""

    kind = "refused"


class Unsupported(EngineError):
    """The service cannot do what was asked, or the request was at fault: ask otherwise."""

    kind = "unsupported"


class Unreachable(EngineError):
    """The service could not be reached, or was out of order, and surely did not accept anything: try again later."""

    kind = "unreachable"


class Garbled(EngineError):
    """The reply to a question is not what the service documents."""

    kind = "garbled"


class OutcomeUnknown(EngineError):
    """A create call may have been accepted. Never send it again by machine.

    `remote_id` is the id of the job where part of the reply told it.
    """

    kind = "unknown"

    def __init__(self, sentence: str, *, remote_id: str = "", raw: str = "") -> None:
        super().__init__(sentence, raw=raw)
        self.remote_id = remote_id
