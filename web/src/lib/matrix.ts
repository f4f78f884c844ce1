/** The claim matrix: who answers which question how, in whose words. It puts claims in order and concludes nothing. */

import type { Claim, Disagreement } from "./contract";
import { groupBy } from "./group";
import { percent, tollCount } from "./words";

export interface Reply {
  /** What the cell says in short; the claim has the words. */
  text: string;
  claim: Claim;
}

export interface Question {
  key: string;
  name: string;
  ask(claim: Claim): string | null;
}

export interface Cell {
  /** Equal answers of one voice stand once, with all their claims. */
  replies: { text: string; claims: Claim[]; disputed: boolean }[];
}

export interface Row {
  origin: string;
  cells: Cell[];
  claims: number;
}

export interface Matrix {
  questions: (Question & { voices: number; disputed: boolean })[];
  rows: Row[];
}

const HOLDING = new Set(["control", "territory_taken"]);
const VIOLENCE = new Set(["air_strike", "shelling", "suicide_bombing", "explosion", "chemical_attack", "attack_on_civilians", "abduction", "destruction", "armed_clash"]);

const signed = (claim: Claim, text: string): string =>
  claim.status === "denied" ? `not: ${text}` : claim.status === "planned" ? `planned: ${text}` : claim.status === "hedged" ? `${text} (hedged)` : text;
const toll = (kind: string) => (claim: Claim) => {
  const told = claim.tolls.filter((one) => one.kind === kind);
  return told.length ? signed(claim, told.map(tollCount).join("; ")) : null;
};

/** In the order in which a reader asks. */
export const QUESTIONS: Question[] = [
  { key: "held", name: "Who held it?", ask: (c) => (HOLDING.has(c.type) && c.actor1 ? signed(c, c.actor1) : null) },
  { key: "extent", name: "How much of it?", ask: (c) => (HOLDING.has(c.type) && c.extent !== null ? signed(c, percent(c.extent)) : null) },
  { key: "left", name: "Who left, and where to?", ask: (c) => (c.type === "withdrawal" && c.actor1 ? signed(c, c.to_place ? `${c.actor1}, to ${c.to_place}` : c.actor1) : null) },
  { key: "pressed", name: "Besieged or contested?", ask: (c) => (c.type === "besieged" || c.type === "contested" ? signed(c, c.actor1 ? `${c.type} by ${c.actor1}` : c.type) : null) },
  { key: "did", name: "Who did it?", ask: (c) => (VIOLENCE.has(c.type) && c.actor1 ? signed(c, c.actor1) : null) },
  { key: "whom", name: "To whom?", ask: (c) => (VIOLENCE.has(c.type) && c.actor2 ? signed(c, c.actor2) : null) },
  { key: "killed", name: "How many killed?", ask: toll("killed") },
  { key: "wounded", name: "How many wounded?", ask: toll("wounded") },
  { key: "displaced", name: "How many displaced?", ask: toll("displaced") },
  { key: "mines", name: "Mined or cleared?", ask: (c) => (c.type === "contaminated" ? signed(c, "contaminated") : c.type === "clearance" ? signed(c, c.actor1 ? `clearance by ${c.actor1}` : "clearance") : null) },
]; // prettier-ignore

/** Which question of the matrix a disagreement's question is; the claim's type decides between `held` and `did`. */
const DISPUTED: Record<string, string[]> = {
  control: ["held", "pressed"],
  extent: ["extent"],
  destination: ["left"],
  perpetrator: ["held", "pressed", "did"],
  opponent: ["whom"],
  toll: ["killed", "wounded", "displaced"],
  occurrence: ["held", "left", "pressed", "did", "mines"],
};

/** Rows: origins, those who answer most first. Questions that nobody answers are left out. */
export function matrixOf(claims: Claim[], disagreements: Disagreement[]): Matrix {
  const disputed = new Set(
    disagreements.flatMap((one) => (DISPUTED[one.question] ?? []).flatMap((key) => one.sides.flatMap((side) => side.claims.map((id) => `${key} ${id}`)))),
  );
  const asked = QUESTIONS.filter((question) => claims.some((claim) => question.ask(claim) !== null));
  const rows = [...groupBy(claims, (claim) => claim.origin)].map(([origin, own]): Row => {
    const cells = asked.map((question): Cell => {
      const replies = own.flatMap((claim): Reply[] => {
        const text = question.ask(claim);
        return text === null ? [] : [{ text, claim }];
      });
      return {
        replies: [...groupBy(replies, (reply) => reply.text)].map(([text, same]) => ({
          text,
          claims: same.map(({ claim }) => claim),
          disputed: same.some(({ claim }) => disputed.has(`${question.key} ${claim.id}`)),
        })),
      };
    });
    return { origin, cells, claims: own.length };
  });
  const answering = rows.filter((row) => row.cells.some((cell) => cell.replies.length));
  answering.sort((a, b) => answered(b) - answered(a) || b.claims - a.claims);
  const questions = asked.map((question, index) => ({
    ...question,
    voices: answering.filter((row) => row.cells[index]!.replies.length).length,
    disputed: answering.some((row) => row.cells[index]!.replies.some((reply) => reply.disputed)),
  }));
  return { questions, rows: answering };
}

const answered = (row: Row): number => row.cells.filter((cell) => cell.replies.length).length;
