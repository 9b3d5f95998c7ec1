import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { until } from '../../scripts/hovering';
import { caughtUp, marksEveryBlock, opens, restsAt, shows } from './marked';
import { BROWSERS, launch, type Rig, type Site, serve } from './rig';

/** A page that has been read once its only mention is marked. Then the test changes it. */
const QUIET = `<!doctype html><html lang="en"><title>Quiet</title><main>
  <p id="known">The United Nations met.</p><p id="p">Nothing yet.</p><div id="box"></div></main>`;

const RESTLESS = `${QUIET}<ul id="ticker"></ul><script>
  let rounds = 0;
  setInterval(() => {
    rounds++;
    ticker.replaceChildren(...Array.from({ length: 50 }, (_, at) => {
      const item = document.createElement('li');
      item.textContent = 'Price ' + at + ': ' + rounds * at;
      return item;
    }));
  }, 100);
</script><style>#ticker{height:40px;overflow:hidden}</style>`;

const LATE = `<!doctype html><html lang="en"><title>Late</title><p id="p">Loading …</p><script>
  setTimeout(() => { p.textContent = 'The United Nations met.'; }, 2000);
</script>`;

/** Nothing on this page defines the acronym. */
const BARE = `<!doctype html><html lang="en"><title>Bare</title><p>They went to the IGF.</p><div id="box"></div>`;

/** The acronym is defined more than one batch of text later. */
const FAR = BARE.replace(
  '<div id="box">',
  `${'<p>It was a long way, and nobody spoke of anything that would matter.</p>'.repeat(2_000)}<div id="box">The Internet Governance Forum met.`,
);

