/**
 * One MutationObserver for a document and its shadow roots. Collects changes and reports them in batches
 * (`quiet.ts` decides when).
 */
import { later } from '../dom/later';
import { isElement, parentOf, type Root, read } from '../dom/nodes';
import { blockOf, isInline } from './prose';
import { changed, QUIET, restOf, STILL, told } from './quiet';

export interface Changes {
  /**
   * The roots of added subtrees. None is inside another. If the document's root element is here, all of the page may have
   * changed: it is new (`document.open`, which also removes all listeners), or too much has changed to be listed.
   */
  added: Set<Element>;
  /** The blocks whose own text has changed. */
  changed: Set<Root>;
}

/** About how many elements and blocks are listed. Each costs up to 10 µs in one go before the reading begins. */
const MOST = 5_000;

export class Watch {
  readonly #tell: (changes: Changes) => Promise<unknown>;
  readonly #observer = new MutationObserver((records) => this.#note(records));
  #changes = none();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pace = STILL;
  #busy = false;

  /**
   * `tell` is called with the changes, never while an earlier call is pending. If it rejects, later changes
   * are still reported.
   */
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
    const { added, changed: blocks } = this.#changes;
    for (const { type, target, addedNodes, removedNodes } of records) {
      // The element has become an editor, or is no longer one.
      if (type === 'attributes') added.add(target as Element);
      let own = type === 'characterData';
      for (const node of addedNodes) {
        if (isElement(node) && !isLine(node)) added.add(node);
        else own = true;
      }
      for (const node of removedNodes) own ||= !isElement(node) || isLine(node);
      const block = own && blockOf(target);
      if (block) blocks.add(block);
      if (added.size + blocks.size > MOST) {
        added.clear();
        added.add(document.documentElement);
        break;
      }
    }
    this.#pace = changed(this.#pace, performance.now());
    this.#wait(QUIET);
  }

  /**
   * Starts the timer unless one runs. A running timer is enough, because its callback checks whether the page
   * is quiet.
   */
  #wait(ms: number): void {
    this.#timer ??= later(() => this.#round(), ms);
  }

  async #round(): Promise<void> {
    this.#timer = undefined;
    if (this.#busy) return;
    const rest = restOf(this.#pace, performance.now());
    if (rest > 0) return this.#wait(rest);
    const changes = this.#changes;
    this.#changes = none();
    this.#pace = told(this.#pace, performance.now());
    this.#busy = true;
    try {
      for (const element of changes.added)
        if (isWithin(element, changes.added)) changes.added.delete(element);
      await this.#tell(changes);
    } finally {
      this.#busy = false;
      if (this.#pace.last < Infinity) this.#wait(QUIET);
    }
  }
}

function none(): Changes {
  return { added: new Set(), changed: new Set() };
}

/** Whether an element is only a piece of a line of its block: inline, and without child elements. */
function isLine(element: Element): boolean {
  return isInline(element) && !read(element, 'childElementCount');
}

function isWithin(element: Element, others: Set<Element>): boolean {
  for (let at = parentOf(element); at; at = parentOf(at)) if (others.has(at)) return true;
  return false;
}
