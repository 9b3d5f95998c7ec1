/**
 * The plan of the rooms in this repository, and its check: `npm run house`, a part of `npm test`.
 *
 * `ROOMS` lists, for each folder, the other folders and the packages that its files may import. Type imports
 * count. The check also requires: no circle of imports, no file above 300 lines, and a README.md in each room
 * that says what the room is for.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { circlesIn, type Import, importsOf, sources } from './imports';
import { root } from './packages';

interface Room {
  /** Folders and files it may import in addition to itself. `type src/notes`: type imports only. */
  rooms: string[];
  /** Packages it may import. */
  packages: string[];
}

/**
 * The files of `src/protocol` that the page's rooms may import. `extension` is not one of them: its polyfill
 * would add 10 kB to every page.
 */
const CONTRACT_FOR_PAGES = [
  'ask',
  'letters',
  'limits',
  'messages',
  'native',
  'orders',
  'report',
  'requests',
].map((file) => `src/protocol/${file}.ts`);
/** `src/protocol` may use the types of what its messages carry, but none of their code. */
const CARRIED = ['search', 'notes', 'digest', 'settings', 'mentions'].map((room) => `type src/${room}`);
const OF_UI = [
  'src/ui/tokens.css',
  'src/ui/intl.ts',
  'src/protocol',
  'src/search',
  'src/notes',
  'src/digest',
  'type src/settings',
  'src/platform',
];
const PREACT = ['#i18n', 'preact'];

/**
 * The rooms, from the top layer to the bottom. A file belongs to the first room that its path begins with.
 */
const ROOMS: Record<string, Room> = {
  // The entrypoints create the stores and pass them down. `background` is the only one that uses the lower
  // rooms.
  entrypoints: {
    rooms: [
      ...['src/background', 'src/ui', 'src/page', 'src/protocol', 'src/search', 'src/notes'],
      ...['src/digest', 'src/settings', 'src/mentions', 'src/platform'],
    ],
    packages: ['wxt/utils/', 'valibot', ...PREACT],
  },

  'src/background': {
    rooms: [
      ...['src/protocol', 'src/search', 'src/notes', 'src/digest', 'src/settings'],
      ...['src/mentions', 'src/platform'],
    ],
    packages: ['#i18n', 'valibot'],
  },

  'src/ui/notes': { rooms: OF_UI, packages: [...PREACT, 'marked'] },
  'src/ui/notes-page': { rooms: ['src/ui/data', 'src/ui/notes', ...OF_UI], packages: PREACT },
  'src/ui/card': { rooms: ['src/ui/notes', 'src/ui/own', ...OF_UI], packages: PREACT },
  'src/ui/search': { rooms: OF_UI, packages: [...PREACT, 'valibot'] },
  'src/ui/library': { rooms: ['src/ui/card', 'src/ui/search', ...OF_UI], packages: PREACT },
  'src/ui/data': { rooms: OF_UI, packages: PREACT },
  'src/ui/settings': { rooms: ['src/ui/data', 'src/settings/choices.ts', ...OF_UI], packages: PREACT },
  'src/ui/digests': { rooms: ['src/ui/data', 'src/ui/own', ...OF_UI], packages: PREACT },
  'src/ui/own': { rooms: ['src/ui/data', ...OF_UI], packages: [...PREACT, 'valibot'] },
  'src/ui/head': { rooms: OF_UI, packages: PREACT },
  'src/ui/welcome': {
    rooms: ['src/ui/search', 'src/ui/settings', 'src/ui/digests/use-digests.ts', ...OF_UI],
    packages: PREACT,
  },
  'src/ui': { rooms: OF_UI, packages: PREACT },

  // The page knows no term and reads no note. It gets the selectors of passages, and searches for the
  // passages.
  'src/page/dom': { rooms: ['src/platform', ...CONTRACT_FOR_PAGES], packages: [] },
  'src/page/read': { rooms: ['src/page/dom', 'src/platform', ...CONTRACT_FOR_PAGES], packages: [] },
  'src/page/marks': {
    rooms: ['src/page/read', 'src/page/dom', 'src/platform', ...CONTRACT_FOR_PAGES],
    packages: [],
  },
  'src/page/card': {
    rooms: [
      ...['src/page/on-demand.ts', 'src/page/marks', 'src/page/read', 'src/page/dom'],
      ...['src/platform', ...CONTRACT_FOR_PAGES],
    ],
    packages: [],
  },
  // Copied text is escaped as exported text is.
  'src/page': {
    rooms: [
      'src/notes/anchor',
      'src/notes/exchange/escape-markdown.ts',
      'src/platform',
      ...CONTRACT_FOR_PAGES,
    ],
    packages: [],
  },

  'src/protocol/extension.ts': { rooms: ['src/protocol'], packages: ['wxt/browser'] },
  // Checks what arrives: for the background and pages of the extension, never for the reader.
  'src/protocol/schema': {
    rooms: ['src/protocol/limits.ts', 'src/settings/choices.ts', 'src/notes', 'type src/mentions'],
    packages: ['valibot'],
  },
  'src/protocol': { rooms: CARRIED, packages: ['type wxt/browser', 'type valibot'] },

  'src/search': {
    rooms: ['src/notes', 'src/digest', 'src/mentions', 'src/platform'],
    packages: ['dexie', 'valibot'],
  },

  'src/notes': {
    rooms: ['src/platform'],
    packages: ['dexie', 'valibot', 'fflate', 'approx-string-match', 'tldts'],
  },
  'src/digest/gloss-file': { rooms: ['src/digest', 'src/platform'], packages: ['fflate', 'valibot'] },
  // The only room that asks the network (`src/platform/network.ts`).
  'src/digest/subscription': { rooms: ['src/digest', 'src/platform'], packages: ['valibot'] },
  // Parsers of foreign formats, which no other room loads.
  'src/digest/glossaries': {
    rooms: ['src/digest', 'src/mentions', 'src/platform', 'assets/words'],
    packages: ['htmlparser2', 'n3', 'saxes', 'valibot'],
  },
  'src/digest': {
    rooms: ['src/mentions', 'src/platform'],
    packages: ['@noble/hashes', 'dexie', 'valibot', 'yaml'],
  },
  'src/settings': { rooms: ['src/platform'], packages: ['dexie', 'valibot'] },

  // Pure: text in, mentions out.
  'src/mentions': { rooms: ['src/platform'], packages: [] },

  'src/platform': { rooms: [], packages: ['dexie'] },
};

