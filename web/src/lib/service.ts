/** The data over HTTP, from the service that served the page (docs/api.md). */

import type { Actor, Claim, Disagreement, Event, MapData, Origin, Passage, PlaceRow, Report, Summary, Town } from "./contract";
import { dayOf } from "./days";
import type { ClaimQuery, Hit, Overview, Pages, PlaceDetails, Source } from "./source";
import { spotsOf } from "./standing";
import { whole } from "./whole";

export const API = "api/v1";
const PAGE = 200;
/** A filter is marked on the map where its claims fit into so many requests of MARKED rows; else nothing is marked. */
const MARKING = 8;
const MARKED = 1000;
const ORIGINS = 1000;
const REMEMBERED = 24;

/** An answer that is not what was asked for (RFC 9457). */
export class Problem extends Error {
  readonly status: number;
  readonly body: Record<string, unknown>;

  constructor(status: number, body: Record<string, unknown>) {
    super(String(body["detail"] || body["title"] || `The service answered ${status}.`));
    [this.status, this.body] = [status, body];
  }
}

export async function call<T>(path: string, init: RequestInit = {}): Promise<{ body: T; etag: string }> {
  let answer: Response;
  try {
    answer = await fetch(`${API}/${path}`, { credentials: "same-origin", ...init });
  } catch {
    throw new Error("The service cannot be reached. What is shown was read before; try again.");
  }
  const body = answer.status === 204 ? {} : await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Problem(answer.status, body as Record<string, unknown>);
  return { body: body as T, etag: answer.headers.get("ETag") ?? "" };
}

const get = async <T>(path: string, parameters: Record<string, string | null> = {}): Promise<T> => {
  const set = Object.entries(parameters).filter(([, value]) => value) as [string, string][];
  return (await call<T>(set.length ? `${path}?${new URLSearchParams(set)}` : path)).body;
};

/** Null where there is no such thing. */
async function found<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return null;
    throw error;
  }
}

interface Listed<Row> {
  items: Row[];
  next: string | null;
}

interface MapAnswer extends MapData {
  title: string;
  versions: Record<string, string>;
  summary: Summary;
  actors: Actor[];
  towns?: Town[];
}

interface PlaceAnswer {
  place: PlaceRow;
  disagreements: Disagreement[];
  events: Event[];
  claims: Claim[];
  reports: Report[];
  passages?: Passage[];
  totals: PlaceDetails["totals"];
}

const askMap = (known: string | null) => get<MapAnswer>("map", { as_known_at: known });
const askPlace = (placeId: string, known: string | null) => get<PlaceAnswer>(`places/${path(placeId)}`, { as_known_at: known });
/** What of an answer tells of the record, to be compared: how much is still behind comes and goes. */
const record = (told: object | null): string => JSON.stringify(told && { ...told, behind: 0 });

export class ServiceSource implements Source {
  readonly knownDays = null;
  readonly reviewed = true;
  readonly #claims = new Map<string, Claim>();
  readonly #reports = new Map<string, Promise<Report | null>>();
  readonly #passages = new Map<string, Passage[]>();
  readonly #places = new Map<string, Promise<PlaceDetails | null>>();
  /** What the service answered, by which it is seen that it would answer otherwise now. */
  readonly #told = new Map<string, object | null>();

  async overview(known: string | null): Promise<Overview> {
    const [map, sources] = await Promise.all([
      this.#noted(`map ${known}`, askMap(known)),
      get<Listed<Origin>>("sources", { limit: String(ORIGINS) }),
    ]);
    return {
      title: map.title,
      versions: map.versions,
      summary: map.summary,
      actors: map.actors,
      origins: sources.items,
      spots: spotsOf(map.places, map.controllers),
      towns: map.towns ?? [],
      rejected: [],
      types: map.types.map(([value, count]) => ({ value, count })),
      statuses: map.statuses.map(([value, count]) => ({ value, count })),
      activity: new Map(map.activity.map(([day, count]) => [dayOf(day)!, count])),
    };
  }

