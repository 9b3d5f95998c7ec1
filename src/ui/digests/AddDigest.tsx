import { useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { type GlossFile, readGloss } from '../../digest/gloss-file/read';
import { GlossRefusal } from '../../digest/gloss-file/refusal';
import type { KeptDigest } from '../../digest/kept-digests';
import { pacer } from '../../platform/pace';
import { useDrop } from '../data/use-drop';
import { useWork } from '../data/use-work';
import { WorkLine } from '../data/WorkLine';
import { countText, pluralOf } from '../intl';

/** A file that was read, and the digest that it would replace. */
interface Read {
  file: string;
  gloss: GlossFile;
  replaces: KeptDigest | undefined;
}

type Shown = { is: 'nothing' | 'cancelled' } | { is: 'review'; read: Read } | { is: 'problem'; text: string };

export interface AddDigestProps {
  digests: readonly KeptDigest[];
  /** Resolves to whether the digest was stored. */
  onAdd(gloss: GlossFile, file: string): Promise<boolean>;
}

/** Adds a digest from a `.gloss` file that is chosen or dropped on the page, after it was shown what is in it. */
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
      const { signal } = begin(i18n.t('digests.add.reading', [file.name]));
      try {
        const gloss = await readGloss(new Uint8Array(await file.arrayBuffer()), pacer(), signal);
        const { id } = gloss.digest.about;
        const replaces = digests.find((each) => each.id === id && each.origin.kind === 'file');
        return { is: 'review', read: { file: file.name, gloss, replaces } };
      } catch (error) {
        if (signal.aborted) throw error;
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
          accept=".gloss"
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
            if (await onAdd(shown.read.gloss, shown.read.file)) cancel('nothing');
          }}
          onCancel={() => cancel('cancelled')}
        />
      )}
    </section>
  );
}

interface PreviewProps {
  read: Read;
  onAgree(): Promise<void>;
  onCancel(): void;
}

/** What is in the file. */
function Preview({ read, onAgree, onCancel }: PreviewProps) {
  const { gloss, replaces } = read;
  const { about, terms, documents } = gloss.digest;
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
        <li>
          {gloss.signedBy ? i18n.t('digests.add.signed', [gloss.signedBy]) : i18n.t('digests.add.unsigned')}
        </li>
      </ul>
      {replaces && <p>{i18n.t('digests.add.replaces', [replaces.name, replaces.about?.version ?? '–'])}</p>}
      <p class="deeds">
        <button type="button" onClick={() => void onAgree()}>
          {i18n.t(replaces ? 'digests.add.replace' : 'digests.add.button')}
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
  if (error instanceof GlossRefusal) return i18n.t('digests.add.refused', [file, error.message]);
  if (error instanceof DOMException) return i18n.t('data.import.unreadable', [file, error.message]);
  return i18n.t('digests.add.failed', [file]);
}
