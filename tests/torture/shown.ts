/** Notes whose text tries to become markup that runs or loads, as pages of the extension show them. */
import type { Page } from 'puppeteer-core';
import type { Which } from '../../scripts/browsers';
import { until } from '../../scripts/hovering';
import type { Note } from '../../src/notes/schema';
import { ask, clear } from '../e2e/notes';
import { launch } from '../e2e/rig';
import type { Scenario } from './scenario';
import { STRINGS } from './strings';

/** Notes on one card. */
const TOGETHER = 150;
/** One in so many strings is tried in a short run. */
const SPARSE = 5;
const TERM = 'igf';

/** HTML in Markdown, which is shown as text; formatting that a renderer gives classes and styles; and a sign. */
const SAMPLES = [
  'before <img src="x" onerror="__fired=1"> after',
  '```js\nx\n```',
  '| a |\n|:-:|\n| b |',
  '- [x] a',
  '**all is rendered**',
];

function noteOf(text: string): Note {
  const at = Date.now();
  return {
    id: crypto.randomUUID(),
    revision: 1,
    created: at,
    modified: at,
    target: { kind: 'term', term: TERM },
    text,
    format: 'text/markdown',
    tags: [],
    colour: 'yellow',
    deleted: false,
    stamps: { text: at, format: at, tags: at, colour: at, deleted: at },
  };
}

/** Imports notes with these texts on the term. */
async function imported(own: Page, texts: readonly string[]): Promise<void> {
  const id = crypto.randomUUID();
  await ask(own, 'stage', { id, number: 0, part: { notes: texts.map(noteOf), places: {} } });
  await ask(own, 'import', { id, parts: 1, name: 'notes.jsonld', refused: 0 });
}

interface Shown {
  notes: number;
  isRendered: boolean;
  problems: string[];
  isTextShown: boolean;
  hasFired: boolean;
}

/** Reads all notes on the card, and says what in them is not allowed. */
const READ = `(() => {
  const NAMES = /^(?:p|br|hr|strong|em|del|code|pre|blockquote|ul|ol|li|h3|h4|h5|h6|table|thead|tbody|tr|th|td|a)$/;
  const boxes = [...document.querySelectorAll('.note .words')];
  const problems = [];
  for (const each of boxes.flatMap((box) => [...box.querySelectorAll('*')])) {
    if (!NAMES.test(each.localName)) problems.push('a <' + each.localName + '>');
    for (const { name, value } of each.attributes) {
      const isGood =
        (name === 'class' && value === 'plain') || ['start', 'title', 'target', 'rel'].includes(name) ||
        (name === 'href' && /^(?:https?|mailto):/i.test(each.protocol));
      if (!isGood) problems.push('an attribute ' + name + '=' + value);
    }
  }
  return {
    notes: boxes.length,
    isRendered: boxes.some((box) => box.querySelector('strong')?.textContent === 'all is rendered'),
    problems,
    isTextShown: boxes.some((box) => box.textContent.includes('before <img src="x" onerror="__fired=1"> after')),
    hasFired: '__fired' in globalThis,
  };
})()`;

const shown = (where: Which): Scenario => ({
  name: 'scripting strings in notes, as they are shown',
  where,
  inShort: true,
  async run({ tally, isShort }) {
    const rig = await launch(where);
    try {
      const own = await rig.openOwn('options.html');
      const strings = STRINGS.filter((each, at) => each.isWellFormed() && (!isShort || at % SPARSE === 0));
      for (let at = 0; at < strings.length; at += TOGETHER) {
        const texts = [...strings.slice(at, at + TOGETHER), ...SAMPLES];
        tally.tries += texts.length;
        await imported(own, texts);
        const page = await rig.openOwn(`library.html?term=${TERM}`);
        const seen = await until('the notes', async () => {
          const seen = (await page.evaluate(READ)) as Shown;
          return seen.notes === texts.length && seen.isRendered && seen;
        });
        tally.hides(seen.problems.length === 0, `a shown note has ${seen.problems[0]}`);
        tally.keeps(seen.isTextShown, 'HTML in a note is not shown as text');
        tally.hides(!seen.hasFired, 'a note ran script');
        await page.close();
        await clear(own, TERM);
      }
    } finally {
      await rig.close();
    }
  },
});

export const SHOWN: readonly Scenario[] = [shown('chrome'), shown('firefox')];
