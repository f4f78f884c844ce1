"""The review dialogue, as a person uses it."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect


def review(page: Page, claim: str, action: str, reason: str) -> Any:
    """The dialogue over a claim of the open place, filled in, not sent."""
    page.locator(f"article[data-claim='{claim}']").get_by_role("button", name="Review").click()
    dialog = page.get_by_role("dialog", name="Review a claim")
    dialog.get_by_role("radio", name=action).check()
    dialog.get_by_label("Reason").fill(reason)
    return dialog


def send(dialog: Any, action: str) -> None:
    dialog.get_by_role("button", name=action).click()
    expect(dialog).to_be_hidden()


def accept_at_once(one: Page, other: Page, claim: str, reasons: tuple[str, str], *, told: str) -> None:
    """Both accept the claim; the second is told of the first's decision, keeps what was written, and accepts too."""
    first, second = review(one, claim, "Accept", reasons[0]), review(other, claim, "Accept", reasons[1])
    expect(second.get_by_role("button", name="Accept")).to_be_enabled()  # it has read how the claim stands
    send(first, "Accept")
    second.get_by_role("button", name="Accept").click()
    expect(second.get_by_role("alert")).to_contain_text("Somebody else decided on this claim meanwhile")
    expect(second).to_contain_text(told)
    expect(second.get_by_label("Reason")).to_have_value(reasons[1])
    send(second, "Accept all the same")
