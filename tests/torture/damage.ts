/**
 * Damages the files in which a browser keeps the data of an extension, as disks, crashes and other programs
 * do. The browser must not be running. Every function throws if it found nothing to damage, so that a test
 * cannot pass without damage.
 */
import {
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/** A place of a profile where an extension's data is. */
export type DamagedPlace = 'databases' | 'second-copy';

/** The folders of a LevelDB of Chromium in a profile. `databases`: IndexedDB. `second-copy`: `storage.local`. */
function levelDbsIn(profile: string, place: DamagedPlace): string[] {
  const within = join(profile, 'Default', place === 'databases' ? 'IndexedDB' : 'Local Extension Settings');
  const names = existsSync(within) ? readdirSync(within) : [];
  const wanted = place === 'databases' ? /^chrome-extension_.*\.indexeddb\.leveldb$/ : /^[a-p]{32}$/;
  return names.filter((name) => wanted.test(name)).map((name) => join(within, name));
}

/** The SQLite files of Firefox in a profile. `second-copy`: `storage.local` has an origin of its own. */
function sqlitesIn(profile: string, place: DamagedPlace): string[] {
  const storage = join(profile, 'storage', 'default');
  const origins = existsSync(storage)
    ? readdirSync(storage).filter((name) => name.startsWith('moz-extension+++'))
    : [];
  const isCopy = (name: string) => name.includes('userContextId=4294967295');
  return origins
    .filter((name) => isCopy(name) === (place === 'second-copy'))
    .map((name) => join(storage, name, 'idb'))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((path) => path.endsWith('.sqlite'));
}

const files = (folder: string, wanted: RegExp) => {
  const found = readdirSync(folder)
    .filter((name) => wanted.test(name))
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).size > 0);
  if (found.length === 0) throw new Error(`There is nothing like ${wanted} to damage in ${folder}.`);
  return found;
};

/** A log of a LevelDB consists of blocks. A record in it has a head: 4 bytes of checksum, 2 of length, 1 of its kind. */
const LOG = { block: 32_768, head: 7, undivided: 1 };

/** Where the last record of a log ends. */
function endOf(log: Buffer): number {
  for (let at = 0; ; ) {
    const left = LOG.block - (at % LOG.block);
    if (left < LOG.head) at += left;
    if (at + LOG.head > log.length || log[at + LOG.head - 1] === 0) return at;
    at += LOG.head + log.readUInt16LE(at + 4);
  }
}

/** Leaves a newest log as a browser does that is killed between the head and the body of a record. */
export function cutRecords(profile: string): void {
  for (const place of ['databases', 'second-copy'] as const) {
    const folders = levelDbsIn(profile, place);
    if (folders.length === 0) throw new Error(`There is no log in ${profile}.`);
    for (const folder of folders) {
      const path = files(folder, /\.log$/)
        .sort()
        .at(-1) as string;
      const log = readFileSync(path);
      const head = Buffer.alloc(LOG.head, 0x55);
      head.writeUInt16LE(300, 4);
      head[LOG.head - 1] = LOG.undivided;
      writeFileSync(path, Buffer.concat([log.subarray(0, endOf(log)), head]));
    }
  }
}

/** Flips every bit of `count` bytes, spread evenly over a file. */
function flip(path: string, count = 64): void {
  const bytes = readFileSync(path);
  const step = Math.max(1, Math.floor(bytes.length / count));
  for (let at = 0; at < bytes.length; at += step) bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  writeFileSync(path, bytes);
}

/**
 * Flips the bits of a byte in each text of a note, and in what the second copy says of the whole: Chromium keeps such
 * values, and refuses to read them.
 */
function flipTexts(path: string): void {
  const bytes = readFileSync(path);
  const found = [...bytes.toString('latin1').matchAll(/text.{5}|newest/gs)];
  if (found.length === 0) throw new Error(`There is no text to damage in ${path}.`);
  for (const { index, 0: before } of found) {
    const at = index + before.length + 1;
    bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  }
  writeFileSync(path, bytes);
}

/** Ways to damage a LevelDB folder. */
export const LEVELDB_DAMAGE: Record<string, (folder: string) => void> = {
  '64 flipped bytes in each log and table': (folder) => {
    for (const path of files(folder, /\.(?:log|ldb)$/)) flip(path);
  },
  'a flipped byte in each text': (folder) => {
    for (const path of files(folder, /\.log$/)) flipTexts(path);
  },
  'half a log': (folder) => {
    for (const path of files(folder, /\.log$/)) truncateSync(path, Math.floor(statSync(path).size / 2));
  },
  'an empty manifest': (folder) => {
    for (const path of files(folder, /^MANIFEST-/)) truncateSync(path, 0);
  },
  'no CURRENT': (folder) => {
    for (const path of files(folder, /^CURRENT$/)) unlinkSync(path);
  },
  'a log of zeros': (folder) => {
    for (const path of files(folder, /\.log$/)) writeFileSync(path, Buffer.alloc(statSync(path).size));
  },
  'truncated tables and logs': (folder) => {
    for (const path of files(folder, /\.(?:ldb|log)$/))
      truncateSync(path, Math.floor(statSync(path).size / 3));
  },
  'no folder': (folder) => {
    files(folder, /./);
    rmSync(folder, { recursive: true });
  },
  'garbage in every file': (folder) => {
    for (const path of files(folder, /./)) writeFileSync(path, Buffer.from('garbage '.repeat(64)));
  },
};

/** Ways to damage an SQLite file. Its journals are removed: they would mend it. */
export const SQLITE_DAMAGE: Record<string, (path: string) => void> = {
  '64 flipped bytes': (path) => flip(path),
  'half a file': (path) => truncateSync(path, Math.floor(statSync(path).size / 2)),
  'an empty file': (path) => truncateSync(path, 0),
  garbage: (path) => writeFileSync(path, Buffer.from('garbage '.repeat(64))),
  'no file': (path) => unlinkSync(path),
};

/** Damages all of an extension's data in one place of a profile of Chromium. */
export function damageLevelDb(profile: string, place: DamagedPlace, way: string): void {
  const folders = levelDbsIn(profile, place);
  if (folders.length === 0) throw new Error(`There is no LevelDB of the ${place} in ${profile}.`);
  for (const folder of folders) LEVELDB_DAMAGE[way]?.(folder);
}

/** Damages all of an extension's data in one place of a profile of Firefox. */
export function damageSqlite(profile: string, place: DamagedPlace, way: string): void {
  const paths = sqlitesIn(profile, place);
  if (paths.length === 0) throw new Error(`There is no database of the ${place} in ${profile}.`);
  for (const path of paths) {
    for (const journal of ['-wal', '-shm', '-journal']) rmSync(path + journal, { force: true });
    SQLITE_DAMAGE[way]?.(path);
  }
}

/** Deletes the files in which Chromium keeps large values of IndexedDB (over 64 kB). Returns how many. */
export function deleteLargeValues(profile: string): number {
  const within = join(profile, 'Default', 'IndexedDB');
  const folders = readdirSync(within).filter((name) => /^chrome-extension_.*\.indexeddb\.blob$/.test(name));
  const all = folders.flatMap((name) =>
    readdirSync(join(within, name), { recursive: true, encoding: 'utf8' }).map((path) =>
      join(within, name, path),
    ),
  );
  const paths = all.filter((path) => statSync(path).isFile());
  for (const path of paths) unlinkSync(path);
  return paths.length;
}
