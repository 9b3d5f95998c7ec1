import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noCard, pause, until } from '../../scripts/hovering';
import { SPY } from './hostile-pages';
import { ask, cardAt, deleteNote, notesOn, openEditor, openFully, press, says, stored } from './notes';
import { BROWSERS, launch, PROSE, type Rig, type Site, serve } from './rig';

/** The page contains none of these letters, so any of them that the page hears must come from the note. */
const SECRET = 'zqxjvkwzqx';

describe.each(BROWSERS)('what a page gets of a note, in %s', (which) => {
  let rig: Rig;
  let site: Site;
  let own: Page;
  beforeAll(async () => {
    rig = await launch(which);
    site = await serve({ '/': SPY });
    own = await rig.openOwn('options.html');
  });
  afterAll(async () => {
    site.close();
    await rig.close();
  });

  it('is nothing, neither keys nor words, while it is typed, shown, edited and deleted', async () => {
    const page = await rig.open(site.at());
    const got = () => page.evaluate(() => (window as unknown as { got: string[] }).got.join('\n'));
    // First, check that the spy works.
    await page.click('#own');
    await page.keyboard.type('yyy');
    await until('the spy to work', async () => /keydown.*"y"/.test(await got()));
    await page.evaluate(() => {
      (document.querySelector('#own') as HTMLInputElement).value = '';
      (window as unknown as { got: string[] }).got.length = 0;
    });

    const card = await cardAt(rig, page, 'BRICS');
    await openEditor(card, 'Add note');
    const keys = () =>
      page.evaluate(() =>
        (window as unknown as { heard: string[] }).heard.filter((each) =>
          /^(key|input|before|comp|text)/.test(each),
        ),
      );
    await page.evaluate(() => {
      (window as unknown as { heard: string[] }).heard.length = 0;
    });
    await page.keyboard.type(SECRET, { delay: 15 });
    await stored(own, 'brics', [SECRET]);
    await page.keyboard.press('Tab');
    await page.keyboard.type('kjqz');
    await until('the tag', async () => (await notesOn(own, 'brics'))[0]?.tags[0] === 'kjqz');
    expect(await keys()).toEqual([]);
    await press(card, 'Done');
    await says(card, SECRET);
    await openEditor(card, 'Edit');
    await page.keyboard.type('zj');
    await stored(own, 'brics', [`${SECRET}zj`]);
    await deleteNote(card);
    await says(card, 'Note deleted.');
    await press(card, 'Undo');
    await says(card, SECRET);
    await page.keyboard.press('Escape');
    await noCard(page);
    await page.evaluate(() => (window as unknown as { look(): void }).look());

    const all = await got();
    expect(all.length).toBeGreaterThan(1_000);
    for (const part of [SECRET, SECRET.slice(0, 4), SECRET.slice(-4), 'kjqz'])
      expect(all).not.toContain(part);
    // Escape closes the card as it is pressed, and may be released on the page.
    expect((await keys()).filter((key) => key !== 'keyup Escape')).toEqual([]);
    await page.close();
  });
});