  async changed(placeId: string | null, known: string | null): Promise<boolean> {
    const seen = [
      [`map ${known}`, () => askMap(known)] as const,
      ...(placeId === null ? [] : [[`place ${placeId} ${known}`, () => found(askPlace(placeId, known))] as const]),
    ];
    for (const [key, ask] of seen) {
      const before = this.#told.get(key);
      if (before !== undefined && record(before) !== record(await ask()) && before === this.#told.get(key)) return true;
    }
    return false;
  }

  async #noted<T extends object | null>(key: string, asked: Promise<T>): Promise<T> {
    const told = await asked;
    if (this.#told.size >= REMEMBERED) this.#told.delete([...this.#told.keys()].find((one) => one.startsWith("place "))!);
    this.#told.set(key, told);
    return told;
  }

  /** Forget what a decision may have changed. */
  forget(): void {
    this.#told.clear();
    this.#places.clear();
    this.#claims.clear();
  }

  place(placeId: string, known: string | null): Promise<PlaceDetails | null> {
    const key = `${placeId} ${known}`;
    let asked = this.#places.get(key);
    if (!asked) {
      asked = this.#place(placeId, known);
      if (this.#places.size >= REMEMBERED) this.#places.delete(this.#places.keys().next().value!);
      this.#places.set(key, asked);
      asked.catch(() => this.#places.delete(key));
    }
    return asked;
  }

  async #place(placeId: string, known: string | null): Promise<PlaceDetails | null> {
    const told = await this.#noted(`place ${placeId} ${known}`, found(askPlace(placeId, known)));
    if (!told) return null;
    for (const claim of told.claims) this.#claims.set(claim.id, claim);
    for (const report of told.reports) this.#reports.set(report.digest, Promise.resolve(report));
    for (const passage of told.passages ?? []) {
      const others = (this.#passages.get(passage.report) ?? []).filter(({ start }) => start !== passage.start);
      this.#passages.set(passage.report, [...others, passage].sort((a, b) => a.start - b.start));
    }
    return { ...told, place: { ...told.place, days: whole(told.place.days) } };
  }

  async claims(query: ClaimQuery, known: string | null): Promise<Pages<Claim>> {
    return this.#pages<Claim>("claims", { ...asked(query), as_known_at: known }, (claim) => this.#claims.set(claim.id, claim));
  }

  async claim(id: string): Promise<Claim | null> {
    const known = this.#claims.get(id);
    if (known) return known;
    return found(get<Claim>(`claims/${path(id)}`));
  }

  event(id: string): Promise<{ event: Event; claims: Claim[] } | null> {
    return found(get<{ event: Event; claims: Claim[] }>(`events/${path(id)}`));
  }

  async disagreements(known: string | null): Promise<Pages<Disagreement>> {
    return this.#pages<Disagreement>("disagreements", { as_known_at: known });
  }

  async claimsOf({ place_id, sides }: Disagreement): Promise<Map<string, Claim>> {
    const ids = sides.flatMap((side) => side.claims);
    if (place_id && ids.some((id) => !this.#claims.has(id))) await this.place(place_id, null);
    const claims = await Promise.all(ids.map((id) => this.claim(id)));
    return new Map(claims.flatMap((claim) => (claim ? [[claim.id, claim] as const] : [])));
  }

  async reports(): Promise<Pages<Report>> {
    return this.#pages<Report>("reports", {});
  }

  report(digest: string): Promise<Report | null> {
    let asked = this.#reports.get(digest);
    if (!asked) this.#reports.set(digest, (asked = this.#read(digest).then((report) => report, () => null))); // prettier-ignore
    return asked;
  }

  async #read(digest: string): Promise<Report | null> {
    const report = await get<Report & { report?: Report; text: string }>(`reports/${path(digest)}`);
    this.#passages.set(digest, [{ report: digest, start: 0, text: report.text }]);
    return report.report ?? report;
  }

  async passage(claim: Claim): Promise<Passage | null> {
    if (!this.#passages.has(claim.report)) await this.#read(claim.report);
    const passage = this.#passages.get(claim.report)?.findLast(({ start }) => start <= claim.start);
    return passage ? paragraph(passage, claim) : null;
  }

  async placesOf(query: ClaimQuery, known: string | null): Promise<Set<string> | null> {
    const found = new Set<string>();
    let cursor: string | null = null;
    for (let request = 0; request < MARKING; request += 1) {
      const page: Listed<Claim> = await get("claims", { ...asked(query), as_known_at: known, limit: String(MARKED), cursor });
      for (const claim of page.items) found.add(claim.place_id);
      cursor = page.next;
      if (cursor === null) return found;
    }
    return null;
  }

  async search(words: string): Promise<Hit[]> {
    return (await get<Listed<Hit>>("search", { q: words, limit: "12" })).items;
  }

  #pages<Row>(path: string, parameters: Record<string, string | null>, each: (row: Row) => void = () => undefined): Pages<Row> {
    let cursor: string | null = null;
    let ended = false;
    return {
      total: null,
      next: async () => {
        // With words asked for, a page may have none of the rows that the other filters let through.
        while (!ended) {
          const page: Listed<Row> = await get(path, { ...parameters, limit: String(PAGE), cursor });
          [cursor, ended] = [page.next, page.next === null];
          page.items.forEach(each);
          if (page.items.length) return page.items;
        }
        return [];
      },
    };
  }
}

const asked = ({ actor, origin, type, status, words }: ClaimQuery) => ({ actor, source: origin, type, status, q: words });
/** A part of an address; a slash inside an id stays one, as the service reads it. */
export const path = (id: string): string => id.split("/").map(encodeURIComponent).join("/");

/** The paragraph around a claim, out of a longer text. */
function paragraph(passage: Passage, claim: Claim): Passage {
  const points = Array.from(passage.text);
  const [from, to] = [claim.start - passage.start, claim.end - passage.start];
  const before = points.lastIndexOf("\n", Math.max(0, from - 1));
  const after = points.indexOf("\n", to);
  const start = before < 0 || from === 0 ? 0 : before + 1;
  return { report: passage.report, start: passage.start + start, text: points.slice(start, after < 0 ? undefined : after).join("") };
}
