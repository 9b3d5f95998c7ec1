/** The surfaces of the browser itself that belong to Gloss: the real popup, the side panel, the toolbar button, the context menu. */

import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { GECKO_ID } from '../../scripts/browsers';
import { type CardFrame, type Spot, until } from '../../scripts/hovering';
import type { Rig } from './rig';

export interface Surface extends CardFrame {
  /** Press a key where the keyboard is in it. */
  press(key: string): Promise<void>;
}

/** The part of the driver's own connection to Firefox that reaches the browser itself. */
interface Bidi {
  // biome-ignore lint/suspicious/noExplicitAny: the driver types neither its own connection nor its answers.
  send(method: string, params: object): Promise<{ result: any }>;
}

/** Evaluate an expression, of a JSON value, in Firefox's own window. */
async function inFirefox<T>(rig: Rig, expression: string): Promise<T> {
  const bidi = (rig.browser as unknown as { connection: Bidi }).connection;
  const tree = await bidi.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const { result } = await bidi.send('script.evaluate', {
    target: { context: tree.result.contexts[0]?.context },
    awaitPromise: true,
    userActivation: true,
    expression: `Promise.resolve(${expression}).then((value) => JSON.stringify(value ?? null))`,
  });
  if (result.type !== 'success') throw new Error(JSON.stringify(result));
  return JSON.parse(result.result.value) as T;
}

const EXTENSION = `WebExtensionPolicy.getByID('${GECKO_ID}').extension`;
const ACTION = `ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs').ExtensionParent.apiManager.global.browserActionFor(${EXTENSION})`;

/** Firefox's own element that shows a page of the extension outside of the tabs. */
const BROWSER_OF = (end: string) => `(function find(doc) {
  for (const each of doc.querySelectorAll('browser')) {
    if (each.currentURI?.spec.endsWith(${JSON.stringify(end)})) return each;
    const inner = each.contentDocument && find(each.contentDocument);
    if (inner) return inner;
  }
})(document)`;

/** ms that a script in a frame of Firefox is waited for: a popup that closes takes it along. */
const PATIENCE = 2_000;

/** A page of the extension in Firefox's popup or sidebar, reached by a script in its frame. */
function firefoxSurface(rig: Rig, end: string): Surface {
  /** Runs `body` in the frame, where `content` is the page's window; it returns a JSON value. */
  const inFrame = async <T>(body: string) => {
    const name = `gloss-test:${crypto.randomUUID()}`;
    const script = `(async () => {
      let told;
      try { told = { value: await (async () => { ${body} })() }; } catch (error) { told = { error: String(error) }; }
      sendAsyncMessage('${name}', JSON.stringify(told));
    })()`;
    const told = await inFirefox<string>(
      rig,
      `new Promise((done, fail) => {
        const { messageManager } = ${BROWSER_OF(end)} ?? {};
        if (!messageManager) return fail(new Error('There is no ${end}.'));
        setTimeout(() => fail(new Error('No answer from ${end}.')), ${PATIENCE});
        messageManager.addMessageListener('${name}', function hear({ data }) {
          messageManager.removeMessageListener('${name}', hear);
          done(data);
        });
        messageManager.loadFrameScript('data:,' + ${JSON.stringify(encodeURIComponent(script))}, false);
      })`,
    );
    const { value, error } = JSON.parse(told) as { value?: T; error?: string };
    if (error !== undefined) throw new Error(error);
    return (value ?? null) as T;
  };
  return {
    evaluate: <T>(expression: string) =>
      inFrame<T>(
        `return Cu.evalInSandbox(${JSON.stringify(expression)}, Cu.Sandbox(content, { sandboxPrototype: content, wantXrays: false }));`,
      ),
    // As the window gets it from the keyboard, so that the browser takes it for the user's doing.
    press: async (key) => {
      await inFirefox(rig, `${BROWSER_OF(end)}.focus()`);
      await inFrame(`const keys = Cc['@mozilla.org/text-input-processor;1'].createInstance(Ci.nsITextInputProcessor);
        keys.beginInputTransactionForTests(content);
        const event = new content.KeyboardEvent('', { key: ${JSON.stringify(key)}, code: ${JSON.stringify(key)} });
        content.setTimeout(() => {
          const handling = content.windowUtils.setHandlingUserInput(true);
          keys.keydown(event);
          keys.keyup(event);
          handling.destruct();
        });`);
    },
  };
}

