/** How the extension's own pages look: the colours and the size of the text that the user chose. */
import { browser, send } from '../protocol/extension';
import { saysSettingsChanged } from '../protocol/notices';

/** The settings that `tokens.css` knows as attributes of the root element. */
const NAMES = ['theme', 'size'] as const;

/**
 * Gives this page the look of the settings, now and after each change of them. What was seen last is remembered,
 * so that a page does not appear in other colours before the background has answered.
 */
export function followSettings(): void {
  for (const name of NAMES) show(name, remembered(name));
  const ask = async () => {
    try {
      const settings = await send('settings', null);
      for (const name of NAMES) {
        show(name, settings[name]);
        remember(name, settings[name]);
      }
    } catch {
      // The page stays as it is. The settings page says when they cannot be read.
    }
  };
  browser.runtime.onMessage.addListener((message: unknown, from) => {
    if (saysSettingsChanged(message, from)) void ask();
    return undefined;
  });
  void ask();
}

/** A value that `tokens.css` does not know changes nothing. */
function show(name: (typeof NAMES)[number], value: string | null): void {
  if (value !== null) document.documentElement.dataset[name] = value;
}

// In the frame of a card, the browser may refuse the storage.
function remembered(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function remember(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {}
}
