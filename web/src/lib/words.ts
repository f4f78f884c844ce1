/** The closed word lists of the data in plain words. */

import type { Claim, Toll } from "./contract";

export const TYPES: Record<string, string> = {
  armed_clash: "Armed clash",
  territory_taken: "Territory taken",
  withdrawal: "Withdrawal",
  air_strike: "Air strike",
  shelling: "Shelling",
  suicide_bombing: "Suicide bombing",
  explosion: "Explosion",
  chemical_attack: "Chemical attack",
  attack_on_civilians: "Attack on civilians",
  abduction: "Abduction",
  arrest: "Arrest",
  clearance: "Clearance",
  movement: "Movement of forces",
  offensive: "Offensive",
  agreement: "Agreement",
  displacement: "Displacement",
  aid: "Aid",
  destruction: "Destruction",
  other_event: "Other event",
  statement: "Statement",
  control: "Control",
  contested: "Contested",
  besieged: "Besieged",
  contaminated: "Contaminated by explosives",
  presence: "Presence of forces",
};

const QUESTIONS: Record<string, string> = {
  control: "Who holds it?",
  extent: "How much of it?",
  occurrence: "Did it happen?",
  perpetrator: "Who did it?",
  opponent: "Against whom?",
  toll: "How many were harmed?",
  manner: "How did it happen?",
  destination: "Where did they go?",
  part: "Which part?",
  time: "When was it?",
  place: "Where was it?",
};

export const STATUS_MEANING: Record<string, string> = {
  asserted: "given as fact by its source",
  hedged: "said to be so: reportedly, alleged, believed",
  denied: "the source says that it is not so",
  planned: "announced, expected or threatened; not happened yet",
};

/** How a place that is spoken of stands to the place under which it is filed. */
export const RELATIONS: Record<string, string> = { part_of: "in", near: "near", road: "on the road at", region: "in the region" };

/** "near Mueda", "in Pemba" where a place is no whole one; "" where it is, or where its own name says as much. */
export function whereabouts({ name, relation, anchor }: { name: string; relation: string; anchor: string }): string {
  return relation === "is" || !anchor || name.includes(anchor) ? "" : `${RELATIONS[relation] ?? ""} ${anchor}`;
}

/** Credibility of information, 1 to 6 (Admiralty system, AJP-2.1). */
export const CREDIBILITY: Record<number, string> = {
  1: "confirmed by other sources",
  2: "probably true",
  3: "possibly true",
  4: "doubtful",
  5: "improbable",
  6: "truth cannot be judged",
};

/** Reliability of a source, A to F (AJP-2.1). */
export const RELIABILITY: Record<string, string> = {
  A: "completely reliable",
  B: "usually reliable",
  C: "fairly reliable",
  D: "not usually reliable",
  E: "unreliable",
  F: "reliability cannot be judged",
};

const plain = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1).replaceAll("_", " ");

export const typeName = (type: string): string => TYPES[type] ?? plain(type);
export const questionName = (question: string): string => QUESTIONS[question] ?? plain(question);
export const percent = (share: number): string => `${Math.round(share * 100)}%`;
export const many = (count: number, one: string, more = `${one}s`): string =>
  `${count.toLocaleString("en-GB")} ${count === 1 ? one : more}`;

const counted = ({ low, high }: Toll): string =>
  low === null ? `up to ${high}` : high === null ? `at least ${low}` : low === high ? `${low}` : `${low} to ${high}`;
export const tollText = (toll: Toll): string => `${counted(toll)} ${toll.who ? `${toll.who} ` : ""}${toll.kind}`;
/** The same where a heading names the kind: "at least 12 fighters". */
export const tollCount = (toll: Toll): string => [counted(toll), toll.who].filter(Boolean).join(" ");

/** What a claim says, beside its quote: who, whom, which part, how much, from where, to where. */
export function details(claim: Claim): string[] {
  const parts: string[] = [];
  if (claim.actor1) parts.push(claim.actor2 ? `${claim.actor1} → ${claim.actor2}` : claim.actor1);
  else if (claim.actor2) parts.push(`→ ${claim.actor2}`);
  if (claim.extent !== null) parts.push(`${percent(claim.extent)} of the place`);
  if (claim.part) parts.push(claim.part);
  if (claim.from_place) parts.push(`from ${claim.from_place}`);
  if (claim.to_place) parts.push(`to ${claim.to_place}`);
  parts.push(...claim.tolls.map(tollText));
  if (claim.operation) parts.push(claim.operation);
  return parts;
}
