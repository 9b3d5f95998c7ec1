import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Refused } from '../../notes/exchange/read';
import type { Imported } from '../../notes/rows';
import { send } from '../../protocol/extension';
import type { Requests } from '../../protocol/messages';
import { BackupList } from './BackupList';
import { ExportForm } from './ExportForm';
import { ExportReminder } from './ExportReminder';
import { ImportForm } from './ImportForm';
import { LastImport } from './LastImport';
import { SafetyNews } from './SafetyNews';
import { SpaceUsed } from './SpaceUsed';
import './data.css';

/** The data section of the options page: export, import, backups, and storage space. */
export function DataSection() {
  const [state, setState] = useState<Requests['data-state']['reply']>();
  const [isUnread, setIsUnread] = useState(false);
  /** Annotations refused by the import made on this page, with its id. */
  const [refused, setRefused] = useState<{ of: string; list: Refused[] }>();
  const load = () =>
    send('data-state', null).then(
      (state) => {
        setState(state);
        setIsUnread(false);
      },
      () => setIsUnread(true),
    );
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => void load(), []);
  // The popup links to a section here; the browser looked for the fragment before the section was rendered.
  useEffect(() => {
    const place = location.hash.slice(1);
    if (place.startsWith('data')) document.getElementById(place)?.scrollIntoView();
  }, [state === undefined]);
  const imported = (last: Imported, list: Refused[]) => {
    setRefused({ of: last.id, list });
    setState((state) => ({ due: false, ...state, last }));
  };
  const last = state?.last;
  const lastOf = (kind: Imported['from']['kind']) =>
    last?.from.kind === kind && (
      <LastImport
        key={last.id}
        last={last}
        refused={refused?.of === last.id ? refused.list : []}
        isNew={refused?.of === last.id}
        onUndone={(last) => setState((state) => ({ due: false, ...state, last }))}
      />
    );
  return (
    <section class="data" aria-labelledby="data">
      <h2 id="data" ref={heading} tabIndex={-1}>
        {i18n.t('data.title')}
      </h2>
      <p class="about">{i18n.t('data.about')}</p>
      <SafetyNews />
      {isUnread && <p role="alert">{i18n.t('data.unread')}</p>}
      <ExportReminder
        state={state}
        onPutOff={() => {
          heading.current?.focus(); // The button disappears.
          void load();
        }}
      />
      <ExportForm exported={state?.exported} onExported={() => void load()} />
      <ImportForm onImported={imported}>{lastOf('file')}</ImportForm>
      <BackupList onRestored={imported}>{lastOf('backup')}</BackupList>
      <SpaceUsed of={state} />
    </section>
  );
}
