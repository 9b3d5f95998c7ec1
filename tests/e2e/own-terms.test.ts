/** A term of the reader's own: from a selection to marks on another site, edited, undone, found, exported, imported. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COUNTS, closeOwnTab, noCard, ownTab, takesPresses, until } from '../../scripts/hovering';
import { readGloss } from '../../src/digest/gloss-file/read';
import { pacer } from '../../src/platform/pace';
import { barriersOn } from './axe';
import { choose, select } from './noted';
import { head } from './noted-site';
import { ask, cardAt, openFully, says } from './notes';
import { BROWSERS, launch, type Rig, type Site, serve } from './rig';
import { openPopup, stayBehind } from './surfaces';
import { noForm, termForm } from './term-form';

const FIRST = `${head('Sluices of the delta')}<p>Rivers rise. The penstock is closed at high tide. Fields stay dry.</p>`;
const OTHER = `${head('Another')}<p>An old penstock was found.</p><h2>Below</h2><p>A kelderluik is a hatch.</p>`;

describe.each(BROWSERS)('a term of one’s own, in %s', (which) => {
  let rig: Rig;
  let sites: [Site, Site];
  let page: Page;
  let other: Page;
  beforeAll(async () => {
    rig = await launch(which);
    sites = [await serve({ '/': FIRST }), await serve({ '/': OTHER })];
    await stayBehind(rig);
    other = await rig.open(sites[1].at());
    page = await rig.open(sites[0].at());
  });
  afterAll(async () => {
    for (const site of sites) site.close();
    await rig.close();
  });

  /** Waits until exactly these words are marked on a page. */
  const marks = async (on: Page, ...words: string[]) => {
    await on.bringToFront();
    const wanted = [...words].sort().join();
    await until(`${wanted || 'nothing'} to be marked`, async () => {
      const marked = await on.evaluate(() =>
        [...((CSS.highlights.get('gloss') ?? []) as Iterable<StaticRange>)].map((range) => {
          const live = document.createRange();
          live.setStart(range.startContainer, range.startOffset);
          live.setEnd(range.endContainer, range.endOffset);
          return live.toString();
        }),
      );
      return marked.sort().join() === wanted;
    });
  };

  // A card closes when its page is marked anew, which may be a moment after a change: then it is opened again. What is
  // pressed in a frame that is just taken away gets lost.
  /** Waits until the card at the term says that, on its peek. */
  const cardSays = (on: Page, text: string) =>
    until(
      `the card to say “${text}”`,
      async () => {
        const card = await cardAt(rig, on, 'penstock');
        const isSaid = (await card.text()).includes(text);
        await on.keyboard.press('Escape');
        await noCard(on);
        return isSaid;
      },
      60_000,
    );
  /** Presses a button on the whole card at the term, which opens the form. */
  const pressOnCard = (on: Page, text: string) =>
    until(
      `“${text}” on the card`,
      async () => {
        const card = await cardAt(rig, on, 'penstock');
        await takesPresses(card, 3_000);
        const isPressed = await card.evaluate<boolean>(`(() => {
          if (!(${COUNTS})) return false; // It has just grown or moved.
          document.querySelector('.counts:enabled')?.click();
          const found = [...document.querySelectorAll('button')].find((each) => each.textContent === ${JSON.stringify(text)});
          found?.click();
          return found !== undefined;
        })()`);
        return isPressed && ownTab(rig.browser, '/term.html', 8_000);
      },
      90_000,
    );

  it('is made of selected words, and is marked on another site', async () => {
    await page.bringToFront();
    await select(page, 'penstock');
    await choose(page, 'explain');
    const form = await termForm(rig.browser);
    expect(await form.evaluate(`document.querySelector('[name=label]').value`)).toBe('penstock');
    await form.fill('[name=gist]', 'A sluice that holds water back');
    await form.says('The penstock is closed at high tide.');
    await form.press('Add this sentence as a statement');
    await form.press('Save');
    await form.says('“penstock” is saved.');
    await form.press('Close');
    await marks(other, 'penstock');
    await marks(page, 'penstock');
    const card = await cardAt(rig, page, 'penstock');
    await says(card, 'A sluice that holds water back');
    await openFully(card);
    await says(card, 'Sluices of the delta');
    await page.screenshot({ path: `.artifacts/${which}-own-card.png` });
    await page.keyboard.press('Escape');
    expect(await rig.errors()).toEqual([]);
  });

  it('is edited from its card, and the edit is undone', async () => {
    await pressOnCard(other, 'Edit');
    const form = await termForm(rig.browser);
    await form.says('Edit “penstock”');
    await form.fill('[name=gist]', 'A gate in a dam');
    await form.press('Save');
    await form.says('“penstock” is saved.');
    await cardSays(page, 'A gate in a dam');
    await form.press('Undo');
    await form.says('The change of “penstock” is undone.');
    await form.press('Close');
    await cardSays(page, 'A sluice that holds water back');
  });

  it('gets a form and another sentence from its card', async () => {
    await pressOnCard(other, 'Add this sentence as a statement');
    const form = await termForm(rig.browser);
    await form.press('Add a way to write it');
    await form.fill('.forms li input', 'kelderluik');
    await form.press('Save');
    await form.says('“penstock” is saved.');
    await form.press('Close');
    await marks(other, 'penstock', 'kelderluik');
  });

  it('is found by the search in the popup, which offers to add what it does not find', async () => {
    const popup = await openPopup(rig, page);
    await popup.type('penstock');
    await until('the term to be found', () =>
      popup.evaluate(`document.querySelector('.results .name')?.textContent === 'penstock'`),
    );
    await popup.evaluate(`(() => {
      const box = document.querySelector('input');
      box.value = 'qanatwright';
      box.dispatchEvent(new Event('input', { bubbles: true }));
    })()`);
    await says(popup, 'Explain “qanatwright” yourself …');
    await popup.evaluate(`document.querySelector('.explains').click()`);
    const form = await termForm(rig.browser);
    expect(await form.evaluate(`document.querySelector('[name=label]').value`)).toBe('qanatwright');
    await form.press('Cancel');
    await noForm(rig.browser);
  });

  it('is exported, deleted, brought back by undo and by import, and is in a digest file', async () => {
    const own = await rig.openOwn('digests.html');
    const presses = (text: string) =>
      until(`“${text}”`, () =>
        own.evaluate((text) => {
          const all = [...document.querySelectorAll('button')];
          const found = all.find((each) => (each.ariaLabel ?? each.textContent) === text && !each.disabled);
          found?.click();
          return found !== undefined;
        }, text),
      );
    const tells = (text: string) =>
      until(`“${text}” to be told`, () =>
        own.evaluate((text) => document.body.textContent.includes(text), text),
      );
    const file = (pattern: RegExp) =>
      until(`a file ${pattern}`, async () => {
        const name = readdirSync(rig.downloads).find((each) => pattern.test(each));
        const bytes = name === undefined ? undefined : readFileSync(join(rig.downloads, name));
        return bytes && bytes.length > 0 ? bytes : undefined;
      });
    await tells('Made by you');
    await own.screenshot({ path: `.artifacts/${which}-own-digests.png` });
    if (which === 'chrome') expect(await barriersOn(own)).toEqual([]);
    await presses('Save all as JSON');
    await tells('Saved: gloss-my-terms-');
    const json = await file(/^gloss-my-terms-[^()]*\.json$/);
    await presses('Save as a file: “My terms”');
    await presses('Save “My terms” as Gloss (.gloss)');
    const gloss = await readGloss(
      new Uint8Array(await file(/^my-terms-.*\.gloss$/)),
      pacer(),
      AbortSignal.any([]),
    );
    expect(gloss.digest.terms.map(({ label }) => label)).toEqual(['penstock']);
    expect(gloss.digest.documents.map(({ title }) => title)).toEqual(['Sluices of the delta', 'Another']);

    await pressOnCard(page, 'Edit');
    const form = await termForm(rig.browser);
    await form.press('Delete');
    await form.says('“penstock” was deleted.');
    await marks(page);
    await form.press('Undo');
    await form.says('“penstock” is back.');
    await marks(page, 'penstock');
    await form.press('Close');
    await noForm(rig.browser);

    const { terms } = JSON.parse(json.toString()) as { terms: { id: string }[] };
    await ask(own, 'delete-terms', { ids: terms.map(({ id }) => id), deleted: true });
    await marks(other);
    await own.bringToFront();
    const path = join(rig.downloads, 'own-terms.json');
    writeFileSync(path, json);
    const input = (await own.$('.own-section input[type=file]')) as ElementHandle<HTMLInputElement>;
    await input.uploadFile(path);
    await tells('1 term was added or changed.');
    await marks(other, 'penstock', 'kelderluik');
    await own.bringToFront();
    const another = join(rig.downloads, 'own-others.json');
    writeFileSync(another, '{}');
    await input.uploadFile(another);
    await tells('own-others.json cannot be imported. It is not a file of your own terms');
    await closeOwnTab(rig.browser, 'digests.html');
    expect(await rig.errors()).toEqual([]);
  });

  it('outlives the background', async () => {
    await rig.killBackground();
    const again = await rig.open(sites[1].at());
    await marks(again, 'penstock', 'kelderluik');
    await again.close();
  });
});
