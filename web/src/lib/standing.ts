/** What the record answers for a place on a day: read once into numbers, so that a step of the slider only looks it up. */

import type { ControlStatus, MapData, MapPlace, MapSpell } from "./contract";
import { dayOf } from "./days";
import { percent } from "./words";

export interface Standing {
  controller: string | null;
  probability: number;
  status: ControlStatus;
  besiegedBy: string[];
  contestedBy: string[];
  contaminated: boolean;
  /** The controller's part of the place, 0 to 1, where it is told and below 1. */
  extent: number | null;
  /** Who holds how much, where the place is divided. */
  shares: { controller: string; extent: number | null }[];
}

export interface Stretch {
  from: number;
  /** The last day. */
  to: number;
  standing: Standing;
}

/** A place of the map. The same stretch gives the same `Standing` object: nothing is drawn anew where nothing changed. */
export interface Spot extends Omit<MapPlace, "spells"> {
  stretches: Stretch[];
}

export const UNKNOWN: Standing = {
  controller: null,
  probability: 0,
  status: "unknown",
  besiegedBy: [],
  contestedBy: [],
  contaminated: false,
  extent: null,
  shares: [],
};

export function spotsOf(places: MapPlace[], controllers: string[]): Spot[] {
  // Field by field: a rest pattern costs a large page a quarter of a second.
  return places.map((place) => ({
    place_id: place.place_id,
    name: place.name,
    geonameid: place.geonameid,
    lat: place.lat,
    lon: place.lon,
    country: place.country,
    admin1: place.admin1,
    relation: place.relation,
    anchor: place.anchor,
    claims: place.claims,
    events: place.events,
    disagreements: place.disagreements,
    stretches: stretchesOf(place.spells, controllers),
  }));
}

export function stretchesOf(spells: MapSpell[], controllers: MapData["controllers"]): Stretch[] {
  return spells.map(([start, end, status, controller, probability, more]) => ({
    from: dayOf(start) ?? 0,
    to: dayOf(end) ?? Infinity,
    standing: {
      controller: controller === null ? null : (controllers[controller] ?? null),
      probability,
      status,
      besiegedBy: more.besieged_by ?? [],
      contestedBy: more.contested_by ?? [],
      contaminated: more.contamination ?? false,
      extent: more.extent ?? null,
      shares: (more.shares ?? []).map(([index, extent]) => ({ controller: controllers[index] ?? "", extent })),
    },
  }));
}

/** The answer of the last stretch that began by the day. */
export function standingAt({ stretches }: Pick<Spot, "stretches">, day: number): Standing {
  let [low, high] = [-1, stretches.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (stretches[middle]!.from <= day) low = middle;
    else high = middle;
  }
  return stretches[low]?.standing ?? UNKNOWN;
}

/** Below it the likeliest holder is likelier not to hold the place than to hold it. */
const EVEN = 0.5;

/** The standing in one phrase: "held by A, 92% sure", "held by A, 80% sure, besieged by B". */
export function standingText(standing: Standing): string {
  const { controller, probability, status } = standing;
  const parts: string[] = [];
  const unknown = status === "unknown";
  if (unknown) parts.push("holder unknown");
  else if (!controller && status === "contested") parts.push("held by nobody alone");
  else if (status === "none" || !controller) parts.push("held by nobody");
  else if (controller === "divided") parts.push("divided");
  else parts.push(`${probability < EVEN ? "perhaps " : ""}held by ${controller}`);
  if (standing.extent !== null) parts.push(`about ${percent(standing.extent)} of it`);
  if (!unknown) parts.push(`${percent(probability)} sure`);
  if (standing.besiegedBy.length) parts.push(`besieged by ${standing.besiegedBy.join(", ")}`);
  else if (status === "besieged") parts.push("besieged");
  if (standing.contestedBy.length) parts.push(`contested by ${standing.contestedBy.join(", ")}`);
  else if (status === "contested") parts.push("contested");
  if (standing.contaminated) parts.push("reported contaminated");
  return parts.join(", ");
}

/** Whoever holds, besieges or contests one of the places, or a part of it, on some day. */
export function holdersOf(spots: Spot[]): Set<string> {
  const joint = new Set<string>();
  for (const { stretches } of spots)
    for (const { standing } of stretches) {
      if (standing.controller) joint.add(standing.controller);
      for (const name of standing.besiegedBy) joint.add(name);
      for (const name of standing.contestedBy) joint.add(name);
      for (const share of standing.shares) joint.add(share.controller);
    }
  return new Set([...joint].flatMap((name) => name.split(" + ")));
}

/** Days on which some place gets another holder, or another state, in order. */
export function changeDays(spots: Spot[]): number[] {
  const days = new Set<number>();
  for (const { stretches } of spots) {
    let before = UNKNOWN;
    for (const { from, standing } of stretches) {
      if (before.controller !== standing.controller || before.status !== standing.status) days.add(from);
      before = standing;
    }
  }
  return [...days].sort((a, b) => a - b);
}
