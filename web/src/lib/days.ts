/** Days as numbers since 1970-01-01 (UTC), so that a slider can count them. */

const DAY = 86_400_000;

const LONG = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const SHORT = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

/** A record has some thousand days, and says each of them many times. */
const read = new Map<string, number | null>();

/** The day of an ISO date or date-time, in the value's own zone; null where there is none. */
export function dayOf(iso: string | null | undefined): number | null {
  if (!iso) return null;
  let day = read.get(iso);
  if (day === undefined) {
    const time = Date.parse(iso.slice(0, 10));
    read.set(iso, (day = Number.isNaN(time) ? null : Math.floor(time / DAY)));
  }
  return day;
}

export const isoOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
export const dateOf = (day: number): Date => new Date(day * DAY);
export const longDay = (day: number): string => LONG.format(day * DAY);
export const shortDay = (day: number): string => SHORT.format(day * DAY);

/** The ISO days in a sentence as a reader writes them. */
export const withDays = (text: string): string => text.replace(/\b\d{4}-\d\d-\d\d\b/g, (iso) => (dayOf(iso) === null ? iso : shortDay(dayOf(iso)!)));

/** "3 Feb 2017", "3 Feb 2017 to 5 Mar 2017", "since 3 Feb 2017", or "no date given". */
export function span(start: string | null, end: string | null): string {
  const [first, last] = [dayOf(start), dayOf(end)];
  if (first === null && last === null) return "no date given";
  if (first === null) return `until ${shortDay(last!)}`;
  if (last === null) return `since ${shortDay(first)}`;
  return first === last ? shortDay(first) : `${shortDay(first)} to ${shortDay(last)}`;
}
