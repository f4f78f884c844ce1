/** Which places are drawn with a full mark and a label, so that none covers another. The rest are dots. */

import type { Spot as Place } from "./standing";

export interface Point {
  x: number;
  y: number;
}

type Side = "right" | "left" | "above" | "below";

export interface Drawn {
  place: Place;
  at: Point;
  label: Side | "none";
}

/** More elements than this move too slowly with the map; zooming in brings the others. */
const MOST = 140;
const HALF = 23;
const LETTER = 8;
const LINE = 18;

/** How far from a mark a click may fall, in pixels. */
const NEAR = 14;

/** The place whose mark is nearest to a point; null where none is near. */
export function nearest(places: Place[], project: (place: Place) => Point | null, to: Point): Place | null {
  let best: Place | null = null;
  let least = NEAR;
  for (const place of places) {
    const at = project(place);
    const far = at ? Math.hypot(at.x - to.x, at.y - to.y) : Infinity;
    if (far < least) [best, least] = [place, far];
  }
  return best;
}

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export const covered = (box: Box, taken: Box[]): boolean =>
  taken.some((other) => box.right >= other.left && box.left <= other.right && box.bottom >= other.top && box.top <= other.bottom);

/** Where the mark and the name of a place stand. */
export function boxesOf({ place, at, label }: Drawn): Box[] {
  const half = HALF - 8; // of the disc itself
  const mark = { left: at.x - half, right: at.x + half, top: at.y - half, bottom: at.y + half };
  const name = sides(place.name, at).find(([side]) => side === label);
  return name ? [mark, name[1]] : [mark];
}

/** Where buttons and notes stand upon a map. */
export const buttonBoxes = (width: number, height: number, whole: boolean, note: boolean): Box[] => [
  ...(whole ? [{ left: 0, right: 170, top: 0, bottom: 44 }] : []),
  { left: width - 54, right: width, top: 0, bottom: 82 },
  { left: 0, right: 110, top: height - 34, bottom: height },
  { left: width - 170, right: width, top: height - 24, bottom: height },
  ...(note ? [{ left: 0, right: Math.min(width, 340), top: height - 64, bottom: height - 34 }] : []),
];

/** `places` in order of importance; buttons: where no name should be; `project` gives pixels from the top left, null where a place cannot be shown. */
export function arrange(places: Place[], project: (place: Place) => Point | null, width: number, height: number, buttons: Box[] = []): Drawn[] {
  const taken: Box[] = [];
  const free = (box: Box) => !covered(box, taken);
  const drawn: Drawn[] = [];
  const marks: { place: Place; at: Point }[] = [];
  for (const place of places) {
    if (marks.length >= MOST) break;
    const at = project(place);
    if (!at || at.x < -HALF || at.y < -HALF || at.x > width + HALF || at.y > height + HALF) continue;
    const box = { left: at.x - HALF, right: at.x + HALF, top: at.y - HALF, bottom: at.y + HALF };
    if (!free(box)) continue;
    taken.push(box);
    marks.push({ place, at });
  }
  taken.push(...buttons); // a mark stands where its place is; its name need not be under a button
  for (const { place, at } of marks) {
    const found = sides(place.name, at).find(([, box]) => box.left >= 0 && box.right <= width && free(box));
    if (found) taken.push(found[1]);
    drawn.push({ place, at, label: found?.[0] ?? "none" });
  }
  return drawn;
}

/** Where a name may stand, the best first. */
function sides(name: string, at: Point): [Side, Box][] {
  const long = name.length * LETTER + 4;
  const beside = { top: at.y - LINE / 2, bottom: at.y + LINE / 2 };
  const centred = { left: at.x - long / 2, right: at.x + long / 2 };
  return [
    ["right", { ...beside, left: at.x + HALF + 1, right: at.x + HALF + long }],
    ["left", { ...beside, left: at.x - HALF - long, right: at.x - HALF - 1 }],
    ["above", { ...centred, top: at.y - HALF - LINE, bottom: at.y - HALF - 1 }],
    ["below", { ...centred, top: at.y + HALF + 1, bottom: at.y + HALF + LINE }],
  ];
}