async function chromeSurface(rig: Rig, end: string): Promise<Surface & { page: Page }> {
  const target = await rig.browser.waitForTarget((each) => each.url().endsWith(end));
  const page = await target.asPage();
  return {
    page,
    evaluate: <T>(expression: string) => page.evaluate(expression) as Promise<T>,
    press: (key) => page.keyboard.press(key as 'Enter'),
  };
}

/** Press the toolbar button while a page is in front: the popup opens as for a person. */
export async function openPopup(rig: Rig, page?: Page): Promise<Surface> {
  await page?.bringToFront();
  await closePopup(rig);
  return until('the popup, with the keyboard in its box', async () => {
    // A page that is still coming takes the popup away.
    if (!(await isThere(rig, '/popup.html'))) {
      await pressButton(rig, page);
      await until('it to open', () => isThere(rig, '/popup.html'), 2_000);
    }
    const popup =
      rig.which === 'firefox' ? firefoxSurface(rig, '/popup.html') : await chromeSurface(rig, '/popup.html');
    expect(
      await popup.evaluate(
        'document.activeElement?.outerHTML?.slice(0, 10) + document.visibilityState + document.hasFocus() + document.readyState',
      ),
    ).toMatch(/^<input/);
    return popup;
  });
}

async function pressButton(rig: Rig, page?: Page): Promise<void> {
  if (rig.which === 'firefox') {
    await inFirefox(rig, `${ACTION}.openPopup(window, true)`);
    return;
  }
  const [extension] = [...(await rig.browser.extensions()).values()];
  const front = page ?? (await rig.browser.pages()).at(-1);
  if (front) await extension?.triggerAction(front);
}

/** Close the popup of an earlier test. */
async function closePopup(rig: Rig): Promise<void> {
  if (rig.which === 'firefox')
    await inFirefox(rig, `document.querySelectorAll('panel').forEach((each) => each.hidePopup())`);
  else if (await isThere(rig, '/popup.html'))
    await (await chromeSurface(rig, '/popup.html')).page.close().catch(() => undefined); // It was going by itself.
  await until('an earlier popup to go', async () => !(await isThere(rig, '/popup.html')));
}

/** Whether the popup or the side panel is there. */
export async function isThere(rig: Rig, end: string): Promise<boolean> {
  if (rig.which === 'firefox') return inFirefox(rig, `${BROWSER_OF(end)} !== undefined`);
  return rig.browser.targets().some((each) => each.url().endsWith(end));
}

/** Open the side panel, in Chromium by the popup's button as a person does. */
export async function openPanel(rig: Rig, page: Page): Promise<Surface> {
  if (rig.which === 'firefox') {
    await inFirefox(
      rig,
      `SidebarController.show('${GECKO_ID.replace(/\W/g, '_')}-sidebar-action').then(String)`,
    );
    const panel = firefoxSurface(rig, '/sidepanel.html');
    await until('the side panel', () => panel.evaluate<boolean>('document.querySelector("h1") !== null'));
    return panel;
  }
  await openPopup(rig, page);
  const popup = await (
    await rig.browser.waitForTarget((each) => each.url().endsWith('/popup.html'))
  ).asPage();
  await until('the button', async () => {
    await popup.click('.open-panel');
    return true;
  });
  return chromeSurface(rig, '/sidepanel.html');
}

/** Open a page of the browser itself in a new tab. Firefox's driver goes to none. */
export async function openBrowserPage(rig: Rig): Promise<void> {
  if (rig.which === 'chrome') await (await rig.browser.newPage()).goto('chrome://version/');
  else await inFirefox(rig, `void (gBrowser.selectedTab = gBrowser.addTrustedTab('about:license'))`);
}

/** A picture of a surface, in Chromium: Firefox's driver takes pictures of tabs only. */
export async function picture(rig: Rig, end: string, path: string): Promise<void> {
  if (rig.which === 'chrome') await (await chromeSurface(rig, end)).page.screenshot({ path });
}

