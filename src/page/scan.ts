/**
 * From text to marks. A scan first asks the background where in the page's bare text there are candidates. It
 * then reads, sends and marks only the blocks that have one. It works in slices, and pauses while the tab is hidden.
 * Only one batch is under way at a time, because the next request carries the evidence of the previous reply.
 */

import { rest } from '../platform/pace';
import { BATCH, EACH, LANG } from '../protocol/limits';
import type { AskReply, AskRequest, Evidence } from '../protocol/messages';
import { send } from '../protocol/native';
import { addressOf } from './dom/itself';
import { allIn, childrenOf, langOf, parentOf, type Root } from './dom/nodes';
import type { Marked, Marks } from './marks/marks';
import type { Found } from './marks/mention';
import { bring, type Judge } from './on-demand';
import { batchesOf, type Part } from './read/batches';
import { Memory } from './read/memory';
import { blockOf, isLeftAlone, preAround } from './read/prose';
import { type Run, walk } from './read/walk';

/** Longest slice of work on the page's thread, ms. Half a frame at 60 Hz. */
const SLICE = 8;
/** Most text that is read of one page, UTF-16 units. Text beyond the limit stays unmarked. */
const BUDGET = 20_000_000;
/** Times that a part of the page is sent if it keeps changing before the answer arrives. */
const TRIES = 3;
/** Runs that are marked between two checks of the clock. */
const HEARTBEAT = 16;

/** What a scan needs from the reader of the page. */
export interface Owner {
  /** The body and the shadow roots that were found so far. */
  roots(): Root[];
  /** Asks the background where there are candidates. Resolves to `null` if the page must not be read. */
  ask(request: AskRequest): Promise<AskReply | null>;
  /** Called once, with the first mention. */
  makeMarks(): Marks;
}

/** The scan of one page. Calls must not overlap: each call replaces the marks of every block it meets. */
export class Scan implements Marked {
  readonly #doc: Document;
  readonly #owner: Owner;
  readonly #memory = new Memory<Found[]>();
  #evidence: Evidence | undefined;
  #spent = 0;
  #began = 0;
  /** Loaded with the first question. */
  #judge: Promise<Judge> | undefined;
  #evenHidden = false;
  /** Ends the wait for the tab to be shown. */
  #wake: ((_: unknown) => void) | undefined;
  #stopped = false;
  /** The marks of the page. Created with the first mention, so that other pages do not pay for them. */
  marks: Marks | undefined;

  constructor(doc: Document, owner: Owner) {
    this.#doc = doc;
    this.#owner = owner;
  }

