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

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** `places` in order of importance; `project` gives pixels from the top left, null where a place cannot be shown. */
export function arrange(places: Place[], project: (place: Place) => Point | null, width: number, height: number): Drawn[] {
  const taken: Box[] = [];
  const free = (box: Box) =>
    taken.every((other) => box.right < other.left || box.left > other.right || box.bottom < other.top || box.top > other.bottom);
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
  for (const { place, at } of marks) {
    const long = place.name.length * LETTER + 4;
    const beside = { top: at.y - LINE / 2, bottom: at.y + LINE / 2 };
    const centred = { left: at.x - long / 2, right: at.x + long / 2 };
    const sides: [Side, Box][] = [
      ["right", { ...beside, left: at.x + HALF + 1, right: at.x + HALF + long }],
      ["left", { ...beside, left: at.x - HALF - long, right: at.x - HALF - 1 }],
      ["above", { ...centred, top: at.y - HALF - LINE, bottom: at.y - HALF - 1 }],
      ["below", { ...centred, top: at.y + HALF + 1, bottom: at.y + HALF + LINE }],
    ];
    const found = sides.find(([, box]) => box.left >= 0 && box.right <= width && free(box));
    if (found) taken.push(found[1]);
    drawn.push({ place, at, label: found?.[0] ?? "none" });
  }
  return drawn;
}
