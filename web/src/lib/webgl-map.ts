/** MapLibre's set-up: its worker comes out of the page itself. The places are drawn above it, not by it. */

import { AttributionControl, Map as WebglMap, NavigationControl, ScaleControl, setWorkerUrl } from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import workerCode from "maplibre-gl/dist/maplibre-gl-worker.mjs?raw";
import type { Point } from "./arrange";
import { COLOURS, extentOf, isLocated, mapStyle, type Colours, type Located } from "./basemap";
import { mainPlaces } from "./focus";
import type { Spot } from "./standing";
import type { View } from "./view.svelte";

const PADDING = 56;
/** A town and its surroundings; the base map holds no streets. */
const CLOSEST_FIT = 9;
const TILE = 512;

export function hasWebgl(): boolean {
  return document.createElement("canvas").getContext("webgl2") !== null;
}

export function makeMap(container: HTMLElement, view: View): WebglMap {
  setWorkerUrl(URL.createObjectURL(new Blob([workerCode], { type: "text/javascript" })));
  const located = view.overview.spots.filter(isLocated);
  const map = new WebglMap({
    container,
    style: mapStyle(COLOURS[view.dark ? "dark" : "light"]),
    ...(located.length ? { bounds: extentOf(mainPlaces(located)), fitBoundsOptions: { padding: PADDING, maxZoom: CLOSEST_FIT } } : {}),
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    cooperativeGestures: true,
    maxZoom: 13,
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new ScaleControl({ unit: "metric" }), "bottom-left");
  map.addControl(new AttributionControl({ compact: false }), "bottom-right");
  return map;
}

export function paint(map: WebglMap, colours: Colours): void {
  map.setPaintProperty("sea", "background-color", colours.sea);
  map.setPaintProperty("land", "fill-color", colours.land);
  map.setPaintProperty("coast", "line-color", colours.coast);
  map.setPaintProperty("border", "line-color", colours.border);
}

/** All places, or those of the bulk of the claims. */
export function fit(map: WebglMap, places: Located[]): void {
  map.fitBounds(extentOf(places), { padding: PADDING, maxZoom: CLOSEST_FIT });
}

/** Bring the place into sight, where it is not. */
export function reveal(map: WebglMap, place: Spot | null): void {
  if (!place || !isLocated(place) || map.getBounds().contains([place.lon, place.lat])) return;
  map.easeTo({ center: [place.lon, place.lat] });
}

/** Pixels from the top left, for the map as it stands: it is never turned or tilted, so that this is one scaling. */
export function projection(map: WebglMap, width: number, height: number): (place: { lat: number | null; lon: number | null }) => Point | null {
  const { lng, lat } = map.getCenter();
  const world = TILE * 2 ** map.getZoom();
  const [x0, y0] = [lng / 360, mercator(lat)];
  return (place) => {
    if (place.lat === null || place.lon === null) return null;
    const x = place.lon / 360 - x0;
    // The map repeats beyond the antimeridian: the nearest copy is the one in sight.
    return { x: (x - Math.round(x)) * world + width / 2, y: (mercator(place.lat) - y0) * world + height / 2 };
  };
}

const mercator = (lat: number): number => 0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI);
