/**
 * The prototype from which the page's DOM is read (`src/page/dom/nodes.ts`), for trees of linkedom: it keeps as fields of each
 * node what browsers have as getters of the prototype.
 */
const prototype = new Proxy(
  {},
  { get: (_, name, node) => (node === prototype ? () => {} : Reflect.get(node, name)) },
);

Object.assign(globalThis, { Element: { prototype } });
