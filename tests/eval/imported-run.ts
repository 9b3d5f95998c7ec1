/**
 * Measures a glossary that is imported blind, without an author who says which of its forms are ambiguous: it is read
 * as a file, joined with the bundled digest, and looked for in labelled passages and in ordinary pages.
 *
 *     npm run eval:imported [-- --json] [--errors N] [--part tune|held]
 */
import { type Imported, importedSet } from './imported/glossary';
import { ordinaryPages } from './imported/ordinary';
import { type PassageFigures, readLabelled, scoreLabelled } from './imported/passages';

export async function run(args: string[]): Promise<number> {
  const errors = Number(args[args.indexOf('--errors') + 1] ?? 0) || 0;
  const part = args.includes('--part') ? args[args.indexOf('--part') + 1] : undefined;
  const set = await importedSet();
  const labelled = readLabelled().filter((passage) => part === undefined || passage.part === part);
  const parts = Object.fromEntries(
    ['all', 'tune', 'held', ...new Set(labelled.map(({ lang }) => lang))].map((name) => [
      name,
      scoreLabelled(
        set,
        labelled.filter(({ part, lang }) => name === 'all' || part === name || lang === name),
      ),
    ]),
  );
  const pages = ordinaryPages(set);
  if (args.includes('--json')) {
    console.log(JSON.stringify({ parts, pages }, null, 2));
    return 0;
  }
  print(set, parts, pages, errors);
  return 0;
}

function print(
  set: Imported,
  parts: Record<string, PassageFigures>,
  pages: ReturnType<typeof ordinaryPages>,
  errors: number,
): void {
  console.log(`${set.imported.size} terms of a file, joined with the bundled digest`);
  console.log(
    '\nlabelled       right  marked  share   wrong labels  marked   wrong marks / 1,000 words, ordinary',
  );
  for (const [name, each] of Object.entries(parts)) {
    const share = ((each.marked / Math.max(1, each.right)) * 100).toFixed(1);
    const wrong = ((each.wrongMarks / Math.max(1, each.words)) * 1000).toFixed(2);
    console.log(
      `${name.padEnd(12)}${String(each.right).padStart(8)}${String(each.marked).padStart(8)}${share.padStart(7)}` +
        `${String(each.others).padStart(15)}${String(each.othersMarked).padStart(8)}${wrong.padStart(14)}`,
    );
  }
  console.log(
    '\nordinary pages and passages of ../shared/corpus: every mark of the glossary counts as wrong',
  );
  for (const { name, texts, words, marks } of pages)
    console.log(
      `${name.padEnd(24)}${String(texts).padStart(5)} texts${String(words).padStart(9)} words` +
        `${String(marks.length).padStart(6)} marks${((marks.length / Math.max(1, words)) * 1000).toFixed(2).padStart(7)}`,
    );
  // Not those of the held third: rules are not written for it.
  for (const error of (parts.tune as PassageFigures).errors.slice(0, errors)) console.log(error);
  if (errors === 0) return;
  const counts = new Map<string, number>();
  for (const mark of pages.flatMap(({ marks }) => marks)) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  const most = [...counts].sort((a, b) => b[1] - a[1]).slice(0, errors);
  console.log(most.map(([mark, count]) => `${mark} ${count}`).join('\n'));
}
