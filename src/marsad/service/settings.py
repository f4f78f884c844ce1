"""How the service is run: whom it answers, what it takes, where its own files are."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from pathlib import Path

MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """hosts: names under which it may be asked (the `Host` header), besides the one it listens on.

    accounts: the file of accounts; None is single-person mode: whoever reaches the loopback address has full rights,
    and decides as `author`. public: who is not logged in sees the published view. secure: it is reached by HTTPS only
    (cookies, HSTS). title: of the page. upload_limit, body_limit: greatest bytes of an uploaded report, and of any
    other body. folder: where uploads and exports wait (None: the system's folder for such).
    """

    host: str = "127.0.0.1"
    port: int = 8000
    hosts: tuple[str, ...] = ()
    accounts: Path | None = None
    public: bool = False
    secure: bool = False
    author: str = "local"
    title: str = "What the reports say"
    upload_limit: int = 20 * MEBIBYTE
    body_limit: int = 64 * 1024
    requests_a_minute: int = 1200
    """From one address, before 429: a page with a busy reader makes some 100; a desk behind one address has 30."""
    logins_a_minute: int = 5
    """Tries for one name, and four times as many from one address."""
    folder: Path | None = field(default=None)

    @property
    def single(self) -> bool:
        return self.accounts is None

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach it."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def known_hosts(self) -> frozenset[str]:
        """Host names, without ports, that a request may carry. Others are refused: a page of a stranger whose name was
        pointed at this machine (DNS rebinding) sends its own name."""
        own = {"localhost", "127.0.0.1", "[::1]"} if self.loopback else {self.host}
        return frozenset({*own, *(name.lower() for name in self.hosts)})
