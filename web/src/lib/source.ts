/**
 * Where the page's data comes from. Today it stands in the page itself; a service can answer the same questions over
 * HTTP with another `Source`, and nothing else of the page changes.
 */

import { CONTRACT_VERSION, type Claim, type Event, type ReportData } from "./contract";
import { dayOf } from "./days";
import { groupBy } from "./group";

export interface Facet {
  value: string;
  count: number;
}

/** All but the claims and events, which may be many; with counts for the filters and for the slider. */
export interface Overview extends Omit<ReportData, "claims" | "events"> {
  types: Facet[];
  statuses: Facet[];
  /** Number of dated claims a day. */
  activity: Map<number, number>;
}

export interface ClaimQuery {
  actor: string;
  origin: string;
  type: string;
  status: string;
  words: string;
}

export interface Source {
  overview(): Promise<Overview>;
  /** Every claim about a place, its parts and its surroundings, and the events that they speak of. */
  place(placeId: string): Promise<{ claims: Claim[]; events: Event[] }>;
  claims(query: ClaimQuery, offset: number, limit: number): Promise<{ total: number; rows: Claim[] }>;
  claimsById(ids: string[]): Promise<Map<string, Claim>>;
  /** Ids of the places of which some claim passes the query. */
  placesOf(query: ClaimQuery): Promise<Set<string>>;
}

export const ANY: ClaimQuery = { actor: "", origin: "", type: "", status: "", words: "" };

/** A claim that spans more days than this says little about when it was news. */
const LONGEST_NEWS = 31;

export function matches(claim: Claim, query: ClaimQuery): boolean {
  return (
    (!query.type || claim.type === query.type) &&
    (!query.status || claim.status === query.status) &&
    (!query.origin || claim.origin === query.origin) &&
    (!query.actor || `${claim.actor1} + ${claim.actor2}`.split(" + ").includes(query.actor)) &&
    (!query.words || holds(claim, query.words.toLowerCase().split(/\s+/)))
  );
}

function holds(claim: Claim, words: string[]): boolean {
  const text = [claim.before, claim.quote, claim.after, claim.place_text, claim.actor1, claim.actor2, claim.origin, claim.source]
    .join(" ")
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

export class EmbeddedSource implements Source {
  readonly #data: ReportData;
  readonly #claims: Map<string, Claim>;
  readonly #events: Map<string, Event>;
  readonly #byPlace: Map<string, Claim[]>;
  #asked: { key: string; rows: Claim[] } = { key: "", rows: [] };

  constructor(data: ReportData) {
    this.#data = data;
    this.#claims = new Map(data.claims.map((claim) => [claim.id, claim]));
    this.#events = new Map(data.events.map((event) => [event.id, event]));
    this.#byPlace = groupBy(data.claims, (claim) => claim.place_id);
  }

  /** The data in the page's own script element. Throws where it is missing or from another version. */
  static fromPage(): EmbeddedSource {
    const data = JSON.parse(document.getElementById("marsad-data")?.textContent ?? "null") as ReportData | null;
    if (!data) throw new Error("This page holds no data: it is the template that marsad fills.");
    if (data.contract !== CONTRACT_VERSION) throw new Error(`This page reads data of version ${CONTRACT_VERSION}, not ${data.contract}.`);
    return new EmbeddedSource(data);
  }

  async overview(): Promise<Overview> {
    const { claims, events: _events, ...rest } = this.#data;
    const activity = new Map<number, number>();
    for (const claim of claims) {
      const [first, last] = [dayOf(claim.date_start), dayOf(claim.date_end)];
      if (first === null || last === null || last - first > LONGEST_NEWS) continue;
      activity.set(first, (activity.get(first) ?? 0) + 1);
    }
    return { ...rest, activity, types: facet(claims.map((c) => c.type)), statuses: facet(claims.map((c) => c.status)) };
  }

  async place(placeId: string): Promise<{ claims: Claim[]; events: Event[] }> {
    const own = this.#data.places.find((place) => place.place_id === placeId);
    const within = this.#data.places.filter(
      (place) => own?.relation === "is" && own.geonameid !== null && place.geonameid === own.geonameid && place !== own,
    );
    const claims = [placeId, ...within.map((place) => place.place_id)].flatMap((id) => this.#byPlace.get(id) ?? []);
    const ids = new Set(claims.map((claim) => claim.event).filter(Boolean));
    return { claims, events: [...ids].flatMap((id) => this.#events.get(id) ?? []) };
  }

  async claims(query: ClaimQuery, offset: number, limit: number): Promise<{ total: number; rows: Claim[] }> {
    const rows = this.#passing(query);
    return { total: rows.length, rows: rows.slice(offset, offset + limit) };
  }

  async placesOf(query: ClaimQuery): Promise<Set<string>> {
    return new Set(this.#passing(query).map((claim) => claim.place_id));
  }

  /** The last answer is kept: a reader scrolls through one query's claims. */
  #passing(query: ClaimQuery): Claim[] {
    const key = JSON.stringify(query);
    if (key !== this.#asked.key) this.#asked = { key, rows: this.#data.claims.filter((claim) => matches(claim, query)) };
    return this.#asked.rows;
  }

  async claimsById(ids: string[]): Promise<Map<string, Claim>> {
    return new Map(ids.flatMap((id) => (this.#claims.has(id) ? [[id, this.#claims.get(id)!] as const] : [])));
  }
}

function facet(values: string[]): Facet[] {
  const counts = [...groupBy(values, (value) => value)].map(([value, same]) => ({ value, count: same.length }));
  return counts.sort((a, b) => b.count - a.count);
}
