/** Which notes of a list are chosen, and from where a range goes. Pure. */

export interface Choice {
  /** Ids of notes; those that are not in the list any more do not count. */
  ids: ReadonlySet<string>;
  /** Where the last choice was made: a range goes from there. */
  from: string | undefined;
}

export const NOTHING: Choice = { ids: new Set(), from: undefined };

/** Chooses a note, or no longer. */
export function toggled({ ids }: Choice, id: string): Choice {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, from: id };
}

/** Adds all from where the last choice was made to that note, both included, in the order of the list. */
export function extended(choice: Choice, id: string, list: readonly string[]): Choice {
  const start = choice.from === undefined ? -1 : list.indexOf(choice.from);
  const end = list.indexOf(id);
  if (start < 0 || end < 0) return toggled({ ...choice, ids: without(choice.ids, id) }, id);
  const range = list.slice(Math.min(start, end), Math.max(start, end) + 1);
  return { ids: new Set([...choice.ids, ...range]), from: choice.from };
}

/** What is chosen of a list. */
export function chosenOf({ ids }: Choice, list: readonly string[]): string[] {
  return ids.size === 0 ? [] : [...new Set(list)].filter((id) => ids.has(id));
}

function without(ids: ReadonlySet<string>, id: string): Set<string> {
  const next = new Set(ids);
  next.delete(id);
  return next;
}
