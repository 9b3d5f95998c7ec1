/**
 * Records a page as an animated picture. A screenshot is taken only after a change. Screenshots do not show
 * the pointer, so it is drawn on the frames (`studio.ts`).
 */
import type { Browser, Page } from 'puppeteer-core';
import { animate, type Still } from './animated-webp';
import type { Spot } from './hovering';
import { drawFrame, type Frame, keepShot, type Layer, openStudio } from './studio';

/** A page that is visible in the picture, such as the popup over a web page. */
interface Seen {
  page: Page;
  place: Omit<Layer, 'shot'>;
  /** The number of its last screenshot. */
  shot?: number;
  /** Whether the picture keeps its last screenshot. */
  isKept?: boolean;
}

export interface FilmSize {
  /** CSS px. */
  width: number;
  height: number;
  /** Pixels of the picture for each CSS px. */
  scale: number;
}

/** Time between two positions of a moving pointer, ms. */
const STEP = 40;
/** Time that a button press is visible, ms. */
const PRESS = 160;
/** Eases in and out, because a hand neither starts nor stops at once. */
const eased = (share: number) => share * share * (3 - 2 * share);

export class Film {
  readonly #size: FilmSize;
  readonly #shots: string[] = [];
  readonly #frames: Frame[] = [];
  #seen: Seen[] = [];
  #layers: Layer[] = [];
  #pointer: Spot;

  constructor(size: FilmSize, pointer: Spot) {
    this.#size = size;
    this.#pointer = pointer;
  }

  /** Shows a page from now on, at that position of the picture (CSS px). `isRaised`: with a shadow. */
  show(page: Page, { x = 0, y = 0, isRaised = false } = {}): void {
    this.#seen.push({ page, place: { x, y, isRaised } });
  }

  /**
   * Keeps the last screenshot of all pages, because taking one brings a tab to the front, which closes a
   * popup.
   */
  keep(): void {
    for (const seen of this.#seen) seen.isKept = true;
  }

  /** Takes screenshots of all pages except kept ones, and shows them for `ms`. */
  async look(ms: number): Promise<void> {
    this.#layers = [];
    for (const seen of this.#seen) {
      if (!seen.isKept || seen.shot === undefined) {
        seen.shot = this.#shots.length;
        this.#shots.push(await seen.page.screenshot({ encoding: 'base64' }));
      }
      this.#layers.push({ shot: seen.shot, ...seen.place });
    }
    this.#add(ms);
  }

  /** Draws the pointer on its way to a position of the picture. Keeps the last screenshots of the pages. */
  glide(to: Spot): void {
    const from = this.#pointer;
    const steps = Math.max(6, Math.round(Math.hypot(to.x - from.x, to.y - from.y) / 22));
    for (let step = 1; step <= steps; step++) {
      const share = eased(step / steps);
      this.point({ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share });
      this.#add(STEP);
    }
  }

  /** Puts the pointer at a position. */
  point(to: Spot): void {
    this.#pointer = to;
  }

  /** Shows a press of the mouse button. */
  press(): void {
    this.#add(PRESS, true);
  }

  #add(ms: number, isPressed = false): void {
    this.#frames.push({ layers: this.#layers, pointer: this.#pointer, isPressed, ms });
  }

  /** Makes the animated WebP file of all frames. Takes about 0.1 s for each frame. */
  async develop(browser: Browser): Promise<Uint8Array> {
    const studio = await browser.newPage();
    try {
      const { width, height, scale } = this.#size;
      await studio.evaluate(openStudio, width * scale, height * scale);
      for (const shot of this.#shots) await studio.evaluate(keepShot, shot);
      const stills: Still[] = [];
      for (const frame of this.#frames) {
        const drawn = await studio.evaluate(drawFrame, frame, scale);
        const last = stills.at(-1);
        if (drawn) stills.push({ ...drawn, webp: Buffer.from(drawn.webp, 'base64'), ms: frame.ms });
        else if (last) last.ms += frame.ms; // Nothing has changed, so the previous frame is shown for longer.
      }
      return animate(width * scale, height * scale, stills);
    } finally {
      await studio.close();
    }
  }
}