describe.each(BROWSERS)('a malicious note, in %s', (which) => {
  let rig: Rig;
  let site: Site;
  let own: Page;
  /** The requests to a server that must not get any. */
  const fetched: string[] = [];
  const trap = createServer((request, response) => {
    fetched.push(request.url ?? '');
    response.end();
  });
  let trapped: string;
  beforeAll(async () => {
    await new Promise<void>((done) => trap.listen(0, '127.0.0.1', done));
    trapped = `http://127.0.0.1:${(trap.address() as AddressInfo).port}`;
    rig = await launch(which);
    site = await serve({ '/': PROSE });
    own = await rig.openOwn('options.html');
  });
  afterAll(async () => {
    trap.closeAllConnections();
    trap.close();
    site.close();
    await rig.close();
  });

  const showing = async (text: string) => {
    const id = crypto.randomUUID();
    await ask(own, 'write', { id, target: { kind: 'term', term: 'brics' }, changes: { text } });
    const page = await rig.open(site.at());
    const card = await cardAt(rig, page, 'BRICS');
    await openFully(card);
    await until('the note as Markdown', () =>
      card.evaluate<boolean>(
        `[...document.querySelectorAll('.note .words > :not(.plain)')].some((each) => each.textContent.includes('THE END'))`,
      ),
    );
    await pause(200); // By then, anything that the note loads would have been requested.
    const seen = await card.evaluate<{
      names: string[];
      attributes: string[];
      text: string;
      links: string[][];
      sideways: number;
    }>(`(() => {
      const all = [...document.querySelectorAll('.note .words *')];
      return {
        names: [...new Set(all.map(({ localName }) => localName))].sort(),
        attributes: [...new Set(all.flatMap((each) => each.getAttributeNames()))].sort(),
        text: document.querySelector('.note .words').textContent,
        sideways: document.documentElement.scrollWidth - innerWidth,
        links: [...document.querySelectorAll('.note .words a')].map((a) => [a.textContent, a.getAttribute('href') ?? '', a.target, a.rel]),
      };
    })()`);
    await page.screenshot({ path: `.artifacts/${which}-note-malice.png` });
    await page.close();
    await ask(own, 'delete', { ids: [id], deleted: true });
    return seen;
  };

  it('shows its markup as text, and loads nothing', async () => {
    const { names, attributes, text } = await showing(`
<img src="${trapped}/img" onerror="document.title='bad'"> <svg onload="document.title='bad'"><image href="${trapped}/svg"/></svg>

<script>document.title = 'bad'; fetch('${trapped}/script')</script>
<style>@import url(${trapped}/style); body { display: none }</style>
<link rel="stylesheet" href="${trapped}/link"> <iframe src="${trapped}/frame"></iframe> <video src="${trapped}/video" autoplay></video>
<a href="javascript:document.title='bad'">press</a> <form action="${trapped}/form"><button>send</button></form> <h1 id="x" class="card">Heading</h1>

![picture](${trapped}/picture) ![](${trapped}/bare "title") ![ref][1]

[1]: ${trapped}/reference

**bold** THE END`);
    expect(names).toEqual(['a', 'br', 'p', 'strong']);
    expect(attributes).toEqual(['href', 'rel', 'target']);
    expect(text).toContain(`<img src="${trapped}/img" onerror="document.title='bad'">`);
    expect(text).toContain("<script>document.title = 'bad'");
    expect(fetched).toEqual([]);
  });

  it('links to the web and to mail only, without a referrer', async () => {
    const { links } = await showing(`
[web](https://example.org/a?b=1&c="2") [mail](mailto:a@b.example) [plain](http://example.org) https://example.org/auto

[js](javascript:alert(1)) [JS](&#106;avascript:alert(1)) [tab](java\tscript:alert(1)) [data](data:text/html,x) [own](options.html)
[root](/options.html) [ext](chrome-extension://abc/x) [moz](moz-extension://abc/x) [file](file:///etc/passwd) [blob](blob:https://example.org/x)
[view](view-source:https://example.org) [quote](https://example.org/" onclick="alert(1)) <javascript:alert(1)>

THE END`);
    for (const [text = '', href = '', target, rel] of links) {
      if (href === '') continue;
      expect(href, text).toMatch(/^(?:https?:|mailto:)/);
      expect([target, rel]).toEqual(['_blank', 'noopener noreferrer']);
    }
    expect(links.filter(([, href]) => href !== '').map(([text]) => text)).toEqual([
      'web',
      'mail',
      'plain',
      'https://example.org/auto',
      'https://example.org/',
    ]);
  });

  it('supports all kinds of Markdown, and stays inside its place on the card', async () => {
    const { names, text, sideways } =
      await showing(`# One\n\n###### Six\n\n- a\n- [x] done\n\n3. three\n\n> quote\n\n| a | b |\n|---|---|\n| 1 | 2 |\n
\`code\` *em* ~~del~~\n\n---\n\n    pre ${'wide '.repeat(60)}\n\n${'unbroken'.repeat(80)}\n\nTHE END`);
    expect(names).toEqual([
      'blockquote',
      'code',
      'del',
      'em',
      'h3',
      'h6',
      'hr',
      'li',
      'ol',
      'p',
      'pre',
      'table',
      'tbody',
      'td',
      'th',
      'thead',
      'tr',
      'ul',
    ]);
    expect(text).toContain('☑ done');
    expect(sideways).toBeLessThanOrEqual(0);
  });
});
