"""What changed since a moment, and why."""

from __future__ import annotations

from pathlib import Path

from test_pipeline_updating import add, report

from marsad.ledger import Ledger
from marsad.pipeline import Observatory


def test_new_reports_and_decisions_are_told_with_what_they_changed(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "l.db") as ledger:
        observatory = Observatory(ledger, packs=["core"])
        (first,) = add(ledger, [report(1, [("shelling", "Sarnab", 4, "Night Order", 3)], None)])
        observatory.update_events()
        (old,) = ledger.events()
        before = ledger.last_recorded
        assert before is not None
        assert list(observatory.changes(before)) == []
        told = [("shelling", "Sarnab", 4, "Night Order", 5), ("control", "Harun", 20, "Lake League", 0)]
        second, held = add(ledger, [report(2, told, None)])
        observatory.update_events()
        found = {change.event or change.change: change for change in observatory.changes(before)}
        grown = found[old.id]
        assert grown.change == "changed"
        assert grown.why == ("report r2",)
        assert any("outlet 2" in what for what in grown.what)
        assert any("How many were killed" in what for what in grown.what)  # the toll before stays beside the new one
        assert ledger.event(held.id).id in found
        assert found[ledger.event(held.id).id].change == "new"
        assert found["control"].what == ("unknown before, held by Lake League now",)
        assert found["control"].why == ("report r2",)
        between = ledger.last_recorded
        assert between is not None
        decision = observatory.decide("split", [first.id, second.id], author="A")
        changes = list(observatory.changes(between))
        assert {change.change for change in changes} == {"split"}
        assert all(f"decision {decision.id} (split) by A" in change.why for change in changes)
        observatory.decide("reject", [held.id], author="A", reason="misread")
        assert "gone" in {change.change for change in observatory.changes(between)}
