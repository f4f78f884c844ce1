/** The base map: countries and coasts of Natural Earth (1:50m, public domain), by way of world-atlas. No tiles. */

import type { FeatureCollection, Geometry, Position } from "geojson";
import type { StyleSpecification } from "maplibre-gl";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import atlas from "world-atlas/countries-50m.json";
import type { Colours } from "./colours";

type Atlas = Topology<{ countries: GeometryCollection<{ name: string }>; land: GeometryCollection }>;
const world = atlas as unknown as Atlas;

/** Worked out when the map is drawn, which is after the page stands. */
export const countries = () => feature(world, world.objects.countries) as FeatureCollection<Geometry, { name: string }>;
const borders = () => unwrapped(mesh(world, world.objects.countries, (a, b) => a !== b));
const coasts = () => unwrapped(mesh(world, world.objects.countries, (a, b) => a === b));

/**
 * The atlas is drawn on a sphere, MapLibre's map on a plane: a line that crosses the antimeridian would run back across
 * the whole world. Here it runs on beyond 180 degrees, which MapLibre wraps; a ring around a pole is closed along it.
 */
function unwrapped<G extends Geometry>(geometry: G): G {
  if (geometry.type === "MultiLineString") return { ...geometry, coordinates: geometry.coordinates.map(unwrappedLine) };
  if (geometry.type === "Polygon") return { ...geometry, coordinates: geometry.coordinates.map(unwrappedRing) };
  if (geometry.type === "MultiPolygon") {
    return { ...geometry, coordinates: geometry.coordinates.map((rings) => rings.map(unwrappedRing)) };
  }
  return geometry;
}

function unwrappedLine(line: Position[]): Position[] {
  let turns = 0;
  return line.map(([lon, lat], index) => {
    const step = index ? lon! - line[index - 1]![0]! : 0;
    if (Math.abs(step) > 180) turns -= Math.sign(step) * 360;
    return [lon! + turns, lat!];
  });
}

function unwrappedRing(ring: Position[]): Position[] {
  const line = unwrappedLine(ring);
  const [first, last] = [line[0]!, line.at(-1)!];
  if (Math.abs(last[0]! - first[0]!) < 180) return line;
  const pole = first[1]! < 0 ? -90 : 90;
  return [...line, [last[0]!, pole], [first[0]!, pole], first];
}

function flat(): FeatureCollection {
  const all = countries();
  return { ...all, features: all.features.map((country) => ({ ...country, geometry: unwrapped(country.geometry) })) };
}

export function mapStyle(colours: Colours): StyleSpecification {
  return {
    version: 8,
    sources: {
      countries: { type: "geojson", data: flat(), attribution: "Base map: Natural Earth" },
      borders: { type: "geojson", data: { type: "Feature", properties: {}, geometry: borders() } },
      coasts: { type: "geojson", data: { type: "Feature", properties: {}, geometry: coasts() } },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colours.sea } },
      { id: "land", type: "fill", source: "countries", paint: { "fill-color": colours.land, "fill-antialias": false } },
      { id: "coast", type: "line", source: "coasts", paint: { "line-color": colours.coast, "line-width": 1 } },
      { id: "border", type: "line", source: "borders", paint: { "line-color": colours.border, "line-width": 1.1, "line-dasharray": [4, 2] } },
    ],
  };
}
