/** Where the map looks: worked out here, so that the places stand on it before the map library has started. */

import type { Point } from "./arrange";

export interface Camera {
  lng: number;
  lat: number;
  /** As MapLibre counts: the world is 512 pixels wide at 0, and twice as wide at each next. */
  zoom: number;
}

/** West, south, east, north, in degrees. */
export type Extent = [number, number, number, number];

const TILE = 512;
const PADDING = 56;
/** A town and its surroundings; the base map holds no streets. */
const CLOSEST_FIT = 9;

/** The whole extent in sight, with room around it for marks and names. */
export function fitted([west, south, east, north]: Extent, width: number, height: number): Camera {
  const [top, bottom] = [mercator(north), mercator(south)];
  const room = (pixels: number) => Math.max(1, pixels - 2 * PADDING) / TILE;
  const fitting = Math.log2(Math.min(room(width) / ((east - west) / 360), room(height) / (bottom - top)));
  // Never so far that the world is lower than the map.
  const zoom = Math.max(Math.min(fitting, CLOSEST_FIT), Math.log2(Math.max(1, height) / TILE));
  return { lng: (west + east) / 2, lat: latitude((top + bottom) / 2), zoom };
}

/** Pixels from the top left: the map is never turned or tilted, so that this is one scaling. */
export function projection(camera: Camera, width: number, height: number): (place: { lat: number | null; lon: number | null }) => Point | null {
  const world = TILE * 2 ** camera.zoom;
  const [x0, y0] = [camera.lng / 360, mercator(camera.lat)];
  return (place) => {
    if (place.lat === null || place.lon === null) return null;
    const x = place.lon / 360 - x0;
    // The map repeats beyond the antimeridian: the nearest copy is the one in sight.
    return { x: (x - Math.round(x)) * world + width / 2, y: (mercator(place.lat) - y0) * world + height / 2 };
  };
}

/** Web Mercator, 0 at the top of the world to 1 at its bottom, and back. */
const mercator = (lat: number): number => 0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI);
const latitude = (y: number): number => (360 / Math.PI) * Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) - 90;
