import { expect, it } from 'vitest';
import type { Send } from '../../../src/protocol/requests';
import type { FoundNotes } from '../../../src/search/note-search';
import { noteFinder } from '../../../src/ui/notes-page/note-finder';

/**
 * A finder. `ask` returns the found ids, the list that the request named, and a function that sends the
 * answer.
 */
function asking() {
  let asked: { known: string | undefined; answer(found: FoundNotes): void } | undefined;
  const send = ((_, { known }: { known?: string }) =>
    new Promise<FoundNotes>((answer) => {
      asked = { known, answer };
    })) as Send;
  const find = noteFinder(send);
  return (found: FoundNotes) => {
    const ids = find('zebra');
    const { known, answer } = asked as NonNullable<typeof asked>;
    return { ids, known, answer: () => answer(found) };
  };
}

it('Found notes are numbers in a list sent once, or ids of notes that are not in it', async () => {
  const ask = asking();
  const first = ask({ list: 'one', ids: ['a', 'b', 'c'], found: [2, 'new', 0] });
  first.answer();
  expect(await first.ids).toEqual(['c', 'new', 'a']);
  const second = ask({ list: 'one', found: [1] });
  expect([first.known, second.known]).toEqual([undefined, 'one']);
  second.answer();
  expect(await second.ids).toEqual(['b']);
});

it('A new list replaces the known one', async () => {
  const ask = asking();
  const first = ask({ list: 'one', ids: ['a', 'b'], found: [] });
  first.answer();
  await first.ids;
  const changed = ask({ list: 'two', ids: ['b', 'a'], found: [0] });
  changed.answer();
  expect(await changed.ids).toEqual(['b']);
  expect(ask({ list: 'two', found: [] }).known).toBe('two');
});

it('An answer is read with the list that its request named, even if a newer list has arrived', async () => {
  const ask = asking();
  const first = ask({ list: 'one', ids: ['a', 'b'], found: [] });
  first.answer();
  await first.ids;
  const late = ask({ list: 'one', found: [0] });
  const early = ask({ list: 'two', ids: ['b', 'a'], found: [0] });
  early.answer();
  expect(await early.ids).toEqual(['b']);
  late.answer();
  expect(await late.ids).toEqual(['a']);
});