const own = new WeakMap<Rig, Page>();

/** Open a page of the extension that stays behind the others: in Chromium it is asked what the toolbar button shows. */
export async function stayBehind(rig: Rig): Promise<void> {
  if (rig.which === 'chrome') own.set(rig, await rig.openOwn('options.html'));
}

/** Evaluate an expression in the page that stays behind. It wakes no background. */
async function inOwnPage<T>(rig: Rig, expression: string): Promise<T> {
  return (await own.get(rig)?.evaluate(expression)) as T;
}

/** Evaluate an expression in Chromium's background, which is woken for it. */
async function inBackground<T>(rig: Rig, expression: string): Promise<T> {
  await inOwnPage(rig, `chrome.runtime.sendMessage({ kind: 'labels', data: { terms: [] } })`);
  const target = await rig.browser.waitForTarget((each) => each.type() === 'service_worker');
  const worker = await target.worker();
  return (await worker?.evaluate(expression)) as T;
}

/** What the toolbar button shows for the tab in front: the number on it, and its title. */
export async function buttonOf(rig: Rig): Promise<{ badge: string; title: string }> {
  if (rig.which === 'chrome')
    return inOwnPage(
      rig,
      `chrome.tabs.query({ active: true, lastFocusedWindow: true }).then(async ([{ id: tabId }]) => ({
        badge: await chrome.action.getBadgeText({ tabId }), title: await chrome.action.getTitle({ tabId }) }))`,
    );
  return inFirefox(
    rig,
    `(() => { const { badgeText, title } = ${ACTION}.action.getContextData(gBrowser.selectedTab); return { badge: badgeText ?? '', title }; })()`,
  );
}

/**
 * Choose *Look up* in the context menu of a selection, made by a double click. In Firefox in the menu itself, which a right click opens;
 * Chromium's driver opens no menu: there the entry must exist, and is chosen as the browser would.
 */
export async function lookUpSelection(rig: Rig, page: Page, at: Spot, text: string): Promise<void> {
  await page.mouse.click(at.x, at.y, { count: 2 });
  await chooseInMenu(rig, page, at, 'look-up', text);
}

/** The same of any entry, of what is selected at that place; `frameId`: the browser's number of the frame that it is in. */
export async function chooseInMenu(
  rig: Rig,
  page: Page,
  at: Spot,
  id: string,
  text: string,
  frameId = 0,
): Promise<void> {
  if (rig.which === 'chrome') {
    const chosen = { menuItemId: id, selectionText: text, editable: false, pageUrl: '', frameId };
    await inBackground(
      rig,
      `chrome.contextMenus.update(${JSON.stringify(id)}, {}).then(async () => {
        const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
        chrome.contextMenus.onClicked.dispatch(${JSON.stringify(chosen)}, tab);
      })`,
    );
    return;
  }
  const entry = `${GECKO_ID.replace(/\W/g, '_')}-menuitem-_${id}`;
  await page.mouse.click(at.x, at.y, { button: 'right' });
  await until('the entry in the menu', () =>
    inFirefox<boolean>(
      rig,
      `(() => {
        const menu = document.getElementById('contentAreaContextMenu');
        const entry = menu.state === 'open' && [...menu.querySelectorAll('menuitem')].find((each) => each.id === ${JSON.stringify(entry)});
        if (!entry) return false;
        if (${JSON.stringify(id)} === 'look-up' && !entry.label.includes(${JSON.stringify(`“${text}”`)})) return false;
        // Several entries of one extension stand in a menu of their own.
        const inner = entry.closest('menupopup');
        if (inner.state !== 'open') {
          inner.closest('menu')?.openMenu(true);
          return false;
        }
        inner.activateItem(entry);
        return true;
      })()`,
    ),
  );
}

/** A command of the keyboard, as the browser gives it to the background. */
export async function command(rig: Rig, name: string): Promise<void> {
  if (rig.which === 'chrome')
    await inBackground(rig, `void chrome.commands.onCommand.dispatch(${JSON.stringify(name)})`);
  else await inFirefox(rig, `void ${EXTENSION}.shortcuts.onCommand(${JSON.stringify(name)})`);
}
