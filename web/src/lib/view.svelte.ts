/** What the reader looks at: one object that every part of the page reads and changes, and that the address keeps. */

import { Signs } from "./actors";
import type { Desk } from "./desk.svelte";
import { dayOf, isoOf } from "./days";
import { mainFirstDay } from "./focus";
import { ANY, type ClaimQuery, type Overview, type PlaceDetails, type Source } from "./source";
import { changeDays, type Spot } from "./standing";

export type Theme = "auto" | "light" | "dark";
export const TABS = ["map", "matrix", "claims", "disagreements", "reports", "review"] as const;
export type Tab = (typeof TABS)[number];

const FILTERS = ["actor", "origin", "type", "status", "words"] as const;

export class View {
  readonly source: Source;
  /** Who decides here; null in a page without a service. */
  readonly desk: Desk | null;
  signs = $state.raw<Signs>(null as unknown as Signs);
  firstDay = $state(0);
  lastDay = $state(0);
  /** Where the bulk of the claims begins; the slider starts here until the reader goes or asks for earlier days. */
  mainDay = $state(0);

  overview = $state.raw<Overview>(null as unknown as Overview);
  tab = $state<Tab>("map");
  day = $state(0);
  wholeTime = $state(false);
  placeId = $state<string | null>(null);
  /** The event that the matrix is narrowed to. */
  eventId = $state<string | null>(null);
  /** The claim that an address points at. */
  claimId = $state<string | null>(null);
  highlighted = $state.raw<ReadonlySet<string>>(new Set());
  query = $state<ClaimQuery>({ ...ANY });
  /** ISO day: only what was known at its end; null: all that is known. */
  known = $state<string | null>(null);
  /** The chosen place with its claims; null while none is chosen, it is on its way, or it could not be read. */
  details = $state.raw<PlaceDetails | null>(null);
  /** The chosen place is on its way. */
  reading = $state(false);
  /** What became of what the address names, where it is not there any more; "" where there is nothing to tell. */
  notice = $state("");
  /** The ids of the address were followed: that is no step of the reader, which the back button undoes. */
  led = false;
  /** What went wrong with the last thing asked of the source, for the reader; "" where nothing did. */
  trouble = $state("");
  /** Places with a claim that passes the filter; null while no filter is set. */
  passing = $state.raw<ReadonlySet<string> | null>(null);
  theme = $state<Theme>("auto");
  systemDark = $state(false);
  filtersOpen = $state(false);
  /** Others changed the record since it was read: the reader chooses when to see it. */
  changed = $state(false);
  /** Counts decisions made here: what was read before one is read anew. */
  decided = $state(0);

  spots = $derived(new Map(this.overview.spots.map((spot) => [spot.place_id, spot])));
  changes = $derived(changeDays(this.overview.spots).filter((day) => day > this.firstDay));
  spot = $derived<Spot | null>(this.placeId === null ? null : (this.spots.get(this.placeId) ?? null));
  /** The first day of the slider and of the charts. */
  from = $derived.by(() => (this.wholeTime || this.day < this.mainDay ? this.firstDay : this.mainDay));
  dark = $derived(this.theme === "dark" || (this.theme === "auto" && this.systemDark));
  /** Is a filter set? Marks and lists then follow it. */
  filtered = $derived(Object.values(this.query).some(Boolean));

  constructor(source: Source, overview: Overview, desk: Desk | null = null) {
    this.source = source;
    this.desk = desk;
    this.overview = overview;
    this.#span(overview);
    this.day = dayOf(overview.summary.opening_day) ?? this.lastDay;
    this.readHash();
  }

