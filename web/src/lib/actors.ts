/** Colours and letter codes of actors: the same actor looks the same everywhere on the page. */

import type { Actor } from "./contract";

/**
 * Told apart also with a colour-vision deficiency: Okabe and Ito (2008), then Tol's "muted" (2021). Actors beyond these
 * share a grey and differ by their letters.
 */
const PALETTE = [
  "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9",
  "#882255", "#999933", "#332288", "#44aa99", "#aa4499", "#661100",
]; // prettier-ignore
const OTHERS = "#7d7d7d";

export interface Sign {
  name: string;
  code: string;
  colour: string;
  /** A text colour that can be read on `colour`. */
  ink: string;
}

export interface Slice {
  sign: Sign;
  /** 0 to 1 of the whole. */
  size: number;
}

export class Signs {
  readonly #signs = new Map<string, Sign>();

  constructor(actors: Actor[]) {
    let given = 0;
    for (const { name, code, controls } of actors) {
      const colour = (controls && PALETTE[given++]) || OTHERS;
      this.#signs.set(name, { name, code, colour, ink: inkOn(colour) });
    }
  }

  of(name: string): Sign {
    return this.#signs.get(name) ?? { name, code: name.slice(0, 2), colour: OTHERS, ink: inkOn(OTHERS) };
  }

  /** The actors of a joint name ("A + B"), each with its sign. */
  joint(name: string): Sign[] {
    return name.split(" + ").map((part) => this.of(part.trim()));
  }

  /** How a mark is divided: by shares where the place is divided, evenly between joint holders otherwise. */
  slices(controller: string | null, shares: { controller: string; extent: number | null }[]): Slice[] {
    if (!controller) return [];
    if (controller !== "divided") {
      const signs = this.joint(controller);
      return signs.map((sign) => ({ sign, size: 1 / signs.length }));
    }
    const known = shares.filter((share) => share.controller);
    const even = known.some((share) => share.extent === null);
    const total = known.reduce((sum, share) => sum + (share.extent ?? 0), 0) || 1;
    return known.flatMap((share) => {
      const signs = this.joint(share.controller);
      const size = even ? 1 / known.length : (share.extent ?? 0) / total;
      return signs.map((sign) => ({ sign, size: size / signs.length }));
    });
  }

  codes(controller: string): string[] {
    return controller === "divided" ? ["÷"] : this.joint(controller).map((sign) => sign.code);
  }

  colour(controller: string | null): string {
    return controller && controller !== "divided" ? this.joint(controller)[0]!.colour : OTHERS;
  }
}

/** Black or white, whichever has the higher contrast (WCAG 2.2, relative luminance). */
function inkOn(colour: string): string {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  const luminance = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return (luminance + 0.05) ** 2 > 0.05 * 1.05 ? "#000000" : "#ffffff";
}
