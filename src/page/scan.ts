/**
 * From text to marks: reads blocks, sends them to the background in batches, and hands what it finds to the marks. It works in
 * slices that leave the page's thread free, gathers one batch while another is under way, and rests while the tab is hidden.
 */
import type { ScanReply, ScanRequest } from '../platform/messages';
import type { Marks } from './marks';
import { blockOf, isInSkipped } from './prose';
import { type Run, walk } from './walk';

/** Longest stretch of work on the page's thread, ms: half a frame. */
const SLICE = 8;
/** Text in one batch, UTF-16 units: a round trip of about 7 ms in the background (DESIGN.md §6). */
const BATCH = 100_000;
/** Text read of one page at most, UTF-16 units. What lies beyond is left unmarked. */
const BUDGET = 20_000_000;

export interface ScanIo {
  ask(text: string): Promise<boolean>;
  scan(request: ScanRequest): Promise<ScanReply>;
}

type Evidence = ScanReply['evidence'];

/** `all`, `again` and `anew` are called one after the other: two at a time could take each other's blocks for their own. */
export class Scan {
  readonly #doc: Document;
  readonly #marks: Marks;
  readonly #io: ScanIo;
  /** The batch under way. The next waits for it, because it carries the evidence that the reply brings. */
  #under: Promise<void> = Promise.resolve();
  #evidence: Evidence | undefined;
  #spent = 0;
  #batch: Run[] = [];
  #size = 0;
  #stopped = false;

  constructor(doc: Document, marks: Marks, io: ScanIo) {
    this.#doc = doc;
    this.#marks = marks;
    this.#io = io;
  }

  /** Read the whole page, unless the background says from its bare text that no mention can stand in it. */
  async all(): Promise<void> {
    const { body } = this.#doc;
    if (!body || this.#doc.designMode === 'on') return;
    if (!(await this.#mayMention(body.textContent ?? ''))) return;
    await this.#read(body, true);
    await this.#settle();
  }

  /** Read again what has changed: whole subtrees that came in, and blocks whose own text changed. */
  async again(added: Iterable<Element>, changed: Iterable<Element>): Promise<void> {
    const seen = new Set<Element>();
    for (const element of added) {
      if (!element.isConnected || isInSkipped(element)) continue;
      if (!(await this.#mayMention(element.textContent ?? ''))) {
        // Its text may join that of the block around it, which is among the changed.
        continue;
      }
      await this.#read(element, true, seen);
    }
    for (const element of changed) {
      const block = blockOf(element);
      if (seen.has(block)) continue;
      seen.add(block);
      this.#marks.clear(block);
      if (block.isConnected && !isInSkipped(block)) await this.#read(block, false);
    }
    await this.#settle();
  }

  /** Read the whole page anew, because the answers have changed. */
  async anew(): Promise<void> {
    const { body } = this.#doc;
    if (!body || this.#doc.designMode === 'on') return;
    this.#spent = 0;
    await this.again([body], []);
  }

  stop(): void {
    this.#stopped = true;
  }

  async #mayMention(text: string): Promise<boolean> {
    for (let at = 0; at < text.length && at < BUDGET; at += BATCH) {
      // Overlapping, so that a form across the cut is seen whole.
      if (await this.#io.ask(text.slice(Math.max(0, at - 200), at + BATCH))) return true;
    }
    return false;
  }

  async #read(root: Element, deep: boolean, seen?: Set<Element>): Promise<void> {
    let began = performance.now();
    for (const run of walk(root, deep)) {
      if (run) {
        if (seen && !seen.has(run.block)) {
          seen.add(run.block);
          this.#marks.clear(run.block);
        }
        await this.#take(run);
      }
      if (this.#stopped || this.#spent > BUDGET) return;
      if (performance.now() - began > SLICE) {
        await this.#rest();
        began = performance.now();
      }
    }
  }

  async #take(run: Run): Promise<void> {
    this.#spent += run.text.length;
    this.#batch.push(run);
    this.#size += run.text.length;
    if (this.#size >= BATCH) await this.#flush();
  }

  async #flush(): Promise<void> {
    const runs = this.#batch;
    if (runs.length === 0) return;
    this.#batch = [];
    this.#size = 0;
    const before = this.#under;
    this.#under = Promise.resolve(); // A batch that failed is told once; the next goes its way.
    await before;
    this.#under = this.#send(runs);
  }

  /** Send what is left, and wait for the last reply. */
  async #settle(): Promise<void> {
    await this.#flush();
    const last = this.#under;
    this.#under = Promise.resolve();
    await last;
  }

  async #send(runs: Run[]): Promise<void> {
    const { mentions, evidence } = await this.#io.scan({
      blocks: runs.map(({ text }) => text),
      lang: this.#doc.documentElement.lang,
      ...(this.#evidence ? { evidence: this.#evidence } : {}),
    });
    if (this.#stopped) return;
    this.#evidence = evidence;
    for (const [at, found] of Map.groupBy(mentions, ({ block }) => block)) {
      const run = runs[at];
      if (run) this.#marks.add(run, found);
    }
    this.#marks.decide(evidence.groups);
  }

  async #rest(): Promise<void> {
    if (this.#doc.hidden) {
      await new Promise<void>((resolve) => {
        this.#doc.addEventListener('visibilitychange', () => resolve(), { once: true });
      });
    }
    await (globalThis.scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve)));
  }
}
