import { useEffect, useRef, useState } from 'preact/hooks';
import { browser, send } from '../../protocol/extension';
import { saysSettingsChanged } from '../../protocol/notices';
import type { Settings, SettingsChange } from '../../settings/settings';

export interface SettingsInUse {
  /** Absent until they are read. */
  settings: Settings | undefined;
  /** What went wrong last: they could not be read, or a change could not be stored. */
  problem: 'settings.unread' | 'settings.unchanged' | undefined;
  /** Stores a change. Resolves to whether it was stored. */
  change: ChangeSettings;
}

/** One change, as the background takes it: a site, or one other setting. */
export type ChangeSettings = (wanted: OneChange) => Promise<boolean>;
type OneChange =
  | Extract<SettingsChange, { site: string }>
  | { [K in SingleSetting]: Pick<Settings, K> }[SingleSetting];
type SingleSetting = Exclude<keyof Settings, 'paused' | 'barless'>;

/** The settings as they are stored, also after a change in another window, and the way to change them. */
export function useSettings(): SettingsInUse {
  const [settings, setSettings] = useState<Settings>();
  const [problem, setProblem] = useState<SettingsInUse['problem']>();
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
    const again = () => void load();
    const hear = (message: unknown, from: { tab?: unknown }) => {
      if (saysSettingsChanged(message, from)) again();
      return undefined;
    };
    addEventListener('focus', again);
    browser.runtime.onMessage.addListener(hear);
    return () => {
      removeEventListener('focus', again);
      browser.runtime.onMessage.removeListener(hear);
    };
  }, []);
  const change = async (wanted: OneChange) => {
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
  return { settings, problem, change };
}
