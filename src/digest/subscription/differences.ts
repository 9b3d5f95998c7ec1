/** How two versions of a digest differ, term by term. */
import type { Rest } from '../../platform/pace';
import { canonicalJson, compareIds } from '../canonical';
import type { Term } from '../schema';
import type { Changes } from '../subscribed';

/** Labels that are kept of each kind of change. */
const LABELS = 200;
/** UTF-16 units that are kept of a label. */
const LONGEST = 200;

/** `pause` is awaited between terms. Cost: linear in both, and sorting their ids. */
export async function differences(
  before: readonly Term[],
  after: readonly Term[],
  pause: Rest,
): Promise<Omit<Changes, 'from'>> {
  const lists = { fresh: empty(), changed: empty(), gone: empty() };
  const [old, now] = [sorted(before), sorted(after)];
  let at = 0;
  for (const term of now) {
    for (; at < old.length && (old[at] as Term).id < term.id; at++) add(lists.gone, old[at] as Term);
    const known = old[at];
    if (known?.id !== term.id) add(lists.fresh, term);
    else {
      at++;
      if (canonicalJson(known) !== canonicalJson(term)) add(lists.changed, term);
    }
    await pause();
  }
  for (; at < old.length; at++) add(lists.gone, old[at] as Term);
  return lists;
}

const empty = () => ({ count: 0, labels: [] as string[] });
const sorted = (terms: readonly Term[]) => [...terms].sort((a, b) => compareIds(a.id, b.id));

function add(list: { count: number; labels: string[] }, { label }: Term): void {
  list.count++;
  if (list.labels.length < LABELS) list.labels.push(label.slice(0, LONGEST));
}
