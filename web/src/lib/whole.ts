/** Whole answers out of rows that tell what differs from the row before. */

import type { Control, DayRow } from "./contract";

export function whole(rows: DayRow[]): Control[] {
  let told = {} as Control;
  return rows.map(({ chances, joined, left, ...row }) => {
    const { candidates, claims } = told;
    told = { ...told, ...row };
    if (chances) told.candidates = candidates.map((one, index) => ({ ...one, probability: chances[index]! }));
    if (joined || left) {
      const gone = new Set([...(left ?? []), ...(joined ?? []).map(({ id }) => id)]);
      told.claims = [...claims.filter(({ id }) => !gone.has(id)), ...(joined ?? [])];
    }
    return told;
  });
}
