import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { send } from '../../protocol/extension';
import type { Settings, SettingsChange } from '../../settings/settings';
import { siteName } from './SiteSwitch';

/** The on/off settings, and the paused sites, each with a button to resume. */
export function SettingsForm() {
  const [settings, setSettings] = useState<Settings>();
  const [problem, setProblem] = useState<'settings.unread' | 'settings.unchanged'>();
  const [status, setStatus] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  /**
   * The last change, under way or done. Changes are sent one after the other: the retry of a change could
   * otherwise undo a later one.
   */
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const load = async () => {
    // Settings read before a change is done would be stale; each change loads them again.
    const before = last.current;
    await before;
    try {
      const stored = await send('settings', null);
      if (last.current !== before) return;
      setSettings(stored);
      setProblem(undefined);
    } catch {
      setProblem('settings.unread');
    }
  };
  useEffect(() => {
    void load();
    // A site may have been paused in the popup in the meantime.
    const again = () => void load();
    addEventListener('focus', again);
    return () => removeEventListener('focus', again);
  }, []);
  const change = async (wanted: SettingsChange) => {
    const mine = last.current.then(() => send('set', wanted));
    last.current = mine.catch(() => undefined);
    // Optimistic update: without it, rendering would turn the switch back until the answer comes.
    if (!('site' in wanted)) setSettings((now) => now && { ...now, ...wanted });
    try {
      await mine;
    } catch {
      setSettings(settings);
      setProblem('settings.unchanged');
      return false;
    }
    await load();
    return true;
  };
  const resume = async (site: string) => {
    if (!(await change({ site, paused: false }))) return;
    setStatus(i18n.t('settings.resumed', [siteName(site)]));
    heading.current?.focus(); // The button disappears with its row.
  };
  return (
    <>
      {problem && <p role="alert">{i18n.t(problem)}</p>}
      {settings && (
        <>
          {(['badge', 'offers'] as const).map((name) => (
            <label key={name} class="switch">
              <input
                type="checkbox"
                checked={settings[name]}
                onChange={({ currentTarget: { checked } }) =>
                  void change(name === 'badge' ? { badge: checked } : { offers: checked })
                }
              />
              <span>{i18n.t(`settings.${name}`)}</span>
            </label>
          ))}
          <h2 ref={heading} tabIndex={-1}>
            {i18n.t('settings.paused')}
          </h2>
          <p role="status">{status}</p>
          {settings.paused.length === 0 ? (
            <p class="about">{i18n.t('settings.noPaused')}</p>
          ) : (
            <ul class="paused">
              {settings.paused.map((site) => (
                <li key={site}>
                  <bdi>{siteName(site)}</bdi>
                  <button
                    type="button"
                    aria-label={i18n.t('settings.resumeSite', [siteName(site)])}
                    onClick={() => void resume(site)}
                  >
                    {i18n.t('settings.resume')}
                  </button>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </>
  );
}
