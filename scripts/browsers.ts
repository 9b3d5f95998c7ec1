/**
 * Finds the browsers on this machine, installs them if that is possible without asking, and starts them with
 * Gloss loaded.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import puppeteer, { type Browser } from 'puppeteer-core';
import { closeOwnTab } from './hovering';

export type Which = 'chrome' | 'firefox';

/** Gloss's extension id in Firefox (`wxt.config.ts`), and the fixed internal UUID that tests assign to it. */
export const GECKO_ID = 'gloss@example.org';
const GECKO_UUID = '11111111-2222-4333-8444-555555555555';

/** Longest wait for a browser to start, ms: the driver's own 30 s are less than a busy machine may need. */
const MOST_TIME = 120_000;

/** The page that Gloss opens after its installation. */
export const WELCOME = '/welcome.html';

/** Names of programs that can load an unpacked extension from the command line, best first. */
const NAMES: Record<Which, string[]> = {
  chrome: ['chromium', 'chromium-browser', 'chrome-for-testing', 'microsoft-edge', 'microsoft-edge-stable'],
  firefox: ['firefox-esr', 'firefox', 'firefox-developer-edition', 'firefox-nightly'],
};
const PLACES: Record<Which, string[]> = {
  chrome: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    'C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe',
    'C:\\Program Files\\Chromium\\Application\\chrome.exe',
  ],
  firefox: [
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
  ],
};
const DEBIAN: Record<Which, string> = { chrome: 'chromium', firefox: 'firefox-esr' };

/**
 * Path of a browser's program, or `undefined`. The environment variables CHROME_BIN and FIREFOX_BIN take
 * precedence.
 */
export function find(which: Which): string | undefined {
  const named = process.env[which === 'chrome' ? 'CHROME_BIN' : 'FIREFOX_BIN'];
  if (named) return named;
  const onPath = NAMES[which].flatMap((name) => paths().map((dir) => join(dir, name)));
  return [...onPath, ...PLACES[which], ...(which === 'chrome' ? forTesting() : [])].find(isProgram);
}

/** Path of Chrome for Testing, if its installer put it in the usual place. */
function forTesting(): string[] {
  const cache = join(homedir(), '.cache', 'puppeteer', 'chrome');
  if (!existsSync(cache)) return [];
  return readdirSync(cache).flatMap((version) =>
    ['chrome-linux64/chrome', 'chrome-win64/chrome.exe'].map((file) => join(cache, version, file)),
  );
}

const paths = () => (process.env.PATH ?? '').split(delimiter);

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Path of a browser's program. Installs it if this is root on Debian and it is missing. Throws with
 * instructions if there is none.
 */
export function need(which: Which): string {
  const found = find(which);
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    const name = DEBIAN[which];
    console.log(`Installing ${name} …`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const steps = [
      ['update'],
      ['install', '-y', '--no-install-recommends', name, 'fonts-noto-core', 'fonts-dejavu-core'],
    ];
    for (const args of steps) {
      const { status, stdout, stderr } = spawnSync('apt-get', ['-q', ...args], { env, encoding: 'utf8' });
      if (status !== 0) throw new Error(`apt-get ${args.join(' ')} failed:\n${stdout}${stderr}`);
    }
    const installed = find(which);
    if (installed) return installed;
  }
  throw new Error(whatToInstall(which));
}

function whatToInstall(which: Which): string {
  if (which === 'firefox')
    return 'No Firefox was found. Install Firefox 148 or newer, or set FIREFOX_BIN to its program.';
  const branded = ['google-chrome', 'google-chrome-stable', 'chrome'].some((name) =>
    paths().some((dir) => isProgram(join(dir, name))),
  );
  return [
    'No Chromium, Chrome for Testing or Edge was found. Install one of them, or set CHROME_BIN to its program.',
    ...(branded
      ? [
          'Google Chrome is here, but since version 137 it ignores --load-extension. To use it, run "npm run build chrome", open',
          'chrome://extensions, switch on "Developer mode", press "Load unpacked" and choose the folder .output/chrome-mv3.',
        ]
      : []),
  ].join('\n');
}

export interface Started {
  browser: Browser;
  /** Address of the extension's own pages, with a trailing slash. */
  base: string;
}

/**
 * Starts a browser with the built extension of a folder loaded. `args` are for Chromium and its relatives,
 * `prefs` for Firefox. `profile` is the folder of a profile that is kept after the browser is closed. `isWelcomed`:
 * whether the page that Gloss opens after its installation stays open.
 */
export async function start(
  which: Which,
  dir: string,
  {
    headless = true,
    args = [],
    prefs = {},
    profile,
    isWelcomed = false,
  }: {
    headless?: boolean;
    args?: string[];
    prefs?: Record<string, unknown>;
    profile?: string;
    isWelcomed?: boolean;
  } = {},
): Promise<Started> {
  const executablePath = need(which);
  const kept = profile === undefined ? {} : { userDataDir: profile };
  if (which === 'firefox') {
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath,
      headless,
      timeout: MOST_TIME,
      enableExtensions: true,
      // Gives access to moz-extension: pages and to the browser's own scope.
      args: ['--remote-allow-system-access'],
      extraPrefsFirefox: {
        'extensions.webextensions.uuids': JSON.stringify({ [GECKO_ID]: GECKO_UUID }),
        ...prefs,
      },
      ...kept,
      ...(headless ? {} : { defaultViewport: null }),
    });
    await browser.installExtension(dir);
    if (!isWelcomed) await closeOwnTab(browser, WELCOME);
    return { browser, base: `moz-extension://${GECKO_UUID}/` };
  }
  const browser = await puppeteer.launch({
    executablePath,
    headless,
    timeout: MOST_TIME,
    pipe: true,
    enableExtensions: [dir],
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), // Chromium cannot run its sandbox as root.
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
      ...args,
    ],
    ...kept,
    ...(headless ? {} : { defaultViewport: null }),
  });
  const worker = await browser.waitForTarget(
    (target) => target.type() === 'service_worker' && target.url().startsWith('chrome-extension://'),
  );
  if (!isWelcomed) await closeOwnTab(browser, WELCOME);
  return { browser, base: `chrome-extension://${new URL(worker.url()).host}/` };
}
