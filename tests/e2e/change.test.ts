import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { until } from '../../scripts/hovering';
import { caughtUp, opens, restsAt, shows } from './marked';
import { BROWSERS, launch, type Rig, type Site, serve } from './rig';

/** A page that is read when its one mention is marked, and then changes. */
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

/** Nothing on it says what the acronym means. */
const BARE = `<!doctype html><html lang="en"><title>Bare</title><p>They went to the IGF.</p><div id="box"></div>`;

/** What the acronym means is said more than a batch later. */
const FAR = BARE.replace(
  '<div id="box">',
  `${'<p>It was a long way, and nobody spoke of anything that would matter.</p>'.repeat(2_000)}<div id="box">The Internet Governance Forum met.`,
);

describe.each(BROWSERS)('marks follow the page as it changes, in %s', (which) => {
  let rig: Rig;
  let site: Site;
  beforeAll(async () => {
    rig = await launch(which);
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

  /** A page that has been read, and is closed when its test is over. */
  const open = async (path = '/', known = ['United Nations']) => {
    const page = await rig.open(site.at(path));
    onTestFinished(() => page.close());
    await shows(page, known);
    return page;
  };

  describe('an edit', () => {
    it('of a text in place: what it says now is marked, what it said is not', async () => {
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

    it('letter by letter: the form is marked when it is whole', async () => {
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

    it('that puts the halves of a form together, and takes them apart again', async () => {
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

    it('before a mention moves the mark along with its words', async () => {
      const page = await open();
      await page.evaluate(() =>
        (document.querySelector('#known')!.firstChild as Text).insertData(0, 'In the year 1945 it was that '),
      );
      await shows(page, ['United Nations']);
      await opens(rig, page, 'United Nations', 'United Nations');
    });

    it('that cuts its text into pieces, or joins them, leaves the mark where it was', async () => {
      const page = await open();
      await page.evaluate(() => (document.querySelector('#known')!.firstChild as Text).splitText(9));
      await shows(page, ['United Nations']);
      await page.evaluate(() => document.querySelector('#known')?.normalize());
      await shows(page, ['United Nations']);
    });

    it('that says the same, or adds to the end, does not make the mark blink', async () => {
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
      // Each time anew: a blink of one frame is easily missed.
      for (let time = 0; time < 8; time++) {
        await page.evaluate('known.appendData(" It met for long.")');
        await caughtUp(page);
      }
      expect(await page.evaluate('[...new Set(frames)]')).toEqual([1]);
    });

    it('of its style sheets and highlights leaves the marks to be seen', async () => {
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

  describe('what comes and goes', () => {
    it('a paragraph that comes in is marked; it goes, and its mark with it; it comes back', async () => {
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

    it('an inline element that goes takes its part of the form away', async () => {
      const page = await open();
      await page.evaluate(() => {
        (document.querySelector('#p') as Element).innerHTML = 'The Internet <b>Governance</b> Forum met.';
      });
      await shows(page, ['Internet Governance Forum'], '#p');
      await page.evaluate(() => document.querySelector('#p b')?.remove());
      await restsAt(page, [], '#p');
    });

    it('a component that draws the same words anew keeps its mark, each time', async () => {
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

    it('a paragraph that says what another has said is marked as well', async () => {
      const page = await open();
      await page.evaluate(() => {
        const box = document.querySelector('#box') as Element;
        box.innerHTML = document.querySelector('#known')?.outerHTML ?? '';
      });
      await shows(page, ['United Nations', 'United Nations']);
    });

    it('a list whose items change places has each item marked once', async () => {
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

    it('an acronym is marked when the page comes to say what it means', async () => {
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

    it('an acronym is marked that a long page explains at its end', async () => {
      await open('/far', ['IGF']);
    });

    it('text that comes two seconds late is marked', async () => {
      const page = await rig.open(site.at('/late'));
      onTestFinished(() => page.close());
      await shows(page, ['United Nations']);
    });

    it('on a page that never rests, new mentions are marked still', async () => {
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

    it('a tab that is loaded and changed unseen is read when it is shown', async () => {
      const page = await rig.browser.newPage();
      onTestFinished(() => page.close());
      const front = await open('/second', ['BRICS']);
      await page.goto(site.at());
      expect(await page.evaluate(() => document.hidden)).toBe(true);
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
