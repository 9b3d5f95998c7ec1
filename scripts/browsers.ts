/** Finds the browsers of this machine, installs them where that can be done unasked, and starts them with Gloss loaded. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import puppeteer, { type Browser } from 'puppeteer-core';

export type Which = 'chrome' | 'firefox';

/** Gloss's id in Firefox (wxt.config.ts), and the fixed internal address that tests give it. */
export const GECKO_ID = 'gloss@example.org';
const GECKO_UUID = '11111111-2222-4333-8444-555555555555';

/** Programs that load an unpacked extension from the command line, best first. */
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

/** Where a browser's program is, or `undefined`. The variables CHROME_BIN and FIREFOX_BIN go first. */
export function find(which: Which): string | undefined {
  const named = process.env[which === 'chrome' ? 'CHROME_BIN' : 'FIREFOX_BIN'];
  if (named) return named;
  const onPath = NAMES[which].flatMap((name) => paths().map((dir) => join(dir, name)));
  return [...onPath, ...PLACES[which], ...(which === 'chrome' ? forTesting() : [])].find(isProgram);
}

/** Chrome for Testing, where its installer puts it. */
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

/** The program of a browser; installed first where this is root on Debian. Throws with what to do where there is none. */
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
  /** Address of the extension's own pages, with the slash at its end. */
  base: string;
}

/**
 * Start a browser with the built extension of a folder loaded. `args` are for Chromium and its kin, `prefs` for Firefox; `profile` is the
 * folder of a profile that outlives the browser.
 */
export async function start(
  which: Which,
  dir: string,
  {
    headless = true,
    args = [],
    prefs = {},
    profile,
  }: { headless?: boolean; args?: string[]; prefs?: Record<string, unknown>; profile?: string } = {},
): Promise<Started> {
  const executablePath = need(which);
  const kept = profile === undefined ? {} : { userDataDir: profile };
  if (which === 'firefox') {
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath,
      headless,
      enableExtensions: true,
      args: ['--remote-allow-system-access'], // For moz-extension: pages and the browser's own scope.
      extraPrefsFirefox: {
        'extensions.webextensions.uuids': JSON.stringify({ [GECKO_ID]: GECKO_UUID }),
        ...prefs,
      },
      ...kept,
      ...(headless ? {} : { defaultViewport: null }),
    });
    await browser.installExtension(dir);
    return { browser, base: `moz-extension://${GECKO_UUID}/` };
  }
  const browser = await puppeteer.launch({
    executablePath,
    headless,
    pipe: true,
    enableExtensions: [dir],
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), // Chromium has no sandbox for root.
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
  return { browser, base: `chrome-extension://${new URL(worker.url()).host}/` };
}
