/** The data that stands in the page itself: whole in a small page, in parts that are opened when needed in a large one. */

import { CONTRACT_VERSION, type Claim, type Disagreement, type Event, type DayRow, type Known, type Part, type Passage, type Place, type PlaceRow, type Report, type ReportData, type Spell } from "./contract";
import { dayOf } from "./days";
import { groupBy } from "./group";
import { folded, matches, type ClaimQuery, type Hit, type Overview, type Pages, type PlaceDetails, type Source } from "./source";
import { spotsOf } from "./standing";
import { whole } from "./whole";

const HITS = 12;
const PAGE = 200;

export class EmbeddedSource implements Source {
  readonly knownDays: string[];
  readonly reviewed = false;
  readonly #data: ReportData;
  readonly #places = new Map<string, PlaceRow>();
  readonly #claims = new Map<string, Claim>();
  readonly #events = new Map<string, Event>();
  readonly #reports = new Map<string, Report>();
  readonly #passages = new Map<string, Passage[]>();
  readonly #byPlace = new Map<string, Claim[]>();
  readonly #disagreements = new Map<string, Disagreement>();
  readonly #former = new Map<string, string>();
  readonly #partOf = new Map<string, number>();
  readonly #opened = new Map<number, Promise<void>>();
  readonly #parts: number;
  #asked: { key: string; rows: Promise<Claim[]> } | null = null;

