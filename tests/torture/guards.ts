/** The guards whose removal a scenario must notice. */
import type { Which } from '../../scripts/browsers';

export interface Guard {
  /** What the guard does, and so what is missing without it. */
  name: string;
  /** The file that it is in, from the project's folder. */
  file: string;
  /** The code of the guard. It occurs exactly once in the file. */
  guard: string;
  /** What replaces it. */
  without: string;
  /** Parts of the names of the scenarios of which one must notice. */
  scenarios: string[];
  /** Where these run: Chromium by default. */
  where?: Which | 'node';
}

const MESSAGES = 'malformed and hostile messages';
const DISPATCHED = 'hostile messages to the real dispatcher';
const MORE = 'a reader that asks for more than it may';
const CLAIMS = 'pages that claim to be another page';
const KILLED = 'killed before each change';
const STRINGS = 'scripting strings in every exported file';
const NOTES = 'scripting strings in notes, as they are shown';
const FORGED = 'events that a page forges';
const COVERED = 'presses on a card and a bar that the page covers';
const KEYS = 'a page that takes the keyboard';
const MEASURED = 'a page that measures the card';
const LETTERS = 'a reader that listens to the letters of others';

/** What is stored stays whole. */
const KEPT: readonly Guard[] = [
  {
    name: 'an import, its record and its undo are written in one transaction',
    file: 'src/notes/imports.ts',
    guard: "return this.#db.transaction('rw', notes, terms, imports, undos, change);",
    without: 'void [notes, terms, imports, undos];\n    return change();',
    scenarios: [KILLED],
  },
  {
    name: 'a backup and its contents are written in one transaction',
    file: 'src/notes/backup.ts',
    guard: "this.#db.transaction('rw', snapshots, archives",
    without: "((...given: unknown[]) => (given.at(-1) as () => Promise<void>)())('rw', snapshots, archives",
    scenarios: [KILLED],
  },
  {
    name: 'what the database has lost comes back from the second copy',
    file: 'src/notes/copy/copy.ts',
    guard: 'for (const each of different) await settle(db, each, isBehind, found);',
    without: 'void [different, settle];',
    scenarios: ['database damaged on disk'],
  },
  {
    name: 'an entry of the second copy is believed only with its checksum',
    file: 'src/notes/copy/seal.ts',
    guard: 'return crc32(text) === sealed.slice(0, 8) ? text : undefined;',
    without: 'return text;',
    scenarios: ['entries of the second copy damaged'],
  },
  {
    name: 'nothing is written behind a record that a kill may have cut short',
    file: 'src/notes/copy/firm.ts',
    guard: 'if ((await this.#db.uncopied.count()) === 0) return;',
    without: 'if (KEYS.length > 0) return;',
    scenarios: ['in the middle of a record'],
  },
];

/** Who may say what. */
const SAID: readonly Guard[] = [
  {
    name: 'a reader may not send the requests of pages of the extension',
    file: 'src/protocol/dispatch.ts',
    guard: 'if (!FOR_READERS[kind] && !from.url?.startsWith(home))',
    without: 'if (home === kind)',
    scenarios: [MESSAGES],
  },
  {
    name: 'each message is checked against its schema',
    file: 'src/protocol/dispatch.ts',
    guard: "const data = checked(SHAPES[kind], 'data' in message ? message.data : undefined, kind);",
    without: "void [checked, SHAPES];\n  const data = 'data' in message ? message.data : undefined;",
    scenarios: [MESSAGES],
  },
  {
    name: 'a reader changes no note that is there',
    file: 'src/notes/highlights.ts',
    guard: "throw new HighlightRefused('There is another note with this id.');",
    without: 'return this.#notes.update(id, { colour });',
    scenarios: [MESSAGES],
  },
  {
    name: 'content scripts cannot read the second copy',
    file: 'src/background/second-place.ts',
    guard: "local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' })",
    without: 'undefined',
    scenarios: [MESSAGES],
  },
  {
    name: 'only a page of the extension writes to a reader',
    file: 'src/background/relay.ts',
    guard: "if (letter.to === 'reader' && !from.url?.startsWith(home)) return;",
    without: 'void home;',
    scenarios: [LETTERS],
  },
  {
    name: 'a letter goes to one frame',
    file: 'src/background/relay.ts',
    guard: 'tellTab(tab.id, { ...stamped, frame }, letter.frame);',
    without: 'tellTab(tab.id, { ...stamped, frame });',
    scenarios: [LETTERS],
  },
  {
    name: 'the address of a reader is what the browser vouches for',
    file: 'src/protocol/requests.ts',
    guard: 'return isOpaque(from.origin) && from.frameId === 0 ? page : undefined;',
    without: 'return page;',
    scenarios: [CLAIMS, DISPATCHED],
    where: 'node',
  },
  {
    name: 'a canonical address is believed on one site and port only',
    file: 'src/notes/address.ts',
    guard: 'if (real.port !== claimed.port) return false;',
    without: '',
    scenarios: [CLAIMS],
    where: 'node',
  },
  {
    name: 'a site is a registrable domain by the Public Suffix List',
    file: 'src/notes/site.ts',
    guard: 'allowPrivateDomains: true',
    without: 'allowPrivateDomains: false',
    scenarios: [CLAIMS],
    where: 'node',
  },
  {
    name: 'a message has a size',
    file: 'src/protocol/limits.ts',
    guard: 'if (length > TEXT) throw',
    without: 'if (length < 0) throw',
    scenarios: [MORE],
    where: 'node',
  },
  {
    name: 'what a reader may make in a minute is bounded',
    file: 'src/notes/highlights.ts',
    guard: 'if (made.length >= MOST_IN_MINUTE || all > MOST_UNITS)',
    without: 'if (all < 0 || MOST_IN_MINUTE > MOST_UNITS)',
    scenarios: [MORE],
    where: 'node',
  },
];

