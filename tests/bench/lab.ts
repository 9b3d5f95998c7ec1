/**
 * A real Chromium with the bench's copy of the extension and a digest of one size. It visits one page at a
 * time.
 */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type CDPSession, type Page, type Target } from 'puppeteer-core';
import { need } from '../../scripts/browsers';
import { pause, until } from '../../scripts/hovering';
import type { Kind } from './extension';
import type { Lexica, Size } from './lexica';
import type { Pages } from './pages';
import { plantIndex } from './plant';
import type { Probe } from './probe/probe';

const VIEWPORT = { width: 1000, height: 800 };

/** Time from the load of a page until a mark has appeared or will not appear, ms. */
const WAKING = 2_500;
/**
 * Attempts to wake a background with its digest. Under load, its database can be late, and then it starts
 * without.
 */
const TRIES = 6;

interface LoadOptions {
  /**
   * Gives the page its finest clock. The card is not measured on such pages, because they load it
   * differently.
   */
  fine?: boolean;
  /** The host, under `localhost`, where the address of the page must be known before. */
  host?: string;
}

/** A page of the corpus in a fresh renderer. */
export interface Visit {
  page: Page;
  cdp: CDPSession;
  /** Calls a function of the probe, in the isolated world of the reader. */
  probe<K extends keyof Probe>(
    name: K,
    ...args: Probe[K] extends (...args: infer A) => unknown ? A : []
  ): Promise<Probe[K] extends (...args: never) => infer R ? Awaited<R> : Probe[K]>;
}

export interface Lab {
  size: Size;
  browser: Browser;
  /** Loads a page, does `work` with it, and closes it. */
  visit<T>(kind: Kind, name: string, work: (visit: Visit) => Promise<T>, options?: LoadOptions): Promise<T>;
  /** The background as a target. A page wakes it with a request. */
  background(): Promise<Target>;
  /**
   * Wakes the background with a page that has a mention. Resolves to whether it found a mention that only the
   * lab's own digest has.
   */
  wake(): Promise<boolean>;
  /** Makes sure that the background is awake with its digest and stays awake. Throws if that fails. */
  keepAwake(): Promise<void>;
  /** Stops the background, as the browser does after some idle time. */
  stopBackground(): Promise<undefined>;
  close(): Promise<void>;
}

/** Starts a separate Chromium with the extension of a folder. */
export function startChromium(extension: string, profile: string): Promise<Browser> {
  return puppeteer.launch({
    executablePath: need('chrome'),
    headless: true,
    pipe: true,
    userDataDir: profile,
    enableExtensions: [extension],
    protocolTimeout: 120_000,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE *.localhost, EXCLUDE localhost',
    ],
  });
}

export const isBackground = (target: Target) =>
  target.type() === 'service_worker' && target.url().startsWith('chrome-extension://');

/**
 * Starts a browser whose background finds the terms of a digest of this size. `extension`: the bench's copy.
 */
export async function openLab(extension: string, size: Size, lexica: Lexica, pages: Pages): Promise<Lab> {
  const home = mkdtempSync(join(tmpdir(), 'gloss-bench-'));
  const dir = join(home, 'extension');
  cpSync(extension, dir, { recursive: true });
  if (size !== 'bundled') writeFileSync(join(dir, 'bench', 'index.bin'), lexica.of(size).bytes);
  const browser = await startChromium(dir, join(home, 'profile'));
  const first = await browser.waitForTarget(isBackground);
  const base = `chrome-extension://${new URL(first.url()).host}/`;
  const control = await (await browser.newPage()).createCDPSession();
  await control.send('ServiceWorker.enable');

  /** Attached to the background, because the browser does not stop a background with a debugger. */
  let hold: CDPSession | undefined;
  const sample = `sample-${size}`;
  pages.add(
    sample,
    `<!doctype html><html lang="en"><p>They spoke of ${lexica.sampleOf(size).form} again.</p>`,
  );

  const lab: Lab = {
    size,
    browser,
    async visit(kind, name, work, { fine = true, host } = {}) {
      const page = await browser.newPage();
      try {
        await page.setViewport(VIEWPORT);
        await page.bringToFront();
        const cdp = await page.createCDPSession();
        await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
        await page.goto(pages.at(kind, name, host) + (fine ? '' : '?coarse'), {
          waitUntil: 'load',
          timeout: 60_000,
        });
        return await work({ page, cdp, probe: prober(cdp) });
      } finally {
        await page.close();
      }
    },
    background: () => browser.waitForTarget(isBackground),
    wake: () =>
      lab.visit('gloss', sample, async ({ page }) => {
        // A background that has just woken is also checking its cache.
        const end = performance.now() + WAKING;
        while (performance.now() < end) {
          if (await page.evaluate(() => (CSS.highlights.get('gloss')?.size ?? 0) > 0)) return true;
          await pause(50);
        }
        return false;
      }),
    async keepAwake() {
      for (let tries = 0; tries < TRIES; tries++) {
        if (await lab.wake()) {
          hold ??= await (await lab.background()).createCDPSession();
          return;
        }
        await lab.stopBackground();
      }
      throw new Error(
        `The background does not find “${lexica.sampleOf(size).form}” on a page, woken ${TRIES} times: it goes without its index of ${size} terms.`,
      );
    },
    async stopBackground() {
      await hold?.detach().catch(() => undefined);
      hold = undefined;
      await control.send('ServiceWorker.stopAllWorkers');
      await until('the background to stop', async () => !browser.targets().some(isBackground));
      return undefined;
    },
    async close() {
      await browser.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
  try {
    await plantIndex(lab, base);
    await lab.keepAwake();
  } catch (error) {
    await lab.close();
    throw error;
  }
  return lab;
}

/** Calls the probe in the isolated world that has it. */
function prober(cdp: CDPSession): Visit['probe'] {
  let world: Promise<number> | undefined;
  const find = async () => {
    const worlds: number[] = [];
    const hear = ({
      context,
    }: {
      context: { id: number; auxData?: { type?: string; frameId?: string } };
    }) => {
      if (context.auxData?.type === 'isolated') worlds.push(context.id);
    };
    cdp.on('Runtime.executionContextCreated', hear);
    await cdp.send('Runtime.enable');
    return until('the probe in the page', async () => {
      for (const contextId of worlds) {
        const { result } = await cdp.send('Runtime.evaluate', {
          contextId,
          expression: 'typeof __bench === "object" && window === top',
        });
        if (result.value === true) return contextId;
      }
      return undefined;
    });
  };
  return async (name, ...args) => {
    world ??= find();
    const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', {
      contextId: await world,
      expression: `typeof __bench.${name} === 'function' ? __bench.${name}(${args.map((arg) => JSON.stringify(arg)).join()}) : __bench.${name}`,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails)
      throw new Error(
        `The probe failed at ${name}: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`,
      );
    return result.value as never;
  };
}
