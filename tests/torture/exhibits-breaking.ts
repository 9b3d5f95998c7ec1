/** Pages that try to break the reader, or to have it break them: prototypes, names, documents, text. */
import { cardOf, hover, type SeenCard, type Spot, textBox, until } from '../../scripts/hovering';
import { BROKEN, CLOBBERED } from '../e2e/hostile-pages';
import { marked, spotOf } from '../e2e/marked';
import { ask } from '../e2e/notes';
import { BODY, type Exhibit, hostile, SECRET, type Shown } from './exhibit';

/** Waits until something is marked that meets the condition. Otherwise it is lost. */
async function isMarked({ page, tally }: Shown, what: string, test: (marks: string[]) => boolean) {
  let marks: string[] = [];
  const came = await until('the marks', async () => {
    marks = await marked(page);
    return test(marks);
  }).then(
    () => true,
    () => false,
  );
  tally.keeps(came, `${what}: marked is only “${marks.join('”, “')}”`);
}

/** Rests the pointer on a place until its card is there. If none comes, that is lost. */
async function opensCard(
  { rig, page, tally }: Shown,
  what: string,
  spot: () => Promise<Spot>,
  heading: string,
): Promise<SeenCard | undefined> {
  const card = await until('the card', async () => {
    await page.mouse.move(900, 790);
    await hover(page, await spot());
    return cardOf(rig.browser, page, heading, 3_000);
  }).catch(() => undefined);
  tally.keeps(card !== undefined, `${what}: no card opens`);
  return card;
}

/** Names that Gloss's values and messages have, and that a language reads by itself. */
const NAMES =
  'kind data text secret to frame message term note notes order then catch constructor length 0 1 2 target id url ' +
  'origin tab frameId begins evidence texts blocks mentions places groups value done next get set name canonical';

/** Every value that goes through a setter or a getter of a prototype is kept. */
const POLLUTED = `<script>
  const seen = [];
  let isArmed = false;
  const note = (name, value) => { isArmed = false; seen[seen.length] = name + ': ' + typeof value; isArmed = true; };
  for (const prototype of [Object.prototype, Array.prototype, Promise.prototype, Function.prototype, String.prototype, Map.prototype]) {
    for (const name of '${NAMES}'.split(' ')) {
      const was = Object.getOwnPropertyDescriptor(prototype, name);
      if (was && !was.configurable) continue;
      const whole = was && 'value' in was ? was.value : undefined;
      Object.defineProperty(prototype, name, {
        configurable: true,
        get() { if (isArmed) note(name, this); return whole; },
        set(value) { if (isArmed) note(name, value); Reflect.defineProperty(this, name, { value, writable: true, configurable: true, enumerable: true }); },
      });
    }
  }
  for (const name of ['setTimeout', 'requestAnimationFrame', 'queueMicrotask', 'fetch', 'MutationObserver', 'postMessage'])
    { const whole = window[name]; window[name] = function (...all) { note(name, all); return new.target ? new whole(...all) : whole.apply(this, all); }; }
  isArmed = true;
</script>`;

/** Characters that change or hide a word for the eye, or for a program. */
const HIDDEN = [
  '\u200B',
  '\u200C',
  '\u200D',
  '\u2060',
  '\uFEFF',
  '\u00AD',
  '\u034F',
  '\u180E',
  '\u061C',
  '\u200E',
  '\u200F',
];
const BIDI = ['\u202A', '\u202B', '\u202D', '\u202E', '\u2066', '\u2067', '\u2068', '\u202C', '\u2069'];
const between = (word: string, each: string) => [...word].join(each);
const TRICKS = [...HIDDEN, ...BIDI].flatMap((each) => [
  `${each}BRICS${each}`,
  between('BRICS', each),
  `Internet${each} Governance${each} Forum`,
]);
const BACKWARDS = ['\u202E', 'Ministers said it was not them', '\u202C'];
/** A passage whose words stand in another order than they are read in. */
const TURNED = `The end of ${BACKWARDS.join('')} was near`;