/** Hostile text stays text. */
const TEXTS: readonly Guard[] = [
  {
    name: 'an exported Markdown file escapes text',
    file: 'src/notes/exchange/escape-markdown.ts',
    guard: ".replace(ANYWHERE, '\\\\$&')",
    without: '.replace(ANYWHERE, (it) => it)',
    scenarios: [STRINGS],
    where: 'node',
  },
  {
    name: 'an exported Markdown file keeps tags out of the user’s Markdown',
    file: 'src/notes/exchange/escape-markdown.ts',
    guard: 'return containedLine(whole);',
    without: 'void containedLine;\n    return whole;',
    scenarios: [STRINGS],
    where: 'node',
  },
  {
    name: 'an exported HTML page escapes text',
    file: 'src/platform/escape.ts',
    guard: 'ENTITIES[character] as string',
    without: '(ENTITIES, character)',
    scenarios: [STRINGS],
    where: 'node',
  },
  {
    name: 'an exported table has no formulas',
    file: 'src/platform/formula.ts',
    guard: 'return FORMULA.test(text) ?',
    without: "return FORMULA.source === '' ?",
    scenarios: [STRINGS],
    where: 'node',
  },
];

/** Hostile text is shown as text. */
const SHOWN: readonly Guard[] = [
  {
    name: 'HTML in a note is shown as text',
    file: 'src/ui/notes/markdown.ts',
    guard: ': escapeMarkup(text),',
    without: ': text,',
    scenarios: [NOTES],
  },
  {
    name: 'a note goes through the sanitiser with a list of what is allowed',
    file: 'src/ui/notes/markdown.ts',
    guard: 'element.setHTML(html, { sanitizer: SANITIZER });',
    without: 'element.setHTML(html, { sanitizer: {} });\n    void SANITIZER;',
    scenarios: [NOTES],
  },
  {
    name: 'a link in a note has a harmless scheme',
    file: 'src/ui/notes/markdown.ts',
    guard: 'if (FOLLOWED.has(link.protocol)) {',
    without: 'if (FOLLOWED.size > 0) {',
    scenarios: [NOTES],
  },
];

/** What a page can do to the card. */
const PRESSED: readonly Guard[] = [
  {
    name: 'only the user’s events bring the first card',
    file: 'src/page/card/approach.ts',
    guard: '!event.isTrusted || event.buttons',
    without: 'event.buttons',
    scenarios: [FORGED],
  },
  {
    name: 'only the user’s events open and close cards',
    file: 'src/page/card/pointer.ts',
    guard: '(event) => event.isTrusted && hear(event)',
    without: '(event) => hear(event)',
    scenarios: [FORGED],
  },
  {
    name: 'only a selection of the user brings the bar',
    file: 'src/page/reader.ts',
    guard: 'if (!isTrusted || this.#paused) return;',
    without: 'if (isTrusted === undefined || this.#paused) return;',
    scenarios: [FORGED],
  },
  {
    name: 'only what was seen unobscured takes a press',
    file: 'src/platform/sight.ts',
    guard: 'isSeen = last.isIntersecting && last.isVisible === true',
    without: 'isSeen = last.isIntersecting',
    scenarios: [COVERED],
  },
  {
    name: 'only what was seen long enough takes a press',
    file: 'src/platform/sight.ts',
    guard: 'now - since >= LONG_ENOUGH',
    without: 'now - since >= 0',
    scenarios: [COVERED],
  },
  {
    name: 'a card that is covered goes to the top again',
    file: 'src/page/card/above.ts',
    guard: 'this.#raises.push(now);\n    this.#layer.raise();',
    without: 'this.#raises.push(now);',
    scenarios: [COVERED],
  },
  {
    name: 'the keyboard is taken back from the page',
    file: 'src/page/card/keyboard.ts',
    guard: 'this.#frame.focus();\n    if',
    without: 'if',
    scenarios: [KEYS],
  },
  {
    name: 'the height of the card says nothing of notes',
    file: 'src/ui/card/height.ts',
    guard: 'return Math.ceil(heightIn(box) - own - 0.1) + (own > 0 ? ROOM : 0);',
    without: 'return Math.ceil(heightIn(box) - 0.1) + 0 * ROOM;',
    scenarios: [MEASURED],
  },
];

export const GUARDS: readonly Guard[] = [...KEPT, ...SAID, ...TEXTS, ...SHOWN, ...PRESSED];
