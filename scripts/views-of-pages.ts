/** Still pictures of Gloss's own surfaces: popup, side panel, library, notes, settings, welcome page. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Digest } from '../src/digest/schema';
import { COLOURS } from '../src/notes/colours';
import { until } from './hovering';
import { root } from './packages';
import type { Studio } from './views';

const TERMS = ['igf', 'itu', 'brics', 'un', 'cyber-diplomacy', 'internet-governance', 'eco'];
const TAGS = ['to ask', 'funding', 'history', 'پرسش', 'for the seminar'];
const TEXTS = [
  'Ask who pays for the **travel** of small delegations.',
  'Compare with the report of 2014: the same words, other countries.',
  'این بخش را با گزارش سال گذشته مقایسه کن.',
  'Who speaks for the users here?\n\n- operators\n- regulators\n- nobody else',
  'راجع هذا مع البيان الختامي.',
];
const QUOTES = [
  'For some, the IGF is a place to be heard; for others, a place to listen.',
  'begin between states, and the United Nations has been their usual host',
  'مجمع حکمرانی اینترنت هر سال در یکی از کشورها برگزار می‌شود',
];
const LONG =
  'https://archive.example/records/2023/geneva/annual-meeting/sessions/main-hall/morning/transcripts/english/index.html?session=417&speaker=delegation-of-the-host-country&view=print';

const PLAIN = `<!doctype html><html lang="en"><title>Nothing here</title><p>A page without a term.</p>`;
const many =
  () => `<!doctype html><html lang="en"><title>Forty terms</title><style>body{font:17px/1.6 Georgia,serif}</style>
  <p>${named(40).join(', ')}.</p>`;

/** Pages of the views, by path. They name what the build knows. */
export const surfacePages = () => ({ '/plain': PLAIN, '/many': many() });

/** English names of so many terms that have one meaning. */
function named(most: number): string[] {
  const { terms } = JSON.parse(
    readFileSync(join(root, '.output', 'chrome-mv3', 'digest.json'), 'utf8'),
  ) as Digest;
  const names = terms.map(
    ({ forms }) => forms.find(({ lang, ambiguous }) => lang === 'en' && !ambiguous)?.text,
  );
  return names.filter((name) => name !== undefined).slice(0, most);
}

const pick = <T>(from: readonly T[], at: number): T => from[at % from.length] as T;

/** Writes the note of that number: on the demo page, on a passage, or on a term. Resolves to its id. */
async function write({ ask, url }: Studio, at: number): Promise<string> {
  const page =
    at < 3
      ? { address: url, title: 'A morning in Geneva — a page to try Gloss on' }
      : { address: pick([`https://news.example/${at >> 3}`, LONG], at >> 2), title: `Report ${at >> 3}` };
  const quote = { exact: pick(QUOTES, at), prefix: '', suffix: '' };
  const id = crypto.randomUUID(); // A deleted note stays deleted.
  await ask('write', {
    id,
    target:
      at % 3 === 2
        ? { kind: 'term', term: pick(TERMS, at) }
        : { kind: 'passage', page, selectors: { quote } },
    changes: {
      text: pick(TEXTS, at),
      tags: at % 2 === 0 ? [pick(TAGS, at), pick(TAGS, at + 3)] : [],
      colour: pick(COLOURS, at),
    },
  });
  return id;
}

export async function pageViews(studio: Studio): Promise<void> {
  await popupViews(studio);
  await ownViews(studio);
}

async function popupViews(studio: Studio): Promise<void> {
  const { url } = studio;
  const popup = async (name: string, path: string, query = '') => {
    if (!studio.wants(name)) return;
    const page = await studio.open(path.includes(':') ? path : `${url}${path}`);
    const shown = await studio.popup(page);
    if (query !== '') {
      await shown.type('input', query);
      await shown.waitForSelector('.results .found, .none');
    }
    await studio.take(shown, name);
    await shown.close();
    await page.close();
  };
  await popup('popup-no-term', 'plain');
  await popup('popup-one-term', 'dialog');
  await popup('popup-demo', '');
  await popup('popup-40-terms', 'many');
  await popup('popup-results', '', 'cyber dip');
  await popup('popup-nothing-found', '', 'zqxjkvb');
  await popup('popup-unreadable', 'chrome://version/');
  if (studio.wants('popup-paused')) {
    const site = new URL(url).host;
    await studio.ask('set', { site, paused: true });
    await popup('popup-paused', '');
    await studio.ask('set', { site, paused: false });
  }
}

async function ownViews(studio: Studio): Promise<void> {
  const { base, url } = studio;
  const own = async (name: string, address: string, ready: string, width = 1100, height = 800) => {
    if (!studio.wants(name)) return;
    const page = await studio.open(base + address, width, height);
    await page.waitForSelector(ready);
    await studio.take(page, name);
    await page.close();
  };
  await own('welcome', 'welcome.html', '.live', 900, 1500);
  await own('library', 'library.html?document=d4g-lab-igf-event-2023#p05', '.cited');
  await own('library-results', 'library.html?query=cyber', '.results mark');
  await own('digests', 'digests.html', '.digest');
  await own('notes-0', 'notes.html', '.none');
  const ids: string[] = [];
  for (const at of [0, 1, 2]) ids.push(await write(studio, at));
  await own('notes-3', 'notes.html', '.row');
  if (studio.wants('panel')) {
    const page = await studio.open(url);
    const panel = await studio.panel(page);
    await panel.waitForSelector('.terms button');
    await studio.take(panel, 'panel-terms');
    const tab = (id: string) =>
      panel.evaluate((id) => (document.getElementById(id) as HTMLElement).click(), id);
    await tab('page-notes');
    await until('the notes', () =>
      panel.evaluate(() => document.querySelector('#page-notes-panel:not([hidden]) li') !== null),
    );
    await studio.take(panel, 'panel-notes');
    await tab('page-terms');
    await panel.click('.terms button');
    await panel.waitForSelector('.mentions button');
    await studio.take(panel, 'panel-term');
    await panel.close();
    await page.close();
  }
  if (studio.wants('notes-300')) for (let at = 3; at < 300; at++) ids.push(await write(studio, at));
  await own('notes-300', 'notes.html', '.row');
  await own('notes-300-tag', 'notes.html?tag=funding&group=tag', '.row');
  if (studio.wants('settings')) {
    for (const [at, term] of TERMS.entries())
      await studio.ask('correct', {
        term,
        scope: pick(['page', 'site', 'everywhere'] as const, at),
        page: pick([LONG, 'https://news.example/'], at),
        kind: pick(['never', 'never', 'always'] as const, at),
      });
    for (const site of ['mail.example', 'a-very-long-name-of-a-bank-with-many-branches.example'])
      await studio.ask('set', { site, paused: true });
    await studio.ask('take-backup', null);
  }
  await own('settings', 'options.html', '.corrections tbody, table', 1100, 3000);
  await own('settings-narrow', 'options.html', '.corrections tbody, table', 420, 3600);
  await studio.ask('delete', { ids, deleted: true });
}
