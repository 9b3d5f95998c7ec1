/**
 * From text to marks. The background is asked first where in the bare text of the page there are candidates; only the blocks that
 * have one are read, sent, and marked. It works in slices that leave the page's thread free, sends one batch at a time (the
 * evidence of one reply goes with the next), and rests while the tab is hidden.
 */

import { rest } from '../platform/pace';
import type { AskReply, AskRequest, Evidence } from '../protocol/messages';
import { send } from '../protocol/native';
import { childrenOf, langOf, type Root } from './dom/nodes';
import type { Marks } from './marks/marks';
import type { Found } from './marks/mention';
import { BATCH, batchesOf, type Part } from './read/batches';
import { Memory } from './read/memory';
import { blockOf, isLeftAlone } from './read/prose';
import { type Run, walk } from './read/walk';

/** Longest stretch of work on the page's thread, ms: half a frame. */
const SLICE = 8;
/** Text read of one page at most, UTF-16 units. What lies beyond is left unmarked. */
const BUDGET = 20_000_000;
/** How often a part of the page is asked about anew because it changed before the answer came. */
const TRIES = 3;
/** Runs marked between two looks at the clock. */
const HEARTBEAT = 16;

/** Whose page it is. */
export interface Owner {
  /** What the text of the page lies in, as far as it is known by now. */
  roots(): Root[];
  /** `null`: nothing is to be read here. */
  ask(request: AskRequest): Promise<AskReply | null>;
  /** Called once, with the first mention. */
  makeMarks(): Marks;
}

/** Calls are made one after the other: two at a time could take each other's blocks for their own. */
export class Scan {
  readonly #doc: Document;
  readonly #owner: Owner;
  readonly #memory = new Memory<Found[]>();
  #evidence: Evidence | undefined;
  #spent = 0;
  #began = 0;
  #evenHidden = false;
  #stopped = false;
  /** The marks of the page, once it has a mention: a page without one pays for nothing of theirs. */
  marks: Marks | undefined;

  constructor(doc: Document, owner: Owner) {
    this.#doc = doc;
    this.#owner = owner;
  }

  /** Whether no more is to be read. */
  get #isOver(): boolean {
    return this.#stopped || this.#spent > BUDGET;
  }

  /** The marks of the page, made now if it has none. */
  begin(): Marks {
    if (!this.marks) {
      this.marks = this.#owner.makeMarks();
      this.marks.decide(this.#evidence?.groups ?? {});
    }
    return this.marks;
  }

  /** Read what is under `roots`; and of `blocks` their own text, which has changed. */
  async read(roots: Iterable<Root>, blocks: Iterable<Root> = []): Promise<Set<Root>> {
    await this.#awake();
    const seen = new Set<Root>();
    const prose: Root[] = [];
    for (const block of blocks) {
      if (isLeftAlone(block)) this.marks?.clear(block);
      else {
        this.marks?.prune(block);
        prose.push(block);
      }
    }
    if (prose.length > 0) await this.#readBlocks(prose, seen);
    await this.#readUnder([...roots], seen);
    return seen;
  }

  /** Read what is under `roots`, and once more those that changed while they were read. */
  async #readUnder(roots: Root[], seen: Set<Root>): Promise<void> {
    let unread = roots;
    for (let tries = 0; unread.length > 0 && tries < TRIES; tries++)
      unread = await this.#search(unread, seen);
    // A page that changes as fast as it is read: its parts, one by one, are slower than the answers.
    for (const root of unread) for (const child of childrenOf(root)) await this.#search([child], seen);
    if (!this.#evidence?.late) return;
    // The page has said what an abbreviation means that the background did not name before.
    this.#evidence.late = false;
    this.#memory.clear();
    await this.#readUnder(this.#owner.roots(), seen);
  }

  /** Read the whole page anew, because it is another page now; or, `evenHidden`, because the user has said what is to be marked. */
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

  stop(): void {
    this.#stopped = true;
    this.marks?.stop();
  }

  /**
   * Asks where in the text under `roots` there are candidates, and reads their blocks. Returns the roots that changed meanwhile.
   */
  async #search(roots: Root[], seen: Set<Root>): Promise<Root[]> {
    const changed = new Set<Root>();
    const isKnown = (text: string) => this.#memory.get(text)?.length === 0;
    for (const batch of batchesOf(this.#doc, roots, isKnown)) {
      if (this.#isOver) return [];
      const texts = batch.map(({ text }) => text);
      for (const { length } of texts) this.#spent += length;
      const reply = await this.#owner.ask({ texts, evidence: this.#evidence });
      if (!reply) return [];
      await this.#awake();
      const { places, evidence } = reply;
      this.#learn(evidence);
      const blocks = new Set<Root>();
      for (const [at, part] of batch.entries()) {
        const found = places[at] ?? [];
        if (found.length === 0) this.#memory.keep(part.text, []);
        else if (!(await this.#locate(part, found, blocks))) changed.add(part.locator.root);
      }
      if (blocks.size > 0) await this.#readBlocks(blocks, seen);
      await this.#breathe();
    }
    return [...changed];
  }

  /** Adds the blocks at places of a part to `blocks`; says whether the page still holds that text. */
  async #locate({ locator, from }: Part, places: number[], blocks: Set<Root>): Promise<boolean> {
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
        if (this.#isOver) return;
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
      if (runs === 0) this.marks?.clear(block);
      await this.#breathe();
    }
    if (batch.length > 0) await this.#send(batch, marked);
    this.marks?.watch();
  }

  async #send(runs: Run[], marked: Set<Root>): Promise<void> {
    const { mentions, evidence } = await send('scan', {
      blocks: runs.map(({ text }) => text),
      lang: langOf(this.#doc),
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

  /** What is known of the page now decides what was found before. */
  #learn(evidence: Evidence): void {
    this.#evidence = evidence;
    this.marks?.decide(evidence.groups);
  }

  /** Marks a run; the first of its block takes the place of what was marked there. */
  #mark(run: Run, found: Found[], marked: Set<Root>): void {
    if (!marked.has(run.block)) this.marks?.clear(run.block);
    marked.add(run.block);
    if (found.length > 0) this.begin().add(run, found);
  }

  /** Lets the page have its thread when this slice has lasted long enough. */
  async #breathe(): Promise<void> {
    if (performance.now() - this.#began < SLICE) return;
    await rest();
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
