import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cardOf, hover, marksOn, noCard, ownTab, textBox, until } from '../../scripts/hovering';
import { DWELL } from '../../src/page/card/hover';
import { marksEveryBlock } from './marked';
import { openFully, pressFound, says } from './notes';
import { BROWSERS, launch, PROSE, type Rig, type Site, serve } from './rig';

describe.each(BROWSERS)('hovering in %s', (which) => {
  let rig: Rig;
  let site: Site;
  beforeAll(async () => {
    rig = await launch(which);
    await marksEveryBlock(rig);
    site = await serve({
      '/': PROSE,
      '/indonesian': '<html lang="id"><p>Rapat itu selesai, dan ITU bukan soal. Orang itu pulang.</p>',
      '/skipped': `<p id="live">Nothing</p><pre><code>Internet Governance Forum</code></pre><textarea>Internet Governance Forum</textarea>
        <div contenteditable>Internet Governance Forum</div><script>/* Internet Governance Forum */</script><input value="Internet Governance Forum">
        <p>The <b>Internet</b> <i>Governance</i> Forum, at last.</p><p>The xBRICSx, the BRICSlike and a ZBRICS.</p>`,
    });
  });
  afterAll(async () => {
    site.close();
    await rig.close();
  });

  it.each([
    ['IGF', 'IGF', 'open to all stakeholders'],
    ['ITU', 'ITU', 'agency for telecommunications'],
    ['BRICS', 'BRICS', 'founded by Brazil'],
    ['مجمع حکمرانی اینترنت', 'مجمع حکمرانی اینترنتIGF', 'open to all stakeholders'],
  ])(
    'a rest on %s opens the card of %s, which says what it is, and then all that documents say',
    async (text, heading, said) => {
      const page = await rig.open(site.at());
      await marksOn(page);
      await hover(page, await textBox(page, text));
      const card = await cardOf(rig.browser, page, heading);
      await says(card, said);
      await page.screenshot({ path: `.artifacts/${which}-peek-${text}.png` });
      await openFully(card);
      await says(card, 'Event report · August 2023');
      await page.screenshot({ path: `.artifacts/${which}-${text}.png` });
      await page.close();
    },
  );

  it('the quotation opens on demand, and the card stays within 420 by 480 px', async () => {
    const page = await rig.open(site.at());
    await marksOn(page);
    await hover(page, await textBox(page, 'IGF'));
    const card = await cardOf(rig.browser, page, 'IGF');
    await openFully(card);
    expect(await card.evaluate('document.querySelector("blockquote")')).toBeNull();
    await pressFound(card, 'the quotation', 'document.querySelector(".opens")');
    await until('the quotation', () =>
      card.evaluate<boolean>('document.querySelector("blockquote") !== null'),
    );
    const [width, height] = await card.evaluate<[number, number]>('[innerWidth, innerHeight]');
    expect(width).toBeLessThanOrEqual(420);
    expect(height).toBeLessThanOrEqual(480);
    await page.close();
  });

  it('a related term opens in the card, and Back leads back', async () => {
    const page = await rig.open(site.at());
    await marksOn(page);
    await hover(page, await textBox(page, 'BRICS'));
    const card = await cardOf(rig.browser, page, 'BRICS');
    await openFully(card);
    await pressFound(card, 'a related term', 'document.querySelector(".related button")');
    const heading = () => card.evaluate<string>('document.querySelector("h1").textContent');
    await until('the related card', async () => (await heading()) !== 'BRICS');
    await pressFound(card, 'Back', 'document.querySelector(".tools button")');
    await until('the first card again', async () => (await heading()) === 'BRICS');
    await page.close();
  });

  it('Read in the document opens the library at the marked passage, with working mentions', async () => {
    const page = await rig.open(site.at());
    await marksOn(page);
    await hover(page, await textBox(page, 'IGF'));
    const card = await cardOf(rig.browser, page, 'IGF');
    await openFully(card);
    await pressFound(card, 'the quotation', 'document.querySelector(".opens")');
    await until('the quotation', () =>
      card.evaluate<boolean>('document.querySelector(".deeds > a") !== null'),
    );
    await pressFound(card, 'Read in the document', 'document.querySelector(".deeds > a")');
    const library = await ownTab(rig.browser, 'library.html');
    const cited = await until('the cited passage in view', () =>
      library
        .evaluate<string | undefined>(`(() => {
        const box = document.querySelector('.cited')?.getBoundingClientRect();
        return box && box.top >= 0 && box.top < innerHeight ? document.querySelector('.cited').id : undefined;
      })()`)
        .then((id) => id ?? undefined),
    );
    expect(await library.evaluate('location.hash')).toBe(`#${cited}`);
    await until('marks in the library', () =>
      library.evaluate<boolean>('CSS.highlights.get("gloss")?.size > 0'),
    );
    await library.evaluate('window.close()');
    await page.close();
  });

  it('a term in the library opens its card like any other', async () => {
    const library = await rig.openOwn('library.html?document=islamic-nation-igf');
    await marksOn(library);
    await hover(library, await textBox(library, 'United Nations'));
    const card = await cardOf(rig.browser, library);
    await says(card, 'United Nations');
    await library.close();
  });

  it('the card closes on Escape and when the pointer leaves it', async () => {
    const page = await rig.open(site.at());
    await marksOn(page);
    const end = await textBox(page, 'Nothing here');
    await hover(page, await textBox(page, 'IGF'));
    await cardOf(rig.browser, page, 'IGF');
    await page.keyboard.press('Escape');
    await noCard(page);
    await page.mouse.move(end.x, end.y + 200);
    await hover(page, await textBox(page, 'BRICS'));
    await cardOf(rig.browser, page, 'BRICS');
    await page.mouse.move(5, 5, { steps: 8 });
    await noCard(page);
    await page.close();
  });

  it('a pointer that only passes opens nothing', async () => {
    const page = await rig.open(site.at());
    await marksOn(page);
    const { x, y } = await textBox(page, 'BRICS');
    await page.evaluate(() => {
      const times: number[] = [];
      // When the page hears of it: the browser may bring a move later than it was made.
      addEventListener('pointermove', () => times.push(performance.now()));
      Object.assign(window, { times });
    });
    // On a busy machine, the driver's pointer may stand still on its way. Then it has not passed, so this is
    // repeated.
    await until('the pointer to pass', async () => {
      await page.mouse.move(5, 5);
      await noCard(page);
      await page.mouse.move(x, y - 60);
      await page.evaluate('times.length = 0');
      await page.mouse.move(x, y + 200, { steps: 12 });
      const times = (await page.evaluate('times')) as number[];
      return times.length > 2 && times.every((time, at) => time - (times[at - 1] ?? time) < DWELL / 2);
    });
    await expect(cardOf(rig.browser, page, undefined, 900)).rejects.toThrow('in vain');
    await page.close();
  });

  // In Firefox, keyboard commands are pressed in the browser's own window, which this test does not set up.
  it.runIf(which === 'chrome')(
    'by keyboard: next and previous mention, into the card, and back by Escape',
    async () => {
      const page = await rig.open(site.at());
      await until('the marks', () => page.evaluate(() => (CSS.highlights.get('gloss')?.size ?? 0) > 3));
      const target = await rig.browser.waitForTarget((each) => each.type() === 'service_worker');
      const worker = await target.worker();
      const command = (name: string) =>
        worker?.evaluate(`chrome.commands.onCommand.dispatch(${JSON.stringify(name)})`);
      await command('next-mention');
      await cardOf(rig.browser, page, 'IGF');
      const headings: (string | null)[] = [];
      for (const name of ['next-mention', 'next-mention', 'previous-mention']) {
        await command(name);
        const card = await cardOf(rig.browser, page);
        await until(
          'another card',
          async () =>
            (await card.evaluate<string>('document.querySelector("h1").textContent')) !== headings.at(-1),
        );
        headings.push(await card.evaluate<string>('document.querySelector("h1").textContent'));
      }
      expect(headings[0]).not.toBe(headings[1]);
      await command('open-mention');
      const card = await cardOf(rig.browser, page);
      await until('the keyboard in the card', () => card.evaluate<boolean>('document.hasFocus()'));
      await page.keyboard.press('Escape');
      await noCard(page);
      await page.close();
    },
  );

  it('Indonesian itu is never the ITU', async () => {
    const page = await rig.open(site.at('/indonesian'));
    await hover(page, await textBox(page, 'itu'));
    await expect(cardOf(rig.browser, page, undefined, 1_200)).rejects.toThrow('in vain');
    await page.close();
  });

  it('a form across inline elements is marked, but not code, fields, editors or parts of words', async () => {
    const page = await rig.open(site.at('/skipped'));
    const marked = await until('the marks', () =>
      page.evaluate(() => {
        const highlight = CSS.highlights.get('gloss');
        if (!highlight?.size) return undefined;
        return [...highlight].map((range) => {
          const live = document.createRange();
          live.setStart(range.startContainer, range.startOffset);
          live.setEnd(range.endContainer, range.endOffset);
          return live.toString();
        });
      }),
    );
    expect(marked).toEqual(['Internet Governance Forum']);
    await page.close();
  });

  it('text that is added later is marked', async () => {
    const page = await rig.open(site.at('/skipped'));
    await page.evaluate(() => {
      document.querySelector('#live')?.replaceChildren('Now the United Nations speaks.');
    });
    await until('the new mark', () => page.evaluate(() => CSS.highlights.get('gloss')?.size === 2));
    await hover(page, await textBox(page, 'United Nations'));
    await cardOf(rig.browser, page);
    await page.close();
  });
});
