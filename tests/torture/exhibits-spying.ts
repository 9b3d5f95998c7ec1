/** Pages that try to learn what a note says, that there is one, or to reach Gloss's own pages. */
import { cardOf, hover, noCard, pause, textBox, until } from '../../scripts/hovering';
import { SPY } from '../e2e/hostile-pages';
import { spotOf } from '../e2e/marked';
import { recorded, WATCH } from '../e2e/measured';
import { ask, cardAt, openEditor, press, says, stored } from '../e2e/notes';
import { PROSE } from '../e2e/rig';
import { BODY, type Exhibit, hostile, NOTED, SECRET, type Shown } from './exhibit';

const LONG = Array.from({ length: 40 }, (_, line) => `Line ${line} of a note that I wrote.`).join('\n\n');

/** What a page sends to Gloss, and to a frame of it that the page made. */
const messages = (note: string) => [
  { kind: 'all-notes', data: {} },
  { kind: 'notes', data: { term: NOTED } },
  { kind: 'delete', data: { ids: [note], deleted: true } },
  { kind: 'write', data: { id: note, changes: { text: 'Mine' } } },
  { kind: 'settings', data: null },
  { kind: 'set', data: { badge: false } },
  { kind: 'open', data: { note } },
  { order: 'report', to: 'spy' },
  { order: 'highlight', note: true, here: true },
  ...['', 'undefined', '0-0-0-0'].flatMap((secret) => [
    { to: 'reader', frame: 0, secret, message: { kind: 'ready' } },
    {
      ...{ to: 'popover', frame: 0, secret },
      message: { kind: 'show', turn: 1, term: NOTED, notes: [note], width: 420, why: [] },
    },
    { to: 'popover', frame: 0, secret, message: { kind: 'focus', note } },
  ]),
];

/** Files of the extension. A page may load the first ones only, and they tell it nothing. */
const OPEN_FILES = ['popover.html', 'attending.js', 'hover.js', 'judging.js', 'noting.js', 'reporting.js'];
const CLOSED_FILES = [
  ...['options.html', 'notes.html', 'library.html', 'popup.html', 'sidepanel.html', 'manifest.json'],
  ...[
    'reader.js',
    'background.js',
    'digest.json',
    'notices.txt',
    'icons/16.png',
    '_locales/en/messages.json',
  ],
];

/** Keeps sending these messages wherever a page can, and keeps what comes back. */
const CALLING = (base: string, note: string) => `
  const base = ${JSON.stringify(base)};
  const id = new URL(base).host;
  const all = ${JSON.stringify(messages(note))};
  const keep = (what) => learned.push(JSON.stringify(what) ?? '');
  const runtimes = [window.chrome?.runtime, window.browser?.runtime].filter(Boolean);
  for (const name of ${JSON.stringify([...OPEN_FILES, ...CLOSED_FILES])}) {
    fetch(base + name).then((each) => each.text(), () => '').then((text) => text && keep(['fetched', name]));
    if (name.endsWith('.js')) import(base + name).then((each) => keep(['imported', name, Object.keys(each)]), () => {});
    if (!name.endsWith('.html')) continue;
    const frame = document.createElement('iframe');
    frame.src = base + name;
    document.body.append(frame);
    frame.onload = () => { try { keep(['framed', name, frame.contentDocument.body.outerHTML]); } catch {} };
  }
  new BroadcastChannel('gloss').onmessage = ({ data }) => keep(['channel', data]);
  const timer = setInterval(() => {
    if (stopped) return clearInterval(timer);
    for (const each of all) {
      for (const runtime of runtimes)
        for (const to of [id, 'gloss@example.org', undefined])
          try { runtime.sendMessage?.(...(to ? [to, each] : [each]), (reply) => keep(['reply', reply])); } catch {}
      window.postMessage({ gloss: each }, '*');
      for (let at = 0; at < frames.length; at++) { frames[at].postMessage(each, '*'); frames[at].postMessage(JSON.stringify(each), '*'); }
      dispatchEvent(new MessageEvent('message', { data: each }));
      document.dispatchEvent(new CustomEvent('gloss', { detail: each }));
    }
  }, 20);
  for (const name of ['options.html', 'notes.html#' + ${JSON.stringify(note)}]) try { open(base + name); } catch {}`;

