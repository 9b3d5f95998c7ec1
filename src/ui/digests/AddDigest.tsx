import { useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Addition } from '../../digest/kept-row';
import { useDrop } from '../data/use-drop';
import { WorkLine } from '../data/WorkLine';
import { FilePreview } from './FilePreview';
import { type ListedFile, useFiles } from './use-files';

export interface AddDigestProps {
  /** Resolves to whether the digests were stored: all of them, or none. */
  onAdd(additions: readonly Addition[]): Promise<boolean>;
}

/** Adds digests from files that are chosen or dropped on the page, after it was shown what is in them. */
export function AddDigest({ onAdd }: AddDigestProps) {
  const [isCancelled, setCancelled] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  /** Names that the user gave the digests, by the key of the file. */
  const names = useRef(new Map<number, string>());
  const cancelled = () => {
    setCancelled(true);
    picker.current?.focus();
  };
  const files = useFiles(cancelled);
  const { list, work } = files;
  const choose = (chosen: FileList) => {
    setCancelled(false);
    files.choose(chosen);
  };
  const isDragged = useDrop(choose);
  const ready = list.filter(({ read, isWaiting }) => read && !isWaiting);
  const add = async (wanted: readonly ListedFile[]) => {
    const additions = wanted.flatMap(({ key, read }) => {
      const name = names.current.get(key)?.trim();
      return read ? [{ packed: read.packed, from: read.file, ...(name && { name }) }] : [];
    });
    if (!(await onAdd(additions))) return;
    const ids = new Set(additions.map(({ packed }) => packed.about.id));
    files.stored(
      wanted.map(({ key }) => key),
      ids,
    );
    picker.current?.focus();
  };
  return (
    <section class="add" aria-labelledby="add-digest" aria-busy={work.shown !== undefined}>
      <h2 id="add-digest">{i18n.t('digests.add.title')}</h2>
      <label class={isDragged ? 'drop over' : 'drop'}>
        <span>{i18n.t('digests.add.choose')}</span>
        <input
          ref={picker}
          type="file"
          multiple
          onChange={({ currentTarget }) => {
            if (currentTarget.files) choose(currentTarget.files);
          }}
          onClick={({ currentTarget }) => {
            currentTarget.value = ''; // Without this, choosing the same file again fires no event.
          }}
        />
      </label>
      <WorkLine work={work} />
      <p role="status">{isCancelled && i18n.t('digests.add.cancelled')}</p>
      {ready.length > 1 && (
        <p class="deeds">
          <button type="button" onClick={() => void add(ready)}>
            {i18n.t('digests.add.all', [`${ready.length}`])}
          </button>
        </p>
      )}
      {list.map((file) =>
        file.read || file.problem !== undefined ? (
          <FilePreview
            key={file.key}
            file={file}
            onName={(name) => void names.current.set(file.key, name)}
            onPlan={(plan) => files.correct(file.key, plan)}
            onAgree={() => void add([file])}
            onCancel={() => {
              files.drop(file.key);
              cancelled();
            }}
          />
        ) : (
          <p key={file.key} class="waiting">
            {i18n.t('digests.add.waits', [file.file.name])}
          </p>
        ),
      )}
    </section>
  );
}
