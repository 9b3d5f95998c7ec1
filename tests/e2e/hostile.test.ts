import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { opens, restsAt, shows } from './marked';
import { BROWSERS, launch, type Rig, type Site, serve } from './rig';

const UN = 'United Nations';

/**
 * A page that has replaced every function with which a script could read it. Each call is recorded in the
 * document's root and throws. The page has kept copies of the functions that it needs itself.
 */
const BROKEN = `<!doctype html><html lang="en"><title>Broken</title><p id="p">The United Nations met.</p><button>Press</button><script>
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
const CLOBBERED: Record<string, string> = {
  'fields of a form around the text': `<form>${FIELDS.split(' ')
    .map((name) => `<input name="${name}" style="width:9px">`)
    .join('')}<p>The ministers of BRICS met.</p>The ${UN} met.</form><p id="p">Nothing.</p>`,
  'pictures in the document': `${NAMES.split(' ')
    .map((name) => `<img name="${name}" alt="">`)
    .join('')}<p>The ministers of BRICS met.</p><p>The ${UN} met.</p><p id="p">Nothing.</p>`,
  'forms in the document': `${NAMES.split(' ')
    .map((name) => `<form name="${name}"></form>`)
    .join('')}<p>The ministers of BRICS met.</p><p>The ${UN} met.</p><p id="p">Nothing.</p>`,
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
    .join('')}<p>The ministers of BRICS met.</p><p>The ${UN} met.</p><p id="p">Nothing.</p>`,
};

describe.each(BROWSERS)('pages that put things in the way, in %s', (which) => {
  let rig: Rig;
  let site: Site;
  beforeAll(async () => {
    rig = await launch(which);
    site = await serve({
      '/broken': BROKEN,
      ...Object.fromEntries(
        Object.values(CLOBBERED).map((html, at) => [
          `/${at}`,
          `<!doctype html><html lang="en"><title>Names</title>${html}`,
        ]),
      ),
    });
  });
  afterAll(async () => {
    site.close();
    await rig.close();
  });

  const open = async (path: string) => {
    const page = await rig.open(site.at(path));
    onTestFinished(() => page.close());
    return page;
  };

  it('a page that has replaced every way to read it is marked, and its own code is never called', async () => {
    const page = await open('/broken');
    await shows(page, [UN]);
    await page.evaluate('more(" So did the ministers of BRICS.")');
    await shows(page, ['BRICS', UN]);
    await opens(rig, page, 'BRICS', 'BRICS');
    expect(await page.evaluate('root.dataset.called')).toBeUndefined();
    const errors = (await page.evaluate('root.dataset.errors')) as string;
    expect(errors.match(/The page’s own( promise)?\./g)?.sort()).toEqual([
      'The page’s own promise.',
      'The page’s own.',
    ]);
    expect(errors).not.toContain('Broken');
    // The page is completely broken, and still works.
    await page.click('button');
    expect(await page.evaluate(`try { [].map(() => 1) } catch ({ message }) { message }`)).toBe(
      'Broken: map',
    );
    expect(await page.evaluate('root.dataset.pressed')).toBe('once ');
  });

  it.each(Object.keys(CLOBBERED).map((name, at) => ({ name, path: `/${at}` })))(
    'a page with $name named after what scripts ask for is marked, followed, and has its cards',
    async ({ path }) => {
      const page = await open(path);
      await shows(page, ['BRICS', UN]);
      await page.evaluate(() => document.querySelector('#p')?.append(' The Internet Governance Forum met.'));
      await shows(page, ['BRICS', 'Internet Governance Forum', UN]);
      await opens(rig, page, UN, UN);
    },
  );

  it('a form with such fields that is added later is marked, and unmarked when it is removed', async () => {
    const page = await open('/0');
    await shows(page, ['BRICS', UN]);
    await page.evaluate(() => {
      const form = document.forms[0] as HTMLFormElement;
      const { cloneNode } = Node.prototype;
      document.body.append(cloneNode.call(form, true));
    });
    await shows(page, ['BRICS', 'BRICS', UN, UN]);
    await page.evaluate(() => {
      const { remove } = Element.prototype;
      remove.call(document.forms[1]);
    });
    await restsAt(page, ['BRICS', UN]);
  });

  it('Gloss caused no error on any of these pages', async () => {
    expect(await rig.errors()).toEqual([]);
  });
});
