/** Others decide and bring reports while this page is open: it looks now and then, and the reader is told. */

import type { View } from "./view.svelte";

const EVERY = 60_000;

/** Looks while somebody looks at the page: every minute, and whenever it comes into view again. Gives what ends it. */
export function watch(view: View): () => void {
  let asking = false;
  async function look(): Promise<void> {
    if (document.hidden || asking || view.changed) return;
    asking = true;
    const round = view.decided;
    try {
      const changed = await view.source.changed(view.placeId, view.known);
      if (round === view.decided) view.changed = changed; // what was decided here meanwhile is read anew anyway
    } catch {
      // The service is away for a moment: what the reader asks for next tells so.
    }
    asking = false;
  }
  const looking = () => void look();
  const timer = setInterval(looking, EVERY);
  document.addEventListener("visibilitychange", looking);
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", looking);
  };
}
