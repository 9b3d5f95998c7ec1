/**
 * Drives Gloss's parts of the browser's own interface: the real popup, the side panel, the toolbar button,
 * the context menu.
 */
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { GECKO_ID } from '../../scripts/browsers';
import { type Spot, until } from '../../scripts/hovering';
import { ACTION, BROWSER_OF, EXTENSION, firefoxSurface, inFirefox, type Surface, snapshot } from './firefox';
import type { Rig } from './rig';

async function chromeSurface(rig: Rig, end: string): Promise<Surface & { page: Page }> {
  const target = await rig.browser.waitForTarget((each) => each.url().endsWith(end));
  const page = await target.asPage();
  return {
    page,
    evaluate: <T>(expression: string) => page.evaluate(expression) as Promise<T>,
    press: async (key) => {
      const [last = '', ...held] = key.split('+').reverse();
      for (const each of held) await page.keyboard.down(each as 'Control');
      try {
        await page.keyboard.press(last as 'Enter');
        for (const each of held) await page.keyboard.up(each as 'Control');
      } catch (error) {
        if (!page.isClosed()) throw error; // The key has closed the surface in which it was pressed.
      }
    },
    type: (text) => page.keyboard.type(text),
  };
}

/** Presses the toolbar button while a page is in front. The popup opens as for a person. */
export async function openPopup(rig: Rig, page?: Page): Promise<Surface> {
  await page?.bringToFront();
  await closePopup(rig);
  const isReady = async () => {
    // A page that is still loading closes the popup.
    if (!(await isThere(rig, '/popup.html'))) {
      await pressButton(rig, page);
      // Pressed again while it opens, the button would close it.
      await until('it to open', () => isThere(rig, '/popup.html'), 8_000);
    }
    const popup =
      rig.which === 'firefox' ? firefoxSurface(rig, '/popup.html') : await chromeSurface(rig, '/popup.html');
    expect(
      await popup.evaluate(
        'document.activeElement?.outerHTML?.slice(0, 10) + document.visibilityState + document.hasFocus() + document.readyState',
      ),
    ).toMatch(/^<input/);
    return popup;
  };
  return until('the popup, with the keyboard in its box', isReady, 60_000);
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

/** Closes the popup of an earlier test. */
async function closePopup(rig: Rig): Promise<void> {
  if (rig.which === 'firefox')
    await inFirefox(rig, `document.querySelectorAll('panel').forEach((each) => each.hidePopup())`);
  else if (await isThere(rig, '/popup.html'))
    // The popup may be closing by itself because the page in front got the focus.
    await (await chromeSurface(rig, '/popup.html')).page.close().catch(() => undefined);
  await until('an earlier popup to go', async () => !(await isThere(rig, '/popup.html')));
}

/** Whether the popup or the side panel is open. */
export async function isThere(rig: Rig, end: string): Promise<boolean> {
  if (rig.which === 'firefox') return inFirefox(rig, `${BROWSER_OF(end)} !== undefined`);
  return rig.browser.targets().some((each) => each.url().endsWith(end));
}

/** Opens the side panel. In Chromium, uses the popup's button as a person does. */
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
  const press = async () => {
    // The popup closes by itself if the page in front gets the focus. Then it is opened again.
    if (!(await isThere(rig, '/popup.html'))) await openPopup(rig, page);
    const target = await rig.browser.waitForTarget((each) => each.url().endsWith('/popup.html'));
    await (await target.asPage()).click('.open-panel');
    // What the popup has just learned of the page may move the button away from under the pointer.
    return until('the side panel to open', () => isThere(rig, '/sidepanel.html'), 8_000);
  };
  await until('the side panel', press, 60_000);
  return chromeSurface(rig, '/sidepanel.html');
}

/** Opens a page of the browser itself in a new tab. Firefox's driver cannot navigate to one. */
export async function openBrowserPage(rig: Rig): Promise<void> {
  if (rig.which === 'chrome') await (await rig.browser.newPage()).goto('chrome://version/');
  else await inFirefox(rig, `void (gBrowser.selectedTab = gBrowser.addTrustedTab('about:license'))`);
}

/** Takes a picture of the popup or the side panel. */
export async function picture(rig: Rig, end: string, path: string): Promise<void> {
  if (rig.which === 'chrome') await (await chromeSurface(rig, end)).page.screenshot({ path });
  else await snapshot(rig, `${BROWSER_OF(end)}.browsingContext`, path);
}

