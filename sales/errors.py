"""Named errors; each is translated once, at the edge where it leaves the house."""


class GoeswithError(Exception):
    """Any refusal of ours; its text is a sentence that may be shown to the caller."""


class NotFoundError(GoeswithError):
    """The thing does not exist, or is not the caller's to see."""


class InvalidError(GoeswithError):
    """The caller's input cannot be used as it is."""


class ConflictError(GoeswithError):
    """Somebody else got there first, or the thing is no longer in the state that the call needs."""


class NotProvenError(GoeswithError):
    """Order data was asked for without proof of who asks."""


class UnavailableError(GoeswithError):
    """A part that the call needs is down for now; nothing is lost."""


class BusyError(GoeswithError):
    """The database is held by somebody else for longer than a caller can wait; nothing was written."""


class TooFastError(GoeswithError):
    """More messages than a person can write; `retry_after` is in whole seconds, at least 1."""

    def __init__(self, sentence: str, retry_after: int) -> None:
        super().__init__(sentence)
        self.retry_after = max(1, retry_after)
