/** The timeline of control of one place, as pieces to draw: sure stretches, and the stretches in which a change lies. */

import type { Spell } from "./contract";
import { dayOf } from "./days";

export interface Piece {
  controller: string;
  status: Spell["status"];
  probability: number;
  from: number;
  /** Exclusive: a spell of one day is one day wide. */
  to: number;
  /** `in`: may have begun anywhere here; `out`: may have ended anywhere here. */
  fade: "none" | "in" | "out";
}

export const NOBODY = "nobody";
export const NO_ANSWER = "no answer";

export function pieces(spells: Spell[]): Piece[] {
  return spells.flatMap((spell, index) => {
    const next = spells[index + 1];
    const begins = [dayOf(spell.earliest_start)!, dayOf(spell.latest_start)!] as const;
    const end = dayOf(spell.end)! + 1;
    const ends = next ? ([dayOf(next.earliest_start)!, dayOf(next.latest_start)!] as const) : ([end, end] as const);
    const controller = spell.controller ?? (spell.status === "none" ? NOBODY : NO_ANSWER);
    const piece = (from: number, to: number, fade: Piece["fade"]): Piece => ({
      controller, status: spell.status, probability: spell.probability, from, to, fade,
    }); // prettier-ignore
    // Where two uncertain changes overlap, no day of the spell is sure: it fades in to its middle and out again.
    const middle = begins[1] <= ends[0] ? null : (begins[1] + ends[0]) / 2;
    const [full, last] = middle === null ? [begins[1], ends[0]] : [middle, middle];
    return [piece(begins[0], full, "in"), piece(full, last, "none"), piece(last, ends[1], "out")].filter(
      ({ from, to }) => to > from,
    );
  });
}