const own = new WeakMap<Rig, Page>();

/** Shows the popup or the side panel in a light or dark colour scheme. */
export async function inScheme(rig: Rig, end: string, scheme: 'light' | 'dark'): Promise<void> {
  if (rig.which === 'chrome')
    await (await chromeSurface(rig, end)).page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: scheme },
    ]);
  else
    await inFirefox(
      rig,
      `void (${BROWSER_OF(end)}.browsingContext.prefersColorSchemeOverride = '${scheme}')`,
    );
}

/** Shows the tab in front in a light or dark colour scheme. */
export async function tabInScheme(rig: Rig, page: Page, scheme: 'light' | 'dark'): Promise<void> {
  await page.bringToFront();
  if (rig.which === 'chrome')
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  else
    await inFirefox(
      rig,
      `void (gBrowser.selectedBrowser.browsingContext.prefersColorSchemeOverride = '${scheme}')`,
    );
}

/**
 * Opens an extension page that stays behind the other tabs. In Chromium, it is asked for the state of the
 * toolbar button.
 */
export async function stayBehind(rig: Rig): Promise<void> {
  if (rig.which === 'chrome') own.set(rig, await rig.openOwn('options.html'));
}

/** Evaluates an expression in the page behind the others. This does not wake the background. */
async function inOwnPage<T>(rig: Rig, expression: string): Promise<T> {
  return (await own.get(rig)?.evaluate(expression)) as T;
}

/** Evaluates an expression in Chromium's background, and wakes it if necessary. */
export async function inBackground<T>(rig: Rig, expression: string): Promise<T> {
  await inOwnPage(rig, `chrome.runtime.sendMessage({ kind: 'labels', data: { terms: [] } })`);
  const target = await rig.browser.waitForTarget((each) => each.type() === 'service_worker');
  const worker = await target.worker();
  return (await worker?.evaluate(expression)) as T;
}

/**
 * The state of the toolbar button for the tab in front: its badge, its title, and whether it is grey.
 * Chromium does not report the last one.
 */
export async function buttonOf(rig: Rig): Promise<{ badge: string; title: string; grey?: boolean }> {
  if (rig.which === 'chrome')
    return inOwnPage(
      rig,
      `chrome.tabs.query({ active: true, lastFocusedWindow: true }).then(async ([{ id: tabId }]) => ({
        badge: await chrome.action.getBadgeText({ tabId }), title: await chrome.action.getTitle({ tabId }) }))`,
    );
  return inFirefox(
    rig,
    `(() => {
      const { badgeText, title, icon } = ${ACTION}.action.getContextData(gBrowser.selectedTab);
      return { badge: badgeText ?? '', title, grey: JSON.stringify(icon).includes('paused-') };
    })()`,
  );
}

/**
 * Chooses *Look up* in the context menu of a selection made by a double click. In Firefox, uses the real menu
 * after a right click. Chromium's driver cannot open a menu, so there the entry must exist, and its event is
 * dispatched as the browser would.
 */
export async function lookUpSelection(rig: Rig, page: Page, at: Spot, text: string): Promise<void> {
  await page.mouse.click(at.x, at.y, { count: 2 });
  await chooseInMenu(rig, page, at, 'look-up', text);
}

/**
 * Chooses any entry of the context menu for the selection at that position. `frameId`: the browser's id of
 * its frame. `linkUrl`: the link at that position.
 */
export async function chooseInMenu(
  rig: Rig,
  page: Page,
  at: Spot,
  id: string,
  text: string,
  frameId = 0,
  linkUrl?: string,
): Promise<void> {
  if (rig.which === 'chrome') {
    const chosen = { menuItemId: id, selectionText: text, editable: false, pageUrl: '', frameId, linkUrl };
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
        // Firefox puts several entries of one extension into a submenu.
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

/** Sends a keyboard command to the background as the browser does. */
export async function command(rig: Rig, name: string): Promise<void> {
  if (rig.which === 'chrome')
    await inBackground(rig, `void chrome.commands.onCommand.dispatch(${JSON.stringify(name)})`);
  else await inFirefox(rig, `void ${EXTENSION}.shortcuts.onCommand(${JSON.stringify(name)})`);
}
