/** MapLibre's set-up: its worker comes out of the page itself. The places are drawn above it, not by it. */

import { AttributionControl, Map as WebglMap, NavigationControl, ScaleControl, setWorkerUrl } from "maplibre-gl";
import workerCode from "maplibre-gl/dist/maplibre-gl-worker.mjs?raw";
import { mapStyle } from "./basemap";
import type { Camera } from "./camera";
import type { Colours } from "./colours";
import type { Spot } from "./standing";

export function makeMap(container: HTMLElement, { lng, lat, zoom }: Camera, colours: Colours): WebglMap {
  setWorkerUrl(URL.createObjectURL(new Blob([workerCode], { type: "text/javascript" })));
  const map = new WebglMap({
    container,
    style: mapStyle(colours),
    center: [lng, lat],
    zoom,
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

export const cameraOf = (map: WebglMap): Camera => ({ ...map.getCenter(), zoom: map.getZoom() });

export function goTo(map: WebglMap, { lng, lat, zoom }: Camera): void {
  map.easeTo({ center: [lng, lat], zoom });
}

/** Bring the place into sight, where it is not. */
export function reveal(map: WebglMap, place: Pick<Spot, "lat" | "lon">): void {
  if (place.lat === null || place.lon === null || map.getBounds().contains([place.lon, place.lat])) return;
  map.easeTo({ center: [place.lon, place.lat] });
}

