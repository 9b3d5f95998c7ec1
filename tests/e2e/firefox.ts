/** Drives Firefox's own window and frames, which the driver reaches only in the privileged scope. */
import { writeFileSync } from 'node:fs';
import { GECKO_ID } from '../../scripts/browsers';
import type { CardFrame } from '../../scripts/hovering';
import { inFirefox as evaluate } from './firefox-scope';
import type { Rig } from './rig';

/** A page of the extension outside the tabs. */
export interface Surface extends CardFrame {
  /** Presses a key in the surface, possibly with a modifier: `Control+Enter`. */
  press(key: string): Promise<void>;
  /** Types a text in the surface, letter by letter. */
  type(text: string): Promise<void>;
}

/** Evaluates an expression in Firefox's own window. Its value must be JSON. */
export const inFirefox = <T>(rig: Rig, expression: string) => evaluate<T>(rig.browser, expression);

export const EXTENSION = `WebExtensionPolicy.getByID('${GECKO_ID}').extension`;
export const ACTION = `ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs').ExtensionParent.apiManager.global.browserActionFor(${EXTENSION})`;

/** An expression that finds Firefox's own element for a page of the extension outside the tabs. */
export const BROWSER_OF = (end: string) => `(function find(doc) {
  for (const each of doc.querySelectorAll('browser')) {
    if (each.currentURI?.spec.endsWith(${JSON.stringify(end)})) return each;
    const inner = each.contentDocument && find(each.contentDocument);
    if (inner) return inner;
  }
})(document)`;

/** Longest wait for a script in a frame of Firefox, ms. */
const PATIENCE = 10_000;
/** Wait for the answer of a page that is not there any more, ms: a popup that closes takes its scripts with it. */
const FAREWELL = 500;

/**
 * Runs the body of a function in the process of a page, where `content` is the page's window, and resolves to what it
 * returns: a JSON value. `browser`: an expression that finds Firefox's own element for the page.
 */
export async function inContent<T>(rig: Rig, browser: string, body: string, patience = PATIENCE): Promise<T> {
  const name = `gloss-test:${crypto.randomUUID()}`;
  const script = `(async () => {
    let told;
    try { told = { value: await (async () => { ${body} })() }; } catch (error) { told = { error: String(error) }; }
    sendAsyncMessage('${name}', JSON.stringify(told));
  })()`;
  const told = await inFirefox<string>(
    rig,
    `new Promise((done, fail) => {
      const windowNow = () => ${browser}?.browsingContext?.currentWindowGlobal?.innerWindowId;
      const { messageManager } = ${browser} ?? {};
      if (!messageManager) return fail(new Error('The page is not there.'));
      const asked = windowNow();
      const looking = setInterval(() => {
        if (windowNow() === asked) return;
        clearInterval(looking);
        setTimeout(() => fail(new Error('The page has gone.')), ${FAREWELL});
      }, 100);
      setTimeout(() => {
        clearInterval(looking);
        fail(new Error('No answer from the page.'));
      }, ${patience});
      // Heard above all pages: Firefox gives a popup that opens to another element, whose own manager hears it then.
      Services.mm.addMessageListener('${name}', function hear({ data }) {
        Services.mm.removeMessageListener('${name}', hear);
        clearInterval(looking);
        done(data);
      });
      messageManager.loadFrameScript('data:;charset=utf-8,' + ${JSON.stringify(encodeURIComponent(script))}, false);
    })`,
  );
  const { value, error } = JSON.parse(told) as { value?: T; error?: string };
  if (error !== undefined) throw new Error(error);
  return (value ?? null) as T;
}

/** A page of the extension in Firefox's popup or sidebar, driven by a script in its frame. */
export function firefoxSurface(rig: Rig, end: string): Surface {
  const inFrame = <T>(body: string) => inContent<T>(rig, BROWSER_OF(end), body);
  // Sends the keys as the window gets them from the keyboard, so that the browser takes them for user input.
  const withKeys = async (body: string) => {
    await inFirefox(rig, `${BROWSER_OF(end)}.focus()`);
    await inFrame(`const keys = Cc['@mozilla.org/text-input-processor;1'].createInstance(Ci.nsITextInputProcessor);
      keys.beginInputTransactionForTests(content);
      const event = (key, code = '') => new content.KeyboardEvent('', { key, code });
      ${body}`);
  };
  return {
    evaluate: <T>(expression: string) =>
      inFrame<T>(
        `return Cu.evalInSandbox(${JSON.stringify(expression)}, Cu.Sandbox(content, { sandboxPrototype: content, wantXrays: false }));`,
      ),
    press: (key) =>
      withKeys(`const held = ${JSON.stringify(key.split('+'))}.map((each) => event(each, each === 'Control' ? 'ControlLeft' : each));
        content.setTimeout(() => {
          const handling = content.windowUtils.setHandlingUserInput(true);
          for (const each of held) keys.keydown(each);
          for (const each of held.reverse()) keys.keyup(each);
          handling.destruct();
        });`),
    type: (text) =>
      withKeys(`for (const letter of ${JSON.stringify(text)}) {
        keys.keydown(event(letter));
        keys.keyup(event(letter));
      }`),
  };
}

/** Takes a picture of one of Firefox's own contexts. The driver can take pictures of tabs only. */
export async function snapshot(rig: Rig, context: string, path: string): Promise<void> {
  const png = await inFirefox<string>(
    rig,
    `(async () => {
      const bitmap = await ${context}.currentWindowGlobal.drawSnapshot(null, 1, 'white');
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      canvas.getContext('2d').drawImage(bitmap, 0, 0);
      const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    })()`,
  );
  writeFileSync(path, png, 'base64');
}
