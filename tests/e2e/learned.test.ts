/** What a page can learn of notes: nothing of what they say, nor which terms have any. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { type CardFrame, marksOn, until } from '../../scripts/hovering';
import { marked, spotOf } from './marked';
import { edges, recorded, WATCH } from './measured';
import { highlight } from './noted-site';
import { ask, openEditor, openFully } from './notes';
import { BROWSERS, launch, type Rig, type Site, serve } from './rig';

interface Term {
  id: string;
  forms: { en?: (string | object)[] };
}

/** A term, and the form of it that stands on the page. */
interface Listed {
  id: string;
  form: string;
}

/** Number of terms on the page. Every second one has a note, every fourth two. */
const MOST = 4;

/** The terms of the digest, with a form that is written in several words and so needs no evidence. */
const TERMS = readdirSync('assets/glossary')
  .flatMap((file) => parse(readFileSync(`assets/glossary/${file}`, 'utf8')) as Term[])
  .flatMap(({ id, forms }) => {
    const form = forms.en?.find((each) => typeof each === 'string' && each.includes(' ')) as
      | string
      | undefined;
    return form === undefined ? [] : [{ id, form }];
  });

const PAGE = (words: string[]) =>
  `<!doctype html><html lang="en"><title>Terms</title><style>body{font:16px/1.3 serif;margin:10px 40px}p{margin:0 0 8px}</style>
  <script>${WATCH}</script>${words.map((word) => `<p>They spoke of ${word} here.</p>`).join('')}`;
const LONG = Array.from({ length: 40 }, (_, line) => `Line ${line} of a note that I wrote.`).join('\n\n');

describe.each(BROWSERS)('what a page learns of notes, in %s', (which) => {
  let rig: Rig;
  let site: Site;
  let own: Page;
  let labels: Record<string, string>;
  const pages: Record<string, string> = {};
  beforeAll(async () => {
    rig = await launch(which);
    site = await serve(pages);
    own = await rig.openOwn('options.html');
    labels = await ask(own, 'labels', { terms: TERMS.map(({ id }) => id) });
  });
  afterAll(async () => {
    site.close();
    await rig.close();
  });

  /** What the page records while the card of a word opens and closes. `write`: the button pressed meanwhile. */
  const recordedAt = async (page: Page, { id, form }: Listed, write?: 'Add note' | 'Edit') => {
    await page.bringToFront();
    await page.mouse.move(900, 790);
    const spot = await spotOf(page, form);
    const edit = async (card: CardFrame) => {
      if (write === 'Edit') await openFully(card);
      await openEditor(card, write ?? 'Edit');
    };
    return recorded(rig, page, spot, labels[id], write && edit);
  };
  const note = (term: string, text: string) =>
    ask(own, 'write', { id: crypto.randomUUID(), target: { kind: 'term', term }, changes: { text } });
  const opened = async () => {
    const page = await rig.open(site.at());
    onTestFinished(() => page.close());
    await marksOn(page);
    return page;
  };

  it('nothing differs for a term with notes and for one without, whatever the page measures', async () => {
    pages['/'] = PAGE(TERMS.map(({ form }) => form));
    const first = await opened();
    const terms = await until('the marks', async () => {
      const all = await marked(first);
      const once = TERMS.filter(({ form }) => all.filter((each) => each === form).length === 1);
      return once.length >= MOST && once.slice(0, MOST);
    });
    pages['/'] = PAGE(terms.map(({ form }) => form));

    const without = await opened();
    const before = new Map<string, { seen: string[]; time: number }>();
    for (const term of terms) before.set(term.form, await recordedAt(without, term));
    for (const [at, { id }] of terms.entries())
      if (at % 2 === 0) for (const text of ['Short.', LONG].slice(0, 1 + (at % 4) / 2)) await note(id, text);
    const page = await opened();
    const times: Record<'with' | 'without', number[]> = { with: [], without: [] };
    for (const [at, term] of terms.entries()) {
      const { form } = term;
      const { seen, time } = await recordedAt(page, term);
      times[at % 2 === 0 ? 'with' : 'without'].push(time);
      expect(edges(seen).length, `${form}: a closed and an open card`).toBe(2);
      expect(seen, form).toEqual(before.get(form)?.seen);
    }
    const middle = (all: number[]) => Math.round(all.sort((a, b) => a - b)[all.length >> 1] as number);
    console.log(
      `${which}: opened in ${middle(times.with)} ms with a note, ${middle(times.without)} ms without.`,
    );

    // The user writes: a note that is there, or a new one.
    const [noted, bare] = terms as [Listed, Listed];
    const heights = async (term: Listed, button: 'Add note' | 'Edit') =>
      edges((await recordedAt(page, term, button)).seen).map((each) => {
        const [, , top, , bottom] = JSON.parse(each) as number[];
        return (bottom as number) - (top as number);
      });
    expect(Math.max(...(await heights(noted, 'Edit')))).toBe(Math.max(...(await heights(bare, 'Add note'))));
  });

  it('the card of a passage does not tell how much the user wrote on it', async () => {
    pages['/'] = PAGE(['the weather in all its kinds', 'BRICS']);
    const page = await opened();
    await highlight(page, 'They spoke of the weather');
    // It is painted before it is stored.
    const made = await until('the note', async () => {
      const { notes } = await ask(own, 'notes', { page: { address: site.at() } });
      return notes[0];
    });
    const seen: string[][] = [];
    for (const text of ['', 'Short.', LONG]) {
      await ask(own, 'write', { id: made.id, target: made.target, changes: { text } });
      await page.bringToFront();
      const spot = await page.evaluate(() => {
        const { left, top } = (document.querySelector('p') as Element).getBoundingClientRect();
        return { x: left + 30, y: top + 8 };
      });
      await page.mouse.move(900, 790);
      const { seen: measured } = await recorded(rig, page, spot, 'Your notes on this passage');
      seen.push(edges(measured));
    }
    expect(seen[0]).toHaveLength(2);
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
  });
});