  constructor(data: ReportData) {
    this.#data = data;
    this.knownDays = data.known.map((one) => one.as_known_at);
    data.parts?.forEach((part, index) => this.#partOf.set(data.map.places[index]!.place_id, part));
    this.#parts = data.parts ? Math.max(-1, ...data.parts) + 2 : 0;
    this.#take(data);
  }

  /** The data in the page's own script element. Throws where it is missing or from another version. */
  static fromPage(): EmbeddedSource {
    const data = JSON.parse(document.getElementById("marsad-data")?.textContent ?? "null") as ReportData | null;
    if (!data) throw new Error("This page holds no data: it is the template that marsad fills.");
    if (data.contract !== CONTRACT_VERSION) throw new Error(`This page reads data of version ${CONTRACT_VERSION}, not ${data.contract}.`);
    return new EmbeddedSource(data);
  }

  async overview(known: string | null): Promise<Overview> {
    const { map, title, versions, actors, origins, towns, rejected } = this.#data;
    const timelines = known === null ? null : timelinesAt(this.#data.known, known);
    const places = timelines ? map.places.map((place) => ({ ...place, spells: timelines.spells.get(place.place_id) ?? [] })) : map.places;
    return {
      title, versions, actors, origins, towns, rejected,
      summary: this.#data.summary,
      spots: spotsOf(places, map.controllers),
      types: map.types.map(([value, count]) => ({ value, count })),
      statuses: map.statuses.map(([value, count]) => ({ value, count })),
      activity: new Map(map.activity.map(([day, count]) => [dayOf(day)!, count])),
    }; // prettier-ignore
  }

  async place(placeId: string, known: string | null): Promise<PlaceDetails | null> {
    await this.#open(this.#partOf.get(placeId));
    const own = this.#places.get(placeId);
    if (!own) return null;
    const ids = [placeId];
    if (own.relation === "is" && own.geonameid !== null)
      for (const place of this.#places.values()) if (place.geonameid === own.geonameid && place !== own) ids.push(place.place_id);
    const claims = ids.flatMap((id) => this.#byPlace.get(id) ?? []).filter((claim) => this.#known(claim, known));
    const eventIds = new Set(claims.map((claim) => claim.event).filter(Boolean));
    const shown = new Set(claims.map((claim) => claim.id));
    const events = [...eventIds].flatMap((id) => this.#events.get(id) ?? []).map((event) => ({ ...event, claims: event.claims.filter((id) => shown.has(id) || known === null) }));
    const disagreements = [...this.#disagreements.values()]
      .filter((one) => ids.includes(one.place_id) || eventIds.has(one.event))
      .flatMap((one) => this.#knownSides(one, known));
    const totals = { claims: claims.length, events: events.length, disagreements: disagreements.length };
    return { place: known === null ? { ...own, days: whole(own.days) } : this.#placeAt(own, known), claims, events, disagreements, totals };
  }

  async claims(query: ClaimQuery, known: string | null): Promise<Pages<Claim>> {
    return paged(await this.#passing(query, known));
  }

  async claim(id: string): Promise<Claim | null> {
    if (!this.#claims.has(this.#today(id))) await this.#openAll();
    return this.#claims.get(this.#today(id)) ?? null;
  }

  async event(id: string): Promise<{ event: Event; claims: Claim[] } | null> {
    const find = () => this.#events.get(this.#today(id)) ?? this.#events.get(this.#claims.get(this.#today(id))?.event ?? "");
    if (!find()) await this.#openAll();
    const event = find();
    return event ? { event, claims: event.claims.flatMap((claim) => this.#claims.get(claim) ?? []) } : null;
  }

  /** What an id leads to that an event or a claim once had. */
  #today(id: string): string {
    return this.#former.get(id) ?? id;
  }

  async disagreements(known: string | null): Promise<Pages<Disagreement>> {
    if (known !== null) await this.#openAll();
    const first = this.#data.disagreements.flatMap((one) => this.#knownSides(one, known));
    let from = 0;
    let rows = first;
    const total = known === null ? this.#data.summary.disagreements : first.length;
    return {
      total,
      next: async () => {
        if (from >= first.length && from < total) {
          await this.#openAll();
          rows = [...this.#disagreements.values()];
        }
        const page = rows.slice(from, from + PAGE);
        from += page.length;
        return page;
      },
    };
  }

  async claimsOf({ place_id, sides }: Disagreement): Promise<Map<string, Claim>> {
    await this.#open(this.#partOf.get(place_id));
    const ids = sides.flatMap((side) => side.claims);
    return new Map(ids.flatMap((id) => (this.#claims.has(id) ? [[id, this.#claims.get(id)!] as const] : [])));
  }

  async reports(): Promise<Pages<Report>> {
    await this.#openAll();
    return paged([...this.#reports.values()]);
  }

  async report(digest: string): Promise<Report | null> {
    return this.#reports.get(digest) ?? null;
  }

  async passage(claim: Claim): Promise<Passage | null> {
    return this.#passages.get(claim.report)?.findLast(({ start }) => start <= claim.start) ?? null;
  }

  async placesOf(query: ClaimQuery, known: string | null): Promise<Set<string>> {
    return new Set((await this.#passing(query, known)).map((claim) => claim.place_id));
  }

  /** A file stays as it is. */
  async changed(): Promise<boolean> {
    return false;
  }

  forget(): void {}

  async search(words: string): Promise<Hit[]> {
    const asked = folded(words).split(/\s+/).filter(Boolean);
    if (!asked.length) return [];
    const fits = (text: string) => asked.every((word) => folded(text).includes(word));
    const { map, actors, origins } = this.#data;
    const hit = (kind: Hit["kind"], id: string, label: string, detail: string): Hit => ({ kind, id, label, detail, place_id: "", date: null });
    const count = (number: number) => `${number.toLocaleString("en-GB")} claims`;
    return [
      ...map.places.filter(({ name }) => fits(name)).slice(0, HITS).map((one) => ({ ...hit("place", one.place_id, one.name, count(one.claims)), place_id: one.place_id })),
      ...actors.filter(({ name }) => fits(name)).slice(0, HITS / 3).map((one) => hit("actor", one.name, one.name, count(one.claims))),
      ...origins.filter(({ name }) => fits(name)).slice(0, HITS / 3).map((one) => hit("source", one.name, one.name, count(one.claims))),
    ]; // prettier-ignore
  }

  #take(part: Part): void {
    for (const place of part.places ?? []) this.#places.set(place.place_id, place);
    for (const event of part.events ?? []) this.#events.set(event.id, event);
    for (const one of part.disagreements ?? []) this.#disagreements.set(one.id, one);
    for (const report of part.reports ?? []) this.#reports.set(report.digest, report);
    for (const passage of part.passages ?? []) {
      const known = this.#passages.get(passage.report);
      if (!known) this.#passages.set(passage.report, [passage]);
      else if (!known.some(({ start }) => start === passage.start)) known.push(passage);
    }
    for (const [id, today] of Object.entries(part.former ?? {})) this.#former.set(id, today);
    for (const { as_known_at, days } of part.known ?? []) {
      const known = this.#data.known.find((one) => one.as_known_at === as_known_at);
      if (known) Object.assign(known.days, days);
    }
    for (const claim of part.claims ?? []) this.#claims.set(claim.id, claim);
    for (const [id, claims] of groupBy(part.claims ?? [], (claim) => claim.place_id))
      this.#byPlace.set(id, [...(this.#byPlace.get(id) ?? []), ...claims]);
  }

  #open(part: number | undefined): Promise<void> {
    if (part === undefined) return Promise.resolve();
    let opening = this.#opened.get(part);
    if (!opening) this.#opened.set(part, (opening = unpacked(part).then((rows) => this.#take(rows))));
    return opening;
  }

  async #openAll(): Promise<void> {
    for (let part = 0; part < this.#parts; part += 1) await this.#open(part);
  }

  /** The last answer is kept: a reader scrolls through one query's claims. */
  #passing(query: ClaimQuery, known: string | null): Promise<Claim[]> {
    const key = JSON.stringify([query, known]);
    if (this.#asked?.key !== key) {
      const rows = this.#openAll().then(() => [...this.#claims.values()].filter((claim) => this.#known(claim, known) && matches(claim, query)));
      this.#asked = { key, rows };
    }
    return this.#asked.rows;
  }

  /** By the latest day on which its report can have been published: what has no date was never known before today. */
  #known(claim: Claim, known: string | null): boolean {
    if (known === null) return true;
    const published = this.#reports.get(claim.report)?.published_end;
    return !!published && published.slice(0, 10) <= known;
  }

  /** The disagreement of what was known: none where fewer than two sides had spoken. */
  #knownSides(one: Disagreement, known: string | null): Disagreement[] {
    if (known === null) return [one];
    const sides = one.sides
      .map((side) => {
        const claims = side.claims.filter((id) => this.#claims.has(id) && this.#known(this.#claims.get(id)!, known));
        const voices = new Set(claims.map((id) => this.#claims.get(id)!.origin));
        return { ...side, claims, origins: side.origins.filter((name) => voices.has(name)) };
      })
      .filter((side) => side.claims.length);
    return sides.length > 1 ? [{ ...one, sides, note: sides.length < one.sides.length ? "" : one.note }] : [];
  }

  #placeAt(place: PlaceRow, known: string): Place {
    const told = timelinesAt(this.#data.known, known);
    const names = this.#data.map.controllers;
    const spells: Spell[] = [];
    for (const [start, end, status, index, probability] of told.spells.get(place.place_id) ?? []) {
      const controller = index === null ? null : (names[index] ?? null);
      const last = spells.at(-1);
      if (last?.status === status && last.controller === controller) last.end = end;
      else spells.push({ start, end, status, controller, probability, earliest_start: start, latest_start: start, claims: [] });
    }
    // Before the first report and long after the last there is nothing to draw.
    while (spells[0]?.status === "unknown") spells.shift();
    while (spells.at(-1)?.status === "unknown") spells.pop();
    return { ...place, spells, days: whole(told.days.get(place.place_id) ?? []) };
  }
}

/** The rows of all days up to this one, the later over the earlier. */
function timelinesAt(rows: Known[], known: string): { spells: Map<string, Known["spells"][string]>; days: Map<string, DayRow[]> } {
  const spells = new Map<string, Known["spells"][string]>();
  const days = new Map<string, DayRow[]>();
  for (const row of rows) {
    if (row.as_known_at > known) break;
    for (const [id, told] of Object.entries(row.spells)) spells.set(id, told);
    for (const [id, told] of Object.entries(row.days)) days.set(id, told);
  }
  return { spells, days };
}

export function paged<Row>(rows: Row[]): Pages<Row> {
  let from = 0;
  return { total: rows.length, next: async () => rows.slice(from, (from += PAGE)) };
}

/** A part of the page: base64 of gzip of JSON. It may stand behind the script that reads it: the page is waited for. */
async function unpacked(part: number): Promise<Part> {
  if (document.readyState === "loading") await new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true }));
  const text = document.getElementById(`marsad-part-${part}`)?.textContent;
  if (!text) throw new Error(`This page has lost a part of its data (${part}).`);
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const opened = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(opened).text()) as Part;
}
