/** What the reader looks at: one object that every part of the page reads and changes. */

import { Signs } from "./actors";
import type { Place, Report } from "./contract";
import { dayOf, isoOf } from "./days";
import { mainFirstDay } from "./focus";
import { ANY, type ClaimQuery, type Overview, type Source } from "./source";
import { changeDays } from "./standing";

export type Theme = "auto" | "light" | "dark";

export class View {
  readonly source: Source;
  readonly overview: Overview;
  readonly signs: Signs;
  readonly places: Map<string, Place>;
  readonly reports: Map<string, Report>;
  readonly firstDay: number;
  readonly lastDay: number;
  readonly changes: number[];

  /** Where the bulk of the claims begins; the slider starts here until the reader goes or asks for earlier days. */
  readonly mainDay: number;

  day = $state(0);
  wholeTime = $state(false);
  placeId = $state<string | null>(null);
  highlighted = $state<ReadonlySet<string>>(new Set());
  query = $state<ClaimQuery>({ ...ANY });
  /** Places with a claim that passes the filter; null while no filter is set. */
  passing = $state.raw<ReadonlySet<string> | null>(null);
  theme = $state<Theme>("auto");
  systemDark = $state(false);

  /** The first day of the slider and of the charts. */
  from = $derived.by(() => (this.wholeTime || this.day < this.mainDay ? this.firstDay : this.mainDay));
  dark = $derived(this.theme === "dark" || (this.theme === "auto" && this.systemDark));

  constructor(source: Source, overview: Overview) {
    this.source = source;
    this.overview = overview;
    this.signs = new Signs(overview.actors);
    this.places = new Map(overview.places.map((place) => [place.place_id, place]));
    this.reports = new Map(overview.reports.map((report) => [report.digest, report]));
    const { first_day, last_day, opening_day } = overview.summary;
    this.firstDay = dayOf(first_day) ?? 0;
    this.lastDay = dayOf(last_day) ?? this.firstDay;
    this.mainDay = mainFirstDay(overview.activity, this.firstDay, this.lastDay);
    this.changes = changeDays(overview.places);
    this.day = dayOf(opening_day) ?? this.lastDay;
    this.placeId = (overview.places.find((place) => place.spells.length) ?? overview.places[0])?.place_id ?? null;
    this.readHash();
  }

  get place(): Place | null {
    return this.placeId === null ? null : (this.places.get(this.placeId) ?? null);
  }

  /** Is a filter set? Marks and lists then follow it. */
  get filtered(): boolean {
    return Object.values(this.query).some(Boolean);
  }

  setDay(day: number): void {
    this.day = Math.min(this.lastDay, Math.max(this.firstDay, Math.round(day)));
  }

  /** Select a place, a day where one is given, and the claims to point at. */
  show(placeId: string, day: number | null = null, claims: string[] = []): void {
    if (this.places.has(placeId)) this.placeId = placeId;
    if (day !== null) this.setDay(day);
    this.highlighted = new Set(claims);
  }

  outlet(digest: string): string {
    const report = this.reports.get(digest);
    return report ? report.outlet || report.agency || report.doc : "";
  }

  /** `#place=...&day=...`: what a reader can send to another. */
  get hash(): string {
    const fields = new URLSearchParams();
    if (this.placeId !== null) fields.set("place", this.placeId);
    fields.set("day", isoOf(this.day));
    return `#${fields}`;
  }

  readHash(): void {
    const fields = new URLSearchParams(location.hash.slice(1));
    const place = fields.get("place");
    if (place !== null && this.places.has(place)) this.placeId = place;
    const day = dayOf(fields.get("day"));
    if (day !== null) this.setDay(day);
  }
}
