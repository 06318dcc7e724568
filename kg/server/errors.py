"""Requests that are not answered as asked, with their HTTP status."""

from kg.errors import CmlKgError


class Refused(CmlKgError):
    """What is told to the client, and the status that it is told with."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class Stopped(Refused):
    """A worker was killed while it was at work, or none became free."""

    def __init__(self, message: str) -> None:
        super().__init__(503, message)
