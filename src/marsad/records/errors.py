"""The one family of errors that a user may see: each says what, where and what to do, in one line."""


class MarsadError(Exception):
    """Something that the user can mend. `str(error)` is the line that the user reads.

    what: what is wrong; where: the file, line, row or place; advice: what to do about it.
    """

    def __init__(self, what: str, *, where: str = "", advice: str = "") -> None:
        self.what, self.where, self.advice = what, where, advice
        super().__init__(": ".join(part for part in (where, what) if part) + (f". {advice}" if advice else ""))


class RejectedReportError(MarsadError):
    """One report that cannot be read; the rest of its batch goes on."""


class PackError(MarsadError):
    """A knowledge pack that breaks its schema; `where` names the file and the line."""


class LedgerError(MarsadError):
    """A ledger that is locked, corrupt, from a newer version, or cannot be written."""


class DoneError(LedgerError):
    """What is asked for was done already, perhaps by somebody else in the meantime."""
