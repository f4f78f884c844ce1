/** What the record answers for one place and one day, from its spells and its points of change. */

import type { Control, ControlStatus, Place, Spell } from "./contract";
import { dayOf } from "./days";
import { percent } from "./words";

export interface Standing {
  controller: string | null;
  probability: number;
  status: ControlStatus;
  besiegedBy: string[];
  contestedBy: string[];
  contaminated: boolean;
  /** The full answer at the last change on or before the day; null where there is none for this spell. */
  answer: Control | null;
  spell: Spell | null;
  /** The day lies where the change at the start of this spell or of the next may lie. */
  changing: boolean;
}

const UNKNOWN: Standing = {
  controller: null,
  probability: 0,
  status: "unknown",
  besiegedBy: [],
  contestedBy: [],
  contaminated: false,
  answer: null,
  spell: null,
  changing: false,
};

export function standingOf(place: Place, day: number): Standing {
  const index = place.spells.findLastIndex((spell) => (dayOf(spell.start) ?? Infinity) <= day);
  const latest = place.spells[index];
  const spell = latest && day <= (dayOf(latest.end) ?? Infinity) ? latest : null;
  const last = place.days.findLast((answer) => (dayOf(answer.at) ?? Infinity) <= day) ?? null;
  const answer = spell && last && (dayOf(last.at) ?? 0) < (dayOf(spell.start) ?? 0) ? null : last;
  if (!spell && !answer) return UNKNOWN;
  const next = place.spells[index + 1];
  return {
    controller: spell ? spell.controller : answer!.controller,
    probability: spell ? spell.probability : answer!.probability,
    status: spell ? spell.status : answer!.status,
    besiegedBy: answer?.besieged_by ?? [],
    contestedBy: answer?.contested_by ?? [],
    contaminated: answer?.contamination.startsWith("reported contaminated") ?? false,
    answer,
    spell,
    changing:
      (spell !== null && day < (dayOf(spell.latest_start) ?? -Infinity)) ||
      (next !== undefined && day >= (dayOf(next.earliest_start) ?? Infinity)),
  };
}

/** The standing in one phrase: "held by A, 92%", "besieged by B, held by A, 80%". */
export function standingText(standing: Standing): string {
  const { controller, probability, status } = standing;
  if (status === "unknown" || (!controller && status !== "none")) return "no answer in the record";
  const parts: string[] = [];
  if (status === "none") parts.push("held by nobody");
  else if (controller === "divided") parts.push("divided");
  else parts.push(`held by ${controller}`);
  if (standing.besiegedBy.length) parts.push(`besieged by ${standing.besiegedBy.join(", ")}`);
  else if (status === "besieged") parts.push("besieged");
  if (standing.contestedBy.length) parts.push(`contested by ${standing.contestedBy.join(", ")}`);
  else if (status === "contested") parts.push("contested");
  if (standing.contaminated) parts.push("reported contaminated");
  parts.push(`${percent(probability)} sure`);
  return parts.join(", ");
}

/** Days on which the answer for some place changes, in order. */
export function changeDays(places: Place[]): number[] {
  const days = places.flatMap((place) => place.spells.map((spell) => dayOf(spell.start)));
  return [...new Set(days.filter((day) => day !== null))].sort((a, b) => a - b);
}
