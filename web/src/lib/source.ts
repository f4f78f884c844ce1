/** Where the page's data comes from: out of the page itself (embedded.ts) or from the service (service.ts). */

import type { Actor, Claim, Control, Disagreement, Event, Origin, Passage, Place, Report, Summary, Town } from "./contract";
import type { Spot } from "./standing";

export interface Facet {
  value: string;
  count: number;
}

/** What the first screen needs. */
export interface Overview {
  title: string;
  versions: Record<string, string>;
  summary: Summary;
  actors: Actor[];
  origins: Origin[];
  spots: Spot[];
  towns: Town[];
  rejected: { where: string; reason: string }[];
  types: Facet[];
  statuses: Facet[];
  /** Number of dated claims a day. */
  activity: Map<number, number>;
}

export interface PlaceDetails {
  place: Place;
  claims: Claim[];
  events: Event[];
  disagreements: Disagreement[];
  /** How many there are; the lists may hold fewer. */
  totals: { claims: number; events: number; disagreements: number };
}

export interface ClaimQuery {
  actor: string;
  origin: string;
  type: string;
  status: string;
  words: string;
}

/** A list that is read as far as the reader scrolls. total: null where the source does not count. */
export interface Pages<Row> {
  total: number | null;
  /** The next rows; empty at the end. */
  next(): Promise<Row[]>;
}

export interface Hit {
  kind: "place" | "actor" | "source" | "claim" | "report";
  id: string;
  label: string;
  detail: string;
  place_id: string;
  date: string | null;
}

/** `known`: ISO day at whose end it was known, null: all that is known. */
export interface Source {
  /** Days for which `known` can be asked, in order; null: any day. */
  readonly knownDays: string[] | null;
  readonly reviewed: boolean;
  overview(known: string | null): Promise<Overview>;
  /** Every claim about a place, its parts and its surroundings, with what they lead to. Null: no such place. */
  place(placeId: string, known: string | null): Promise<PlaceDetails | null>;
  claims(query: ClaimQuery, known: string | null): Promise<Pages<Claim>>;
  /** The claim of an id, or that a former id leads to today. Null: it is gone. */
  claim(id: string): Promise<Claim | null>;
  /** The event of an id, or that a former id or a claim's leads to today, with its claims. Null: it is gone. */
  event(id: string): Promise<{ event: Event; claims: Claim[] } | null>;
  disagreements(known: string | null): Promise<Pages<Disagreement>>;
  /** The claims that a disagreement stands on. */
  claimsOf(disagreement: Disagreement): Promise<Map<string, Claim>>;
  reports(): Promise<Pages<Report>>;
  report(digest: string): Promise<Report | null>;
  /** The paragraph that holds the claim; null where it is not at hand. */
  passage(claim: Claim): Promise<Passage | null>;
  /** Ids of the places of which some claim passes the query; null where there are too many claims to look at. */
  placesOf(query: ClaimQuery, known: string | null): Promise<Set<string> | null>;
  search(words: string): Promise<Hit[]>;
  /** Whether the record is another now than that of which the overview, and this place, were read. */
  changed(placeId: string | null, known: string | null): Promise<boolean>;
  /** Forget what was read: the record is another. */
  forget(): void;
}

export const ANY: ClaimQuery = { actor: "", origin: "", type: "", status: "", words: "" };

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

/** Letters without their marks, in lower case: "Al Bāb" is found by "al bab". */
export const folded = (text: string): string => text.normalize("NFD").replace(/\p{M}|['’ʻʼ`-]/gu, "").toLowerCase();

export type { Control };
