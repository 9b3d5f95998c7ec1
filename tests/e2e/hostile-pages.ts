/** Hostile and straining pages that several files share. */
import { PROSE } from './rig';

const UN = 'United Nations';
const IGF = 'Internet Governance Forum';

/**
 * A page that has replaced every function with which a script could read it. Each call is recorded in the
 * document's root and throws. The page has kept copies of the functions that it needs itself.
 */
export const BROKEN = `<!doctype html><html lang="en"><title>Broken</title><p id="p">The United Nations met.</p><button>Press</button><script>
  const { Reflect, Error, String } = window;
  const root = document.documentElement;
  const button = document.querySelector('button');
  const { setAttribute, getAttribute, append } = Element.prototype;
  const note = (name, what) => Reflect.apply(setAttribute, root, [name, (Reflect.apply(getAttribute, root, [name]) ?? '') + what + ' ']);
  addEventListener('error', ({ message }) => note('data-errors', message));
  addEventListener('unhandledrejection', ({ reason }) => note('data-errors', reason.message));
  button.addEventListener('click', () => note('data-pressed', 'once'));
  const more = (text) => Reflect.apply(append, document.querySelector('#p'), [text]);
  setTimeout(() => { throw new Error('The page’s own.'); });
  Promise.reject(new Error('The page’s own promise.'));

  const breakIt = (owner, name) => {
    const was = Reflect.getOwnPropertyDescriptor(owner, name);
    if (!was?.configurable) return;
    const trap = function () { note('data-called', String(name)); throw new Error('Broken: ' + String(name)); };
    Reflect.defineProperty(owner, name, 'value' in was
      ? { value: trap, configurable: true, writable: true }
      : { get: trap, set: trap, configurable: true });
  };
  const whole = (prototype) => { for (const name of Reflect.ownKeys(prototype)) if (name !== 'constructor') breakIt(prototype, name); };
  const classes = ['Node', 'CharacterData', 'Text', 'TreeWalker', 'NodeIterator', 'Range', 'AbstractRange', 'StaticRange', 'Highlight',
    'HighlightRegistry', 'MutationObserver', 'MutationRecord', 'IntersectionObserver', 'IntersectionObserverEntry', 'ResizeObserver',
    'ShadowRoot', 'CSSStyleSheet', 'StyleSheet', 'NodeList', 'DOMTokenList', 'NamedNodeMap', 'Map', 'Set', 'WeakMap', 'Promise',
    'Performance', 'Scheduler', 'DOMRect', 'DOMRectReadOnly', 'CaretPosition', 'RegExp'];
  const some = {
    Element: ['localName', 'hasAttribute', 'hasAttributes', 'attachShadow', 'shadowRoot', 'closest', 'matches', 'children', 'checkVisibility',
      'getBoundingClientRect', 'getClientRects', 'remove', 'slot', 'assignedSlot', 'getElementsByTagName'],
    HTMLElement: ['hidden', 'dir', 'lang', 'isContentEditable', 'showPopover', 'hidePopover', 'innerText'],
    Document: ['createElement', 'createTreeWalker', 'createRange', 'createTextNode', 'body', 'documentElement', 'hidden', 'designMode',
      'caretPositionFromPoint', 'adoptedStyleSheets', 'getElementsByTagName', 'fullscreenElement', 'hasFocus'],
    String: ['slice', 'split', 'indexOf', 'replace', 'normalize', 'trim'],
    Object: ['keys', 'entries', 'assign', 'groupBy'], JSON: ['parse', 'stringify'], CSS: ['highlights'],
    window: ['requestAnimationFrame', 'queueMicrotask', 'getComputedStyle', 'requestIdleCallback', 'structuredClone', 'scheduler', 'crypto'],
  };
  for (const [name, members] of window.Object.entries(some)) {
    const owner = window[name];
    for (const member of members) breakIt(typeof owner === 'function' && name !== 'Object' ? owner.prototype : owner, member);
  }
  const prototypes = classes.flatMap((name) => (window[name] ? [window[name].prototype] : [])).concat([Array.prototype]);
  for (const name of ['Highlight', 'StaticRange', 'Range', 'MutationObserver', 'IntersectionObserver', 'CSSStyleSheet', 'Promise', 'Map',
    'WeakMap', 'Set']) breakIt(window, name);
  // Lists come last, because without them the page's own loops no longer run.
  for (const prototype of prototypes) whole(prototype);
  Reflect.defineProperty(window.Object.prototype, 'text', { get() { note('data-called', 'Object.prototype.text'); }, configurable: true });
</script>`;

