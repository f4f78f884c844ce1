/** MapLibre's set-up: its worker comes out of the page itself. */

import { AttributionControl, Map as WebglMap, NavigationControl, ScaleControl, setWorkerUrl, type GeoJSONSource } from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import workerCode from "maplibre-gl/dist/maplibre-gl-worker.mjs?raw";
import { COLOURS, extentOf, isLocated, mapStyle, type Colours, type Located } from "./basemap";
import type { Place } from "./contract";
import { mainPlaces } from "./focus";
import { standingOf } from "./standing";
import type { View } from "./view.svelte";

const PADDING = 56;
/** A town and its surroundings; the base map holds no streets. */
const CLOSEST_FIT = 9;

export function hasWebgl(): boolean {
  return document.createElement("canvas").getContext("webgl2") !== null;
}

export function makeMap(container: HTMLElement, view: View): WebglMap {
  setWorkerUrl(URL.createObjectURL(new Blob([workerCode], { type: "text/javascript" })));
  const located = view.overview.places.filter(isLocated);
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
  map.on("click", "dots", ({ features }) => {
    const id = features?.[0]?.properties["place"];
    if (typeof id === "string") view.show(id);
  });
  map.on("mouseenter", "dots", () => (map.getCanvas().style.cursor = "pointer"));
  map.on("mouseleave", "dots", () => (map.getCanvas().style.cursor = ""));
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
  map.setPaintProperty("dots", "circle-stroke-color", colours.border);
}

/** All places, or those of the bulk of the claims. */
export function fit(map: WebglMap, places: Located[]): void {
  map.fitBounds(extentOf(places), { padding: PADDING, maxZoom: CLOSEST_FIT });
}

/** Bring the place into sight, where it is not. */
export function reveal(map: WebglMap, place: Place | null): void {
  if (!place || !isLocated(place) || map.getBounds().contains([place.lon, place.lat])) return;
  map.easeTo({ center: [place.lon, place.lat] });
}

/** Every place as a dot: those whose full mark finds no room are still to be seen. */
export function drawDots(map: WebglMap, view: View): void {
  const features = view.overview.places.filter(isLocated).map((place) => {
    const standing = standingOf(place, view.day);
    const dim = view.passing !== null && !view.passing.has(place.place_id);
    const opacity = dim ? 0.1 : 0.3 + 0.7 * standing.probability;
    const properties = { place: place.place_id, colour: view.signs.colour(standing.controller), opacity };
    return { type: "Feature" as const, properties, geometry: { type: "Point" as const, coordinates: [place.lon, place.lat] } };
  });
  map.getSource<GeoJSONSource>("places")?.setData({ type: "FeatureCollection", features });
}
