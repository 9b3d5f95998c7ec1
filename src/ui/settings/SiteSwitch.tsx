import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { send } from '../../protocol/extension';
import './site.css';

export interface SiteSwitchProps {
  /** Address of the active page. */
  page: string;
  /** Called when it is known whether the site is paused, and after each switch. */
  onPaused(paused: boolean): void;
}

type State = { is: 'unknown' } | { is: 'known'; site: string; paused: boolean };

/** The switch that pauses Gloss on the site of a page. Renders nothing if the page has no site to pause. */
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
    void attempt(async () => {
      const found = await send('site', { page });
      return found ? { is: 'known', ...found } : { is: 'unknown' };
    });
  }, [page]);
  if (failed) return <p role="alert">{i18n.t('site.failed')}</p>;
  if (state.is === 'unknown') return null;
  const { site, paused } = state;
  return (
    <label class="site">
      <input
        type="checkbox"
        checked={paused}
        onChange={(event) => {
          const { checked } = event.currentTarget;
          void attempt(async () => {
            await send('set', { site, paused: checked });
            return { is: 'known', site, paused: checked };
          });
        }}
      />
      <span>
        {i18n.t('site.pause')} <bdi>{siteName(site)}</bdi>
      </span>
    </label>
  );
}

/** The name of a site for display; local files together are one site. */
export function siteName(site: string): string {
  return site === 'file:' ? i18n.t('site.files') : site;
}
