import { useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { GlossRefusal } from '../../digest/gloss-file/refusal';
import { sentenceOf } from '../../digest/glossaries/left';
import { GlossaryRefusal } from '../../digest/glossaries/refusal';
import type { KeptDigest } from '../../digest/kept-digests';
import { useDrop } from '../data/use-drop';
import { useWork } from '../data/use-work';
import { WorkLine } from '../data/WorkLine';
import { countText, pluralOf } from '../intl';
import { type ReadFile, readDigestFile } from './read-file';

/** A file that was read, and the digest that it would replace. */
interface Read extends ReadFile {
  replaces: KeptDigest | undefined;
}

/** Terms that are named in a preview. */
const SAMPLES = 8;

type Shown = { is: 'nothing' | 'cancelled' } | { is: 'review'; read: Read } | { is: 'problem'; text: string };

export interface AddDigestProps {
  digests: readonly KeptDigest[];
  /** Resolves to whether the digest was stored. */
  onAdd(read: ReadFile): Promise<boolean>;
}

/** Adds a digest from a file that is chosen or dropped on the page, after it was shown what is in it. */
export function AddDigest({ digests, onAdd }: AddDigestProps) {
  const [shown, setShown] = useState<Shown>({ is: 'nothing' });
  const picker = useRef<HTMLInputElement>(null);
  const work = useWork();
  const cancel = (is: 'nothing' | 'cancelled') => {
    setShown({ is });
    picker.current?.focus();
  };
  const read = async (files: FileList) => {
    const [file, ...others] = files;
    if (!file) return;
    setShown({ is: 'nothing' });
    if (others.length > 0) {
      setShown({ is: 'problem', text: i18n.t('digests.add.several') });
      return;
    }
    const next = await work.run(async (begin): Promise<Shown> => {
      const watch = begin(i18n.t('digests.add.reading', [file.name]));
      try {
        const read = await readDigestFile(file, watch);
        const { id } = read.digest.about;
        const replaces = digests.find((each) => each.id === id && each.origin.kind === 'file');
        return { is: 'review', read: { ...read, replaces } };
      } catch (error) {
        if (watch.signal.aborted) throw error;
        return { is: 'problem', text: problemText(file.name, error) };
      }
    });
    if (next === 'cancelled') cancel('cancelled');
    else setShown(next.result);
  };
  const isDragged = useDrop((files) => void read(files));
  return (
    <section class="add" aria-labelledby="add-digest" aria-busy={work.shown !== undefined}>
      <h2 id="add-digest">{i18n.t('digests.add.title')}</h2>
      <label class={isDragged ? 'drop over' : 'drop'}>
        <span>{i18n.t('digests.add.choose')}</span>
        <input
          ref={picker}
          type="file"
          onChange={({ currentTarget }) => {
            if (currentTarget.files) void read(currentTarget.files);
          }}
          onClick={({ currentTarget }) => {
            currentTarget.value = ''; // Without this, choosing the same file again fires no event.
          }}
        />
      </label>
      <WorkLine work={work} />
      <p role="status">{shown.is === 'cancelled' && i18n.t('digests.add.cancelled')}</p>
      {shown.is === 'problem' && (
        <p role="alert" dir="auto">
          {shown.text}
        </p>
      )}
      {shown.is === 'review' && (
        <Preview
          read={shown.read}
          onAgree={async () => {
            if (await onAdd(shown.read)) cancel('nothing');
          }}
          onCancel={() => cancel('cancelled')}
        />
      )}
    </section>
  );
}

interface PreviewProps {
  read: Read;
  /** What the button says; absent: that the digest is added, or replaced. */
  agree?: string;
  onAgree(): Promise<void>;
  onCancel(): void;
}

/** What is in the file. */
export function Preview({ read, agree, onAgree, onCancel }: PreviewProps) {
  const { replaces, left, signedBy } = read;
  const { about, terms, documents } = read.digest;
  const languages = new Set(terms.flatMap(({ forms }) => forms.map(({ lang }) => lang)));
  languages.delete('und');
  const forms = terms.reduce((sum, term) => sum + term.forms.length, 0);
  const names = new Intl.DisplayNames(undefined, { type: 'language' });
  return (
    <div class="preview">
      <h3>
        <bdi>{about.name}</bdi>
      </h3>
      <ul>
        <li>{i18n.t('digests.version', [about.version])}</li>
        <li>
          {i18n.t(`digests.count.${pluralOf(terms.length)}`, [countText(terms.length)])},{' '}
          {i18n.t('digests.add.forms', [countText(forms)])}
        </li>
        {documents.length > 0 && (
          <li>
            {i18n.t(`digests.add.documents.${pluralOf(documents.length)}`, [countText(documents.length)])}
          </li>
        )}
        {languages.size > 0 && <li>{[...languages].map((lang) => nameOf(names, lang)).join(', ')}</li>}
        {about.licence && <li>{i18n.t('digests.licence', [about.licence])}</li>}
        {about.attribution && (
          <li>
            <bdi>{about.attribution}</bdi>
          </li>
        )}
        {read.isGloss && (
          <li>{signedBy ? i18n.t('digests.add.signed', [signedBy]) : i18n.t('digests.add.unsigned')}</li>
        )}
      </ul>
      <p>
        {i18n.t('digests.add.samples')}{' '}
        {terms.slice(0, SAMPLES).map(({ id, label }, at) => (
          <>
            {at > 0 && ', '}
            <bdi key={id}>{label}</bdi>
          </>
        ))}
      </p>
      {left.length > 0 && (
        <details>
          <summary>{i18n.t('digests.add.left')}</summary>
          <ul>
            {left.map((each) => (
              <li key={each.why}>
                {sentenceOf(each)}
                {each.samples.some(({ text }) => text !== '') && ': '}
                <bdi>{each.samples.map(({ text }) => text).join(', ')}</bdi>
              </li>
            ))}
          </ul>
        </details>
      )}
      {replaces && <p>{i18n.t('digests.add.replaces', [replaces.name, replaces.about?.version ?? '–'])}</p>}
      <p class="deeds">
        <button type="button" onClick={() => void onAgree()}>
          {agree ?? i18n.t(replaces ? 'digests.add.replace' : 'digests.add.button')}
        </button>
        <button type="button" onClick={onCancel}>
          {i18n.t('digests.cancel')}
        </button>
      </p>
    </div>
  );
}

/** The name of a language. A file may say anything there. */
function nameOf(names: Intl.DisplayNames, lang: string): string {
  try {
    return names.of(lang) ?? lang;
  } catch {
    return lang;
  }
}

function problemText(file: string, error: unknown): string {
  if (error instanceof GlossRefusal || error instanceof GlossaryRefusal)
    return i18n.t('digests.add.refused', [file, error.message]);
  if (error instanceof DOMException) return i18n.t('data.import.unreadable', [file, error.message]);
  return i18n.t('digests.add.failed', [file]);
}