/** Form fields and images with the names of properties that a script would read. */
const FIELDS =
  'parentElement parentNode nodeType nodeName localName isConnected hasAttribute hasAttributes getAttribute textContent firstChild ' +
  'nextSibling previousSibling lastChild childNodes children contains compareDocumentPosition getBoundingClientRect checkVisibility ' +
  'shadowRoot ownerDocument getRootNode closest matches tagName innerText assignedSlot isContentEditable querySelectorAll querySelector childElementCount firstElementChild getElementsByTagName';
const NAMES =
  'documentElement body createRange createElement createTreeWalker adoptedStyleSheets hidden designMode addEventListener ' +
  'caretPositionFromPoint defaultView fullscreenElement activeElement hasFocus getElementById visibilityState';
export const CLOBBERED: Record<string, string> = {
  'fields of a form around the text': `<form>${FIELDS.split(' ')
    .map((name) => `<input name="${name}" style="width:9px">`)
    .join('')}<p>The ministers of BRICS met.</p>The United Nations met.</form><p id="p">Nothing.</p>`,
  'pictures in the document': `${NAMES.split(' ')
    .map((name) => `<img name="${name}" alt="">`)
    .join('')}<p>The ministers of BRICS met.</p><p>The United Nations met.</p><p id="p">Nothing.</p>`,
  'forms in the document': `${NAMES.split(' ')
    .map((name) => `<form name="${name}"></form>`)
    .join('')}<p>The ministers of BRICS met.</p><p>The United Nations met.</p><p id="p">Nothing.</p>`,
  'elements in the window': `${[
    'CSS',
    'Highlight',
    'browser',
    'chrome',
    'performance',
    'scheduler',
    'StaticRange',
  ]
    .map((id) => `<a id="${id}"></a>`)
    .join('')}<p>The ministers of BRICS met.</p><p>The United Nations met.</p><p id="p">Nothing.</p>`,
};

/**
 * A page that listens to every event and reads everything that it can, and keeps the results: keyboard and
 * input events, messages, the active element, every node, every shadow root that it can reach, frames,
 * windows, and performance entries.
 */
export const SPY = `<!doctype html><html lang="en"><title>Spy</title><script>
  window.got = [];
  window.heard = [];
  const keep = (what) => { try { got.push(typeof what === 'string' ? what : JSON.stringify(what)); } catch (error) { got.push(String(error)); } };
  const told = (event) => [event.type, event.key, event.code, event.data, event.inputType, String(event.target?.value), String(event.target?.outerHTML)];
  for (const target of [window, document, document.documentElement])
    for (const name of ['keydown', 'keyup', 'keypress', 'input', 'beforeinput', 'compositionstart', 'compositionupdate', 'compositionend',
      'textInput', 'paste', 'copy', 'cut', 'change', 'selectionchange', 'focusin', 'focusout', 'focus', 'blur'])
      target.addEventListener(name, (event) => { heard.push(event.type + ' ' + event.key); keep(told(event)); }, true);
  for (const target of [window, window.top]) target.addEventListener('message', ({ data, origin }) => keep(['message', origin, data]));
  navigator.serviceWorker?.addEventListener('message', ({ data }) => keep(['worker', data]));
  new BroadcastChannel('gloss').onmessage = ({ data }) => keep(['channel', data]);
  const roots = new Set();
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (init) { const root = attachShadow.call(this, { ...init, mode: 'open' }); roots.add(root); return root; };
  const { sendMessage, connect, postMessage } = window.chrome?.runtime ?? {};
  for (const name of ['stringify', 'parse']) { const whole = JSON[name]; JSON[name] = function (...all) { got.push(String(all[0])); return whole.apply(this, all); }; }
  const read = (node) => {
    keep(node.nodeValue ?? '');
    if (node.value !== undefined) keep(String(node.value));
    if (node.attributes) for (const { name, value } of node.attributes) keep(name + '=' + value);
    if (node.shadowRoot) read(node.shadowRoot);
    if (node.localName === 'iframe' || node.localName === 'object' || node.localName === 'embed') {
      keep(['frame', node.src]);
      try { read(node.contentDocument); } catch { keep('closed'); }
    }
    for (const child of node.childNodes) read(child);
  };
  window.look = () => {
    read(document);
    for (const root of roots) read(root);
    const active = document.activeElement;
    keep([active?.localName, active?.value, active?.textContent, active?.shadowRoot?.textContent, active?.ariaLabel]);
    keep(String(getSelection()));
    keep(performance.getEntries().map(({ name }) => name));
    keep(['frames', frames.length, Object.keys(frames).length]);
    for (let i = 0; i < frames.length; i++) try { keep(frames[i].location.href); read(frames[i].document); } catch { keep('closed'); }
    keep([document.title, location.href, document.cookie, JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), window.name]);
    for (const { style } of document.querySelectorAll('*')) keep(style.cssText);
    for (const [name, ranges] of CSS.highlights) keep([name, ...[...ranges].map((range) => range.startContainer.data)]);
  };
  new MutationObserver((records) => { for (const { target, addedNodes } of records) { read(target); addedNodes.forEach(read); } })
    .observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  setInterval(look, 20);
</script>
<input id="own">${PROSE.slice(PROSE.indexOf('<h1>'))}`;