  /** Whether the scan was stopped or has used up its text budget. */
  get #isOver(): boolean {
    return this.#stopped || this.#spent > BUDGET;
  }

  /** Returns the marks of the page. Creates them if necessary. */
  begin(): Marks {
    if (!this.marks) {
      this.marks = this.#owner.makeMarks();
      this.marks.decide(this.#evidence?.groups ?? {});
    }
    return this.marks;
  }

  /**
   * Reads everything under `roots`. `blocks`: those whose own text has changed, if the page has changed. They are read
   * too, and the marks of what is gone, or part of an editor, are forgotten. Returns the blocks that were read.
   */
  async read(roots: Iterable<Root>, blocks?: Iterable<Root>): Promise<Set<Root>> {
    await this.#awake();
    // To ask it of a block takes 2 µs, and a page may have 200,000.
    for (const [block] of (blocks && this.marks?.blocks()) ?? []) {
      if (isLeftAlone(block)) this.marks?.clear(block);
      await this.#breathe();
    }
    const seen = new Set<Root>();
    const prose: Root[] = [];
    for (const block of blocks ?? []) {
      if (await this.#isProse(block)) {
        this.marks?.prune(block);
        prose.push(block);
      } else this.marks?.clear(block);
    }
    if (prose[0]) await this.#readBlocks(prose, seen);
    await this.#readUnder([...roots], seen);
    return seen;
  }

  /** Reads everything under `roots`. Reads a root again if it changed in the meantime. */
  async #readUnder(roots: Root[], seen: Set<Root>): Promise<void> {
    let unread = roots;
    for (let tries = 0; unread[0] && tries < TRIES; tries++) unread = await this.#search(unread, seen);
    // These roots change faster than answers arrive. Their children may not, so each child is sent by itself.
    for (const root of unread) for (const child of childrenOf(root)) await this.#search([child], seen);
    if (!this.#evidence?.late) return;
    // The page defines an abbreviation after earlier uses of it, which the background has already judged.
    this.#evidence.late = false;
    this.#memory.clear();
    await this.#readUnder(this.#owner.roots(), seen);
  }

  /**
   * Reads the whole page again and discards all earlier results. `evenHidden`: works in a hidden tab too,
   * because the user has changed what is to be marked.
   */
  async anew(evenHidden = false): Promise<void> {
    this.#spent = 0;
    this.#evidence = undefined;
    this.#memory.clear();
    this.#evenHidden = evenHidden;
    try {
      const seen = await this.read(this.#owner.roots());
      this.marks?.keep(seen);
    } finally {
      this.#evenHidden = false;
    }
  }

  /** Lets what waits for the tab to be shown go on at once, because a reading that must not wait comes after it. */
  hurry(): void {
    this.#evenHidden = true;
    this.#wake?.(undefined);
  }

  stop(): void {
    this.#stopped = true;
    this.marks?.stop();
  }

  /**
   * Asks where in the text under `roots` there are candidates, and reads their blocks. Returns the roots that
   * changed in the meantime.
   */
  async #search(roots: Root[], seen: Set<Root>): Promise<Root[]> {
    const changed = new Set<Root>();
    const isKnown = (text: string) => this.#memory.get(text)?.length === 0;
    for (const batch of batchesOf(this.#doc, roots, isKnown)) {
      if (this.#isOver) return [];
      const texts = batch.map(({ text }) => text);
      this.#spent += texts.join('').length;
      const reply = await this.#owner.ask({ texts, address: addressOf(this.#doc), evidence: this.#evidence });
      if (!reply) return [];
      await this.#awake();
      const { places, evidence } = reply;
      this.#learn(evidence);
      const near = { blocks: new Set<Root>(), texts: new Set<Text>() };
      for (const [at, part] of batch.entries()) {
        const found = places[at] ?? [];
        if (found.length === 0) this.#memory.keep(part.text, []);
        else if (!(await this.#locate(part, found, near))) changed.add(part.locator.stretch.root);
      }
      await this.#readBlocks(near.blocks, seen, near.texts);
      await this.#breathe();
    }
    // A name with readings between its characters is no candidate in the bare text.
    const ruby = new Set<Root>();
    for (const root of roots)
      for (const reading of allIn(root, 'rt')) await this.#add(parentOf(reading) ?? root, ruby);
    await this.#readBlocks(ruby, seen);
    return [...changed];
  }

  /**
   * Adds the text nodes at `places` of a part, and their blocks. Returns false if the page's text has changed since it
   * was sent.
   */
  async #locate({ locator, from }: Part, places: number[], near: { blocks: Set<Root>; texts: Set<Text> }) {
    const nodes = locator.find(places.map((place) => place + from));
    for (;;) {
      const { done, value } = nodes.next();
      if (done) return value;
      if (value) {
        near.texts.add(value);
        await this.#add(value, near.blocks);
      } else await this.#breathe();
    }
  }

  /** Adds the block of a node to `blocks`, if the node is prose. */
  async #add(node: Node, blocks: Set<Root>): Promise<void> {
    const block = blockOf(node);
    if (block && !blocks.has(block) && (await this.#isProse(node))) blocks.add(block);
    await this.#breathe();
  }

  async #isProse(node: Node): Promise<boolean> {
    const pre = preAround(node);
    return !isLeftAlone(node) && (!pre || (await this.#judging()).isProse(pre));
  }

  #judging(): Promise<Judge> {
    this.#judge ??= bring('judging').then((start) => start(this.#doc));
    return this.#judge;
  }

  /**
   * Reads the blocks that are not in `seen`, and marks their mentions. A block keeps its old marks until the
   * new ones are there. `texts`: the text nodes with a candidate, if they are known. Only seams beside them are judged.
   */
  async #readBlocks(blocks: Iterable<Root>, seen: Set<Root>, texts?: Set<Text>): Promise<void> {
    const marked = new Set<Root>();
    let batch: Run[] = [];
    let room = BATCH;
    for (const block of blocks) {
      if (seen.has(block)) continue;
      seen.add(block);
      let runs = 0;
      for (const run of walk(block)) {
        if (this.#isOver) return;
        if (run && 'parts' in run) {
          if (!texts || texts.has(run.before) || texts.has(run.after)) {
            run.parts = (await this.#judging()).parts(run);
            await this.#breathe();
          }
        } else if (run) {
          runs++;
          const known = this.#memory.get(run.text);
          if (known) this.#mark(run, known, marked);
          else {
            const size = run.text.length + EACH;
            if (size > room) {
              await this.#send(batch, marked);
              batch = [];
              room = BATCH;
            }
            room -= size;
            this.#spent += size;
            batch.push(run);
          }
        } else await this.#breathe();
      }
      if (!runs) this.marks?.clear(block);
      await this.#breathe();
    }
    if (batch[0]) await this.#send(batch, marked);
    this.marks?.watch();
  }

  async #send(runs: Run[], marked: Set<Root>): Promise<void> {
    const { mentions, evidence } = await send('scan', {
      blocks: runs.map(({ text }) => text),
      lang: langOf(this.#doc).slice(0, LANG),
      address: addressOf(this.#doc),
      evidence: this.#evidence,
    });
    await this.#awake();
    if (this.#stopped) return;
    this.#learn(evidence);
    const found: Found[][] = runs.map(() => []);
    for (const mention of mentions) found[mention.block]?.push(mention);
    for (const [at, run] of runs.entries()) {
      const here = found[at] as Found[];
      this.#memory.keep(run.text, here);
      this.#mark(run, here, marked);
      if (at % HEARTBEAT === HEARTBEAT - 1) await this.#breathe();
    }
  }

  /** Stores new evidence. New evidence also changes the verdict on earlier mentions. */
  #learn(evidence: Evidence): void {
    this.#evidence = evidence;
    this.marks?.decide(evidence.groups);
  }

  /** Marks the mentions of a run. The first run of a block removes the block's old marks. */
  #mark(run: Run, found: Found[], marked: Set<Root>): void {
    if (!marked.has(run.block)) this.marks?.clear(run.block);
    marked.add(run.block);
    if (found[0]) this.begin().add(run, found);
  }

  /** Yields the thread if the slice is over. */
  async #breathe(): Promise<void> {
    if (performance.now() - this.#began < SLICE) return;
    await rest();
    await this.#awake();
  }

  /** Begins a slice. In a hidden tab, first waits until the tab is shown. */
  async #awake(): Promise<void> {
    while (this.#doc.hidden && !this.#evenHidden && !this.#stopped) {
      await new Promise((resolve) => {
        this.#wake = resolve;
        this.#doc.addEventListener('visibilitychange', resolve, { once: true });
      });
    }
    this.#began = performance.now();
  }
}
