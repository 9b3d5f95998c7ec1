/**
 * One MutationObserver for a document and its shadow roots. It collects what changed and tells it in batches, rarer the more restless
 * the page is: a page that never rests costs a bounded share of its thread.
 */
import { later } from '../dom/later';
import { parentOf, type Root, read } from '../dom/nodes';
import { blockOf, isInline } from './prose';

/** Quiet time before a change is read, ms: a frame or so after the last of a burst. */
const QUIET = 100;
/** Longest wait on a page that never rests, ms. Doubles with each such round up to the limit. */
const PATIENCE = 500;
const PATIENCE_LIMIT = 8_000;

export interface Changes {
  /** Roots of subtrees that came into the page, none inside another. */
  added: Set<Element>;
  /** Blocks whose own text changed. */
  changed: Set<Root>;
  /** Whether the document has a new root element: `document.open` also takes all listeners away. */
  reopened: boolean;
}

export class Watch {
  readonly #tell: (changes: Changes) => Promise<unknown>;
  readonly #observer = new MutationObserver((records) => this.#note(records));
  #changes = none();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #first = 0;
  #last = 0;
  #patience = PATIENCE;
  #busy = false;

  /** `tell` is called with what changed, never while an earlier call is still at work. */
  constructor(tell: (changes: Changes) => Promise<unknown>) {
    this.#tell = tell;
  }

  observe(root: Document | ShadowRoot): void {
    this.#observer.observe(root, {
      childList: true,
      characterData: true,
      subtree: true,
      attributeFilter: ['contenteditable'],
    });
  }

  stop(): void {
    this.#observer.disconnect();
    clearTimeout(this.#timer);
  }

  #note(records: MutationRecord[]): void {
    const { added, changed } = this.#changes;
    for (const { type, target, addedNodes, removedNodes } of records) {
      // An editor that ends, or begins.
      if (type === 'attributes') added.add(target as Element);
      let own = target instanceof CharacterData;
      for (const node of addedNodes) {
        if (node instanceof Element && !isLine(node)) {
          added.add(node);
          if (target instanceof Document) this.#changes.reopened = true;
        } else own = true;
      }
      for (const node of removedNodes) own ||= !(node instanceof Element) || isLine(node);
      const block = own && blockOf(target);
      if (block) changed.add(block);
    }
    this.#schedule();
  }

  /** A change costs no timer where one is under way: that looks, when it comes, whether it is quiet. */
  #schedule(): void {
    this.#last = performance.now();
    this.#first ||= this.#last;
    this.#wait(QUIET);
  }

  #wait(ms: number): void {
    this.#timer ??= later(() => this.#round(), ms);
  }

  async #round(): Promise<void> {
    this.#timer = undefined;
    if (this.#busy) return;
    const rest = Math.min(this.#last + QUIET, this.#first + this.#patience) - performance.now();
    if (rest > 0) return this.#wait(rest);
    const changes = this.#changes;
    this.#changes = none();
    const restless = performance.now() - this.#first >= this.#patience;
    this.#patience = restless ? Math.min(this.#patience * 2, PATIENCE_LIMIT) : PATIENCE;
    this.#first = 0;
    this.#busy = true;
    for (const element of changes.added) if (isWithin(element, changes.added)) changes.added.delete(element);
    await this.#tell(changes);
    this.#busy = false;
    if (this.#first !== 0) this.#schedule();
  }
}

function none(): Changes {
  return { added: new Set(), changed: new Set(), reopened: false };
}

/** Whether an element is part of a line of the block around it, with all that is in it. */
function isLine(element: Element): boolean {
  return isInline(element) && read(element, 'childElementCount') === 0;
}

function isWithin(element: Element, others: Set<Element>): boolean {
  for (let at = parentOf(element); at; at = parentOf(at)) if (others.has(at)) return true;
  return false;
}
