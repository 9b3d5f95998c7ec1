/**
 * Runs the work that pages ask for on the one thread that also stores notes.
 *
 * A page is hostile, and may ask without end. So the work is cut into slices, and the next slice is chosen by
 * these rules:
 *
 * - Requests of the extension's own pages go first: no slice begins while one of them is under way, but for
 *   at most `PATIENCE` between two slices, because a request may itself take long.
 * - Tabs take turns: the slice goes to the tab that has had the least time. Time is forgotten slowly
 *   (`RATE`), so this means: lately.
 * - A page (a frame) and a tab have a budget. Those that have spent it get `RATE` of the thread at most.
 * - A page has one piece of work at a time. A newer one takes its place, because a reader that asks again no
 *   longer waits for the first answer.
 *
 * Cost: for each slice, one look at each page that waits.
 */
import { nextTask } from '../platform/pace';
import type { From } from '../protocol/requests';

/** Longest slice, ms, without its last step. */
const SLICE = 8;
/** Longest time (ms) that page work waits for the extension's own requests before its next slice. */
const PATIENCE = 100;
/** Time (ms) that a page and a tab may have at once. A page of 20 MB takes about 2 s. */
const PAGE_BUDGET = 3_000;
const TAB_BUDGET = 6_000;
/** Time that a page or tab is given back, ms a ms. */
const RATE = 0.1;
/** Most pages of one tab that are known. More than a hundred frames with text in one tab are not read. */
const MOST_PAGES = 100;

/** Time and rests, which tests replace. */
interface Clock {
  /** Time, ms. */
  now(): number;
  /** Lets every waiting task of this thread run first. */
  pause(): Promise<void>;
  after(ms: number): Promise<unknown>;
}

const CLOCK: Clock = {
  now: () => performance.now(),
  pause: nextTask,
  after: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/** The time that a page or tab has had. */
class Account {
  #spent = 0;
  #at = 0;

  /** Time spent and not yet given back, ms. */
  spent(now: number): number {
    return Math.max(0, this.#spent - (now - this.#at) * RATE);
  }

  charge(now: number, ms: number): void {
    this.#spent = this.spent(now) + ms;
    this.#at = now;
  }
}

interface Job {
  work: Generator<unknown, unknown>;
  begun: boolean;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

interface Page {
  account: Account;
  job?: Job | undefined;
}

interface Tab {
  account: Account;
  /** By the browser's number or id of the frame. */
  pages: Map<unknown, Page>;
}

interface Turn {
  tab: Tab;
  page: Page;
  job: Job;
  /** Time (ms) until the page and its tab may work again; 0 if they may now. */
  wait: number;
  /** What decides between two pages that may work now: the smaller numbers go first. */
  order: number[];
}

export class PageWork {
  readonly #clock: Clock;
  readonly #tabs = new Map<number | undefined, Tab>();
  readonly #own = new Set<Promise<unknown>>();
  #isRunning = false;
  #wake: (() => void) | undefined;

  constructor(clock: Clock = CLOCK) {
    this.#clock = clock;
  }

  /**
   * Runs work that a page asked for, and resolves to its result. `work` yields between steps of about half a
   * millisecond. Rejects with what the work throws, when a newer piece of work of the page takes its place,
   * and when too many pages of the tab wait.
   */
  run<T>(from: From, work: Generator<unknown, T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const page = this.#pageOf(from);
      if (!page) return reject(new Error('Too many frames of this tab ask at once.'));
      if (page.job) end(page.job);
      page.job = { work, begun: false, resolve: resolve as Job['resolve'], reject };
      this.#wake?.();
      if (!this.#isRunning) void this.#work();
    });
  }

  /** Lets a request of the extension's own pages go before the work of pages. Returns it. */
  ahead<T>(request: Promise<T>): Promise<T> {
    this.#own.add(request);
    const done = () => this.#own.delete(request);
    request.then(done, done);
    return request;
  }

  #pageOf({ tab: { id } = {}, frameId, documentId }: From & { documentId?: string }): Page | undefined {
    let tab = this.#tabs.get(id);
    if (!tab) {
      tab = { account: new Account(), pages: new Map() };
      this.#tabs.set(id, tab);
    }
    const key = documentId ?? frameId;
    let page = tab.pages.get(key);
    if (page) return page;
    if (tab.pages.size >= MOST_PAGES)
      for (const [other, { job }] of tab.pages) if (!job) tab.pages.delete(other);
    if (tab.pages.size >= MOST_PAGES) return undefined;
    page = { account: new Account() };
    tab.pages.set(key, page);
    return page;
  }

  async #work(): Promise<void> {
    this.#isRunning = true;
    for (;;) {
      if (this.#own.size > 0)
        await Promise.race([Promise.allSettled(this.#own), this.#clock.after(PATIENCE)]);
      const turn = this.#next();
      if (!turn) break;
      if (turn.wait > 0) {
        const woken = new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        await Promise.race([woken, this.#clock.after(turn.wait)]);
        continue;
      }
      this.#slice(turn);
      if (this.#next()) await this.#clock.pause();
    }
    this.#forget();
    this.#isRunning = false;
  }

  /** Whose turn it is, or who has to wait least; `undefined` if there is no work. */
  #next(): Turn | undefined {
    const now = this.#clock.now();
    let next: Turn | undefined;
    for (const tab of this.#tabs.values()) {
      const ofTab = tab.account.spent(now);
      for (const page of tab.pages.values()) {
        const { job } = page;
        if (!job) continue;
        const ofPage = page.account.spent(now);
        const wait = Math.max(0, ofTab - TAB_BUDGET, ofPage - PAGE_BUDGET) / RATE;
        // Within a tab, what has begun is ended first: it holds memory.
        const turn = { tab, page, job, wait, order: [wait, ofTab, job.begun ? 0 : 1, ofPage] };
        if (!next || isBefore(turn.order, next.order)) next = turn;
      }
    }
    return next;
  }

  #slice({ tab, page, job }: Turn): void {
    const since = this.#clock.now();
    let now = since;
    job.begun = true;
    try {
      let step: IteratorResult<unknown, unknown>;
      do {
        step = job.work.next();
        now = this.#clock.now();
      } while (!step.done && now - since < SLICE);
      if (step.done) {
        page.job = undefined;
        job.resolve(step.value);
      }
    } catch (error) {
      page.job = undefined;
      job.reject(error);
    }
    now = this.#clock.now();
    for (const { account } of [tab, page]) account.charge(now, now - since);
  }

  /** Forgets tabs and pages that owe nothing. */
  #forget(): void {
    const now = this.#clock.now();
    for (const [id, { account, pages }] of this.#tabs) {
      for (const [key, page] of pages) if (page.account.spent(now) === 0) pages.delete(key);
      if (pages.size === 0 && account.spent(now) === 0) this.#tabs.delete(id);
    }
  }
}

function isBefore(one: readonly number[], other: readonly number[]): boolean {
  const at = one.findIndex((value, at) => value !== other[at]);
  return at >= 0 && (one[at] as number) < (other[at] as number);
}

/** Ends a job whose place a newer one takes. */
function end({ work, reject }: Job): void {
  work.return(undefined);
  reject(new Error('The page has asked again, so its earlier question is not answered.'));
}
