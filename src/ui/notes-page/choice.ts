/** The selection in the list of notes, and the anchor of a range selection. Pure. */

export interface Choice {
  /** Ids of the selected notes. Ids that are no longer in the list are ignored. */
  ids: ReadonlySet<string>;
  /** Id of the note selected last: a range selection (Shift) extends from it. */
  from: string | undefined;
}

export const NOTHING: Choice = { ids: new Set(), from: undefined };

/** Toggles one note. */
export function toggled({ ids }: Choice, id: string): Choice {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, from: id };
}

/** Adds all notes between the anchor and that note, both included, in the order of the list. */
export function extended(choice: Choice, id: string, list: readonly string[]): Choice {
  const start = choice.from === undefined ? -1 : list.indexOf(choice.from);
  const end = list.indexOf(id);
  if (start < 0 || end < 0) return toggled({ ...choice, ids: without(choice.ids, id) }, id);
  const range = list.slice(Math.min(start, end), Math.max(start, end) + 1);
  return { ids: new Set([...choice.ids, ...range]), from: choice.from };
}

/** The selected notes of a list, in its order. */
export function chosenOf({ ids }: Choice, list: readonly string[]): string[] {
  return ids.size === 0 ? [] : [...new Set(list)].filter((id) => ids.has(id));
}

function without(ids: ReadonlySet<string>, id: string): Set<string> {
  const next = new Set(ids);
  next.delete(id);
  return next;
}
