/** Which mentions are marked, as the user wants it; and when the bar beside selected text comes, and what it does. */
import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { cardOf, hover, marksOn, noCard, pause, textBox, until } from '../../scripts/hovering';
import type { Requests } from '../../src/protocol/messages';
import { marked, shows } from './marked';
import { bar, barComesBack, choose, hasBar, isBarAt, noBarComes, select } from './noted';
import { head, notedSite } from './noted-site';
import { BROWSERS } from './rig';
import { command } from './surfaces';

const FILL = 'and then they went on to speak of the weather in all its kinds '.repeat(120);
const PAGE = `${head('Talks about talks')}
  <h1>Talks</h1><p id="a">BRICS met, and BRICS spoke of cyber resilience.</p><p id="b">Then BRICS went home.</p>
  <h2>Later</h2><p id="c">BRICS came back. An ordinary sentence stands here.</p>
  <p id="long">${FILL}</p><p id="d">At last BRICS wrote a paper.</p>`;
const MANY = `${head('Many')}${Array.from({ length: 10_000 }, (_, at) => `<p>Then BRICS met, for the ${at}th time.</p>`).join('')}`;

describe.each(BROWSERS)('in %s', (which) => {
  const on = notedSite(which);
  const set = (change: Requests['set']['request']) => on.ask('set', change);
  const opened = async () => {
    on.pages[on.path] = PAGE;
    const page = await on.open();
    await marksOn(page);
    return page;
  };
  /** The middle of the first “BRICS” in an element, which is scrolled into view. */
  const spotIn = (page: Page, selector: string) =>
    page.$eval(selector, (element) => {
      element.scrollIntoView({ block: 'center', behavior: 'instant' });
      const text = element.firstChild as Text;
      const range = document.createRange();
      range.setStart(text, text.data.indexOf('BRICS'));
      range.setEnd(text, text.data.indexOf('BRICS') + 5);
      const { x, y, width, height } = range.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    });
  /** The marks with a solid line, and whether their style is one. */
  const solid = (page: Page) =>
    page.evaluate(() => {
      const seen: string[] = [];
      CSS.highlights.get('gloss-noted')?.forEach((range) => {
        const { parentElement } = range.startContainer;
        const style = getComputedStyle(parentElement as Element, '::highlight(gloss-noted)');
        seen.push(`${parentElement?.id} ${style.textDecorationStyle} ${style.textDecorationLine}`);
      });
      return seen.sort();
    });

  it('the first mention of a term in each section is marked, and every other one can be hovered', async () => {
    const page = await opened();
    await shows(page, ['BRICS', 'BRICS', 'cyber resilience']);
    expect(await marked(page, '#b')).toEqual([]);
    await hover(page, await spotIn(page, '#b'));
    await cardOf(on.rig.browser, page, 'BRICS');
    await page.keyboard.press('Escape');
    await noCard(page);
    // Marked again, because the section is longer than 1,500 words. (It is out of view until then.)
    await page.evaluate(`document.querySelector('#d').scrollIntoView()`);
    await shows(page, ['BRICS'], '#d');
  });

  it('a change of the marks holds at once in an open tab', async () => {
    const page = await opened();
    const change = async (change: Requests['set']['request'], texts: string[]) => {
      await set(change);
      await page.bringToFront();
      await shows(page, texts);
    };
    await change({ marks: 'every' }, [...Array<string>(4).fill('BRICS'), 'cyber resilience']);
    await change({ marks: 'block' }, [...Array<string>(3).fill('BRICS'), 'cyber resilience']);
    await change({ concepts: false }, Array<string>(3).fill('BRICS'));
    await change({ marks: 'held' }, []);
    await page.keyboard.down('Alt');
    await shows(page, Array<string>(4).fill('BRICS'));
    await page.keyboard.up('Alt');
    await shows(page, []);
    // A concept without a mark has its card, too.
    await hover(page, await textBox(page, 'cyber resilience'));
    await cardOf(on.rig.browser, page, 'Cyber resilience');
    await page.keyboard.press('Escape');
    await noCard(page);
    // A page that is opened now shows no mark, not even for a moment.
    on.pages[on.path] = `${PAGE}<script>
      let most = 0;
      const count = () => { most = Math.max(most, CSS.highlights.get('gloss')?.size ?? 0); requestAnimationFrame(count); };
      count();
    </script>`;
    const fresh = await on.open();
    await hover(fresh, await spotIn(fresh, '#a'));
    await cardOf(on.rig.browser, fresh, 'BRICS');
    expect(await fresh.evaluate('most')).toBe(0);
    await set({ concepts: true });
    await set({ marks: 'section' });
    await page.bringToFront();
    await shows(page, ['BRICS', 'BRICS', 'cyber resilience']);
  });

  it('a term with a note has a solid line, if the user wants it, and loses it with the note', async () => {
    const page = await opened();
    const id = crypto.randomUUID();
    const write = () =>
      on.ask('write', { id, target: { kind: 'term', term: 'brics' }, changes: { text: 'Mine' } });
    await write();
    await page.bringToFront();
    await shows(page, ['BRICS', 'BRICS', 'cyber resilience']);
    expect(await solid(page)).toEqual([]); // A page learns nothing of notes by itself.
    await set({ remembers: true });
    await page.bringToFront();
    const lines = ['a solid underline', 'c solid underline'];
    await expect.poll(() => solid(page), { timeout: 20_000 }).toEqual(lines);
    await shows(page, ['cyber resilience']);
    await on.ask('delete', { ids: [id], deleted: true });
    await page.bringToFront();
    await expect.poll(() => solid(page), { timeout: 20_000 }).toEqual([]);
    await on.ask('delete', { ids: [id], deleted: false });
    await page.bringToFront();
    await expect.poll(() => solid(page), { timeout: 20_000 }).toEqual(lines);
    await set({ remembers: false });
    await page.bringToFront();
    await expect.poll(() => solid(page), { timeout: 20_000 }).toEqual([]);
  });

  it('of 10,000 mentions of one term one is marked, and every one can be hovered', async () => {
    on.pages[on.path] = MANY;
    const page = await on.open();
    await marksOn(page);
    await until('the decision', async () => (await marked(page)).length === 1, 20_000);
    await page.evaluate('scrollTo({ top: document.body.scrollHeight / 2, behavior: "instant" })');
    await hover(page, await spotIn(page, 'p:nth-of-type(5001)'));
    await cardOf(on.rig.browser, page, 'BRICS');
  });

  it('the bar comes after a drag, not after a double click on a word, but on a term and for the key', async () => {
    const page = await opened();
    const at = await textBox(page, 'ordinary');
    await page.mouse.click(at.x, at.y, { count: 2 });
    await noBarComes(page, 'after a double click');
    expect(await page.evaluate(() => `${getSelection()}`.trim())).toBe('ordinary');
    await command(on.rig, 'open-mention');
    await bar(page);
    await page.keyboard.press('Escape');
    // The bar does not come again for the same selection, so a press elsewhere comes first.
    await barComesBack(page, 'ordinary');
    await page.mouse.click(900, 700);
    const term = await spotIn(page, '#c');
    await page.mouse.click(term.x, term.y, { count: 2 });
    await bar(page);
  });

  it('the bar copies the words with their source', async () => {
    const page = await opened();
    await select(page, 'An ordinary sentence');
    await choose(page, 'copy');
    await page.evaluate(() => {
      const area = document.createElement('textarea');
      document.body.prepend(area);
      area.focus();
    });
    const modifier = process.platform === 'darwin' ? 'Meta' : 'Control';
    await until('the text', async () => {
      await page.keyboard.down(modifier);
      await page.keyboard.press('v');
      await page.keyboard.up(modifier);
      const pasted = await page.$eval('textarea', (area) => area.value);
      return pasted.includes(`“An ordinary sentence” — Talks about talks, ${page.url()}`);
    });
  });

  it('the bar looks the words up in a new tab', async () => {
    const page = await opened();
    await select(page, 'BRICS went');
    await choose(page, 'look-up');
    // Firefox's driver does not know the address of an extension's page.
    const search = await until('the search', async () => {
      for (const each of await on.rig.browser.pages()) {
        const address = decodeURIComponent(await each.evaluate(() => location.href).catch(() => ''));
        if (address.includes('library.html?query=BRICS went')) return each;
      }
      return undefined;
    }).catch(async (error: Error) => {
      const there = on.rig.browser.targets().map((each) => each.url());
      const selected = await page.evaluate(() => `${getSelection()}`);
      throw new Error(`${error.message} Bar: ${await hasBar(page)}; selected: ${selected}; open: ${there}.`);
    });
    await search.close();
  });

  it('the bar can be taken off a site, and the settings bring it back', async () => {
    const page = await opened();
    const site = new URL(page.url()).host;
    await select(page, 'An ordinary sentence');
    const { left, top, right } = await bar(page);
    // The second row: *Copy as Markdown*, then *No bar on this site*. The bar takes no press before it was seen.
    await until('the second row', async () => {
      if (await isBarAt(page, left + 190, top + 14 + 33)) return true;
      await page.mouse.click(right - 17, top + 14);
      return isBarAt(page, left + 190, top + 14 + 33);
    });
    await page.screenshot({ path: `.artifacts/${which}-bar-more.png` });
    // Where the bar was, a press would end the selection. And the settings are asked in a tab in front of the page.
    await until('the bar to go', async () => {
      if (!(await isBarAt(page, left + 190, top + 14 + 33))) return true;
      await page.mouse.click(left + 190, top + 14 + 33);
      await pause(60);
      return false;
    });
    await until('it to go for good', async () => (await on.ask('settings', null)).barless.includes(site));
    await page.bringToFront();
    await select(page, 'ordinary sentence stands');
    await noBarComes(page, 'on that site');
    await set({ site, barless: false });
    await page.bringToFront();
    await barComesBack(page, 'ordinary sentence stands');
  });

  it('the marks and the bar look right', async () => {
    for (const scheme of ['light', 'dark'] as const) {
      await set({ remembers: true });
      await on.ask('write', {
        id: crypto.randomUUID(),
        target: { kind: 'term', term: 'brics' },
        changes: { text: 'Mine' },
      });
      on.pages[on.path] = PAGE.replace('<style>', `<style>:root{color-scheme:${scheme}}`);
      const page = await on.open();
      await page
        .emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
        .catch(() => undefined);
      await expect.poll(async () => (await solid(page)).length, { timeout: 20_000 }).toBeGreaterThan(0);
      for (const [width, height] of [
        [1000, 800],
        [400, 600],
      ] as const) {
        await page.setViewport({ width, height });
        await page.mouse.click(width - 40, 5); // Ends the selection of before.
        await select(page, 'An ordinary sentence');
        const { left, right } = await bar(page);
        expect(left).toBeGreaterThanOrEqual(0);
        expect(right).toBeLessThanOrEqual(width);
        await pause(300); // It fades in.
        await page.screenshot({ path: `.artifacts/${which}-bar-${scheme}-${width}.png` });
        await page.keyboard.press('Escape');
      }
    }
    await set({ remembers: false });
  });

  it('Gloss caused no error on any of these pages', async () => {
    expect(await on.rig.errors()).toEqual([]);
  });
});
