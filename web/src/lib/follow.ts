/**
 * Where the event and the claim of an address are today. Their ids may be of a time before a rebuild, a merge or a
 * rejection: the source knows what they became. What is gone, or was not known yet, is told to the reader.
 */

import type { Claim, Event } from "./contract";
import { dayOf, longDay } from "./days";
import type { PlaceDetails } from "./source";
import type { View } from "./view.svelte";

type Thing = "event" | "claim";
const GONE: Record<Thing, string> = {
  event: "The event that this address names is no longer in the record: no claim speaks of it by now.",
  claim: "The claim that this address names is no longer in the record: its words are read otherwise by now, or it was rejected.",
};
const nowhere = (thing: Thing) => `The ${thing} that this address names lies at no place of the map.`;
const later = (thing: Thing, known: string) => `The ${thing} that this address names was not known yet on ${longDay(dayOf(known)!)}.`;

/** Once the place of the address is read (or where the address names none). */
export async function follow(view: View): Promise<void> {
  if (view.eventId !== null) await followEvent(view, view.eventId);
  if (view.claimId !== null) await followClaim(view, view.claimId);
}

async function followEvent(view: View, id: string): Promise<void> {
  const told = view.details;
  let here = told?.events.find((event) => event.id === id);
  if (!here) {
    const found = await view.source.event(id);
    if (view.eventId !== id || view.details !== told) return; // the reader went on meanwhile
    if (!found) return view.lead({ eventId: null }, GONE.event);
    const { event, claims } = found;
    // What was known on an earlier day makes its own events: the same one is that which holds some of its claims.
    here = told?.events.find((one) => one.id === event.id) ?? told?.events.find((one) => one.claims.some((claim) => event.claims.includes(claim)));
    if (here) view.lead({ eventId: here.id });
    else if (event.place_id !== view.placeId)
      return view.spots.has(event.place_id) ? view.lead({ eventId: event.id, placeId: event.place_id }) : view.lead({ eventId: null }, nowhere("event"));
    else if (view.known !== null) return view.lead({ eventId: null }, later("event", view.known));
    else if (told) {
      view.details = joined(told, [event], claims);
      return view.lead({ eventId: event.id });
    } else return;
  }
  // On the map an event is shown by its claims.
  if (view.tab === "map" && !view.highlighted.size) view.highlighted = new Set(here.claims);
}

async function followClaim(view: View, id: string): Promise<void> {
  const told = view.details;
  if (told?.claims.some((claim) => claim.id === id)) return;
  const found = await view.source.claim(id);
  const about = found?.event && view.known === null ? await view.source.event(found.event) : null;
  if (view.claimId !== id || view.details !== told) return;
  if (!found) return view.lead({ claimId: null }, GONE.claim);
  if (told?.claims.some((claim) => claim.id === found.id)) view.lead({ claimId: found.id });
  else if (found.place_id !== view.placeId && view.spots.has(found.place_id)) view.lead({ claimId: found.id, placeId: found.place_id });
  else if (found.place_id !== view.placeId) view.lead({ claimId: found.id }, nowhere("claim"));
  else if (view.known !== null) view.lead({ claimId: null }, later("claim", view.known));
  else if (told) {
    view.details = joined(told, about ? [about.event] : [], [found, ...(about?.claims ?? [])]);
    view.lead({ claimId: found.id });
  }
}

/** The latest claims and events of a place are at hand: an earlier one that an address names is added. */
function joined(told: PlaceDetails, events: Event[], claims: Claim[]): PlaceDetails {
  const root = (placeId: string) => placeId.split("/")[0];
  const add = <Row extends { id: string }>(rows: Row[], more: Row[]): Row[] => [
    ...new Map([...rows, ...more].map((row) => [row.id, row])).values(),
  ];
  const near = claims.filter((claim) => root(claim.place_id) === root(told.place.place_id));
  return { ...told, events: add(told.events, events), claims: add(told.claims, near) };
}
