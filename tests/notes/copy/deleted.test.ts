import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Corrections } from '../../../src/notes/corrections';
import { Imports } from '../../../src/notes/imports';
import { Recoveries } from '../../../src/notes/recoveries';
import type { Note } from '../../../src/notes/schema';
import { onPage, onPassage, onTerm } from '../database';
import { type Life, Profile } from './lives';

let profile: Profile;
let life: Life;
const lives: Life[] = [];
/** A new life of the background, with the comparison that follows its start. */
async function wake(): Promise<Life> {
  life?.db.close();
  life = profile.start();
  lives.push(life);
  await life.copy.check();
  return life;
}
const rows = async () => life.db.notes.toArray();
const told = () => new Recoveries(life.db).list();
const entries = () => [...profile.area.items.keys()].filter((key) => key.startsWith('copy notes '));

beforeEach(async () => {
  profile = new Profile();
  await wake();
});
afterEach(() => {
  vi.useRealTimers();
  for (const each of lives.splice(0)) each.db.close();
});

/** Twenty-five notes of every kind, some changed, one deleted; and a correction. */
async function write25(): Promise<Note[]> {
  for (let n = 0; n < 25; n++)
    await life.notes.create([onTerm(`t${n}`), onPassage(), onPage()][n % 3] as never);
  const [first, second] = (await life.notes.all()).notes as [Note, Note];
  await life.notes.remove(first.id);
  await life.notes.update(second.id, { text: 'Changed — تغییر \ud800 \0', tags: ['a'] });
  await new Corrections(life.db).add('igf', 'everywhere', '');
  expect(await life.copy.flush()).toBe(true);
  return (await rows()) as Note[];
}

describe('a note that was deleted for good', () => {
  it.each([true, false])('does not come back when an import was undone (copied: %s)', async (copied) => {
    await write25();
    const note = { ...((await rows())[0] as Note), id: crypto.randomUUID(), modified: 5 };
    const imports = new Imports(life.db);
    const order = { id: 'once', from: { kind: 'file' as const, name: 'a' }, refused: 0 };
    await imports.run(order, { notes: [note], places: {}, refused: [] });
    await life.copy.flush();
    expect(entries()).toHaveLength(26);
    await imports.undo('once');
    if (copied) await life.copy.flush();
    await wake();
    await life.copy.checkDaily(Date.now() + 87_000_000);
    await life.copy.flush();
    expect(await life.notes.get(note.id)).toBeUndefined();
    expect(entries()).toHaveLength(25);
    expect(await told()).toEqual([]);
  });

  it('does not get back what an import changed, though its stamps are older again', async () => {
    const [first] = await write25();
    const note = first as Note;
    const stamps = { ...note.stamps, text: note.stamps.text + 1_000 };
    const imports = new Imports(life.db);
    const order = { id: 'once', from: { kind: 'file' as const, name: 'a' }, refused: 0 };
    const reading = { notes: [{ ...note, text: 'Imported', stamps }], places: {}, refused: [] };
    await imports.run(order, reading);
    await life.copy.flush();
    await imports.undo('once');
    await life.copy.checkDaily(Date.now() + 87_000_000);
    expect((await life.notes.get(note.id))?.text).toBe(note.text);
    await life.copy.flush();
    profile.loseDatabase();
    await wake();
    expect((await life.notes.get(note.id))?.text).toBe(note.text);
  });
});
