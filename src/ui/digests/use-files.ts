import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { useWork, type Work } from '../data/use-work';
import { ReadingWorker } from './read-apart';
import type { Plan, ReadFile, ShownTable } from './read-file';
import type { NotRead } from './reading';

/** A file of the list. */
export interface ListedFile {
  /** Unique on the page. */
  key: number;
  file: File;
  /** How it is to be read. */
  plan: Plan;
  /** Whether it has still to be read, for the first time or with another plan. */
  isWaiting: boolean;
  /** What was read with `read.plan`; stays while the file is read again. */
  read?: ReadFile & { plan: Plan };
  /** Why it cannot be added. */
  problem?: string;
  /** How the table was understood the last time, also where it was refused. */
  table?: ShownTable;
}

export interface Files {
  list: readonly ListedFile[];
  work: Work;
  /** Adds files to the list, and reads one after another. */
  choose(files: FileList): void;
  /** Reads a file again, with another plan. */
  correct(key: number, plan: Plan): void;
  /** Reads those files again that would replace what was just added. */
  stored(keys: readonly number[], ids: ReadonlySet<string>): void;
  drop(key: number): void;
}

/** Most files on the list. */
const MOST_FILES = 100;

/**
 * The files that were chosen and not yet added. `onCancel`: called when the user has cancelled; files that were not read
 * by then are off the list, and files that were read with another plan are as they were.
 */
export function useFiles(onCancel: () => void): Files {
  const work = useWork();
  const [list, setList] = useState<readonly ListedFile[]>([]);
  /** The same list as it is now. Reading goes on while the page is drawn. */
  const now = useRef<readonly ListedFile[]>([]);
  const count = useRef(0);
  const isReading = useRef(false);
  const reader = useRef(new ReadingWorker());
  const isGone = useRef(false);
  useEffect(
    () => () => {
      isGone.current = true;
    },
    [],
  );
  const put = (files: readonly ListedFile[]) => {
    now.current = files;
    setList(files);
  };
  const update = (key: number, change: (file: ListedFile) => ListedFile) =>
    put(now.current.map((each) => (each.key === key ? change(each) : each)));

  const readNext = async (): Promise<boolean> => {
    const next = now.current.find(({ isWaiting }) => isWaiting);
    if (!next || isGone.current) return false;
    const { key, file, plan } = next;
    const all = now.current.filter(({ isWaiting }) => isWaiting).length;
    const name = all > 1 ? i18n.t('digests.add.more', [file.name, `${all - 1}`]) : file.name;
    const done = await work.run(async (begin) => {
      const names = {
        reading: i18n.t('digests.add.reading', [name]),
        packing: i18n.t('digests.add.packing', [name]),
        comparing: i18n.t('digests.add.comparing', [name]),
      };
      const answer = await reader.current.read({ file, plan, names }, begin);
      if (answer.is === 'read') return { read: { ...answer.read, plan }, table: answer.read.table };
      return { problem: problemText(file.name, answer), table: answer.table };
    });
    // Another plan was chosen meanwhile, or the file is off the list: this result is not wanted any more.
    if (now.current.find((each) => each.key === key)?.plan !== plan) return true;
    if (done === 'cancelled') {
      put(now.current.flatMap(asBefore));
      onCancel();
    } else {
      const { result } = done;
      update(key, ({ table: last }) => {
        const { table = last, ...told } = result;
        return { key, file, plan, isWaiting: false, ...told, ...(table && { table }) };
      });
    }
    return true;
  };
  const readAll = async () => {
    if (isReading.current) return;
    isReading.current = true;
    try {
      while (await readNext());
    } finally {
      isReading.current = false;
      reader.current.end();
    }
  };
  return {
    list,
    work,
    choose(files) {
      const chosen = [...files].slice(0, MOST_FILES - now.current.length);
      put([
        ...now.current,
        ...chosen.map((file): ListedFile => ({ key: count.current++, file, plan: {}, isWaiting: true })),
      ]);
      void readAll();
    },
    correct(key, plan) {
      const isRead = now.current.find(({ isWaiting }) => isWaiting)?.key === key;
      update(key, (file) => ({ ...file, plan, isWaiting: true }));
      if (isReading.current && isRead) work.cancel();
      void readAll();
    },
    stored(keys, ids) {
      const left = now.current.filter(({ key }) => !keys.includes(key));
      put(
        left.map((each) =>
          each.read && ids.has(each.read.packed.about.id) ? { ...each, isWaiting: true } : each,
        ),
      );
      void readAll();
    },
    drop(key) {
      const isRead = now.current.find(({ isWaiting }) => isWaiting)?.key === key;
      put(now.current.filter((each) => each.key !== key));
      if (isReading.current && isRead) work.cancel();
    },
  };
}

/** A file after the user has cancelled: as it was read before, or not at all. */
function asBefore(file: ListedFile): ListedFile[] {
  if (!file.isWaiting) return [file];
  const { read, table, problem } = file;
  if (!read) return problem === undefined ? [] : [{ ...file, isWaiting: false }];
  const shown = read.table ?? table;
  return [{ ...file, plan: read.plan, isWaiting: false, ...(shown && { table: shown }) }];
}

function problemText(file: string, { why, message }: NotRead): string {
  if (why === 'refused') return i18n.t('digests.add.refused', [file, message]);
  if (why === 'unreadable') return i18n.t('data.import.unreadable', [file, message]);
  return i18n.t('digests.add.failed', [file]);
}
