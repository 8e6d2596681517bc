"""How an action says no."""


class Refusal(Exception):
    """What was asked cannot be done. `str()` is a sentence for the person who asked; `field` names the input it is about."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class Conflict(Refusal):
    """Somebody else saved the same thing first; nothing was overwritten."""
