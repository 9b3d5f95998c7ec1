import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { until } from '../../scripts/hovering';
import { caughtUp, marked, opens, restsAt, shows } from './marked';
import { BROWSERS, launch, type Rig, type Site, serve } from './rig';

const UN = 'United Nations';
const IGF = 'Internet Governance Forum';

/** Words without a mention, about that many UTF-16 units. */
const words = (units: number) =>
  'Delegates spoke at length of cables, of names and of numbers. '.repeat(units / 61);

/** 5 MB of prose in 8,000 paragraphs, a mention in every eighth. */
const LONG = `<!doctype html><html lang="en"><title>Long</title><button onclick="this.textContent++">0</button>${Array.from(
  { length: 8_000 },
  (_, at) => `<p id="p${at}">${at % 8 === 0 ? `The ${UN} met. ` : ''}${words(640)}</p>`,
).join('')}<p id="last">The ${IGF} met.</p>`;

/** 2 MB in one paragraph and one text node. */
const ONE = `<!doctype html><html lang="en"><title>One</title><p>The ${UN} met. ${words(2_000_000)}</p><p id="last">The ${IGF} met.</p>`;

/** 500 nested elements. With more, Chromium itself does not finish. */
const DEEP = `<!doctype html><html lang="en"><title>Deep</title><p>The ${IGF} met.</p>${'<div>'.repeat(500)}The ${UN} met.${'</div>'.repeat(500)}`;

const LIST = `<!doctype html><html lang="en"><title>List</title><style>p{margin:0;font:10px/1.2 sans-serif}</style><div id="list"></div><script>
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

describe.each(BROWSERS)('pages that ask much, in %s', (which) => {
  let rig: Rig;
  let site: Site;
  beforeAll(async () => {
    rig = await launch(which);
    site = await serve({ '/long': LONG, '/one': ONE, '/deep': DEEP, '/list': LIST });
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

  it('a page of 5 MB is marked in view, stays responsive, and is read to its end', async () => {
    const page = await open('/long');
    for (let press = 1; press <= 5; press++) {
      await page.click('button');
      await until('the press', () =>
        page.evaluate((press) => document.querySelector('button')?.textContent === `${press}`, press),
      );
    }
    await shows(page, [UN], '#p0', 20_000);
    await opens(rig, page, UN, UN);
    await page.evaluate(() => document.querySelector('#last')?.scrollIntoView());
    await shows(page, [IGF], '#last', 60_000);
    expect((await marked(page)).length).toBeLessThan(50); // Only the mentions near the viewport, of 1,001.
    await page.evaluate(() => document.querySelector('#last')?.append(' So did the ministers of BRICS.'));
    await shows(page, ['BRICS', IGF], '#last', 20_000);
  }, 120_000);

  it('a paragraph of 2 MB is marked, and so is what follows it', async () => {
    const page = await open('/one');
    await shows(page, [UN], 'p', 20_000);
    await page.evaluate(() => document.querySelector('#last')?.scrollIntoView());
    await shows(page, [IGF], '#last', 20_000);
  });

  it('elements 500 deep are read', async () => {
    const page = await open('/deep');
    await shows(page, [IGF, UN]);
  });

  it('after 500 changes of every kind, exactly the present mentions are marked', async () => {
    const page = await open('/list');
    await caughtUp(page);
    for (let hundred = 0; hundred < 5; hundred++) {
      const mentions = (await page.evaluate('run(100)')) as string[];
      await caughtUp(page);
      await shows(page, mentions);
    }
    await page.evaluate('list.replaceChildren()');
    await restsAt(page, []);
  });

  it('Gloss caused no error on any of these pages', async () => {
    expect(await rig.errors()).toEqual([]);
  });
});
