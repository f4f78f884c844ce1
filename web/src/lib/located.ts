/** Places that have a point on the map. */

import type { Extent } from "./camera";
import type { Spot } from "./standing";

export type Located = Spot & { lat: number; lon: number };
export const isLocated = (place: Spot): place is Located => place.lat !== null && place.lon !== null;

/** West, south, east, north of the places; at least half a degree, so that one town has surroundings. */
export function extentOf(places: Located[]): Extent {
  const [lons, lats] = [places.map((place) => place.lon), places.map((place) => place.lat)];
  const reduce = (values: number[], pick: (...two: number[]) => number) => values.reduce((a, b) => pick(a, b));
  const [west, east] = [reduce(lons, Math.min), reduce(lons, Math.max)];
  const [south, north] = [reduce(lats, Math.min), reduce(lats, Math.max)];
  const [x, y] = [Math.max(0, 0.5 - (east - west)) / 2, Math.max(0, 0.5 - (north - south)) / 2];
  return [west - x, south - y, east + x, north + y];
}
