/**
 * From text to marks. The background is asked first where in the bare text of the page there are candidates; only the blocks that
 * have one are read, sent, and marked. It works in slices that leave the page's thread free, sends one batch at a time (the
 * evidence of one reply goes with the next), and rests while the tab is hidden.
 */
import type { AskReply, AskRequest, Evidence, ScanReply, ScanRequest } from '../platform/messages';
import { Locator, type Stretch, stretchesOf } from './locate';
import type { Found, Marks } from './marks';
import { Memory } from './memory';
import { blockOf, isLeftAlone, type Root, rectOf } from './prose';
import { type Run, walk } from './walk';

/** Longest stretch of work on the page's thread, ms: half a frame. */
const SLICE = 8;
/** Text in one batch, UTF-16 units: a round trip of about 7 ms in the background (DESIGN.md §6). */
const BATCH = 100_000;
/** Sent again with the next batch, so that a form across the cut is seen whole. */
const OVERLAP = 200;
/** Text read of one page at most, UTF-16 units. What lies beyond is left unmarked. */
const BUDGET = 20_000_000;
/** How often a part of the page is asked about anew because it changed before the answer came. */
const TRIES = 3;

export interface ScanIo {
  /** `null`: nothing is to be read here. */
  ask(request: AskRequest): Promise<AskReply | null>;
  scan(request: ScanRequest): Promise<ScanReply>;
}

/** More blocks than this are not sorted: measuring them all would be felt. */
const MANY = 2_000;

/** A piece of a stretch, sent in one batch. */
interface Part {
  locator: Locator;
  /** Where it begins in its stretch. */
  from: number;
  text: string;
}

/** Calls are made one after the other: two at a time could take each other's blocks for their own. */
export class Scan {
  readonly #doc: Document;
  readonly #marks: Marks;
  readonly #io: ScanIo;
  readonly #memory = new Memory<Found[]>();
  #evidence: Evidence | undefined;
  #spent = 0;
  #began = 0;
  #evenHidden = false;
  #stopped = false;

  constructor(doc: Document, marks: Marks, io: ScanIo) {
    this.#doc = doc;
    this.#marks = marks;
    this.#io = io;
  }

  /** Read what is under `roots`; and of `blocks` their own text, which has changed. */
  async read(roots: Iterable<Root>, blocks: Iterable<Root> = []): Promise<Set<Root>> {
    await this.#awake();
    const seen = new Set<Root>();
    const prose: Root[] = [];
    for (const block of blocks) {
      if (isLeftAlone(block)) this.#marks.clear(block);
      else {
        this.#marks.prune(block);
        prose.push(block);
      }
    }
    await this.#readBlocks(prose, seen);
    let unread = [...roots];
    for (let tries = 0; unread.length > 0 && tries < TRIES; tries++)
      unread = await this.#search(unread, seen);
    // A page that changes as fast as it is read: its parts, one by one, are slower than the answers.
    for (const root of unread) for (const child of root.children) await this.#search([child], seen);
    return seen;
  }

  /** Read the whole page anew, because it is another page now; or, `evenHidden`, because the user has said what is to be marked. */
  async anew(roots: Iterable<Root>, evenHidden = false): Promise<void> {
    this.#spent = 0;
    this.#evidence = undefined;
    this.#memory.clear();
    this.#evenHidden = evenHidden;
    try {
      this.#marks.keep(await this.read(roots));
    } finally {
      this.#evenHidden = false;
    }
  }

  stop(): void {
    this.#stopped = true;
  }

