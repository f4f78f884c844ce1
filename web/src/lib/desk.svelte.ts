/** Who sits at this page and what they may decide. A decision is appended, never overwritten: undo is another one. */

import type { Claim } from "./contract";
import { call, path, Problem, type ServiceSource } from "./service";

export type Role = "public" | "reader" | "analyst" | "editor" | "admin";
const RANKS: Role[] = ["public", "reader", "analyst", "editor", "admin"];

export interface Session {
  mode: "single" | "accounts";
  name: string;
  role: Role;
  csrf: string;
}

export interface Decision {
  id: string;
  action: string;
  target: string[];
  author: string;
  at: string;
  reason: string;
  values: Record<string, unknown>;
  /** The words that were judged. */
  quotes: string[];
}

/** A claim as people left it (null where it is rejected), and what was decided on it. */
export interface State {
  claim: Claim | null;
  version: string;
  decisions: Decision[];
}

/** What became of a report that was brought: digests, and why some of it was refused. */
export interface Taken {
  added: string[];
  known: string[];
  claims: number;
  rejected: string[];
}

/** What somebody else decided while this reader was deciding. */
export interface Conflict {
  message: string;
  current: State;
}

export class Desk {
  session = $state<Session | null>(null);
  readonly #source: ServiceSource;

  constructor(source: ServiceSource) {
    this.#source = source;
  }

  may = (role: Role): boolean => RANKS.indexOf(this.session?.role ?? "public") >= RANKS.indexOf(role);

  /** Analysts undo their own decisions, an editor any. */
  mayUndo = (decision: Decision): boolean => this.may("editor") || decision.author === this.session?.name;

  /** Ask who we are. A service without accounts has no such question: then nobody decides here. */
  async meet(): Promise<void> {
    try {
      this.session = (await call<Session>("session")).body;
    } catch (error) {
      if (!(error instanceof Problem) || ![401, 403, 404].includes(error.status)) throw error;
      this.session = null;
    }
  }

  async logIn(name: string, password: string): Promise<void> {
    this.session = (await this.#send<Session>("POST", "session", { name, password })).body;
  }

  async logOut(): Promise<void> {
    await this.#send("DELETE", "session");
    location.reload();
  }

  /** The claim as it stands, rejected ones too, with its version and what was decided on it. */
  async claim(id: string): Promise<State> {
    return (await call<State>(`claims/${path(id)}/decisions`)).body;
  }

  /** Gives the conflict where somebody decided on the claim since `version`, else null. */
  async judge(id: string, version: string, action: "accept" | "reject" | "correct", values: Record<string, unknown>, reason: string): Promise<Conflict | null> {
    try {
      await this.#send("POST", `claims/${path(id)}/decisions`, { action, values, reason }, { "If-Match": `"${version}"` });
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 412) throw error;
      return { message: error.message, current: await this.claim(id) };
    }
    this.#source.forget();
    return null;
  }

  async decide(action: string, target: string[], values: Record<string, unknown>, reason: string): Promise<void> {
    await this.#send("POST", "decisions", { action, target, values, reason });
    this.#source.forget();
  }

  async decisions(unattached: boolean, cursor: string | null): Promise<{ items: Decision[]; next: string | null }> {
    const fields = new URLSearchParams({ limit: "50", ...(unattached ? { unattached: "true" } : {}), ...(cursor ? { cursor } : {}) });
    return (await call<{ items: Decision[]; next: string | null }>(`decisions?${fields}`)).body;
  }

  async history(kind: string, id: string): Promise<Decision[]> {
    return (await call<Decision[]>(`history/${kind}/${path(id)}`)).body;
  }

  /** Read a report through all stages. Throws a Problem with the reasons where all of it was refused. */
  async bring(file: File, published: string): Promise<Taken> {
    const body = new FormData();
    body.append("file", file);
    if (published) body.append("published", published);
    const taken = (await call<Taken>("reports", { method: "POST", headers: { "X-CSRF-Token": this.session?.csrf ?? "" }, body })).body;
    this.#source.forget();
    return taken;
  }

  #send<T>(method: string, to: string, body?: unknown, headers: Record<string, string> = {}): Promise<{ body: T; etag: string }> {
    return call<T>(to, {
      method,
      headers: { ...(body ? { "Content-Type": "application/json" } : {}), "X-CSRF-Token": this.session?.csrf ?? "", ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  }
}
