import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { send } from '../../protocol/extension';
import type { Settings, SettingsChange } from '../../settings/settings';
import { siteName } from './SiteSwitch';

/** The settings that are switches, and the sites that are paused, each with a way back. */
export function SettingsForm() {
  const [settings, setSettings] = useState<Settings>();
  const [problem, setProblem] = useState<'settings.unread' | 'settings.unchanged'>();
  const [status, setStatus] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  /** The last change, under way or done. One after the other: one that has to be asked twice could else undo the next. */
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const load = async () => {
    // What is read before a change is done is out of date; each change reads anew.
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
    // A site may have been paused in the popup meanwhile.
    const again = () => void load();
    addEventListener('focus', again);
    return () => removeEventListener('focus', again);
  }, []);
  const change = async (wanted: SettingsChange) => {
    const mine = last.current.then(() => send('set', wanted));
    last.current = mine.catch(() => undefined);
    // At once: whatever is drawn meanwhile would else put the switch back under the finger.
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
    heading.current?.focus(); // The button is gone with its row.
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
