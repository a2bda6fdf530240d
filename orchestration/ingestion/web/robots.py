"""What a server's robots.txt allows (RFC 9309).

Fetching the file belongs to ``fetching``; here its status and bytes become rules.
"""

from dataclasses import dataclass

from protego import Protego

ROBOTS_PATH = "/robots.txt"
LARGEST_ROBOTS = 500 * 1024
"""Bytes that are read at least (RFC 9309, 2.5)."""


@dataclass(frozen=True, slots=True)
class RobotRules:
    """What one server allows one robot; ``text`` is ``None`` where it says nothing.

    ``is_closed`` holds for a server whose rules can't be had now: nothing is fetched there.
    """

    robot: str
    text: str | None = None
    is_closed: bool = False

    def allow(self, address: str) -> bool:
        """Whether ``address`` may be fetched."""
        if self.is_closed:
            return False
        return self.text is None or bool(Protego.parse(self.text).can_fetch(address, self.robot))

    @property
    def pause(self) -> float:
        """The seconds between two requests that the server asks for; 0 where it asks for none."""
        if self.text is None:
            return 0.0
        return float(Protego.parse(self.text).crawl_delay(self.robot) or 0.0)


def read_robots(robot: str, status: int | None, content: bytes) -> RobotRules:
    """The rules of a robots.txt that was answered with ``status`` (``None``: no answer).

    Rules that don't exist (4xx) allow everything, rules that can't be had (5xx, no answer) nothing
    (RFC 9309, 2.3.1).
    """
    if status is not None and 200 <= status < 300:
        text = content[:LARGEST_ROBOTS].decode("utf-8", errors="replace")
        return RobotRules(robot, text=text.removeprefix("\ufeff"))
    if status is not None and 400 <= status < 500:
        return RobotRules(robot)
    return RobotRules(robot, is_closed=True)
