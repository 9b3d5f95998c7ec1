/** Pages that do something again and again, or in great numbers, so that Gloss has no time for the user. */
import { HOST, pause } from '../../scripts/hovering';
import { BRACKETS, LIST, LONG } from '../e2e/hostile-pages';
import { marked } from '../e2e/marked';
import { BODY, type Exhibit, hostile } from './exhibit';

const MENTION = 'The Internet Governance Forum and the ministers of BRICS met. ';

export const FLOODING: readonly Exhibit[] = [
  {
    name: 'has 10 MB of brackets in one block, and adds to them',
    pages: () => ({ '/': BRACKETS }),
    told: '""',
    broke: '""',
  },
  {
    name: 'has 10 MB of prose in one text node',
    inShort: true,
    pages: () => ({
      '/': hostile(
        'One node',
        `${BODY}<p id="one"></p>`,
        `one.append(${JSON.stringify(MENTION)}.repeat(160_000));`,
      ),
    }),
    told: 'learned.join()',
  },
  {
    name: 'has 5 MB of prose in 8,000 paragraphs',
    pages: () => ({ '/': LONG }),
    told: '""',
    broke: '""',
  },
  {
    name: 'has 200,000 elements, and adds 1,000 in each task',
    pages: () => ({
      '/': hostile(
        'Many',
        `${BODY}<div id="all" style="height:200px;overflow:auto;contain:strict"></div>`,
        `all.innerHTML = '<p>${MENTION}</p>'.repeat(200_000);
        let at = 0;
        storm(() => { if (at++ % 50 === 0 && at < 2_500) all.append(...Array.from({ length: 1_000 }, () => document.createElement('p'))); });`,
      ),
    }),
    told: 'learned.join()',
  },
  {
    name: 'changes its text in every task',
    inShort: true,
    typed: true,
    pages: () => ({
      '/': hostile(
        'Storm',
        `${BODY}<div id="all"></div>`,
        `all.innerHTML = '<p>${MENTION}</p>'.repeat(2_000);
        let at = 0;
        storm(() => {
          for (let each = 0; each < 20; each++) {
            const one = all.children[at++ % all.children.length];
            one.firstChild.data = 'Change ' + at + ': ${MENTION}';
            one.toggleAttribute('contenteditable');
            if (at % 7 === 0) all.prepend(one);
          }
        });`,
      ),
    }),
    told: 'learned.join()',
  },
  {
    name: 'changes a list in every way',
    pages: () => ({ '/': LIST }),
    async attack({ page }) {
      await page.evaluate('run(400)');
    },
    told: '""',
    broke: '""',
  },
  {
    name: 'fills its history',
    typed: true,
    pages: () => ({
      '/': hostile(
        'History',
        BODY + `<p>${MENTION}</p>`.repeat(500),
        // With more changes than this, Chromium itself answers nobody for minutes, also without Gloss.
        `let at = 0;
        setInterval(() => {
          if (stopped) return;
          try {
            if (at++ % 3 === 0) history.pushState(null, '', '?view=' + at);
            else if (at % 3 === 1) history.replaceState(null, '', '/view/' + at);
            else location.hash = at;
          } catch {}
          if (at % 100 === 0) document.title = at;
          document.querySelector('#more').textContent = 'View ' + at;
        }, 20);`,
      ),
    }),
  },
  {
    name: 'selects and scrolls without end',
    typed: true,
    pages: () => ({
      '/': hostile(
        'Selects',
        `<input>${BODY}${`<p>${MENTION}</p>`.repeat(500)}`,
        `const all = [...document.querySelectorAll('p')];
        let at = 0;
        storm(() => {
          getSelection().selectAllChildren(all[at++ % all.length]);
          if (at % 3 === 0) getSelection().removeAllRanges();
          if (at % 5 === 0) document.querySelector('input').select();
          scrollTo(0, (at * 97) % document.documentElement.scrollHeight);
          dispatchEvent(new Event('scroll'));
          dispatchEvent(new Event('resize'));
          document.dispatchEvent(new Event('selectionchange'));
        });`,
      ),
    }),
    async attack({ page }) {
      // The user has selected something, so the script for notes is there.
      await page.mouse.move(60, 150);
      for (let turn = 0; turn < 3; turn++, await pause(200)) await page.mouse.click(120, 150, { count: 2 });
      await pause(700);
    },
  },
  {
    name: 'sends forged events without end',
    pages: () => ({
      '/': hostile(
        'Events',
        BODY,
        `const at = document.querySelector('#brics');
        storm(() => {
          const { left, top } = at.getBoundingClientRect();
          for (const type of ['pointermove', 'pointerdown', 'pointerup', 'click', 'mousemove'])
            at.dispatchEvent(new PointerEvent(type, { bubbles: true, composed: true, clientX: left + 100, clientY: top + 10, pointerType: 'mouse' }));
          for (const key of ['Escape', 'Tab', 'Enter']) at.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
          for (const type of ['pageshow', 'pagehide', 'visibilitychange', 'focus', 'blur', 'message'])
            for (const target of [window, document]) target.dispatchEvent(type.startsWith('page') ? new PageTransitionEvent(type, { persisted: true }) : new Event(type));
        });`,
      ),
    }),
    async after({ page, tally }) {
      const open = await page.$(HOST);
      tally.keeps(open === null, 'forged events have opened a card or a bar');
    },
  },
  {
    name: 'opens windows and dialogs',
    pages: () => ({
      '/': hostile(
        'Windows',
        BODY,
        `for (let at = 0; at < 15; at++) open('/', 'window' + at, 'width=200,height=200');
        addEventListener('beforeunload', (event) => event.preventDefault());
        addEventListener('load', () => setTimeout(() => alert('Stop'), 1_000));`,
      ).replace('<script>{', '<script>if (!opener) {'),
    }),
    async attack({ page, rig }) {
      page.on('dialog', (dialog) => void pause(1_000).then(() => dialog.accept().catch(() => undefined)));
      await pause(1_500);
      for (const each of await rig.browser.pages()) if (await isPopup(each)) await each.close();
      await page.bringToFront();
    },
  },
  {
    name: 'has 300 frames',
    pages: ({ other }) => ({
      '/': hostile(
        'Frames',
        BODY +
          Array.from({ length: 300 }, (_, at) =>
            at % 30 === 0
              ? `<iframe src="${other.at()}"></iframe>`
              : `<iframe srcdoc="<p>${MENTION}</p>"></iframe>`,
          ).join(''),
        `let at = 0;
        setInterval(() => { if (!stopped) document.querySelectorAll('iframe')[at++ % 300].srcdoc = '<p>${MENTION}</p>' + at; }, 50);`,
      ),
    }),
    async after({ page, tally }) {
      tally.keeps((await marked(page)).includes('BRICS'), 'a page with 300 frames is not marked');
    },
    told: 'learned.join()',
  },
  {
    name: 'has 5,000 elements with shadow roots, which it takes out and in',
    pages: () => ({
      '/': hostile(
        'Shadows',
        `${BODY}<div id="all"></div>`,
        `for (let each = 0; each < 5_000; each++) {
          const host = document.createElement('div');
          host.attachShadow({ mode: each % 5 === 0 ? 'closed' : 'open' }).innerHTML = '<p>${MENTION}</p><slot></slot>';
          all.append(host);
        }
        let at = 0;
        storm(() => { for (let each = 0; each < 5; each++) all.prepend(all.children[at++ % all.children.length]); });`,
      ),
    }),
    told: 'learned.join()',
  },
];

const isPopup = (page: { evaluate(expression: string): Promise<unknown> }) =>
  page.evaluate('opener !== null').then(Boolean, () => false);
