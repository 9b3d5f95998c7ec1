import type { Frame } from 'puppeteer-core';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { until } from '../../scripts/hovering';
import { caughtUp, marked, marksEveryBlock, opens, shows } from './marked';
import { BROWSERS } from './rig';
import { servedSite } from './served-site';

const UN = 'United Nations';
const IGF = 'Internet Governance Forum';

/**
 * An application with a server-rendered first view, which it hydrates. It compares the document with its own
 * tree, and throws if a node, an attribute or a text differs from what it would have drawn. Then it draws
 * again, with the list reversed.
 */
const APPLICATION = `<!doctype html><html lang="en"><title>Application</title><script>
  const h = (tag, attributes, ...children) => ({ tag, attributes, children });
  const view = (round) => h('div', { id: 'root', class: 'app' },
    h('h1', { 'data-round': String(round) }, 'Notes on the ', h('b', {}, 'Internet'), ' Governance Forum'),
    h('ul', {}, ...(round % 2 ? ['b', 'a'] : ['a', 'b']).map((key) => h('li', { key }, 'Item ' + key + ' of the United Nations'))),
    h('p', {}, 'Round ', String(round), ': the ministers of BRICS met.'));
  const drawn = (node) => {
    if (typeof node === 'string') return node;
    const attributes = Object.entries(node.attributes).map(([name, value]) => ' ' + name + '="' + value + '"').join('');
    const children = node.children.map((child, at) =>
      (at > 0 && typeof child === 'string' && typeof node.children[at - 1] === 'string' ? '<!-- -->' : '') + drawn(child));
    return '<' + node.tag + attributes + '>' + children.join('') + '</' + node.tag + '>';
  };
  const must = (is, what) => { if (!is) throw new Error('Mismatch: ' + what); };
  const takeOver = (dom, node) => {
    must(dom, 'nothing where ' + JSON.stringify(node) + ' should be');
    if (typeof node === 'string') {
      must(dom.nodeType === 3 && dom.data === node, JSON.stringify(node) + ' is ' + dom.nodeName + ' ' + dom.data);
      return;
    }
    must(dom.localName === node.tag, dom.nodeName + ' for ' + node.tag);
    const names = dom.getAttributeNames();
    must(names.join() === Object.keys(node.attributes).join(), node.tag + ' has ' + names);
    for (const name of names) must(dom.getAttribute(name) === node.attributes[name], name);
    const children = [...dom.childNodes].filter((child) => child.nodeType !== 8);
    must(children.length === node.children.length, node.tag + ' has ' + children.length + ' children');
    node.children.forEach((child, at) => takeOver(children[at], child));
  };
  const redraw = (dom, node) => {
    if (typeof node === 'string') return dom.replaceWith(new Text(node));
    for (const [name, value] of Object.entries(node.attributes)) dom.setAttribute(name, value);
    const keyed = new Map([...dom.children].map((child) => [child.getAttribute('key'), child]));
    if (keyed.has('a')) dom.append(...node.children.map(({ attributes }) => keyed.get(attributes.key)));
    const children = [...dom.childNodes].filter((child) => child.nodeType !== 8);
    node.children.forEach((child, at) => redraw(children[at], child));
  };
  document.write(drawn(view(0)));
  if (location.search === '?at-once') takeOver(root, view(0));
</script>`;

const EDITORS = `<!doctype html><html lang="en"><title>Editors</title><p id="known">The United Nations met.</p>
  <div id="rich" contenteditable><p>Draft:</p><p id="last">&nbsp;</p></div><textarea id="plain"></textarea><input id="line">
  <div id="code" class="cm-editor" contenteditable role="textbox"></div><div id="prose">Later an editor of the United Nations</div>
  <script>
    const events = [];
    const watched = ['keydown', 'beforeinput', 'input', 'keyup'];
    for (const name of watched) addEventListener(name, (event) => events.push(event.defaultPrevented ? name + ' prevented' : name));
  </script>`;