  /** Asks where under `roots` there are candidates, and reads their blocks. Returns the roots that changed meanwhile. */
  async #search(roots: Root[], seen: Set<Root>): Promise<Root[]> {
    const changed = new Set<Root>();
    for (const batch of this.#batches(roots)) {
      if (this.#stopped || this.#spent > BUDGET) return [];
      const texts = batch.map(({ text }) => text);
      for (const { length } of texts) this.#spent += length;
      const reply = await this.#io.ask({ texts, ...this.#soFar() });
      if (!reply) return [];
      await this.#awake();
      const { places, evidence } = reply;
      this.#evidence = evidence;
      const blocks = new Set<Root>();
      for (const [at, { locator, from, text }] of batch.entries()) {
        const found = places[at] ?? [];
        if (found.length === 0) this.#memory.keep(text, []);
        else if (!(await this.#locate(locator, from, found, blocks))) changed.add(locator.root);
      }
      await this.#readBlocks(this.#nearestFirst(blocks), seen);
    }
    return [...changed];
  }

  /** Adds the blocks at places of a part to `blocks`; says whether the page still holds that text. */
  async #locate(locator: Locator, from: number, places: number[], blocks: Set<Root>): Promise<boolean> {
    const nodes = locator.find(places.map((place) => place + from));
    for (;;) {
      const { done, value } = nodes.next();
      if (done) return value;
      if (value) {
        const block = blockOf(value);
        if (block && !blocks.has(block) && !isLeftAlone(value)) blocks.add(block);
      } else await this.#breathe();
    }
  }

  /** The text of `roots` in batches, each a list of parts; the batch where the reader is looking comes first. */
  #batches(roots: Root[]): Part[][] {
    const batches: Part[][] = [];
    let room = 0;
    const add = (stretch: Stretch) => {
      if (!/\S/.test(stretch.text) || this.#memory.get(stretch.text)?.length === 0) return;
      const locator = new Locator(stretch);
      for (let at = 0; at < stretch.text.length; at += BATCH) {
        const from = Math.max(0, at - OVERLAP);
        const text = stretch.text.slice(from, at + BATCH);
        if (room < text.length) {
          batches.push([]);
          room = BATCH;
        }
        room -= text.length;
        batches.at(-1)?.push({ locator, from, text });
      }
    };
    for (const root of roots) stretchesOf(root).forEach(add);
    const page = batches.length > 2 && this.#doc.scrollingElement;
    if (!page || page.scrollTop === 0) return batches;
    const { scrollTop, scrollHeight } = page;
    const here = Math.max(0, Math.floor((scrollTop / scrollHeight) * batches.length - 0.5));
    return [...batches.slice(here), ...batches.slice(0, here)];
  }

  /** In page order; but where there is more than one batch to send, the nearest to the viewport first. */
  #nearestFirst(blocks: Set<Root>): Iterable<Root> {
    let size = 0;
    for (const block of blocks) size += block.textContent?.length ?? 0;
    if (size <= BATCH || blocks.size > MANY) return blocks;
    const middle = this.#doc.documentElement.clientHeight / 2;
    const distances = new Map<Root, number>();
    for (const block of blocks) {
      const { top, bottom } = rectOf(block);
      distances.set(
        block,
        top <= middle && middle <= bottom ? 0 : Math.min(...[top, bottom].map((y) => Math.abs(y - middle))),
      );
    }
    return [...blocks].sort((a, b) => (distances.get(a) ?? 0) - (distances.get(b) ?? 0));
  }

  /** Reads blocks that are not `seen` yet, and marks what is found in them. Old marks stay until the new ones are there. */
  async #readBlocks(blocks: Iterable<Root>, seen: Set<Root>): Promise<void> {
    const marked = new Set<Root>();
    let batch: Run[] = [];
    let size = 0;
    for (const block of blocks) {
      if (seen.has(block)) continue;
      seen.add(block);
      let runs = 0;
      for (const run of walk(block)) {
        if (this.#stopped || this.#spent > BUDGET) return;
        if (run) {
          runs++;
          const known = this.#memory.get(run.text);
          if (known) this.#mark(run, known, marked);
          else {
            this.#spent += run.text.length;
            size += run.text.length;
            batch.push(run);
          }
        } else await this.#breathe();
        if (size >= BATCH) {
          await this.#send(batch, marked);
          batch = [];
          size = 0;
        }
      }
      if (runs === 0) this.#marks.clear(block);
      await this.#breathe();
    }
    if (batch.length > 0) await this.#send(batch, marked);
  }

  async #send(runs: Run[], marked: Set<Root>): Promise<void> {
    const { mentions, evidence } = await this.#io.scan({
      blocks: runs.map(({ text }) => text),
      lang: this.#doc.documentElement?.lang ?? '',
      ...this.#soFar(),
    });
    await this.#awake();
    if (this.#stopped) return;
    this.#evidence = evidence;
    const found = Map.groupBy(mentions, ({ block }) => block);
    for (const [at, run] of runs.entries()) {
      const here = found.get(at) ?? [];
      this.#memory.keep(run.text, here);
      this.#mark(run, here, marked);
      if (at % 16 === 15) await this.#breathe();
    }
    this.#marks.decide(evidence.groups);
  }

  /** Marks a run; the first of its block takes the place of what was marked there. */
  #mark(run: Run, found: Found[], marked: Set<Root>): void {
    if (!marked.has(run.block)) this.#marks.clear(run.block);
    marked.add(run.block);
    this.#marks.add(run, found);
  }

  #soFar(): { evidence?: Evidence } {
    return this.#evidence ? { evidence: this.#evidence } : {};
  }

  /** Lets the page have its thread when this slice has lasted long enough. */
  async #breathe(): Promise<void> {
    if (performance.now() - this.#began < SLICE) return;
    await (globalThis.scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve)));
    await this.#awake();
  }

  /** A slice begins; in a hidden tab, when it is shown. */
  async #awake(): Promise<void> {
    while (this.#doc.hidden && !this.#evenHidden && !this.#stopped) {
      await new Promise((resolve) => {
        this.#doc.addEventListener('visibilitychange', resolve, { once: true });
      });
    }
    this.#began = performance.now();
  }
}
