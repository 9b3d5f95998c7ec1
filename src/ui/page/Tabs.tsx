import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { countText } from '../intl';

interface Tab {
  /** Element id of the tab. */
  id: string;
  name: string;
  /** Number of things in it. */
  count: number;
  content: ComponentChildren;
}

export interface TabsProps {
  /** Accessible name of the tabs. */
  label: string;
  tabs: [Tab, ...Tab[]];
}

/**
 * Tabs whose arrow keys show the next one at once (ARIA Authoring Practices, tabs), and beside them the help for the
 * keyboard. The content of a hidden tab stays in the DOM, so that what is written there stays.
 */
export function Tabs({ label, tabs }: TabsProps) {
  const [chosen, setChosen] = useState(tabs[0].id);
  const [helps, setHelps] = useState(false);
  const row = useRef<HTMLDivElement>(null);
  const press = (event: KeyboardEvent) => {
    const isRtl = getComputedStyle(event.currentTarget as Element).direction === 'rtl';
    const at = tabs.findIndex(({ id }) => id === chosen);
    const forward = isRtl ? 'ArrowLeft' : 'ArrowRight';
    const back = isRtl ? 'ArrowRight' : 'ArrowLeft';
    const to = { [forward]: at + 1, [back]: at - 1 + tabs.length, Home: 0, End: tabs.length - 1 }[event.key];
    const next = to === undefined ? undefined : tabs[to % tabs.length];
    if (!next) return;
    event.preventDefault();
    setChosen(next.id);
    row.current?.querySelector<HTMLElement>(`#${next.id}`)?.focus();
  };
  return (
    <>
      <div class="tabs">
        <div role="tablist" aria-label={label} ref={row} onKeyDown={press}>
          {tabs.map(({ id, name, count }) => (
            <button
              key={id}
              id={id}
              type="button"
              role="tab"
              aria-selected={id === chosen}
              aria-controls={`${id}-panel`}
              tabIndex={id === chosen ? 0 : -1}
              onClick={() => setChosen(id)}
            >
              {name} {count > 0 && <small>{countText(count)}</small>}
            </button>
          ))}
        </div>
        <button
          type="button"
          class="keys"
          aria-label={i18n.t('panel.help')}
          aria-expanded={helps}
          aria-controls="keys"
          onClick={() => setHelps(!helps)}
        >
          ?
        </button>
      </div>
      <dl id="keys" hidden={!helps}>
        {(['arrows', 'enter', 'escape'] as const).map((key) => (
          <div key={key}>
            <dt>{i18n.t(`panel.keys.${key}.key`)}</dt>
            <dd>{i18n.t(`panel.keys.${key}.does`)}</dd>
          </div>
        ))}
      </dl>
      {tabs.map(({ id, content }) => (
        <div key={id} id={`${id}-panel`} role="tabpanel" aria-labelledby={id} hidden={id !== chosen}>
          {content}
        </div>
      ))}
    </>
  );
}
