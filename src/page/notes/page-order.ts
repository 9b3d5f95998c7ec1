/**
 * The order in which a page shows its nodes, those of shadow roots included (the flat tree of CSS Shadow Module 1):
 *
 * - In the place of a host's content comes that of its shadow root.
 * - In the place of a slot's content comes what is assigned to the slot.
 *
 * What is not shown comes, too, because hidden text is text: after the nodes assigned to a slot its own content, and
 * after a shadow root the children of its host that no slot took. So every node has one place.
 *
 * A step costs one or two microseconds. A slot is read as a whole when it is met. If the page changes during a walk, the
 * walk goes on from where the nodes are then.
 */
import { assignedTo, elementAround, isShadow, nameOf, parentOf, read, shadowOf } from '../dom/nodes';

/** Elements whose content is never shown as text. */
const SKIPPED = new Set(['script', 'style', 'noscript', 'template', 'textarea']);

/** The place of a node that is assigned to a slot. */
interface Slotted {
  /** The slot that shows it. */
  by: Element;
  /** The node assigned after it. */
  next: Node | undefined;
}

export class PageOrder {
  readonly #root: Element;
  /** The nodes of the slots that were met, so a walk has to begin at the root. */
  readonly #slotted = new Map<Node, Slotted>();
  /** The slots that show other content than their own. */
  readonly #filled = new Set<Element>();
  #jumps = 0;

  constructor(root: Element) {
    this.#root = root;
  }

  /** How often the walk has left the order of the nodes in their tree so far. 0 on a page without shadow roots. */
  get jumps(): number {
    return this.#jumps;
  }

  /** The next node in page order. Does not enter skipped elements. `null` at the end of the root. */
  following(node: Node): Node | null {
    return this.#firstIn(node) ?? this.after(node);
  }

  /** The next node after a node and all that is in it. */
  after(node: Node): Node | null {
    let at = node;
    while (at !== this.#root) {
      const slotted = this.#slotted.get(at);
      if (slotted) {
        const { by, next } = slotted;
        if (!next || next !== read(at, 'nextSibling')) this.#jumps++;
        const then = next ?? read(by, 'firstChild');
        if (then) return then;
        at = by;
      } else if (isShadow(at)) {
        this.#jumps++;
        const { host } = at;
        const left = this.#unslotted(read(host, 'firstChild'));
        if (left) return left;
        at = host;
      } else {
        const next = this.#unslotted(read(at, 'nextSibling'));
        if (next) return next;
        const parent = read(at, 'parentNode');
        if (!parent) return null;
        at = parent;
      }
    }
    return null;
  }

  /** What is around a node in this order: the slot that shows it, its parent, or the host of its shadow root. */
  around(node: Node): Element | undefined {
    return this.#slotted.get(node)?.by ?? elementAround(node);
  }

  /** Whether a text is not shown because something else is: a shadow root, or the nodes assigned to a slot. */
  isReplaced(text: Text): boolean {
    const parent = this.#slotted.has(text) ? null : parentOf(text);
    return parent !== null && (this.#filled.has(parent) || shadowOf(parent) !== null);
  }

  #firstIn(node: Node): Node | null {
    if (isShadow(node)) return read(node, 'firstChild');
    if (read(node, 'nodeType') !== 1 || SKIPPED.has(read(node, 'localName'))) return null;
    const element = node as Element;
    const shadow = shadowOf(element);
    if (shadow) {
      this.#jumps++;
      return read(shadow, 'firstChild') ?? this.#unslotted(read(element, 'firstChild'));
    }
    return (nameOf(element) === 'slot' && this.#firstAssigned(element)) || read(element, 'firstChild');
  }

  #firstAssigned(slot: Element): Node | undefined {
    const nodes = assignedTo(slot);
    for (const [at, node] of nodes.entries()) this.#slotted.set(node, { by: slot, next: nodes[at + 1] });
    if (nodes[0]) {
      this.#jumps++;
      this.#filled.add(slot);
    }
    return nodes[0];
  }

  /** The first of a node and its later siblings that no slot took. */
  #unslotted(node: Node | null): Node | null {
    let at = node;
    while (at && this.#slotted.size > 0 && this.#slotted.has(at)) at = read(at, 'nextSibling');
    return at;
  }
}
