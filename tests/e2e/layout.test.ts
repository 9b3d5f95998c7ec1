import { afterAll, beforeAll, describe, it, onTestFinished } from 'vitest';
import { opens } from './marked';
import { BROWSERS, launch, type Rig, type Site, serve } from './rig';

const UN = 'United Nations';

/** Name and HTML of each layout. Both mentions have a card, each its own. */
const TWO = `The ministers of BRICS met at the ${UN}.`;
const HOVERED: [string, string][] = [
  ['vertical writing', `<p style="writing-mode:vertical-rl;height:500px">${TWO}</p>`],
  ['writing from right to left', `<p dir="rtl" lang="fa">وزیران BRICS در ${UN} دیدار کردند.</p>`],
  ['a turned and stretched box', `<p style="margin:120px;transform:rotate(20deg) scale(1.2)">${TWO}</p>`],
  ['a zoomed box', `<p style="zoom:1.7">${TWO}</p>`],
  ['lines that break inside a mention', `<p style="width:5ch">${TWO}</p>`],
  ['columns', `<div style="columns:2;height:60px"><p style="margin:0">${TWO}</p></div>`],
  ['a table', `<table><tr><td>The ministers of BRICS</td><td>The ${UN}</td></tr></table>`],
  ['a drawing', `<svg width="600" height="60"><text y="30">${TWO}</text></svg>`],
  ['a shadow root', `<div><template shadowrootmode="open"><p>${TWO}</p></template></div>`],
  [
    'a shadow root in a shadow root, with a slot',
    `<div><template shadowrootmode="open"><div><template shadowrootmode="open"><p>The ministers of BRICS</p><slot></slot></template><slot></slot></div></template><p>The ${UN}</p></div>`,
  ],
  ['a box that stays when the page scrolls', `<p style="position:sticky;top:0">${TWO}</p>`],
];

describe.each(BROWSERS)('hovering where text is laid out unusually, in %s', (which) => {
  let rig: Rig;
  let site: Site;
  beforeAll(async () => {
    rig = await launch(which);
    site = await serve(
      Object.fromEntries(
        HOVERED.map(([, html], at) => [
          `/${at}`,
          `<!doctype html><html lang="en"><title>Layout</title>${html}`,
        ]),
      ),
    );
  });
  afterAll(async () => {
    site.close();
    await rig.close();
  });

  it.each(HOVERED.map(([name], at) => ({ name, path: `/${at}` })))(
    'each mention in $name opens its own card',
    async ({ path }) => {
      const page = await rig.open(site.at(path));
      onTestFinished(() => page.close());
      await opens(rig, page, 'BRICS', 'BRICS');
      await opens(rig, page, UN, UN);
    },
  );
});
