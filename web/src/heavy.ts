/**
 * What the first view does without: the map library with its base map, and the charts. A script of its own, which runs
 * behind the data (report.html) or is asked for once the places stand (the service).
 */

export * as Plot from "@observablehq/plot";
export { geoMercator, geoPath } from "d3-geo";
export { countries } from "./lib/basemap";
export { cameraOf, goTo, makeMap, paint, reveal } from "./lib/webgl-map";
