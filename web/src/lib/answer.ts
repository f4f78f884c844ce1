/** The whole answer for the chosen place on a day: the answer of control, its spell, and whether a change is under way. */

import type { Control, Place, Spell } from "./contract";
import { dayOf } from "./days";

export interface Answer {
  /** The full answer of the stretch that holds the day; null where the record has none. */
  control: Control | null;
  /** The spell that the day's answer belongs to; null where the answer is another by now (it fades), or none began yet. */
  spell: Spell | null;
  /** The day lies where the change at the start of this spell or of the next may lie. */
  changing: boolean;
  /** Last day of the evidence on who held the place, where it lies before the day. */
  lastTold: number | null;
  /** First day of that evidence, where it lies after the day. */
  firstTold: number | null;
}

export function answerOn(place: Place, day: number): Answer {
  const index = place.spells.findLastIndex((spell) => (dayOf(spell.start) ?? Infinity) <= day);
  const told = place.spells[index] ?? null;
  const next = place.spells[index + 1];
  const control = place.days.findLast((answer) => (dayOf(answer.at) ?? Infinity) <= day) ?? null;
  const [first, last] = [dayOf(place.spells[0]?.start), dayOf(place.spells.at(-1)?.end)];
  const same = told !== null && (control === null || (control.status === told.status && control.controller === told.controller));
  return {
    control,
    spell: same ? told : null,
    changing:
      (told !== null && day < (dayOf(told.latest_start) ?? -Infinity)) ||
      (next !== undefined && day >= (dayOf(next.earliest_start) ?? Infinity)),
    lastTold: last !== null && last < day ? last : null,
    firstTold: first !== null && first > day ? first : null,
  };
}
