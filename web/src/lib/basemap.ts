/** The base map: countries and coasts of Natural Earth (1:50m, public domain), by way of world-atlas. No tiles. */

import type { FeatureCollection, Geometry } from "geojson";
import type { StyleSpecification } from "maplibre-gl";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import atlas from "world-atlas/countries-50m.json";
import type { Place } from "./contract";

type Atlas = Topology<{ countries: GeometryCollection<{ name: string }>; land: GeometryCollection }>;
const world = atlas as unknown as Atlas;

export const countries = feature(world, world.objects.countries) as FeatureCollection<Geometry, { name: string }>;
const borders = mesh(world, world.objects.countries, (a, b) => a !== b);
const coasts = mesh(world, world.objects.countries, (a, b) => a === b);

export interface Colours {
  sea: string;
  land: string;
  border: string;
  coast: string;
}
export const COLOURS: Record<"light" | "dark", Colours> = {
  light: { sea: "#dfe7ec", land: "#f6f3ec", border: "#a39c8c", coast: "#b9c6cf" },
  dark: { sea: "#0f1720", land: "#23272e", border: "#69707c", coast: "#3a4653" },
};

export function mapStyle(colours: Colours): StyleSpecification {
  return {
    version: 8,
    sources: {
      countries: { type: "geojson", data: countries, attribution: "Base map: Natural Earth" },
      borders: { type: "geojson", data: { type: "Feature", properties: {}, geometry: borders } },
      coasts: { type: "geojson", data: { type: "Feature", properties: {}, geometry: coasts } },
      places: { type: "geojson", data: { type: "FeatureCollection", features: [] } },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colours.sea } },
      { id: "land", type: "fill", source: "countries", paint: { "fill-color": colours.land, "fill-antialias": false } },
      { id: "coast", type: "line", source: "coasts", paint: { "line-color": colours.coast, "line-width": 1 } },
      { id: "border", type: "line", source: "borders", paint: { "line-color": colours.border, "line-width": 1.1, "line-dasharray": [4, 2] } },
      {
        id: "dots",
        type: "circle",
        source: "places",
        paint: {
          "circle-radius": 3.5,
          "circle-color": ["get", "colour"],
          "circle-opacity": ["get", "opacity"],
          "circle-stroke-color": colours.border,
          "circle-stroke-width": 0.8,
        },
      },
    ],
  };
}

export type Located = Place & { lat: number; lon: number };
export const isLocated = (place: Place): place is Located => place.lat !== null && place.lon !== null;

/** West, south, east, north of the places; at least half a degree, so that one town has surroundings. */
export function extentOf(places: Located[]): [number, number, number, number] {
  const [lons, lats] = [places.map((place) => place.lon), places.map((place) => place.lat)];
  const reduce = (values: number[], pick: (...two: number[]) => number) => values.reduce((a, b) => pick(a, b));
  const [west, east] = [reduce(lons, Math.min), reduce(lons, Math.max)];
  const [south, north] = [reduce(lats, Math.min), reduce(lats, Math.max)];
  const [x, y] = [Math.max(0, 0.5 - (east - west)) / 2, Math.max(0, 0.5 - (north - south)) / 2];
  return [west - x, south - y, east + x, north + y];
}
