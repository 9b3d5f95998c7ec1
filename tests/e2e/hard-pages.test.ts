import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cardOf, hover, isOpen, marksOn, textBox, until } from '../../scripts/hovering';
import { marksEveryBlock } from './marked';
import { BROWSERS, launch, PROSE, type Rig, type Site, serve } from './rig';

describe.each(BROWSERS)('pages that make it hard, in %s', (which) => {
  let rig: Rig;
  let site: Site;
  let other: Site;
  beforeAll(async () => {
    rig = await launch(which);
    await marksEveryBlock(rig);
    other = await serve({ '/': PROSE });
    site = await serve({
      '/inner': PROSE,
      '/csp': { body: PROSE, headers: { 'content-security-policy': "default-src 'none'" } },
      '/sandbox': { body: PROSE, headers: { 'content-security-policy': 'sandbox allow-scripts' } },
      '/trusted': {
        body: PROSE,
        headers: { 'content-security-policy': "require-trusted-types-for 'script'; trusted-types 'none'" },
      },
      '/coep': {
        body: PROSE,
        headers: {
          'cross-origin-embedder-policy': 'require-corp',
          'cross-origin-opener-policy': 'same-origin',
        },
      },
      '/dialog': `<p>Behind.</p><dialog id="d" style="margin-top:20px;width:500px"><p>The ministers of BRICS met.</p></dialog><script>d.showModal()</script>`,
      '/fullscreen': `<main id="m" style="background:white;padding:60px"><p>The ministers of BRICS met.</p><button onclick="m.requestFullscreen()">Full</button></main>`,
      '/same': '<h1>Outer</h1><iframe src="/inner" style="width:800px;height:600px"></iframe>',
      '/cross': `<h1>Outer</h1><iframe src="${other.at()}" style="width:800px;height:600px"></iframe>`,
      '/rude': `<style>*{display:block!important;transform:rotate(1deg)} div{visibility:hidden!important;opacity:0!important}</style><p>The ministers of BRICS met.</p>`,
      '/hostile': `<script>
        Element.prototype.attachShadow = () => { throw new Error('no') };
        Document.prototype.createElement = () => { throw new Error('no') };
        Node.prototype.appendChild = Element.prototype.append = () => { throw new Error('no') };
        for (const name of ['textContent', 'localName']) Object.defineProperty(name === 'textContent' ? Node.prototype : Element.prototype, name, { get() { throw new Error('no') } });
        </script><p>The ministers of BRICS met.</p>`,
    });
  });
  afterAll(async () => {
    site.close();
    other.close();
    await rig.close();
  });

  it.each([
    ['with default-src none', '/csp'],
    // In Firefox, a frame in a sandboxed document is not an extension page any more, so there is no card, and
    // no harm.
    ...(which === 'chrome' ? [['in a sandbox', '/sandbox'] as [string, string]] : []),
    ['with Trusted Types', '/trusted'],
    ['with COEP and COOP', '/coep'],
    ['with an open modal dialog', '/dialog'],
    ['whose style sheet touches everything', '/rude'],
    ['that overrides the prototypes of the DOM', '/hostile'],
  ])('a page %s: the card shows, in front', async (_name, path) => {
    const page = await rig.open(site.at(path));
    await marksOn(page);
    await hover(page, await textBox(page, 'BRICS'));
    await cardOf(rig.browser, page, 'BRICS');
    expect(await isOpen(page)).toBe(true);
    await page.close();
  });

  it('a page of plain http, which is not a secure context: the card shows', async () => {
    const page = await rig.open(site.plainAt('/inner'));
    expect(await page.evaluate(() => isSecureContext)).toBe(false);
    await marksOn(page);
    await hover(page, await textBox(page, 'BRICS'));
    await cardOf(rig.browser, page, 'BRICS');
    await page.close();
  });

  it('a page in fullscreen: the card shows, in front', async () => {
    const page = await rig.open(site.at('/fullscreen'));
    await page.click('button');
    await until('fullscreen', () => page.evaluate(() => document.fullscreenElement !== null));
    await hover(page, await textBox(page, 'BRICS'));
    await cardOf(rig.browser, page, 'BRICS');
    expect(await isOpen(page)).toBe(true);
    await page.close();
  });

  it.each([
    ['same-origin', '/same'],
    ['cross-origin', '/cross'],
  ])('a %s frame: the card shows', async (_name, path) => {
    const page = await rig.open(site.at(path));
    const inner = await until('the frame', async () =>
      page.frames().find((frame) => frame !== page.mainFrame() && /^http/.test(frame.url())),
    );
    const offset = await page.evaluate(() => {
      const box = document.querySelector('iframe')?.getBoundingClientRect();
      return { x: box?.x ?? 0, y: box?.y ?? 0 };
    });
    const spot = await textBox(inner, 'BRICS');
    await hover(page, { x: spot.x + offset.x, y: spot.y + offset.y });
    await cardOf(rig.browser, page, 'BRICS');
    await page.close();
  });
});
