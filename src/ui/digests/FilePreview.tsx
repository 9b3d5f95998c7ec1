import { useId } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Changes, Difference } from '../../digest/difference';
import { type Left, sentenceOf } from '../../digest/glossaries/left';
import { countText, pluralOf } from '../intl';
import { languageName } from './language-name';
import type { Plan, ReadFile } from './read-file';
import { TablePlan } from './TablePlan';
import type { ListedFile } from './use-files';

export interface FilePreviewProps {
  file: ListedFile;
  /** The user has written another name for the digest. */
  onName(name: string): void;
  /** The user wants the file to be read in another way. */
  onPlan(plan: Plan): void;
  onAgree(): void;
  onCancel(): void;
}

/** A file that was read, or refused: what is in it, and how its table was understood. */
export function FilePreview({ file, onName, onPlan, onAgree, onCancel }: FilePreviewProps) {
  const { read, problem, table, isWaiting, plan } = file;
  const id = useId();
  const title = read?.packed.about.name ?? file.file.name;
  return (
    <section class="preview" aria-labelledby={id} aria-busy={isWaiting}>
      <h3 id={id}>
        <bdi>{title}</bdi>
      </h3>
      {problem !== undefined && (
        <p role="alert" dir="auto">
          {problem}
        </p>
      )}
      {read && <What read={read} onName={onName} />}
      {table && <TablePlan file={file.file.name} table={table} plan={plan} onPlan={onPlan} />}
      <p class="deeds">
        {read && (
          <button
            type="button"
            aria-disabled={isWaiting}
            aria-describedby={id}
            onClick={isWaiting ? undefined : onAgree}
          >
            {i18n.t(read.replaces ? 'digests.add.replace' : 'digests.add.button')}
          </button>
        )}
        <button type="button" aria-describedby={id} onClick={onCancel}>
          {i18n.t(read ? 'digests.cancel' : 'digests.add.close')}
        </button>
      </p>
    </section>
  );
}

/** A digest as it is shown before it is added. */
export type Previewed = Omit<ReadFile, 'packed' | 'table'> & { packed: Pick<ReadFile['packed'], 'about'> };

/** What is in a digest. `onName`: absent where it cannot be named yet. */
export function What({ read, onName }: { read: Previewed; onName?: (name: string) => void }) {
  const { facts, left, signedBy, replaces, isGloss } = read;
  const { about } = read.packed;
  return (
    <>
      {onName && (
        <p class="name">
          <label>
            {i18n.t('digests.add.name')}{' '}
            <input
              type="text"
              dir="auto"
              maxLength={120}
              defaultValue={replaces?.row.name ?? about.name}
              onInput={({ currentTarget }) => onName(currentTarget.value)}
            />
          </label>
        </p>
      )}
      <ul>
        <li>
          {i18n.t('digests.version', [about.version])} · <bdi>{read.file}</bdi>
        </li>
        <li>
          {i18n.t(`digests.count.${pluralOf(facts.terms)}`, [countText(facts.terms)])},{' '}
          {i18n.t('digests.add.forms', [countText(facts.forms)])}
        </li>
        {facts.documents > 0 && (
          <li>
            {i18n.t(`digests.add.documents.${pluralOf(facts.documents)}`, [countText(facts.documents)])}
          </li>
        )}
        {facts.languages.length > 0 && <li>{facts.languages.map(languageName).join(', ')}</li>}
        {about.licence && <li>{i18n.t('digests.licence', [about.licence])}</li>}
        {about.attribution && (
          <li>
            <bdi>{about.attribution}</bdi>
          </li>
        )}
        {isGloss && (
          <li>{signedBy ? i18n.t('digests.add.signed', [signedBy]) : i18n.t('digests.add.unsigned')}</li>
        )}
      </ul>
      <p>
        {i18n.t('digests.add.samples')} <Listed texts={facts.samples} />
      </p>
      {left.length > 0 && <LeftOut left={left} />}
      {replaces && (
        <>
          <p>{i18n.t('digests.add.replaces', [replaces.row.name, replaces.row.about?.version ?? '–'])}</p>
          {replaces.difference && <Different difference={replaces.difference} />}
        </>
      )}
    </>
  );
}

function LeftOut({ left }: { left: readonly Left[] }) {
  return (
    <details>
      <summary>{i18n.t('digests.add.left')}</summary>
      <ul>
        {left.map((each) => (
          <li key={each.why}>
            {sentenceOf(each)}
            {each.samples.some(({ text }) => text !== '') && ': '}
            <bdi>
              {each.samples
                .map(({ text, at }) =>
                  at === undefined || text === '' ? text : i18n.t('digests.add.sampleAt', [text, `${at}`]),
                )
                .filter((text) => text !== '')
                .join(', ')}
            </bdi>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What another version changes: *12 new, 3 changed, 1 gone*, with samples. */
function Different({ difference }: { difference: Difference }) {
  const { added, changed, gone } = difference;
  const counts = [added, changed, gone].map(({ count }) => countText(count)) as [string, string, string];
  if (added.count + changed.count + gone.count === 0) return <p>{i18n.t('digests.add.same')}</p>;
  return (
    <div class="difference">
      <p>{i18n.t('digests.add.difference', counts)}</p>
      <ul>
        <Change text={i18n.t('digests.add.new')} changes={added} />
        <Change text={i18n.t('digests.add.changed')} changes={changed} />
        <Change text={i18n.t('digests.add.gone')} changes={gone} />
      </ul>
    </div>
  );
}

function Change({ text, changes: { count, samples } }: { text: string; changes: Changes }) {
  if (count === 0) return null;
  return (
    <li>
      {text} <Listed texts={samples} />
      {count > samples.length && ' …'}
    </li>
  );
}

function Listed({ texts }: { texts: readonly string[] }) {
  return (
    <>
      {texts.map((text, at) => (
        <span key={at}>
          {at > 0 && ', '}
          <bdi>{text}</bdi>
        </span>
      ))}
    </>
  );
}
