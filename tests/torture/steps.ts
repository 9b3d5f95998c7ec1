/**
 * Stops the background of Chromium in the middle of what it does: before the nth change of a database or of the
 * browser's storage, or before it hears that a transaction is complete.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page, WebWorker } from 'puppeteer-core';
import { pause, until } from '../../scripts/hovering';
import { ask } from '../e2e/notes';
import type { Rig } from '../e2e/rig';

/** The channel on which the background says that it has come to the step. */
export const CHANNEL = 'torture';
/** Time (ms) in which an answer must have come if the background is not stopped. */
const MOST_TIME = 20_000;
/** Why a request counts as refused that was neither answered nor stopped in that time. */
const UNHEARD = 'no answer came';
/** Time (ms) in which a background that does not loop says so. */
const PATIENCE = 10_000;

/** What came of a request: it was answered, or refused, or the background was stopped before a change of that kind. */
export type End =
  | { kind: 'answered'; reply: unknown }
  | { kind: 'refused'; why: string }
  | { kind: 'stopped'; at: string };

/**
 * Makes the background stand still before its `step`th change, counted from 1: it says so on the channel `name`, again
 * and again, for a page that listens later. It runs in the background, and uses nothing from outside.
 */
function standStill(step: number, name: string): void {
  let left = step;
  const channel = new BroadcastChannel(name);
  const count = (what: string) => {
    left--;
    if (left !== 0) return;
    // A worker that loops is ended with everything that it has not committed.
    for (;;) {
      channel.postMessage(what);
      for (const end = Date.now() + 100; Date.now() < end; );
    }
  };
  // biome-ignore lint/suspicious/noExplicitAny: the methods of many classes are wrapped alike.
  const wrap = (owner: any, method: string, what: string) => {
    const was = owner[method];
    owner[method] = function (...given: unknown[]) {
      count(what);
      return Reflect.apply(was, this, given);
    };
  };
  for (const method of ['put', 'add', 'delete', 'clear', 'createIndex'])
    wrap(IDBObjectStore.prototype, method, method);
  for (const method of ['createObjectStore', 'deleteObjectStore'])
    wrap(IDBDatabase.prototype, method, method);
  for (const method of ['update', 'delete']) wrap(IDBCursor.prototype, method, `cursor ${method}`);
  wrap(IDBTransaction.prototype, 'commit', 'commit');
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (...given) {
    const begun = Reflect.apply(transaction, this, given) as IDBTransaction;
    if (begun.mode === 'readwrite') begun.addEventListener('complete', () => count('complete'));
    return begun;
  };
  const { storage } = (globalThis as unknown as { chrome: { storage: Record<string, object> } }).chrome;
  for (const area of ['local', 'session'])
    for (const method of ['set', 'remove']) wrap(storage[area], method, `storage.${area}.${method}`);
}

/** The code of a background that stands still before its `step`th change since its start. */
export const stillFromStart = (step: number, code: string): string =>
  `(${standStill})(${step}, ${JSON.stringify(CHANNEL)});\n${code}`;

/** Makes the background that runs stand still before its `step`th change from now. The page listens on the channel. */
async function arm(rig: Rig, step: number): Promise<WebWorker> {
  const target = await rig.browser.waitForTarget(
    (each) => each.type() === 'service_worker' && each.url().startsWith('chrome-extension://'),
  );
  const worker = await target.worker();
  if (!worker) throw new Error('The background has no worker.');
  await worker.evaluate(standStill, step, CHANNEL);
  return worker;
}

/** Whether the background loops, and so has come to its step, although the page did not hear it say so. */
const isLooping = (worker: WebWorker): Promise<boolean> =>
  Promise.race([
    worker.evaluate('1').then(
      () => false,
      () => false,
    ),
    pause(PATIENCE).then(() => true),
  ]);

/**
 * Sends a request from a page of the extension, and kills the background before its `step`th change. If it makes fewer
 * changes, it answers. `ready` is called before, when the background is awake. Resolves to a new page as well.
 */
export async function stoppedAt(
  rig: Rig,
  own: Page,
  step: number,
  { kind, data }: { kind: string; data: unknown },
  ready?: (own: Page) => Promise<unknown>,
): Promise<{ end: End; own: Page }> {
  await ask(own, 'settings', null);
  await ready?.(own);
  const worker = await arm(rig, step);
  let end = await endOf(own, kind, data);
  if (end.kind === 'refused' && end.why === UNHEARD && (await isLooping(worker)))
    end = { kind: 'stopped', at: 'which it could not tell' };
  return { end, own: await reborn(rig) };
}

/** Sends a request from a page of the extension, and waits for its answer or for the background to stand still. */
export function endOf(own: Page, kind: string, data: unknown): Promise<End> {
  return own.evaluate(`(async () => {
    const channel = new BroadcastChannel('${CHANNEL}');
    const stopped = new Promise((resolve) => {
      channel.onmessage = ({ data }) => resolve({ kind: 'stopped', at: data });
    });
    const answered = chrome.runtime.sendMessage(${JSON.stringify({ kind, data })}).then(
      (reply) => ({ kind: 'answered', reply }),
      (error) => ({ kind: 'refused', why: String(error) }),
    );
    const late = new Promise((resolve) =>
      setTimeout(() => resolve({ kind: 'refused', why: '${UNHEARD}' }), ${MOST_TIME}),
    );
    const first = await Promise.race([stopped, answered, late]);
    channel.close();
    return first;
  })()`) as Promise<End>;
}

/**
 * Kills the process of the extension, with its background and its pages, and starts it again: Chromium does not
 * restart an extension that has crashed. It does not stop a worker that loops while a debugger is attached, either, so
 * the signal comes from outside. `folder`: its build. Resolves to a new page of the extension.
 */
export async function reborn(
  rig: Rig,
  folder = resolve('.output/chrome-mv3'),
  path = 'options.html',
): Promise<Page> {
  const workers = rig.browser.targets().filter((each) => each.type() === 'service_worker');
  const own = (await rig.browser.pages()).filter((page) => page.url().startsWith('chrome-extension://'));
  // A page that is opened before the browser has seen the end of the process goes to that process, and never loads.
  const seen = own.map((page) => new Promise((resolve) => page.once('error', resolve)));
  for (const pid of extensionProcesses(rig.browser.process()?.pid)) process.kill(pid, 'SIGKILL');
  await Promise.race([Promise.all(seen), pause(PATIENCE)]);
  await rig.browser.installExtension(folder);
  await until('the killed background to disappear', async () => {
    const left = rig.browser.targets();
    return workers.every((each) => !left.includes(each));
  });
  return rig.openOwn(path);
}

/** The processes of extensions that a browser has started, by Linux's list of processes. */
function extensionProcesses(browser: number | undefined): number[] {
  const parents = new Map<number, number>();
  const found: number[] = [];
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    try {
      const status = readFileSync(join('/proc', name, 'status'), 'utf8');
      parents.set(Number(name), Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]));
      if (readFileSync(join('/proc', name, 'cmdline'), 'utf8').includes('--extension-process'))
        found.push(Number(name));
    } catch {
      // The process has ended meanwhile.
    }
  }
  const isOf = (pid: number | undefined): boolean =>
    pid !== undefined && pid > 0 && (pid === browser || isOf(parents.get(pid)));
  return found.filter(isOf);
}
