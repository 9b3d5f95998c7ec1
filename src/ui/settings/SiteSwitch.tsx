import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { browser, send } from '../../protocol/extension';
import { saysSettingsChanged } from '../../protocol/notices';
import './site.css';

export interface SiteSwitchProps {
  /** Address of the active page. */
  page: string;
  /** Called when it is known whether the site is paused, and after each switch. */
  onPaused(paused: boolean): void;
}

type State = { is: 'unknown' } | { is: 'known'; site: string; paused: boolean };

/**
 * The switch of the marks on the site of a page: off, Gloss is paused there. It follows a change in another window.
 * Renders nothing if the page has no site.
 */
export function SiteSwitch({ page, onPaused }: SiteSwitchProps) {
  const [state, setState] = useState<State>({ is: 'unknown' });
  const [failed, setFailed] = useState(false);
  /** Number of the last request: answers to earlier ones are stale. */
  const turn = useRef(0);
  const attempt = async (work: () => Promise<State>) => {
    const mine = ++turn.current;
    try {
      const next = await work();
      if (mine !== turn.current) return;
      setState(next);
      setFailed(false);
      onPaused(next.is === 'known' && next.paused);
    } catch {
      if (mine === turn.current) setFailed(true);
    }
  };
  useEffect(() => {
    const load = () =>
      void attempt(async () => {
        const found = await send('site', { page });
        return found ? { is: 'known', ...found } : { is: 'unknown' };
      });
    const hear = (message: unknown, from: { tab?: unknown }) => {
      if (saysSettingsChanged(message, from)) load();
      return undefined;
    };
    load();
    browser.runtime.onMessage.addListener(hear);
    return () => browser.runtime.onMessage.removeListener(hear);
  }, [page]);
  if (failed) return <p role="alert">{i18n.t('site.failed')}</p>;
  if (state.is === 'unknown') return null;
  const { site, paused } = state;
  return (
    <label class="site">
      <span>
        {i18n.t('site.marks')} <bdi>{siteName(site)}</bdi>
      </span>
      <input
        type="checkbox"
        role="switch"
        aria-checked={!paused}
        checked={!paused}
        onChange={(event) => {
          const paused = !event.currentTarget.checked;
          void attempt(async () => {
            await send('set', { site, paused });
            return { is: 'known', site, paused };
          });
        }}
      />
    </label>
  );
}

/** The name of a site for display; local files together are one site. */
export function siteName(site: string): string {
  return site === 'file:' ? i18n.t('site.files') : site;
}