/** How a page can tamper with the element that holds the card. `host` is that element. */
const TAMPERING = [
  'host.remove()',
  'document.body.replaceChildren(...document.body.children)',
  'document.querySelector("#more").append(host)',
  'host.setAttribute("popover", "auto")',
  'host.popover = "manual", host.showPopover()',
  'host.style.cssText = "all:initial!important;position:static!important;transform:scale(5)!important"',
  'host.hidden = host.inert = true',
  'host.replaceWith(host.cloneNode(true))',
  'document.querySelector("iframe").contentDocument.body.append(host)',
  'document.implementation.createHTMLDocument().adoptNode(host)',
  'host.append("x".repeat(9), document.createElement("iframe"))',
  'document.documentElement.style.transform = "scale(.9)"',
  'document.querySelector("dialog").showModal()',
];

/** What a page records while the card of a term opens over it. */
async function measured({ rig, site }: Shown): Promise<string[]> {
  const page = await rig.open(site.at());
  const spot = await spotOf(page, 'BRICS');
  await page.mouse.move(900, 790);
  const { seen } = await recorded(rig, page, spot, 'BRICS');
  await page.close();
  return seen;
}

/** Rests the pointer on the mention while the page tampers with the card, and then once it has stopped. */
async function tampered(on: Shown, deed: string): Promise<void> {
  const { rig, page, tally } = on;
  tally.faults++;
  await page.evaluate(`window.deed = (host) => { ${deed}; }`);
  await page.mouse.move(900, 700);
  await hover(page, await textBox(page, 'BRICS'));
  await pause(700);
  await page.evaluate(
    `delete window.deed; document.querySelector('dialog').close(); document.documentElement.removeAttribute('style');`,
  );
  await page.keyboard.press('Escape');
  await noCard(page);
  const isBack = await until('the card', async () => {
    await page.mouse.move(900, 700);
    await hover(page, await textBox(page, 'BRICS'));
    return cardOf(rig.browser, page, 'BRICS', 2_000);
  }).then(
    () => true,
    () => false,
  );
  tally.keeps(isBack, `after “${deed}”, no card opens on the page any more`);
  await page.keyboard.press('Escape');
}

