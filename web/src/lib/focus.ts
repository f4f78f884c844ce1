/** Where the bulk of the claims lies, in space and in time: what the page opens on. The rest is one button away. */

import type { Located } from "./located";

/** A report names a few far places and distant years by the way; this share of the claims is what it is about. */
const BULK = 0.9;
/** Opening on a part is worth the loss of the rest only where that rest would fill most of the slider, or of the map. */
const WORTH = 0.5;
const MARGIN_DAYS = 14;

/** The places around the claims' median that together hold the bulk of the claims; all where little would be gained. */
export function mainPlaces(places: Located[]): Located[] {
  const weight = (place: Located) => Math.max(1, place.claims);
  const total = places.reduce((sum, place) => sum + weight(place), 0);
  const median = (of: (place: Located) => number) => {
    let passed = 0;
    return [...places].sort((a, b) => of(a) - of(b)).find((place) => (passed += weight(place)) >= total / 2);
  };
  const [lon, lat] = [median((place) => place.lon)?.lon ?? 0, median((place) => place.lat)?.lat ?? 0];
  const narrow = Math.cos((lat * Math.PI) / 180);
  const far = new Map(places.map((place) => [place, Math.hypot((place.lon - lon) * narrow, place.lat - lat)]));
  const distance = (place: Located) => far.get(place)!;
  let passed = 0;
  const ordered = [...places].sort((a, b) => distance(a) - distance(b));
  const main = ordered.filter((place) => {
    const keep = passed < BULK * total;
    passed += weight(place);
    return keep;
  });
  return main.length && distance(main.at(-1)!) < WORTH * distance(ordered.at(-1)!) ? main : places;
}

/** The day from which on the bulk of the dated claims lies; `first` where little would be gained. */
export function mainFirstDay(activity: Map<number, number>, first: number, last: number): number {
  const days = [...activity].sort((a, b) => a[0] - b[0]);
  const total = days.reduce((sum, [, count]) => sum + count, 0);
  let passed = 0;
  const start = days.find(([, count]) => (passed += count) > (1 - BULK) * total)?.[0] ?? first;
  const from = Math.max(first, start - MARGIN_DAYS);
  return from - first > WORTH * (last - first) ? from : first;
}