describe.each(BROWSERS)('marks follow the page as it changes, in %s', (which) => {
  let rig: Rig;
  let site: Site;
  beforeAll(async () => {
    rig = await launch(which);
    await marksEveryBlock(rig);
    site = await serve({
      '/': QUIET,
      '/second': '<!doctype html><p>The ministers of BRICS met.</p>',
      '/restless': RESTLESS,
      '/late': LATE,
      '/bare': BARE,
      '/far': FAR,
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

  describe('an edit', () => {
    it('of a text in place marks the new text and unmarks the old', async () => {
      const page = await open();
      const say = (text: string) =>
        page.evaluate((text) => {
          (document.querySelector('#p') as Element).firstChild!.nodeValue = text;
        }, text);
      await say('Then the ministers of BRICS met.');
      await shows(page, ['BRICS', 'United Nations']);
      await say('Then the Internet Governance Forum met.');
      await shows(page, ['Internet Governance Forum', 'United Nations']);
      await say('Then nobody met.');
      await shows(page, ['United Nations']);
    });

    it('letter by letter marks a form once it is complete', async () => {
      const page = await open();
      await page.evaluate(async () => {
        const text = document.querySelector('#p')?.firstChild as Text;
        text.data = 'Then the ';
        for (const letter of 'Internet Governance Forum met.') {
          text.appendData(letter);
          await new Promise(requestAnimationFrame);
        }
      });
      await shows(page, ['Internet Governance Forum', 'United Nations']);
    });

    it('that joins the halves of a form marks it, and splitting them unmarks it', async () => {
      const page = await open();
      await page.evaluate(() =>
        document.querySelector('#p')?.replaceChildren('The World Summit of the United'),
      );
      await restsAt(page, [], '#p');
      await page.evaluate(() => document.querySelector('#p')?.append(' Nations'));
      await shows(page, ['United Nations'], '#p');
      await page.evaluate(() => document.querySelector('#p')?.lastChild?.remove());
      await restsAt(page, [], '#p');
    });

    it('before a mention moves the mark with its words', async () => {
      const page = await open();
      await page.evaluate(() =>
        (document.querySelector('#known')!.firstChild as Text).insertData(0, 'In the year 1945 it was that '),
      );
      await shows(page, ['United Nations']);
      await opens(rig, page, 'United Nations', 'United Nations');
    });

    it('that splits or joins text nodes leaves the mark in place', async () => {
      const page = await open();
      await page.evaluate(() => (document.querySelector('#known')!.firstChild as Text).splitText(9));
      await shows(page, ['United Nations']);
      await page.evaluate(() => document.querySelector('#known')?.normalize());
      await shows(page, ['United Nations']);
    });

    it('that repeats the text or appends to it does not make the mark blink', async () => {
      const page = await open();
      await page.evaluate(() => {
        const known = document.querySelector('#known')?.firstChild as Text;
        const frames: number[] = [];
        const count = () => {
          const marks = [...(CSS.highlights.get('gloss') ?? [])];
          frames.push(marks.filter(({ startContainer }) => startContainer === known).length);
          requestAnimationFrame(count);
        };
        count();
        Object.assign(window, { known, frames });
      });
      await page.evaluate('known.data = "" + known.data');
      await caughtUp(page);
      // Repeated, because a blink of one frame is easily missed.
      for (let time = 0; time < 8; time++) {
        await page.evaluate('known.appendData(" It met for long.")');
        await caughtUp(page);
      }
      expect(await page.evaluate('[...new Set(frames)]')).toEqual([1]);
    });

    it('of style sheets and highlights leaves the marks visible', async () => {
      const page = await open();
      await page.evaluate(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync('body{color:navy}');
        document.adoptedStyleSheets = [sheet];
        CSS.highlights.set('own', new Highlight());
      });
      await page.evaluate(() => document.querySelector('#p')?.replaceChildren('The ministers of BRICS met.'));
      await shows(page, ['BRICS', 'United Nations']);
    });
  });

  describe('added and removed content', () => {
    it('a paragraph is marked when it is added, unmarked when removed, and marked when added again', async () => {
      const page = await open();
      await page.evaluate(() => {
        const paragraph = document.createElement('p');
        paragraph.id = 'new';
        paragraph.innerHTML = 'The <b>ministers</b> of <i>BRICS</i> met.';
        document.querySelector('#box')?.append(paragraph);
        Object.assign(window, { paragraph });
      });
      await shows(page, ['BRICS', 'United Nations']);
      await page.evaluate(() => document.querySelector('#new')?.remove());
      await shows(page, ['United Nations']);
      await page.evaluate(() =>
        document.querySelector('#box')?.append((window as unknown as { paragraph: Element }).paragraph),
      );
      await shows(page, ['BRICS', 'United Nations']);
    });

    it('removing an inline element with a part of a form unmarks the form', async () => {
      const page = await open();
      await page.evaluate(() => {
        (document.querySelector('#p') as Element).innerHTML = 'The Internet <b>Governance</b> Forum met.';
      });
      await shows(page, ['Internet Governance Forum'], '#p');
      await page.evaluate(() => document.querySelector('#p b')?.remove());
      await restsAt(page, [], '#p');
    });

    it('a component that redraws the same words keeps its mark each time', async () => {
      const page = await open();
      for (let time = 0; time < 3; time++) {
        await page.evaluate(() => {
          const known = document.querySelector('#known') as Element;
          known.textContent = `${known.textContent}`;
        });
        await shows(page, ['United Nations']);
      }
      await page.evaluate(async () => {
        const main = document.querySelector('main') as Element;
        for (let time = 0; time < 20; time++) {
          main.innerHTML = `${main.innerHTML}`;
          await new Promise(requestAnimationFrame);
        }
      });
      await shows(page, ['United Nations']);
    });

    it('a paragraph with the same text as another is marked too', async () => {
      const page = await open();
      await page.evaluate(() => {
        const box = document.querySelector('#box') as Element;
        box.innerHTML = document.querySelector('#known')?.outerHTML ?? '';
      });
      await shows(page, ['United Nations', 'United Nations']);
    });

    it('each item of a reordered list is marked once', async () => {
      const page = await open();
      const names = ['Internet Governance Forum', 'BRICS', 'United Nations'];
      await page.evaluate((names) => {
        const box = document.querySelector('#box') as Element;
        box.innerHTML = names.map((name) => `<p>Ministers of the ${name} met.</p>`).join('');
      }, names);
      await shows(page, names, '#box');
      await page.evaluate(async () => {
        const box = document.querySelector('#box') as Element;
        for (let time = 0; time < 30; time++) {
          box.insertBefore(box.children[(time * 7) % 3] as Element, box.children[time % 3] as Element);
          if (time % 5 === 0) await new Promise((resolve) => setTimeout(resolve, 30));
        }
      });
      await restsAt(page, names, '#box');
    });

    it('an acronym is marked when the page defines it later', async () => {
      const page = await open('/bare', []);
      const say = (text: string) =>
        page.evaluate((text) => {
          const paragraph = document.createElement('p');
          paragraph.textContent = text;
          document.querySelector('#box')?.append(paragraph);
        }, text);
      await say('Nobody knew what it was.');
      await say('The Internet Governance Forum met.');
      await shows(page, ['IGF', 'Internet Governance Forum']);
      await say('The IGF is over.');
      await shows(page, ['IGF', 'IGF', 'Internet Governance Forum']);
    });

    it('an acronym is marked if a long page defines it at its end', async () => {
      await open('/far', ['IGF']);
    });

    it('text that is added two seconds late is marked', async () => {
      const page = await rig.open(site.at('/late'));
      onTestFinished(() => page.close());
      await shows(page, ['United Nations']);
    });

    it('new mentions are marked on a page that never rests', async () => {
      const page = await open('/restless');
      for (const [rounds, text] of [
        [15, 'Ministers of BRICS met.'],
        [30, 'The Internet Governance Forum met.'],
      ] as const) {
        await until('the page to be restless', () =>
          page.evaluate(`rounds >= ${rounds}`).then((is) => is === true),
        );
        await page.evaluate((text) => {
          const paragraph = document.createElement('p');
          paragraph.textContent = text;
          document.querySelector('#box')?.prepend(paragraph);
        }, text);
      }
      await shows(page, ['BRICS', 'Internet Governance Forum', 'United Nations'], undefined, 30_000);
    });

    it('a tab that was loaded and changed while hidden is read when it is shown', async () => {
      const page = await rig.browser.newPage();
      onTestFinished(() => page.close());
      const front = await open('/second', ['BRICS']);
      await page.goto(site.at());
      await until('the page to be hidden', () => page.evaluate(() => document.hidden));
      await page.bringToFront();
      await shows(page, ['United Nations']);
      await front.bringToFront();
      await until('the page to be hidden', () => page.evaluate(() => document.hidden));
      await page.evaluate(() => document.querySelector('#p')?.replaceChildren('The ministers of BRICS met.'));
      await page.bringToFront();
      await shows(page, ['BRICS', 'United Nations']);
    });
  });
});
