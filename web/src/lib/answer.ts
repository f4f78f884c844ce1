/** The whole answer for the chosen place on a day: its spell, the answer of control, and whether a change is under way. */

import type { Control, Place, Spell } from "./contract";
import { dayOf } from "./days";

export interface Answer {
  spell: Spell | null;
  /** The full answer at the last change on or before the day; null where there is none for this spell. */
  control: Control | null;
  /** The day lies where the change at the start of this spell or of the next may lie. */
  changing: boolean;
  /** The record's last day for the place lies before the day: the answer is carried on. */
  carried: boolean;
}

export function answerOn(place: Place, day: number): Answer {
  const index = place.spells.findLastIndex((spell) => (dayOf(spell.start) ?? Infinity) <= day);
  const spell = place.spells[index] ?? null;
  const next = place.spells[index + 1];
  const last = place.days.findLast((answer) => (dayOf(answer.at) ?? Infinity) <= day) ?? null;
  const stale = spell && last && (dayOf(last.at) ?? 0) < (dayOf(spell.start) ?? 0);
  return {
    spell,
    control: stale ? null : last,
    changing:
      (spell !== null && day < (dayOf(spell.latest_start) ?? -Infinity)) ||
      (next !== undefined && day >= (dayOf(next.earliest_start) ?? Infinity)),
    carried: spell !== null && day > (dayOf(spell.end) ?? Infinity),
  };
}
