/**
 * Drives the browser's address bar, where `gloss` and a space start a search: its suggestions, and the page
 * that Enter opens.
 */
import { until } from '../../scripts/hovering';
import { inFirefox } from './firefox';
import type { Rig } from './rig';
import { inBackground } from './surfaces';

export interface Suggested {
  /** The text that Enter on the suggestion hands over. */
  content: string;
  description: string;
}

const KEYWORD = 'gloss ';

/**
 * The suggestions for a text after the keyword. In Firefox, the text is typed in the bar itself. Chromium's
 * driver cannot reach the bar, so the browser's event is dispatched in the background. The browser throws if
 * it does not accept the suggestions.
 */
export async function suggestedFor(rig: Rig, text: string): Promise<Suggested[]> {
  if (rig.which === 'chrome')
    return inBackground(
      rig,
      `new Promise((suggest) => chrome.omnibox.onInputChanged.dispatch(${JSON.stringify(text)}, suggest))`,
    );
  return typedInFirefox(rig, text);
}

/** The same, where there are some: Firefox waits for them for three seconds, so a slow background is asked again. */
export const someFor = (rig: Rig, text: string) =>
  until(`suggestions for “${text.slice(0, 40)}”`, async () => {
    const suggested = await suggestedFor(rig, text);
    return suggested.length > 0 && suggested;
  });

/**
 * Types a text in Firefox's address bar. Resolves to the suggestions. `after`: what is run in the window as soon as they are there, in
 * the same step: later, the bar may have closed its list.
 */
function typedInFirefox(rig: Rig, text: string, after = ''): Promise<Suggested[]> {
  // Firefox cannot know when an extension has made its last suggestion, so it keeps the query open for three
  // seconds.
  return inFirefox(
    rig,
    `(async () => {
      const text = ${JSON.stringify(KEYWORD + text)};
      const { controller } = gURLBar;
      const ofGloss = (results) => results.filter(({ heuristic, payload }) => !heuristic && payload.keyword === 'gloss');
      let listener;
      const suggested = new Promise((done) => {
        listener = {
          onQueryResults({ searchString, results }) {
            if (searchString === text && ofGloss(results).length > 0) done(results);
          },
        };
      });
      controller.addListener(listener);
      gURLBar.focus();
      gURLBar.value = text;
      gURLBar.startQuery({ searchString: text, allowAutofill: false });
      const ended = gURLBar.lastQueryContextPromise.then(({ results }) => results);
      const results = await Promise.race([suggested, ended]);
      controller.removeListener(listener);
      ${after}
      return ofGloss(results).map(({ payload }) => (
        { content: payload.content.slice(${KEYWORD.length}), description: payload.title }));
    })()`,
  );
}

const ENTER =
  "gURLBar.handleCommand(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', keyCode: 13, altKey: true }));";

/** Enters such a text, and presses Enter on the suggestion that hands it over, or on the typed text. */
export async function enterInAddressBar(rig: Rig, text: string): Promise<void> {
  if (rig.which === 'firefox') await typedInFirefox(rig, text, ENTER);
  else
    await inBackground(
      rig,
      `void chrome.omnibox.onInputEntered.dispatch(${JSON.stringify(text)}, 'newForegroundTab')`,
    );
}

/** Waits for the library whose address ends in `end`. */
export async function libraryAt(rig: Rig, end: string) {
  return until(`the library at ${end}`, async () => {
    for (const page of await rig.browser.pages()) {
      const address = await page.evaluate(() => location.href).catch(() => '');
      if (address.endsWith(`/library.html${end}`)) return page;
    }
    return undefined;
  });
}