const MOST_LINES = 300;

/** Prints the problems. Resolves to 1 if there are any. */
export async function run(): Promise<number> {
  const problems = problemsOf();
  for (const problem of problems) console.error(problem);
  if (problems.length === 0) console.log('The house is in order.');
  return problems.length === 0 ? 0 : 1;
}

/** The problems, one sentence for each. */
function problemsOf(): string[] {
  const graph = new Map(sources('src', 'entrypoints').map((path) => [path, importsOf(path)]));
  const forbidden = [...graph].flatMap(([path, imports]) =>
    imports
      .filter((each) => !mayImport(path, each))
      .map(({ target, line }) => `${path}:${line} may not import ${target}: see scripts/house.ts.`),
  );
  const files = new Map([...graph].map(([path, imports]) => [path, imports.map(({ target }) => target)]));
  const circles = circlesIn(files).map((circle) => `These import each other: ${circle.join(', ')}.`);
  const long = sources('src', 'entrypoints', 'scripts', 'tests')
    .map((path) => ({ path, lines: readFileSync(join(root, path), 'utf8').split('\n').length - 1 }))
    .filter(({ lines }) => lines > MOST_LINES)
    .map(({ path, lines }) => `${path} has ${lines} lines, more than ${MOST_LINES}: it holds two ideas.`);
  const unsaid = [...new Set([...graph.keys()].map((path) => dirname(path)))]
    .filter((folder) => folder.startsWith('src/') && !existsSync(join(root, folder, 'README.md')))
    .map((folder) => `${folder} has no README.md that says what it is for.`);
  return [...forbidden, ...circles, ...long, ...unsaid];
}

/** Whether a file may have an import. */
export function mayImport(path: string, { target, isPackage, isType }: Import): boolean {
  const [name, room] = Object.entries(ROOMS).find(([name]) => isIn(path, name)) ?? [];
  if (name === undefined || !room) return false;
  if (!isPackage && isIn(target, name)) return true;
  return (isPackage ? room.packages : room.rooms).some((allowed) =>
    allowed.startsWith('type ') ? isType && isIn(target, allowed.slice(5)) : isIn(target, allowed),
  );
}

/** Whether a path is that file or folder, or is inside it. */
function isIn(path: string, place: string): boolean {
  return path === place || path.startsWith(place.endsWith('/') ? place : `${place}/`);
}
