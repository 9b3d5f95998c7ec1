import { i18n } from '#i18n';
import { exportFile, type Format } from '../../notes/exchange/export';
import type { TermNames } from '../../notes/exchange/places';
import type { Note } from '../../notes/schema';
import { UNWATCHED, type Watch } from '../../platform/watch';
import { save } from './save';

/**
 * Makes a file of notes and hands it to the browser's downloads. Returns its name. `now`: the time of the
 * export, ms since the epoch. If it is cancelled, there is no file.
 */
export async function saveNotes(
  format: Format,
  notes: readonly Note[],
  names: TermNames,
  now: number = Date.now(),
  watch: Watch = UNWATCHED,
): Promise<string> {
  const about = { title: i18n.t('data.export.collection'), lang: document.documentElement.lang, names, now };
  const { name, blob } = await exportFile(format, notes, about, watch);
  watch.signal.throwIfAborted();
  save(name, blob);
  return name;
}
