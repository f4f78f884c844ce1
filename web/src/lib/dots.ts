/** The places as small marks on a canvas: thousands are drawn in a few milliseconds, each kind of mark painted once. */

import type { Signs } from "./actors";
import type { Point } from "./arrange";
import type { Standing } from "./standing";

const SIZE = 16;
/** A mark's opacity, from nothing known to sure. */
export const FAINTEST = 0.25;
const STEPS = 8;
/** Drawn by the processor: small copies, quick there, where a graphics card (or its stand-in) has to be started first. */
export const PROCESSOR: CanvasRenderingContext2DSettings = { willReadFrequently: true };

export interface Ink {
  edge: string;
  card: string;
}

/** Paints marks and keeps them; one for each theme and resolution. */
export class Sprites {
  readonly #made = new Map<Standing, HTMLCanvasElement>();
  readonly #kinds = new Map<string, HTMLCanvasElement>();
  readonly #signs: Signs;
  readonly #ink: Ink;
  readonly #ratio: number;

  constructor(signs: Signs, ink: Ink, ratio: number) {
    [this.#signs, this.#ink, this.#ratio] = [signs, ink, ratio];
  }

  of(standing: Standing): HTMLCanvasElement {
    let sprite = this.#made.get(standing);
    if (!sprite) this.#made.set(standing, (sprite = this.#kind(standing)));
    return sprite;
  }

  #kind(standing: Standing): HTMLCanvasElement {
    const sure = Math.round(standing.probability * STEPS) / STEPS;
    const contested = standing.status === "contested" || standing.contestedBy.length > 0;
    const besieged = standing.status === "besieged" || standing.besiegedBy.length > 0;
    const colour = standing.controller ? this.#signs.colour(standing.controller) : "";
    const key = [colour, sure, contested, besieged, standing.contaminated, standing.controller === "divided"].join();
    let sprite = this.#kinds.get(key);
    if (!sprite) this.#kinds.set(key, (sprite = this.#paint(colour, sure, contested, besieged, standing.contaminated)));
    return sprite;
  }

  #paint(colour: string, sure: number, contested: boolean, besieged: boolean, contaminated: boolean): HTMLCanvasElement {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = SIZE * this.#ratio;
    const pen = canvas.getContext("2d", PROCESSOR)!;
    pen.scale(this.#ratio, this.#ratio);
    pen.translate(SIZE / 2, SIZE / 2);
    const disc = new Path2D();
    disc.arc(0, 0, colour || contaminated ? 4.4 : 2.6, 0, 7);
    pen.fillStyle = this.#ink.card;
    pen.fill(disc);
    pen.save();
    pen.clip(disc);
    if (colour) {
      pen.globalAlpha = FAINTEST + (1 - FAINTEST) * sure;
      pen.fillStyle = colour;
      pen.fill(disc);
      pen.globalAlpha = 1;
    }
    pen.strokeStyle = pen.fillStyle = this.#ink.edge;
    pen.lineWidth = 1.1;
    if (contested) {
      pen.beginPath();
      for (let at = -8; at <= 8; at += 3) {
        pen.moveTo(at - 5, 5);
        pen.lineTo(at + 5, -5);
      }
      pen.stroke();
    }
    if (contaminated) {
      pen.beginPath();
      for (const [x, y] of [[-2, -2], [2, -2], [0, 0.2], [-2, 2.2], [2, 2.2]] as const) pen.rect(x - 0.6, y - 0.6, 1.2, 1.2); // prettier-ignore
      pen.fill();
    }
    pen.restore();
    pen.strokeStyle = this.#ink.edge;
    pen.lineWidth = 0.8;
    pen.setLineDash(colour ? [] : [1.5, 1.2]);
    pen.stroke(disc);
    if (besieged) {
      pen.setLineDash([2.4, 1.6]);
      pen.lineWidth = 1.3;
      pen.beginPath();
      pen.arc(0, 0, 6.8, 0, 7);
      pen.stroke();
    }
    return canvas;
  }
}

/** Marks at their points; `dim`: 0 to 1, how strongly each is drawn. */
export function drawDots(pen: CanvasRenderingContext2D, ratio: number, width: number, height: number, marks: { at: Point; sprite: HTMLCanvasElement; dim: boolean }[]): void {
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  for (const { at, sprite, dim } of marks) {
    if (at.x < -SIZE || at.y < -SIZE || at.x > width + SIZE || at.y > height + SIZE) continue;
    pen.globalAlpha = dim ? 0.2 : 1;
    pen.drawImage(sprite, at.x - SIZE / 2, at.y - SIZE / 2, SIZE, SIZE);
  }
}