  /** The days and the actors of all that is known: of an earlier day the slider stays as it is. */
  #span(overview: Overview): void {
    this.signs = new Signs(overview.actors);
    const { first_day, last_day } = overview.summary;
    this.firstDay = dayOf(first_day) ?? 0;
    this.lastDay = dayOf(last_day) ?? this.firstDay;
    this.mainDay = mainFirstDay(overview.activity, this.firstDay, this.lastDay);
  }

  /** Read anew what others changed. */
  refresh(): void {
    this.source.forget();
    this.changed = false;
    this.decided += 1;
  }

  setDay(day: number): void {
    this.day = Math.min(this.lastDay, Math.max(this.firstDay, Math.round(day)));
  }

  /** Select a place, a day where one is given, and the claims to point at. */
  show(placeId: string | null, day: number | null = null, claims: string[] = []): void {
    if (placeId !== this.placeId) this.eventId = null;
    this.placeId = placeId;
    this.notice = "";
    if (day !== null) this.setDay(day);
    this.highlighted = new Set(claims);
    this.claimId = claims.length === 1 ? claims[0]! : null;
  }

  open(tab: Tab): void {
    this.tab = tab;
    this.notice = "";
  }

  /** Go where the ids of the address lead today, and tell what is to be told of it. */
  lead(to: { placeId?: string; eventId?: string | null; claimId?: string | null }, notice = ""): void {
    if (to.placeId !== undefined) this.placeId = to.placeId;
    if (to.eventId !== undefined) this.eventId = to.eventId;
    if (to.claimId !== undefined) {
      this.claimId = to.claimId;
      this.highlighted = new Set(to.claimId === null ? [] : [to.claimId]);
    }
    this.notice = [this.notice, notice].filter(Boolean).join(" ");
    this.led = true;
  }

  async setKnown(known: string | null): Promise<void> {
    const before = this.known;
    this.known = known; // at once: the address and the parts that ask for themselves follow it
    try {
      const overview = await this.source.overview(known);
      if (this.known !== known) return; // another day was chosen meanwhile
      this.overview = overview;
      if (known === null) this.#span(overview);
    } catch (error) {
      if (this.known === known) this.known = before;
      throw error;
    }
    const day = dayOf(known);
    if (day !== null && this.day > day) this.setDay(day);
  }

  /** Run a request; what it throws is shown to the reader. Null: it failed. */
  async ask<T>(request: Promise<T>): Promise<T | null> {
    try {
      const found = await request;
      this.trouble = "";
      return found;
    } catch (error) {
      this.trouble = error instanceof Error ? error.message : String(error);
      return null;
    }
  }

  /** `#view=...&place=...&day=...`: what a reader can send to another; ids and days, so that it survives a rebuild. */
  hash = $derived.by(() => {
    const fields = new URLSearchParams();
    if (this.tab !== "map") fields.set("view", this.tab);
    if (this.placeId !== null) fields.set("place", this.placeId);
    if (this.eventId !== null) fields.set("event", this.eventId);
    if (this.claimId !== null) fields.set("claim", this.claimId);
    fields.set("day", isoOf(this.day));
    if (this.known !== null) fields.set("known", this.known);
    for (const name of FILTERS) if (this.query[name]) fields.set(name, this.query[name]);
    return `#${fields}`;
  });

  readHash(): void {
    const fields = new URLSearchParams(location.hash.slice(1));
    const tab = fields.get("view") as Tab | null;
    this.tab = tab && TABS.includes(tab) ? tab : "map";
    this.placeId = fields.get("place");
    this.eventId = fields.get("event");
    this.claimId = fields.get("claim");
    this.highlighted = new Set(this.claimId === null ? [] : [this.claimId]);
    this.notice = "";
    const day = dayOf(fields.get("day"));
    if (day !== null) this.setDay(day);
    this.query = Object.fromEntries(FILTERS.map((name) => [name, fields.get(name) ?? ""])) as unknown as ClaimQuery;
    if (this.filtered) this.filtersOpen = true;
    const known = fields.get("known");
    if ((dayOf(known) === null ? null : known) !== this.known) void this.ask(this.setKnown(dayOf(known) === null ? null : known));
  }
}