/** The part of the extension API with which an extension page receives messages of readers. */
interface Extension {
  runtime: { onMessage: { addListener(listener: (message: unknown) => void): void } };
}

describe.each(BROWSERS)('Gloss does no harm, in %s', (which) => {
  const on = servedSite(which, {
    '/application': APPLICATION,
    '/editors': EDITORS,
    '/designed': `<!doctype html><html lang="en"><title>Designed</title><p>The ${UN} met.</p><iframe></iframe><script>
          const { contentDocument } = document.querySelector('iframe');
          contentDocument.body.innerHTML = '<p>Draft of the ${UN}</p>';
          contentDocument.designMode = 'on';
        </script>`,
    '/still': `<!doctype html><html lang="en"><head><title>Still</title><script>
          const globals = new Set(Object.getOwnPropertyNames(window));
          const records = [];
          const letters = [];
          addEventListener('message', ({ data }) => letters.push(data));
          addEventListener('DOMContentLoaded', () => {
            window.before = document.documentElement.outerHTML;
            new MutationObserver((each) => records.push(...each)).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
          });
        </script></head><body class="x"><p title="y">The <b>United</b> Nations met.</p><!-- end --></body></html>`,
    '/strict': {
      body: `<!doctype html><title>Strict</title><p>The ${UN} met.</p><script nonce="n">
          const violations = [];
          document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => blockedURI.endsWith('favicon.ico') || violations.push(violatedDirective + ' ' + blockedURI));
        </script>`,
      headers: {
        'content-security-policy':
          "default-src 'none'; script-src 'nonce-n'; frame-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
      },
    },
  });
  const { open } = on;
  beforeAll(() => marksEveryBlock(on.rig));

  it('a page looks the same to its own scripts before and after it is marked', async () => {
    const page = await open('/still');
    await shows(page, [UN]);
    const seen = await page.evaluate(`({
      changed: document.documentElement.outerHTML === before ? [] : document.documentElement.outerHTML,
      records: records.map(({ type, target }) => type + ' ' + target.nodeName),
      letters,
      globals: Object.getOwnPropertyNames(window).filter((name) => !globals.has(name) && name !== 'before'),
      frames: window.length,
      sheets: document.styleSheets.length,
      loaded: performance.getEntriesByType('resource').filter(({ name }) => !name.endsWith('favicon.ico')),
      focus: document.activeElement === document.body,
      selected: String(getSelection()),
    })`);
    expect(seen).toEqual({
      changed: [],
      records: [],
      letters: [],
      globals: [],
      frames: 0,
      sheets: 0,
      loaded: [],
      focus: true,
      selected: '',
    });
  });

  describe('an application that hydrates server-rendered HTML', () => {
    const marks = [IGF, UN, UN, 'BRICS'];
    const redrawn = async (path: string) => {
      const page = await open(path);
      await shows(page, marks);
      // By now, the reader has done all that it will do.
      if (path === '/application') await page.evaluate('takeOver(root, view(0))');
      for (const round of [1, 2]) {
        await page.evaluate(`redraw(root, view(${round}))`);
        await shows(page, marks);
        await page.evaluate(`takeOver(root, view(${round}))`);
      }
    };
    it('after it is marked finds every node unchanged, and its next views are marked', () =>
      redrawn('/application'));
    it('before it is marked is marked, and so are its next views', () => redrawn('/application?at-once'));
  });

  it('a strict content security policy is violated by neither marks nor card', async () => {
    const page = await open('/strict');
    await shows(page, [UN]);
    await opens(on.rig, page, UN, UN);
    expect(await page.evaluate('violations')).toEqual([]);
  });

  describe('typing', () => {
    const TYPED = 'The IGF met';

    /** Records all messages of readers from now on. Every page of the extension receives them. */
    const listen = async () => {
      const own = await on.rig.openOwn('options.html');
      onTestFinished(() => own.close());
      await own.evaluate(() => {
        const heard: string[] = [];
        const { browser, chrome } = globalThis as unknown as Record<
          'browser' | 'chrome',
          Extension | undefined
        >;
        (browser ?? chrome)?.runtime.onMessage.addListener(
          (message: unknown) => void heard.push(JSON.stringify(message)),
        );
        Object.assign(window, { heard });
      });
      return {
        forget: () => own.evaluate('heard.length = 0'),
        heard: () => own.evaluate('heard') as Promise<string[]>,
      };
    };

    it.each(['#rich', '#plain', '#line', '#code'])(
      'in %s is not read, not sent and not disturbed',
      async (editor) => {
        const { forget, heard } = await listen();
        const page = await open('/editors');
        await shows(page, [UN, UN]);
        await caughtUp(page);
        await forget();
        await page.click(editor);
        await page.evaluate('events.length = 0');
        await page.keyboard.type(TYPED);
        await caughtUp(page);
        await shows(page, [UN, UN]);
        expect(
          await page.evaluate((editor) => {
            const element = document.querySelector<HTMLInputElement>(editor);
            return element?.value ?? element?.textContent;
          }, editor),
        ).toContain(TYPED);
        expect(await page.evaluate('events')).toEqual(
          [...TYPED].flatMap(() => ['keydown', 'beforeinput', 'input', 'keyup']),
        );
        expect(
          // The message for the toolbar button contains ids of terms, and nothing else of the page.
          (await heard()).filter(
            (each) =>
              !each.includes('International Telecommunication Union') && !each.startsWith('{"kind":"marked"'),
          ),
        ).toEqual([]);
        // Text outside editors is sent. Otherwise the check above would have heard nothing at all.
        await page.evaluate((typed) => document.querySelector('#known')?.append(typed), ` ${TYPED}`);
        await expect.poll(heard, { timeout: 20_000 }).toContainEqual(expect.stringContaining(TYPED));
      },
    );

    it('in a frame that is an editor is not read and not sent', async () => {
      const { heard } = await listen();
      const page = await open('/designed');
      const frame = page.frames().find((each) => each.parentFrame() === page.mainFrame()) as Frame;
      await shows(page, [UN]);
      await page.click('iframe');
      await page.keyboard.type(TYPED);
      await until('the typed text', () =>
        frame.evaluate((typed) => document.body.textContent.includes(typed), TYPED),
      );
      await caughtUp(page); // The frame's reader would have sent its text before the page's reader.
      expect(await marked(frame)).toEqual([]);
      expect((await heard()).filter((each) => each.includes(TYPED))).toEqual([]);
    });

    it('in an element that became an editor later is not marked', async () => {
      const page = await open('/editors');
      await shows(page, [UN], '#prose');
      await page.evaluate(() => document.querySelector('#prose')?.setAttribute('contenteditable', ''));
      await page.click('#prose');
      await page.keyboard.type(`The ${IGF} and the ${UN}. `);
      await caughtUp(page);
      await shows(page, [], '#prose');
    });

    it('in what moved into a new editor, or in a page that became one, is not marked', async () => {
      const page = await open('/editors');
      await shows(page, [UN], '#prose');
      await page.evaluate(() => {
        const editor = document.createElement('div');
        editor.setAttribute('role', 'textbox');
        editor.append(document.querySelector('#prose') as Element);
        document.body.append(document.createElement('section'));
        document.querySelector('section')?.append(editor);
      });
      await shows(page, [], '#prose');
      await shows(page, [UN], '#known');
      await page.evaluate(() => {
        document.designMode = 'on';
        (document.querySelector('#plain') as Element).after('Written');
      });
      await shows(page, [], '#known');
    });
  });

  it('Gloss caused no error on any of these pages', async () => {
    expect(await on.rig.errors()).toEqual([]);
  });
});
