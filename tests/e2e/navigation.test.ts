import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, it, onTestFinished } from 'vitest';
import { until } from '../../scripts/hovering';
import { marksEveryBlock, opens, restsAt, shows } from './marked';
import { BROWSERS, launch, type Rig, type Site, serve } from './rig';
import { buttonOf } from './surfaces';

const FIRST = `<!doctype html><html lang="en"><title>First</title><p>The United Nations met.</p><p id="p">Nothing yet.</p>`;

/** A single-page application: it draws its views itself, and loads none of them. */
const APP = `<!doctype html><html lang="en"><title>App</title><nav>Members of the United Nations</nav><main id="main"></main><script>
  const views = {
    '/hormones': { lang: 'en', title: 'Hormones', html:
      '<p>Insulin-like growth factor (IGF) and growth hormone: IGF in the liver of patients.</p>' },
    '/forum': { lang: 'en', title: 'Forum', html: '<p>The Internet Governance Forum met.</p><p>The IGF has no power.</p>' },
    '/majma': { lang: 'fa', title: 'مجمع', html: '<p dir="rtl">مجمع حکمرانی اینترنت هر سال برگزار می‌شود.</p>' },
  };
  const draw = () => {
    const { lang, title, html } = views[location.pathname];
    document.documentElement.lang = lang;
    document.title = title;
    main.innerHTML = html;
  };
  const visit = (path) => { history.pushState(null, '', path); draw(); };
  addEventListener('popstate', draw);
  draw();
</script>`;

describe.each(BROWSERS)('marks follow the reader to another page in the same window, in %s', (which) => {
  let rig: Rig;
  let site: Site;
  beforeAll(async () => {
    rig = await launch(which);
    await marksEveryBlock(rig);
    site = await serve({
      '/': FIRST,
      '/second': '<!doctype html><p>The ministers of BRICS met.</p>',
      '/hormones': APP,
      '/forum': APP,
    });
  });
  afterAll(async () => {
    site.close();
    await rig.close();
  });

  /** Opens a page and waits until it has been read. It is closed at the end of the test. */
  const open = async (path = '/', known = ['United Nations']) => {
    const page = await rig.open(site.at(path));
    onTestFinished(() => page.close());
    await shows(page, known);
    return page;
  };

  it('each view of an application is marked as if it were loaded by itself, also on the way back', async () => {
    const forum = ['IGF', 'Internet Governance Forum', 'United Nations'];
    await open('/forum', forum);
    const page = await open('/hormones');
    const visit = (path: string) => page.evaluate(`visit('${path}')`);
    await visit('/majma');
    await shows(page, ['United Nations', 'مجمع حکمرانی اینترنت']);
    await visit('/forum');
    await shows(page, forum);
    const back = () => page.evaluate(() => history.back());
    await back();
    await shows(page, ['United Nations', 'مجمع حکمرانی اینترنت']);
    await back();
    await restsAt(page, ['United Nations']);
  });

  it('a page has its marks and cards when it returns from the back/forward cache', async () => {
    const go = (page: Page, by: number) => page.evaluate((by) => void setTimeout(() => history.go(by)), by);
    /** The page, come back from the cache. Whether it was kept is the browser's decision, by memory and load. */
    const kept = async () => {
      const page = await open();
      await page.evaluate(() =>
        addEventListener('pageshow', ({ persisted }) => Object.assign(window, { persisted })),
      );
      // Firefox does not keep a page that is just loading a script, and the count of terms is one.
      if (which === 'firefox') await until('the number', async () => (await buttonOf(rig)).badge !== '');
      await page.goto(site.at('/second'));
      await shows(page, ['BRICS']);
      await go(page, -1);
      await until('the page before', () => page.evaluate(() => location.pathname !== '/second'));
      await shows(page, ['United Nations']);
      const isKept = await page.evaluate(() => 'persisted' in window && window.persisted === true);
      return isKept && page;
    };
    const page = (await kept()) || (await kept()) || (await kept());
    if (!page) throw new Error('The browser never kept the page.');
    await opens(rig, page, 'United Nations', 'United Nations');
    await page.evaluate(() => document.querySelector('#p')?.replaceChildren('The ministers of BRICS met.'));
    await shows(page, ['BRICS', 'United Nations']);
    await go(page, 1);
    await until('the page after', async () => page.url().endsWith('/second'));
    await shows(page, ['BRICS']);
  });

  it.each<[string, (page: Page) => Promise<void>]>([
    [
      'is written over by document.open',
      (page) =>
        page.evaluate(() => {
          document.open();
          document.write('<!doctype html><title>Over</title><p id="p">The ministers of BRICS met.</p>');
          document.close();
        }),
    ],
    [
      'has another body',
      (page) =>
        page.evaluate(() => {
          const body = document.createElement('body');
          body.innerHTML = '<p id="p">The ministers of BRICS met.</p>';
          document.body = body;
        }),
    ],
    [
      'has another root element',
      (page) =>
        page.evaluate(() => {
          const root = document.createElement('html');
          root.innerHTML = '<body><p id="p">The ministers of BRICS met.</p></body>';
          document.documentElement.replaceWith(root);
        }),
    ],
  ])('a document that %s is read again, also after changes, and has cards', async (_how, change) => {
    const page = await open();
    await change(page);
    await shows(page, ['BRICS']);
    await page.evaluate(() => document.querySelector('#p')?.append(' So did the United Nations.'));
    await shows(page, ['BRICS', 'United Nations']);
    await opens(rig, page, 'BRICS', 'BRICS');
  });
});
