/**
 * A whole Chromium as a reader has it: the extension was installed in an earlier session, no debugger is attached
 * (the browser would not stop a background that has one), and nobody asks anything but a page.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer, { type Browser } from 'puppeteer-core';
import { need } from '../../scripts/browsers';
import { pause } from '../../scripts/hovering';

const ARGS = [
  '--headless=new',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE *.localhost, EXCLUDE localhost',
];
/** Time (ms) for a browser to end by itself. */
const ENDING = 15_000;
/** Time (ms) from the start of a browser until a new installation has nothing more to do. */
const INSTALLING = 20_000;
/** Of a process: the name of what it does is in its command line. */
const EXTENSION = '--extension-process';

/** Memory in MiB: proportional (PSS), what of it is in no file, and that of the extension's own process. */
export interface Memory {
  pss: number;
  anonymous: number;
  /** 0 while the background is asleep: the process has then ended. */
  extension: number;
  /** CPU time of all processes since the start, ms. */
  cpu: number;
}

/**
 * A profile in which the extension of a folder is installed; none without a folder. The browser was started with it once
 * more, at an address, because the first background after an installation builds what later ones find. `use`: what is done
 * in the first session, beside waiting.
 */
export async function installed(
  profile: string,
  url: string,
  extension?: string,
  use?: (browser: Browser) => Promise<void>,
): Promise<string> {
  mkdirSync(join(profile, 'Default'), { recursive: true });
  // Without it, the browser does not start unpacked extensions of a profile.
  writeFileSync(preferences(profile), JSON.stringify({ extensions: { ui: { developer_mode: true } } }));
  const browser = await puppeteer.launch({
    executablePath: need('chrome'),
    headless: true,
    pipe: true,
    userDataDir: profile,
    enableExtensions: extension === undefined ? false : [extension],
    args: ARGS,
  });
  await pause(INSTALLING);
  await use?.(browser);
  await browser.close();
  // An extension that a debugger has loaded is marked as such, and is not loaded without one.
  const text = readFileSync(preferences(profile), 'utf8');
  writeFileSync(
    preferences(profile),
    text.replace(
      /"creation_flags":(\d+)/g,
      (_, flags: string) => `"creation_flags":${Number(flags) & 0x7fff}`,
    ),
  );
  await after(INSTALLING, profile, url, () => undefined);
  return profile;
}

const preferences = (profile: string) => join(profile, 'Default', 'Preferences');

/** Starts a browser with a copy of a profile at an address, and measures it after `ms`. */
export async function memoryAfter(ms: number, profile: string, url: string): Promise<Memory> {
  const copy = `${profile}-run`;
  cpSync(profile, copy, { recursive: true });
  try {
    return await after(ms, copy, url, memoryOf);
  } finally {
    rmSync(copy, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Starts a browser with a profile at an address. The result of `look` after `ms`, given the number of its process. */
async function after<T>(ms: number, profile: string, url: string, look: (pid: number) => T): Promise<T> {
  const browser = spawn(need('chrome'), [...ARGS, `--user-data-dir=${profile}`, url], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => browser.once('exit', () => resolve()));
  try {
    await Promise.race([pause(ms), ended]);
    if (browser.pid === undefined || browser.exitCode !== null)
      throw new Error('The browser ended before it was measured.');
    return look(browser.pid);
  } finally {
    browser.kill('SIGTERM');
    await Promise.race([ended, pause(ENDING)]);
    browser.kill('SIGKILL');
    // A browser does not start with a copy of a profile that seems to be in use.
    for (const kind of ['Lock', 'Socket', 'Cookie'])
      rmSync(join(profile, `Singleton${kind}`), { force: true });
  }
}

/** Of a process and all that it started. Linux only. */
export function memoryOf(root: number): Memory {
  const total: Memory = { pss: 0, anonymous: 0, extension: 0, cpu: 0 };
  for (const pid of treeOf(root)) {
    const read = (file: string) => readFileSync(`/proc/${pid}/${file}`, 'utf8');
    try {
      const rollup = read('smaps_rollup');
      const mib = (key: string) =>
        Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(rollup)?.[1] ?? 0) / 1024;
      const stat = fieldsOf(read('stat'));
      total.pss += mib('Pss');
      total.anonymous += mib('Pss_Anon');
      total.cpu += (Number(stat[11]) + Number(stat[12])) * 10;
      if (read('cmdline').includes(EXTENSION)) total.extension += mib('Pss');
    } catch {
      // It ended meanwhile.
    }
  }
  return total;
}

function treeOf(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      parents.set(Number(name), Number(fieldsOf(readFileSync(`/proc/${name}/stat`, 'utf8'))[1]));
    } catch {
      // It ended meanwhile.
    }
  }
  const tree = [root];
  for (const pid of tree) for (const [child, parent] of parents) if (parent === pid) tree.push(child);
  return tree;
}

/** The fields of `/proc/PID/stat` after the program's name, which may have spaces: state, parent, and so on. */
const fieldsOf = (stat: string) => stat.slice(stat.lastIndexOf(')') + 2).split(' ');
