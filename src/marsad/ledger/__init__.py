"""The ledger: what the observatory keeps for ever (reports, decisions), and what is derived from it."""

from marsad.ledger.chain import utc_now
from marsad.ledger.control import Changes, Held, Placed, Stale, Told
from marsad.ledger.copying import Copied
from marsad.ledger.disagreements import Disputed, DisputeFilter
from marsad.ledger.door import LOCK_TIMEOUT, Versions
from marsad.ledger.effective import Constraints, Rulings, effective, live
from marsad.ledger.events import EventFilter
from marsad.ledger.history import ChangedError
from marsad.ledger.ledger import Ledger
from marsad.ledger.paging import ClaimPage
from marsad.ledger.place import PlaceRows
from marsad.ledger.query import ClaimFilter
from marsad.ledger.rebuild import Rebuild
from marsad.ledger.reports import AddResult, Intake
from marsad.ledger.seal import Seal
from marsad.ledger.sums import Counted, Sums
from marsad.ledger.verify import BadRow, Erased, Verification
from marsad.ledger.words import SearchPage

__all__ = [
    "LOCK_TIMEOUT",
    "AddResult",
    "BadRow",
    "ChangedError",
    "Changes",
    "ClaimFilter",
    "ClaimPage",
    "Constraints",
    "Copied",
    "Counted",
    "DisputeFilter",
    "Disputed",
    "Erased",
    "EventFilter",
    "Held",
    "Intake",
    "Ledger",
    "PlaceRows",
    "Placed",
    "Rebuild",
    "Rulings",
    "Seal",
    "SearchPage",
    "Stale",
    "Sums",
    "Told",
    "Verification",
    "Versions",
    "effective",
    "live",
    "utc_now",
]
