import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Imports } from '../../../src/notes/imports';
import type { Note } from '../../../src/notes/schema';
import { Lived } from './lives';

let on: Lived;
beforeEach(async () => {
  on = new Lived();
  await on.wake();
});
afterEach(() => {
  vi.useRealTimers();
  on.close();
});

describe('a note that was deleted for good', () => {
  it.each([true, false])('does not come back when an import was undone (copied: %s)', async (copied) => {
    await on.write25();
    const note = { ...((await on.rows())[0] as Note), id: crypto.randomUUID(), modified: 5 };
    const imports = new Imports(on.life.db);
    const order = { id: 'once', from: { kind: 'file' as const, name: 'a' }, refused: 0 };
    await imports.run(order, { notes: [note], places: {}, refused: [] });
    await on.life.copy.flush();
    expect(on.entries()).toHaveLength(26);
    await imports.undo('once');
    if (copied) await on.life.copy.flush();
    await on.wake();
    await on.life.copy.checkDaily(Date.now() + 87_000_000);
    await on.life.copy.flush();
    expect(await on.life.notes.get(note.id)).toBeUndefined();
    expect(on.entries()).toHaveLength(25);
    expect(await on.told()).toEqual([]);
  });

  it('does not get back what an import changed, though its stamps are older again', async () => {
    const [first] = await on.write25();
    const note = first as Note;
    const stamps = { ...note.stamps, text: note.stamps.text + 1_000 };
    const imports = new Imports(on.life.db);
    const order = { id: 'once', from: { kind: 'file' as const, name: 'a' }, refused: 0 };
    const reading = { notes: [{ ...note, text: 'Imported', stamps }], places: {}, refused: [] };
    await imports.run(order, reading);
    await on.life.copy.flush();
    await imports.undo('once');
    await on.life.copy.checkDaily(Date.now() + 87_000_000);
    expect((await on.life.notes.get(note.id))?.text).toBe(note.text);
    await on.life.copy.flush();
    on.profile.loseDatabase();
    await on.wake();
    expect((await on.life.notes.get(note.id))?.text).toBe(note.text);
  });
});
