/** Passages are found again on pages that have changed, and on all addresses of a page. */
import type { Frame, Page } from 'puppeteer-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { until } from '../../scripts/hovering';
import { caughtUp } from './marked';
import { choose, painted, paints, select } from './noted';
import { head, highlight, LINES, notedSite, paragraphs, QUOTE, reload, STORY } from './noted-site';
import { click } from './page-in-front';
import { BROWSERS } from './rig';
import { openPanel } from './surfaces';

describe.each(BROWSERS)('passages that have notes, found again, in %s', (which) => {
  const on = notedSite(which);

  describe('a passage of a page that has changed', () => {
    it('is found after edits around it and insertions before it', async () => {
      const page = await on.story();
      on.pages[on.path] =
        head('Story') +
        paragraphs([
          'Breaking: this story was updated.',
          'An advert.',
          ...LINES.map((line) =>
            line
              .replace('Geneva', 'the city of Geneva')
              .replace('this is its strength', 'therein lies its strength'),
          ),
        ]);
      await reload(page);
      await paints(page, [`green: ${QUOTE}`]);
    });

    it('is found when it is added late, and when a script redraws the page', async () => {
      const page = await on.story();
      const late = `<script>const come = () => document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(paragraphs(LINES))});</script>`;
      on.pages[on.path] = head('Story') + late;
      await reload(page);
      await caughtUp(page);
      await paints(page, []);
      await page.evaluate('come()');
      await paints(page, [`green: ${QUOTE}`]);
      await page.evaluate(() => {
        const { body } = document;
        body.innerHTML = `<p>Above.</p>${[...body.querySelectorAll('p')].map((each) => `<p>${each.innerHTML.replace('forum', '<b>forum</b>')}</p>`).join('')}`;
      });
      await paints(page, [`green: ${QUOTE}`]);
      await page.evaluate(() => document.querySelectorAll('p')[1]?.before('Some words more. '));
      await caughtUp(page);
      await paints(page, [`green: ${QUOTE}`]);
    });

    it('disappears with its text, stays listed in the side panel, and returns with its text', async () => {
      const page = await on.story();
      const panel = await openPanel(on.rig, page);
      onTestFinished(async () => {
        if (which === 'firefox') await panel.press('Escape');
      });
      const text = () => panel.evaluate<string>('document.querySelector(".page-notes")?.innerText ?? ""');
      await until('the note in the panel', async () => (await text()).includes(QUOTE));
      await until('it to be found', async () => !(await text()).includes('Not found on this page'));
      await page.evaluate((quote) => {
        const paragraph = [...document.querySelectorAll('p')].find((each) =>
          each.textContent?.includes(quote),
        );
        Object.assign(window, { gone: paragraph });
        paragraph?.replaceWith(document.createElement('hr'));
      }, QUOTE);
      await paints(page, []);
      await until('the orphan', async () =>
        /Not found on this page[\s\S]*Critics say that the forum/.test(await text()),
      );
      await page.evaluate('document.querySelector("hr").replaceWith(gone)');
      await paints(page, [`green: ${QUOTE}`]);
      await until('it to be found', async () => !(await text()).includes('Not found on this page'));
      // The side panel leads to it.
      await page.evaluate(
        'document.body.style.paddingTop = "3000px"; scrollTo({ top: 0, behavior: "instant" })',
      );
      await click(panel, '.page-notes .go');
      await until(
        'the passage in view',
        () => page.evaluate('scrollY > 1000 && CSS.highlights.has("gloss-flash")') as Promise<boolean>,
      );
    });
  });

  describe('the same page', () => {
    it('is recognised at addresses with a fragment or tracking parameters', async () => {
      await on.story();
      const page = await on.open(`${on.path}?utm_source=letter&fbclid=1#critics`);
      await paints(page, [`green: ${QUOTE}`]);
      const other = await on.open(`${on.path}?page=2`);
      await caughtUp(other);
      expect(await painted(other)).toEqual([]);
    });

    it('is recognised by its canonical address', async () => {
      await on.story({
        '/mobile': `${head('Story', `<link rel="canonical" href="${on.path}">`)}${paragraphs(LINES)}`,
      });
      const page = await on.open(`${on.path}/mobile`);
      await paints(page, [`green: ${QUOTE}`]);
    });

    it('is another one in the next view of an application, and the same one on return', async () => {
      on.pages[on.path] = `${head('Application')}<main></main><script>
        const draw = () => { document.querySelector('main').innerHTML = location.hash ? '<p>Another view, of the United Nations.</p>' : ${JSON.stringify(paragraphs(LINES))}; };
        const visit = (to) => { history.pushState(null, '', to); draw(); };
        draw();
      </script>`;
      const page = await on.open();
      await highlight(page, QUOTE);
      await page.evaluate(`visit('${on.path}#/other')`);
      await paints(page, []);
      await highlight(page, 'Another view');
      await page.evaluate(`visit('${on.path}')`);
      await paints(page, [`green: ${QUOTE}`]);
      await page.evaluate(`visit('${on.path}#/other')`);
      await paints(page, ['green: Another view']);
    });
  });

  it('a frame has its own passages', async () => {
    on.pages[`${on.path}/inner`] = STORY;
    on.pages[on.path] =
      `${head('Outer')}<p>Around it.</p><iframe src="${on.path}/inner" width="700" height="400"></iframe>`;
    const page = await on.open();
    const inner = async (): Promise<Frame> =>
      until('the frame', async () => page.frames().find((each) => each.url().endsWith('/inner')));
    const frame = await inner();
    await until('its text', () => frame.evaluate(() => document.querySelectorAll('p').length > 3));
    await select(page, QUOTE, QUOTE, frame);
    await choose(page, 'purple', frame);
    await paints(frame, [`purple: ${QUOTE}`]);
    expect(await painted(page)).toEqual([]);
    await reload(page);
    await until('the passage', async () => (await painted(await inner())).join() === `purple: ${QUOTE}`);
  });

  it.each([
    ['a query', '?view=2'],
    ['a path', '/second'],
    ['a route in the fragment', '#/second'],
  ])('a view of an application has its own passages, by %s', async (_name, next) => {
    const to = (next.startsWith('/') ? on.path : '') + next;
    on.pages[on.path] =
      `${head('Views')}<p>Words of the menu stand on every view.</p><p id="v"></p><button>Go on</button><script>
      const show = () => { v.textContent = location.href.endsWith('${next}') ? 'The second view has words of its own.' : 'The first view.'; };
      document.querySelector('button').onclick = () => { history.pushState({}, '', '${to}'); show(); };
      addEventListener('popstate', show);
      show();</script>`;
    on.pages[`${on.path}/second`] = on.pages[on.path] as string;
    const page = await on.open();
    await highlight(page, 'Words of the menu');
    await page.click('button');
    await paints(page, []);
    await highlight(page, 'words of its own');
    await page.goBack().catch(() => undefined);
    await paints(page, ['green: Words of the menu']);
    const again = await on.open(on.path + (next.startsWith('/') ? '/second' : next));
    await paints(again, ['green: words of its own']);
  });

  it('a view of an application has its passages, although the page was loaded at one without any', async () => {
    on.pages[on.path] =
      `${head('Views')}<p id="v"></p><button onclick="history.pushState({}, '', '${on.path}/late'); show()">Go on</button><script>
      const show = () => { v.textContent = location.href.endsWith('/late') ? 'The late view has words of its own.' : 'The first view.'; };
      show();</script>`;
    on.pages[`${on.path}/late`] = on.pages[on.path] as string;
    const late = await on.open(`${on.path}/late`);
    await highlight(late, 'words of its own');
    const page = await on.open();
    await caughtUp(page);
    await page.click('button');
    await paints(page, ['green: words of its own']);
  });

  it('a frame that its page wrote has the passages of that page alone', async () => {
    const frame =
      '<iframe srcdoc="<p>The words of a frame stand here.</p>" width="700" height="200"></iframe>';
    for (const path of [on.path, `${on.path}/other`])
      on.pages[path] = `${head('Around')}<p>Around.</p>${frame}`;
    const inner = (page: Page): Promise<Frame> =>
      until('the frame', async () => page.frames().find((each) => each.url() === 'about:srcdoc'));
    const page = await on.open();
    await select(page, 'words of a frame', 'words of a frame', await inner(page));
    await choose(page, 'purple', await inner(page));
    await paints(await inner(page), ['purple: words of a frame']);
    await on.stored(1);
    const other = await on.open(`${on.path}/other`);
    await caughtUp(await inner(other));
    expect(await painted(await inner(other))).toEqual([]);
    await page.bringToFront();
    await reload(page);
    await until(
      'the passage',
      async () => (await painted(await inner(page))).join() === 'purple: words of a frame',
    );
  });

  it('Gloss caused no error on any of these pages', async () => {
    expect(await on.rig.errors()).toEqual([]);
  });
});