export const SPYING: readonly Exhibit[] = [
  {
    name: 'listens to every key and reads every node while a note is typed',
    inShort: true,
    pages: () => ({ '/': SPY }),
    told: 'got.join("\\n")',
    broke: '""',
    async attack({ rig, own, page, tally, mine }) {
      const card = await cardAt(rig, page, 'BRICS');
      await openEditor(card, 'Add note');
      await page.evaluate('heard.length = 0');
      await page.keyboard.type(SECRET, { delay: 15 });
      await stored(own, 'brics', [SECRET]);
      await press(card, 'Done');
      await says(card, SECRET);
      await page.keyboard.press('Escape');
      await page.evaluate('look()');
      const keys = (await page.evaluate(
        'heard.filter((each) => /^(key|input|before)/.test(each)).join()',
      )) as string;
      tally.hides(!/ [a-z]\b/.test(keys), `the page has heard the keys of a note: ${keys}`);
      tally.keeps(((await page.evaluate('got.length')) as number) > 1_000, 'the spy does not work');
      const { notes } = await ask(own, 'notes', { term: 'brics' });
      const ids = notes.map(({ id }) => id);
      mine.push(...ids);
      await ask(own, 'delete', { ids, deleted: true });
    },
  },
  {
    name: 'measures the card and the registry, with a note and without',
    pages: () => ({
      '/': `<!doctype html><html lang="en"><title>Measures</title><script>${WATCH}</script>${BODY}`,
    }),
    told: 'document.documentElement.outerHTML',
    broke: '""',
    async attack(on) {
      const id = crypto.randomUUID();
      on.mine.push(id);
      const without = await measured(on);
      await ask(on.own, 'write', { id, target: { kind: 'term', term: 'brics' }, changes: { text: LONG } });
      const withNote = await measured(on);
      await ask(on.own, 'delete', { ids: [id], deleted: true });
      const only = withNote.filter((each) => !without.includes(each));
      on.tally.hides(
        only.length + without.length - withNote.length === 0,
        `a page can tell that a term has a note: ${only.join().slice(0, 300)}`,
      );
    },
  },
  {
    name: 'calls Gloss by every kind of message, and frames and fetches its files',
    inShort: true,
    pages: ({ base, secret }) => ({ '/': hostile('Calls', BODY, CALLING(base, secret)) }),
    async attack({ rig, own, page, base, tally }) {
      await pause(2_000);
      const told = ((await page.evaluate('learned')) as string[]).filter(
        (each) => !each.startsWith('{"gloss"'),
      );
      const loaded = told.filter((each) => /^\["(?:fetched|imported|framed)"/.test(each));
      const isOpen = (each: string) => OPEN_FILES.some((name) => each.includes(`,"${name}"`));
      tally.hides(
        loaded.every(isOpen),
        `a page loads what is not meant for pages: ${loaded.filter((each) => !isOpen(each)).join()}`,
      );
      const replies = told.filter(
        (each) => each.startsWith('["reply",') && !/^\["reply"(?:,null)?\]$/.test(each),
      );
      tally.hides(replies.length === 0, `a page was answered: ${replies.join().slice(0, 300)}`);
      const opened = (await rig.browser.pages()).filter(
        (each) => each !== own && each.url().startsWith(base),
      );
      tally.hides(opened.length === 0, `a page has opened ${opened.map((each) => each.url()).join()}`);
      for (const frame of page.frames().filter((each) => each.url().startsWith(base))) {
        tally.hides(frame.url().startsWith(`${base}popover.html`), `a page frames ${frame.url()}`);
        const text = (await frame.evaluate('document.body.innerText')) as string;
        tally.hides(text.trim() === '', `a card that the page frames shows “${text}”`);
      }
      await page.bringToFront();
    },
  },
  {
    name: 'removes, moves and changes the element that holds the card',
    pages: () => ({
      '/': hostile(
        'Tampers',
        `${BODY}<iframe></iframe><dialog>A dialog</dialog>`,
        `new MutationObserver(() => {}).observe(document, { subtree: true, childList: true });
        setInterval(() => {
          for (const host of document.querySelectorAll(':root > div, body > div, #more > div')) {
            if (host.shadowRoot) learned.push(host.shadowRoot.innerHTML);
            if (!window.deed || host.localName !== 'div' || host.dataset.deed === String(window.deed)) continue;
            host.dataset.deed = String(window.deed);
            try { window.deed(host); } catch {}
          }
        }, 5);`,
      ),
    }),
    async attack(on) {
      for (const deed of TAMPERING) await tampered(on, deed);
      const learned = (await on.page.evaluate('learned.join()')) as string;
      on.tally.hides(learned === '', `the page can look into the element: ${learned.slice(0, 200)}`);
    },
  },
  {
    name: 'reads everything through a frame of its own with a new document',
    pages: () => ({
      '/': hostile(
        'Frames',
        `${BODY}<iframe id="in" src="/in" width="600" height="300"></iframe>`,
        `setInterval(() => {
          const inner = document.querySelector('#in').contentWindow;
          try { learned.push(inner.document.documentElement.outerHTML, ...[...inner.CSS.highlights.keys()]); } catch {}
          for (let at = 0; at < frames.length; at++) try { learned.push(frames[at].location.href); } catch (error) { learned.push(String(error)); }
        }, 50);`,
      ),
      '/in': PROSE,
    }),
  },
];
