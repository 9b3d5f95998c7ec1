/**
 * One MutationObserver for a document and its shadow roots. It collects what changed and tells it in batches
 * (`quiet.ts` says when).
 */
import { later } from '../dom/later';
import { parentOf, type Root, read } from '../dom/nodes';
import { blockOf, isInline } from './prose';
import { changed, QUIET, restOf, STILL, told } from './quiet';

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
  #pace = STILL;
  #busy = false;

  /**
   * `tell` is called with what changed, never while an earlier call is at work. Where it rejects, later
   * changes are told all the same.
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
      // An editor that ends, or begins.
      if (type === 'attributes') added.add(target as Element);
      let own = target instanceof CharacterData;
      for (const node of addedNodes) {
        if (node instanceof Element && !isLine(node)) {
          added.add(node);
          if (target === document) this.#changes.reopened = true;
        } else own = true;
      }
      for (const node of removedNodes) own ||= !(node instanceof Element) || isLine(node);
      const block = own && blockOf(target);
      if (block) blocks.add(block);
    }
    this.#pace = changed(this.#pace, performance.now());
    this.#wait(QUIET);
  }

  /** A change costs no timer where one runs: what it calls looks whether the page is quiet. */
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
      if (this.#pace.is === 'changing') this.#wait(QUIET);
    }
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
