import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { browser } from '../../protocol/extension';
import './shortcuts.css';

/** A command of the manifest, as the browser tells it. */
interface Command {
  name?: string | undefined;
  description?: string | undefined;
  /** Absent or empty if it has no key. */
  shortcut?: string | undefined;
}

/** The browser's page for the keys of extensions. Edge puts its own name in the place of Chromium's. */
const CHROMIUM = 'chrome://extensions/shortcuts';

async function openShortcuts(): Promise<void> {
  // The types of the polyfill do not have what Firefox has.
  const { commands } = browser as unknown as { commands: { openShortcutSettings?(): Promise<void> } };
  if (commands.openShortcutSettings) await commands.openShortcutSettings();
  else await browser.tabs.create({ url: CHROMIUM });
}

/** Keys as they are written on a keyboard. Chromium spells out the two that are signs. */
const keysText = (shortcut: string) => shortcut.replace(/Period$/, '.').replace(/Comma$/, ',');

/** The keys of Gloss as they are set in the browser, and the way to change them there. */
export function Shortcuts() {
  const [shown, setShown] = useState<readonly Command[]>([]);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const load = () =>
      browser.commands.getAll().then(setShown, (error) => console.warn('Gloss: the keys', error));
    void load();
    // They are changed in another tab.
    addEventListener('focus', load);
    return () => removeEventListener('focus', load);
  }, []);
  return (
    <>
      <dl class="keys">
        {shown.map(({ name = '', description, shortcut }) => (
          <div key={name}>
            <dt>{name === '_execute_action' ? i18n.t('shortcuts.popup') : description}</dt>
            <dd>
              {shortcut ? (
                <kbd>{keysText(shortcut)}</kbd>
              ) : (
                <span class="about">{i18n.t('shortcuts.none')}</span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <button type="button" onClick={() => openShortcuts().catch(() => setFailed(true))}>
        {i18n.t('shortcuts.change')}
      </button>
      {failed && <p role="alert">{i18n.t('shortcuts.failed')}</p>}
    </>
  );
}
