/** The second script (src/heavy.ts), once it is there. */

import type * as HeavyScript from "../heavy";

export type Heavy = typeof HeavyScript;
declare global {
  /** What the second script leaves behind (vite.config.ts). */
  var marsadHeavy: Heavy | undefined;
}

let asked: Promise<Heavy> | null = null;

/** In report.html it stands at the page's end; a page of the service names its address. Throws where it is lost. */
export const heavy = (): Promise<Heavy> => (asked ??= load());

async function load(): Promise<Heavy> {
  const address = document.querySelector<HTMLMetaElement>("meta[name=marsad-heavy]")?.content;
  if (address) await added(address);
  else if (document.readyState === "loading") await new Promise((done) => addEventListener("DOMContentLoaded", done, { once: true }));
  if (!globalThis.marsadHeavy) throw new Error("This page has lost the script of its map.");
  return globalThis.marsadHeavy;
}

function added(address: string): Promise<unknown> {
  return new Promise((done, fail) => {
    const script = document.createElement("script");
    [script.src, script.onload] = [address, done];
    script.onerror = () => {
      asked = null; // the next that needs it asks again
      fail(new Error("The script of the map could not be read from the service."));
    };
    document.head.append(script);
  });
}
