/**
 * The prototype from which the page's DOM is read (`src/page/dom/nodes.ts`), for trees of linkedom: it keeps as fields of each
 * node what browsers have as getters of the prototype.
 */
const prototype = new Proxy(
  {},
  { get: (_, name, node) => (node === prototype ? () => {} : Reflect.get(node, name)) },
);

// A function, as in browsers: whoever asks for an instance of it gets an answer, and no error.
Object.assign(globalThis, { Element: Object.assign(() => {}, { prototype }) });
// The pages of the corpus have no shadow roots: a custom element has none, and a slot shows its own content.
Object.assign(globalThis, {
  chrome: {},
  HTMLSlotElement: { prototype: { assignedNodes: () => [] } },
});
