/** The shapes of the data, as declared in src/marsad/publish/contract.py. Dates are ISO strings; null is "not said". */

export const CONTRACT_VERSION = 1;

export type ClaimStatus = "asserted" | "hedged" | "denied" | "planned";
export type ControlStatus = "held" | "besieged" | "contested" | "none" | "unknown";

export interface Summary {
  reports: number;
  claims: number;
  events: number;
  places: number;
  origins: number;
  disagreements: number;
  first_day: string | null;
  last_day: string | null;
  opening_day: string | null;
}

export interface Report {
  digest: string;
  doc: string;
  title: string;
  outlet: string;
  author: string;
  agency: string;
  url: string;
  kind: string;
  published_start: string | null;
  published_end: string | null;
  published_basis: string;
  copy_of: string | null;
  claims: number;
}

export interface Toll {
  kind: string;
  who: string;
  low: number | null;
  high: number | null;
}

/** `before` + `quote` + `after` is the sentence that holds the quote; start, end: code points in the report's text. */
export interface Claim {
  id: string;
  report: string;
  start: number;
  end: number;
  quote: string;
  before: string;
  after: string;
  also: string[];
  kind: "event" | "state";
  type: string;
  status: ClaimStatus;
  actor1: string;
  actor2: string;
  place_id: string;
  place_text: string;
  place_relation: string;
  part: string | null;
  from_place: string | null;
  to_place: string | null;
  operation: string | null;
  date_start: string | null;
  date_end: string | null;
  date_text: string;
  tolls: Toll[];
  extent: number | null;
  source: string;
  source_kind: string;
  via: string;
  origin: string;
  event: string;
  unresolved: string[];
  confidence: number;
}

export interface Origin {
  name: string;
  kind: string;
  interest: string;
  reliability: string;
  claims: number;
}

export interface Side {
  value: string;
  origins: string[];
  claims: string[];
}

export interface Disagreement {
  id: string;
  question: string;
  note: string;
  sides: Side[];
  event: string;
  place_id: string;
  place: string;
  date_start: string | null;
  date_end: string | null;
}

export interface Event {
  id: string;
  type: string;
  place_id: string;
  place: string;
  date_start: string | null;
  date_end: string | null;
  actors: string[];
  claims: string[];
  origins: string[];
  credibility: number;
  reasons: string[];
  disagreements: string[];
}

/** The change at the start lies between earliest_start and latest_start; `end` is the last day. */
export interface Spell {
  start: string;
  end: string;
  earliest_start: string;
  latest_start: string;
  controller: string | null;
  probability: number;
  status: ControlStatus;
  claims: string[];
}

export interface Share {
  controller: string;
  extent: number | null;
  part: string;
  claims: string[];
}

export interface Candidate {
  controller: string;
  probability: number;
}

/** `marsad control --json`: the answer for one place and one time. */
export interface Control {
  at: string;
  controller: string | null;
  probability: number;
  status: ControlStatus;
  extent: number | null;
  shares: Share[];
  besieged_by: string[];
  contested_by: string[];
  contamination: string;
  candidates: Candidate[];
  claims: { id: string; for: string; weight: number }[];
  notes: string[];
}

/** What differs from the answer before it (publish/day_rows.py); `whole` makes answers of them. */
export type DayRow = Pick<Control, "at" | "probability"> &
  Partial<Control> & {
    /** Of the candidates last told, in their order. */
    chances?: number[];
    joined?: Control["claims"];
    left?: string[];
  };

export type PlaceRow = Omit<Place, "days"> & { days: DayRow[] };

export interface Place {
  place_id: string;
  name: string;
  geonameid: number | null;
  lat: number | null;
  lon: number | null;
  country: string;
  admin1: string;
  relation: string;
  /** The place to which a part, a road or surroundings belong; "" for a whole place. */
  anchor: string;
  claims: number;
  events: number;
  spells: Spell[];
  days: Control[];
}

export interface Actor {
  name: string;
  code: string;
  claims: number;
  controls: boolean;
}

export interface Town {
  name: string;
  lat: number;
  lon: number;
}

/** Holds only what is so. shares: the controller's index and its extent, where the place is divided. */
export interface MapMore {
  besieged_by?: string[];
  contested_by?: string[];
  contamination?: boolean;
  extent?: number;
  shares?: [number, number | null][];
}

/** start, end (both included), status, index of the controller, probability, what else is so. */
export type MapSpell = [string, string, ControlStatus, number | null, number, MapMore];

export interface MapPlace extends Omit<Place, "spells" | "days"> {
  disagreements: number;
  spells: MapSpell[];
}

export interface MapData {
  controllers: string[];
  places: MapPlace[];
  types: [string, number][];
  statuses: [string, number][];
  activity: [string, number][];
}

/** The map as known at the end of a day: places whose timeline is another than in the row before. */
export interface Known {
  as_known_at: string;
  spells: Record<string, MapSpell[]>;
  days: Record<string, DayRow[]>;
}

/** A paragraph of a report; start: of the text in the report, in code points. */
export interface Passage {
  report: string;
  start: number;
  text: string;
}

export interface ReportData {
  contract: number;
  title: string;
  as_known_at: string | null;
  versions: Record<string, string>;
  summary: Summary;
  disagreements: Disagreement[];
  places: PlaceRow[];
  actors: Actor[];
  origins: Origin[];
  events: Event[];
  claims: Claim[];
  reports: Report[];
  towns: Town[];
  rejected: { where: string; reason: string }[];
  map: MapData;
  known: Known[];
  passages: Passage[];
  /** Id that an event or a claim had before a rebuild or a merge -> the event or claim of today. */
  former: Record<string, string>;
  /** Of each place of the map, the part that holds it, where the page comes in parts. */
  parts?: number[];
}

/** What a part of a large page holds. */
export type Part = Partial<Pick<ReportData, "places" | "claims" | "events" | "disagreements" | "passages" | "reports" | "former">> & { known?: Pick<Known, "as_known_at" | "days">[] };