/** 10 MB that a search for definitions in brackets could take hours for, in one block. */
export const BRACKETS = `<!doctype html><html lang="en"><title>Hostile</title><p>The IGF met in Geneva. ${[
  '(',
  '(a) ',
  'IGF (IGF) ',
  'aB',
  '[[',
]
  .map((unit) => unit.repeat(2_000_000 / unit.length))
  .join(' The United Nations met. ')}</p>
<script>setInterval(() => { document.querySelector('p').append(' The IGF ' + '(a) '.repeat(50_000)); }, 300)</script>`;

/** Words without a mention, about that many UTF-16 units. */
const words = (units: number) =>
  'Delegates spoke at length of cables, of names and of numbers. '.repeat(units / 61);

/** 5 MB of prose in 8,000 paragraphs, a mention in every eighth. */
export const LONG = `<!doctype html><html lang="en"><title>Long</title><button onclick="this.textContent++">0</button>${Array.from(
  { length: 8_000 },
  (_, at) => `<p id="p${at}">${at % 8 === 0 ? `The ${UN} met. ` : ''}${words(640)}</p>`,
).join('')}<p id="last">The ${IGF} met.</p>`;

/** 2 MB in one paragraph and one text node. */
export const ONE = `<!doctype html><html lang="en"><title>One</title><p>The ${UN} met. ${words(2_000_000)}</p><p id="last">The ${IGF} met.</p>`;

/** A list whose `run(rounds)` changes it in every way, and resolves to the forms that stand in it then. */
export const LIST = `<!doctype html><html lang="en"><title>List</title><style>p{margin:0;font:10px/1.2 sans-serif}</style><div id="list"></div><script>
  const forms = ['${UN}', '${IGF}', 'BRICS'];
  let seed = 20240229;
  const below = (limit) => { seed = (seed * 1103515245 + 12345) % 2147483648; return Math.floor((seed / 2147483648) * limit); };
  const sentence = () => {
    const form = forms[below(3)];
    return ['Nobody met.', 'Ministers of the ' + form + ' met.', 'The ' + form + ' met the ' + forms[below(3)] + ' again.', 'On the ' + form + ':'][below(4)];
  };
  const paragraph = () => {
    const made = document.createElement('p');
    made.innerHTML = sentence().replace(/(Nations|Governance)/, below(2) ? '<b>$1</b>' : '$1');
    return made;
  };
  const any = () => list.children[below(list.children.length)];
  const deeds = [
    () => list.insertBefore(paragraph(), any() ?? null),
    () => list.children.length > 30 ? any()?.remove() : list.append(paragraph()),
    () => any()?.replaceChildren(sentence()),
    () => { const text = any()?.firstChild; if (text) text.nodeValue = sentence(); },
    () => any()?.append(' ' + sentence()),
    () => { const each = any(); if (each) list.insertBefore(each, any()); },
    () => { const text = any()?.firstChild; if (text?.length > 6) text.splitText(below(6)); },
    () => any()?.normalize(),
    () => { const each = any(); if (each) each.innerHTML += ''; },
    () => any()?.replaceWith(paragraph()),
  ];
  const run = async (rounds) => {
    for (let round = 0; round < rounds; round++) {
      deeds[below(deeds.length)]();
      if (round % 7 === 0) await new Promise(requestAnimationFrame);
      if (round % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 150));
    }
    // Each term once in a block.
    return [...list.children].flatMap(({ textContent }) => forms.filter((form) => textContent.includes(form)));
  };
</script>`;
