/** What the policy of the extension's pages permits and refuses, and that nothing asks the network. */
import type { CDPSession, Target } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../scripts/hovering';
import { STRINGS } from '../torture/strings';

import { ask, cardAt } from './notes';
import { BROWSERS, launch, PROSE, type Rig, type Site, serve } from './rig';

const PAGES = [
  ...['welcome.html', 'options.html', 'library.html', 'notes.html'],
  ...['popup.html', 'sidepanel.html', 'popover.html'],
];

/** Collects what the policy refuses, from before the page's own scripts. */
const COLLECT = `window.refused = []; window.__fired = 0;
  document.addEventListener('securitypolicyviolation', (event) => refused.push(event.effectiveDirective));`;

describe.each(BROWSERS)('The pages of Gloss in %s', (which) => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await launch(which);
  });
  afterAll(() => rig?.close());

  it('show a card in the frame of a page', async () => {
    const site = await serve({ '/': PROSE });
    const page = await rig.open(site.at());
    await cardAt(rig, page, 'BRICS');
    site.close();
  });

  it.each(PAGES)('load under their policy: %s', async (path) => {
    const page = await rig.openOwn(path);
    const told: string[] = [];
    page.on('console', (message) => told.push(message.text()));
    if (which === 'chrome') {
      await page.evaluateOnNewDocument(COLLECT);
      await page.reload();
      // A popover that no page has opened stays empty.
      if (path !== 'popover.html')
        await until('its content', () =>
          page.evaluate(() => document.body.childElementCount > 0 || undefined),
        );
      expect(await page.evaluate('refused')).toEqual([]);
    }
    expect(told.filter((each) => /Content Security Policy|Trusted/i.test(each))).toEqual([]);
    await page.close();
  });

  it('refuse inline script, eval, an event handler, and an image, a style and a request from elsewhere', async () => {
    const page = await rig.openOwn('options.html');
    await page.evaluate(COLLECT);
    const results = await page.evaluate(async () => {
      const made: Record<string, string> = {};
      const attempt = (name: string, work: () => unknown) => {
        try {
          work();
          made[name] = 'done';
        } catch {
          made[name] = 'refused';
        }
      };
      attempt('inline script', () => {
        const script = document.createElement('script');
        script.append('window.__fired = 1');
        document.head.append(script);
      });
      attempt('string as HTML', () => {
        document.createElement('div').innerHTML = '<img src=x onerror="window.__fired = 2">';
      });
      attempt('handler', () => {
        const button = document.createElement('button');
        button.setAttribute('onclick', 'window.__fired = 3');
        document.body.append(button);
        button.click();
        button.remove();
      });
      const image = document.createElement('img');
      image.src = 'https://evil.example/x.png';
      const sheet = document.createElement('link');
      sheet.rel = 'stylesheet';
      sheet.href = 'https://evil.example/x.css';
      document.head.append(sheet);
      await fetch('https://evil.example/x').then(
        () => (made.fetch = 'done'),
        () => (made.fetch = 'refused'),
      );
      await new Promise((done) => setTimeout(done, 300));
      return { made, fired: (window as unknown as { __fired: number }).__fired };
    });
    expect(results.fired).toBe(0);
    expect(results.made.fetch).toBe('refused');
    const refused = await page.evaluate('refused');
    expect(refused).toEqual(expect.arrayContaining(['img-src', 'connect-src', 'style-src-elem']));
    if (which === 'chrome') expect(results.made['string as HTML']).toBe('refused');
    await page.close();
  });
});

describe.runIf(BROWSERS.includes('chrome'))('A session with hostile notes', () => {
  let rig: Rig;
  let site: Site;
  const asked: string[] = [];
  const dialogs: string[] = [];
  const sessions = new Map<Target, CDPSession>();

  /** Records each request of a target, the background's included. */
  async function record(target: Target): Promise<void> {
    if (sessions.has(target) || !/^(?:page|service_worker|other|background_page)$/.test(target.type()))
      return;
    const session = await target.createCDPSession().catch(() => undefined);
    if (!session) return;
    sessions.set(target, session);
    session.on('Network.requestWillBeSent', ({ request }) => asked.push(request.url));
    session.on('Page.javascriptDialogOpening', ({ message }) => dialogs.push(message));
    await session.send('Network.enable').catch(() => undefined);
    await session.send('Page.enable').catch(() => undefined);
  }

  beforeAll(async () => {
    rig = await launch('chrome');
    site = await serve({ '/': PROSE });
    rig.browser.on('targetcreated', (target: Target) => void record(target));
    await Promise.all(rig.browser.targets().map(record));
  });
  afterAll(async () => {
    site?.close();
    await rig?.close();
  });

  it('runs nothing, loads nothing and asks the network for nothing', async () => {
    const own = await rig.openOwn('options.html');
    for (const [at, string] of STRINGS.entries()) {
      await ask(own, 'write', {
        id: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
        target:
          at % 2 === 0
            ? { kind: 'term', term: 'brics' }
            : { kind: 'page', page: { address: site.at(), title: string } },
        changes: { text: string, tags: [string.slice(0, 50).trim() || 'x'] },
      } as never);
    }
    const page = await rig.open(site.at());
    await cardAt(rig, page, 'BRICS');
    for (const path of ['notes.html', 'options.html', 'library.html', 'popup.html', 'sidepanel.html']) {
      const each = await rig.openOwn(path);
      await each.evaluate(COLLECT);
      await until('its content', () => each.evaluate(() => document.body.childElementCount > 0 || undefined));
      for (const query of STRINGS.filter((_, at) => at % 100 === 0)) {
        await each.evaluate((query) => {
          const box = document.querySelector<HTMLInputElement>('input[type=search], input[role=combobox]');
          if (!box) return;
          box.value = query;
          box.dispatchEvent(new InputEvent('input', { bubbles: true }));
        }, query);
        await new Promise((done) => setTimeout(done, 50));
      }
      expect(await each.evaluate('[__fired, ...refused]')).toEqual([0]);
      expect(
        await each.evaluate(
          () =>
            document.querySelectorAll(
              'body iframe, body object, body form[action], body svg script, [onerror], [onload], [onclick], a[href^="javascript" i]',
            ).length,
        ),
      ).toBe(0);
      await each.close();
    }
    expect(dialogs).toEqual([]);
    expect(sessions.size).toBeGreaterThan(5);
    expect(asked.some((each) => each.startsWith('chrome-extension:'))).toBe(true);
    const outside = asked.filter((each) => !/^(?:chrome-extension|blob|data|about):/.test(each));
    expect([...new Set(outside)].filter((each) => !each.startsWith(site.at()))).toEqual([]);
  });
});