export const BREAKING: readonly Exhibit[] = [
  {
    name: 'has replaced every function of the DOM and of the language',
    inShort: true,
    pages: () => ({ '/': BROKEN }),
    told: 'root.dataset.called ?? ""',
    broke: '(root.dataset.errors ?? "").includes("Broken") ? root.dataset.errors : ""',
    async attack(on) {
      await isMarked(on, 'replaced functions', (marks) => marks.includes('United Nations'));
      await on.page.evaluate('more(" So did the ministers of BRICS.")');
      await isMarked(on, 'replaced functions', (marks) => marks.includes('BRICS'));
      await opensCard(on, 'replaced functions', () => spotOf(on.page, 'BRICS'), 'BRICS');
    },
    async after({ page, tally }) {
      const called = (await page.evaluate('root.dataset.called ?? ""')) as string;
      tally.hides(called === '', `the page’s own functions were called: ${called}`);
    },
  },
  {
    name: 'has getters and setters on every prototype',
    pages: () => ({ '/': `<!doctype html><html lang="en"><title>Polluted</title>${POLLUTED}${BODY}` }),
    told: 'isArmed = false, seen.join()',
    broke: '""',
    async attack(on) {
      await isMarked(on, 'polluted prototypes', (marks) => marks.includes('BRICS'));
      await opensCard(on, 'polluted prototypes', () => spotOf(on.page, 'BRICS'), 'BRICS');
      await on.page.keyboard.press('Escape');
      const seen = (await on.page.evaluate('isArmed = false, seen.join()')) as string;
      on.tally.hides(seen === '', `Gloss’s values went through the page’s prototypes: ${seen.slice(0, 300)}`);
    },
  },
  ...Object.entries(CLOBBERED).map(
    ([what, html]): Exhibit => ({
      name: `has ${what} named after what scripts ask for`,
      pages: () => ({ '/': `<!doctype html><html lang="en"><title>Names</title>${html}` }),
      told: 'Reflect.apply(Reflect.get(Element.prototype, "getHTML"), document.querySelector("p"), [])',
      broke: '""',
      attack: (on) =>
        isMarked(on, what, (marks) => ['BRICS', 'United Nations'].every((each) => marks.includes(each))),
    }),
  ),
  {
    name: 'writes its words with invisible and turning characters',
    inShort: true,
    pages: () => ({
      '/': hostile(
        'Turned',
        `${BODY}<p>${TURNED}</p>${TRICKS.map((each) => `<p>They met ${each} here.</p>`).join('')}`,
        '',
      ),
    }),
    async attack(on) {
      const { own, page, site, tally, mine } = on;
      await isMarked(on, 'invisible characters', (marks) => marks.includes('BRICS'));
      const odd = (await marked(page)).filter((each) => /left over|beyond its text/.test(each));
      tally.keeps(odd.length === 0, `marks do not fit their text: ${odd.join()}`);
      const target = {
        kind: 'passage' as const,
        page: { address: site.at(), title: BACKWARDS.join('') },
        selectors: { quote: { exact: TURNED, prefix: '', suffix: '' } },
      };
      const id = crypto.randomUUID();
      mine.push(id);
      await ask(own, 'write', { id, target, changes: { text: BACKWARDS.join(SECRET) } });
      const painted = await until('the passage', () =>
        page.evaluate(() => {
          const [range] = [...(CSS.highlights.get('gloss-note-yellow') ?? [])];
          return (range?.startContainer as Text | undefined)?.data.slice(
            range?.startOffset,
            range?.endOffset,
          );
        }),
      ).catch(() => '');
      tally.keeps(painted === TURNED, `of a turned passage, “${painted}” is painted`);
      const card = await opensCard(
        on,
        'a turned passage',
        () => textBox(page, 'The end of'),
        'Your notes on this passage',
      );
      const loose = await card?.evaluate<string[]>(
        `[...document.querySelectorAll('.quote,.words')].filter((each) => !/isolate|plaintext/.test(getComputedStyle(each).unicodeBidi)).map((each) => each.className)`,
      );
      tally.keeps(loose?.length === 0, `text of a note turns what is around it: ${loose?.join()}`);
      await page.keyboard.press('Escape');
      await ask(own, 'delete', { ids: [id], deleted: true });
    },
    told: 'learned.join()',
  },
  {
    name: 'replaces its document again and again',
    pages: () => ({
      '/': hostile(
        'Replaced',
        BODY,
        `window.round = (at) => {
          document.open();
          document.write('<!doctype html><html lang="en"><title>Round</title><p>Round ' + at + ': the ministers of BRICS met.</p>');
          document.write('<p>' + 'Again. '.repeat(at) + '</p>');
          document.close();
          if (at < 40) setTimeout(round, 30, at + 1);
        };
        setTimeout(round, 100, 1);`,
      ),
    }),
    async after(on) {
      await until('the last document', () =>
        on.page.evaluate(() => document.body.textContent.includes('Round 40')),
      );
      await isMarked(on, 'the last of 40 documents', (marks) => marks.join() === 'BRICS');
    },
    told: 'document.documentElement.outerHTML',
    broke: '""',
  },
  {
    name: 'moves what is marked into other documents, shadow roots and templates',
    pages: () => ({
      '/': hostile(
        'Moves',
        `${BODY}<iframe></iframe><div id="host"></div><template></template>`,
        `const at = document.querySelector('#brics');
        const places = [
          document.querySelector('iframe').contentDocument.body,
          document.querySelector('#host').attachShadow({ mode: 'open' }),
          document.querySelector('template').content,
          document.implementation.createHTMLDocument().body,
          new DOMParser().parseFromString('<p></p>', 'text/html').body,
          new XMLHttpRequest().responseXML ?? document.createDocumentFragment(),
          document.createElement('div'),
          document.body,
        ];
        let turn = 0;
        const timer = setInterval(() => {
          if (stopped) return clearInterval(timer);
          try { places[turn++ % places.length].append(at); } catch (error) { broke.push(error.message); }
        }, 15);
        window.end = () => { clearInterval(timer); document.body.append(at); };`,
      ),
    }),
    async after(on) {
      await on.page.evaluate('end()');
      await isMarked(on, 'back in the document', (marks) =>
        ['BRICS', 'cyber diplomacy'].every((each) => marks.filter((mark) => mark === each).length === 1),
      );
    },
  },
  {
    name: 'takes marks, style sheets and registered elements away',
    pages: () => ({
      '/': hostile(
        'Registry',
        BODY,
        `const whole = CSS.highlights;
        customElements.define('x-y', class extends HTMLElement { connectedCallback() { this.remove(); } });
        setInterval(() => {
          if (stopped) return;
          for (const [name, each] of whole) { learned.push(name); each.clear(); each.priority = -1; }
          whole.clear();
          whole.set('gloss', new Highlight());
          document.adoptedStyleSheets = [];
          for (const each of document.styleSheets) each.disabled = true;
          document.body.append(document.createElement('x-y'));
        }, 10);`,
      ),
    }),
    async attack(on) {
      // The page may erase lines. The card comes all the same.
      await opensCard(on, 'erased lines', () => textBox(on.page, 'BRICS'), 'BRICS');
      await on.page.keyboard.press('Escape');
    },
  },
  {
    name: 'nests its elements 5,000 deep',
    pages: () => ({
      '/': hostile(
        'Deep',
        BODY,
        `for (const name of ['b', 'div']) {
          let at = document.createElement(name);
          const root = at;
          for (let depth = 1; depth < 5_000; depth++) {
            const inner = document.createElement(name);
            at.append(...(depth % 50 === 0 ? ['The ministers of BRICS met. '] : []), inner);
            at = inner;
          }
          at.append('The Internet Governance Forum met.');
          root.style.display = name === 'div' ? 'none' : '';
          document.body.append(root);
        }`,
      ),
    }),
    told: 'learned.join()',
    after: (on) => isMarked(on, '5,000 deep', (marks) => marks.includes('BRICS')),
  },
];
