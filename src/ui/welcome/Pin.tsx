import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { browser } from '../../protocol/extension';

/** What the types of the polyfill do not have. Not every browser tells whether the button is in the toolbar. */
const action = browser.action as {
  getUserSettings?(): Promise<{ isOnToolbar?: boolean }>;
  onUserSettingsChanged?: { addListener(hear: () => void): void; removeListener(hear: () => void): void };
};

/** How to put the button into the toolbar, and whether it is there. */
export function Pin() {
  const [isPinned, setPinned] = useState(false);
  useEffect(() => {
    const look = () => {
      // A browser that does not tell has the way explained to everybody.
      action.getUserSettings?.().then(
        ({ isOnToolbar = false }) => setPinned(isOnToolbar),
        () => undefined,
      );
    };
    look();
    addEventListener('focus', look);
    action.onUserSettingsChanged?.addListener(look);
    return () => {
      removeEventListener('focus', look);
      action.onUserSettingsChanged?.removeListener(look);
    };
  }, []);
  return (
    <section aria-labelledby="pin">
      <h2 id="pin">{i18n.t('welcome.pin.title')}</h2>
      <p>{i18n.t('welcome.pin.about')}</p>
      <p role="status" class={isPinned ? 'pinned' : undefined}>
        {i18n.t(
          isPinned
            ? 'welcome.pin.done'
            : import.meta.env.FIREFOX
              ? 'welcome.pin.firefox'
              : 'welcome.pin.chromium',
        )}
      </p>
    </section>
  );
}
