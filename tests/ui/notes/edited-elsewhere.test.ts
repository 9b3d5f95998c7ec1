import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EditedNote } from '../../../src/ui/notes/edited-note';
import { onTerm } from '../../notes/database';
import { Background } from './editing';

let background: Background;
beforeEach(() => {
  background = new Background();
});
afterEach(async () => {
  background.fault = 'none';
  background.open();
});

describe('A change by others', () => {
  const twice = async (text: string) => {
    const note = await background.notes.create({ ...onTerm(), text });
    return [new EditedNote({ note }, background), new EditedNote({ note }, background)] as const;
  };

  /** All faults are gone, and each editor has been told of the other's writes. */
  const agree = async (both: readonly EditedNote[]) => {
    background.open();
    background.fault = 'none';
    for (let round = 0; round < 3; round++) {
      for (const edited of both) {
        await edited.settled();
        edited.tryAgain();
        await edited.settled();
        edited.heard(await background.get(edited.id));
        await edited.settled();
      }
    }
  };

  it('is merged in when the editor is told of it', async () => {
    const [a, b] = await twice('One two three');
    a.change({ text: 'Uno two three', tags: ['a'] });
    await a.settled();
    b.heard(await background.get(b.id));
    expect(b.content).toMatchObject({ text: 'Uno two three', tags: ['a'] });
    expect(background.asked).toHaveLength(1);
  });

  it('is merged in with the answer to a write', async () => {
    const [a, b] = await twice('One two three');
    a.change({ text: 'Uno two three' });
    await a.settled();
    b.change({ text: 'One two tres' });
    await b.settled();
    expect(b.content.text).toBe('Uno two tres');
    expect((await background.get(b.id)).text).toBe('Uno two tres');
  });

  it('that is told while a write is under way is merged in later', async () => {
    const [a, b] = await twice('One two three');
    background.answersLate = true;
    background.close();
    b.change({ text: 'One two tres' });
    const { revision } = await background.get(b.id);
    await background.notes.write(a.id, { text: 'Uno two tres' });
    b.heard(await background.get(a.id));
    expect((await background.get(a.id)).revision).toBeGreaterThan(revision);
    expect(b.content.text).toBe('One two tres');
    background.open();
    await b.settled();
    expect(b.content.text).toBe('Uno two tres');
  });

  it('waits while an input method composes a word', async () => {
    const [a, b] = await twice('One two three');
    b.hold(true);
    b.change({ text: 'One two three m' });
    a.change({ text: 'Uno two three' });
    await a.settled();
    b.heard(await background.get(b.id));
    await b.settled();
    expect(b.content.text).toBe('One two three m');
    b.change({ text: 'One two three më' });
    await b.settled();
    expect((await background.get(b.id)).text).toBe('Uno two three më');
    b.hold(false);
    expect(b.content.text).toBe('Uno two three më');
  });

  it('in another place of the text gives exactly the letters of both, in any order of events', async () => {
    const step = fc.oneof(
      { weight: 8, arbitrary: fc.record({ do: fc.constant('type' as const), who: fc.nat(1) }) },
      fc.record({
        do: fc.constantFrom('hear' as const, 'flush' as const, 'take up' as const),
        who: fc.nat(1),
      }),
      fc.record({
        do: fc.constantFrom('close', 'open', 'late', 'lost', 'refused', 'deaf', 'restart', 'settle'),
        who: fc.nat(1),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        background = new Background();
        const both = await twice('It was the first. And the last.');
        const typed = ['', ''] as [string, string];
        const [front, back] = ['In Kazan, we say: ', ' They agreed; then they left.'];
        for (const { do: what, who } of steps) {
          const edited = both[who as 0 | 1];
          const { text } = edited.content;
          if (what === 'type' && who === 0) {
            const at = typed[0].length;
            const next = front[at] ?? '!';
            typed[0] += next;
            edited.change({ text: text.slice(0, at) + next + text.slice(at) });
          } else if (what === 'type') {
            const next = back[typed[1].length] ?? '!';
            typed[1] += next;
            edited.change({ text: text + next });
          } else if (what === 'hear') edited.heard(await background.get(edited.id));
          else if (what === 'flush') edited.flush();
          else if (what === 'take up') await background.takeUp();
          else if (what === 'restart') background.restart();
          else if (what === 'close') background.close();
          else if (what === 'late') background.answersLate = !background.answersLate;
          else if (what === 'open' || what === 'settle') {
            background.open();
            background.fault = 'none';
            if (what === 'settle') await edited.settled();
          } else background.fault = what as 'lost';
        }
        await agree(both);
        const all = `${typed[0]}It was the first. And the last.${typed[1]}`;
        expect((await background.get(both[0].id)).text).toBe(all);
        for (const edited of both) expect(edited.content.text).toBe(all);
      }),
      { numRuns: 150 },
    );
  });

  it('loses no word, in any order of events', async () => {
    const who = fc.nat(1);
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.record({ do: fc.constant('type' as const), who, front: fc.boolean() }) },
      fc.record({ do: fc.constantFrom('hear' as const, 'settle' as const, 'flush' as const), who }),
      fc.record({
        do: fc.constantFrom('close' as const, 'open' as const, 'lost' as const, 'refused' as const),
        who,
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        background = new Background();
        const both = await twice('middle');
        const typed: string[] = [];
        for (const [i, { do: what, who, ...how }] of steps.entries()) {
          const edited = both[who as 0 | 1];
          if (what === 'type') {
            const word = `w${i}w`;
            typed.push(word);
            const { text } = edited.content;
            edited.change({ text: 'front' in how && how.front ? `${word} ${text}` : `${text} ${word}` });
          } else if (what === 'hear') edited.heard(await background.get(edited.id));
          else if (what === 'flush') edited.flush();
          else if (what === 'close') background.close();
          else {
            background.fault = what === 'lost' || what === 'refused' ? what : 'none';
            background.open();
            if (what === 'settle') await edited.settled();
          }
        }
        await agree(both);
        const { text } = await background.get(both[0].id);
        for (const word of ['middle', ...typed]) expect(text).toContain(word);
        for (const edited of both) expect(edited.content.text).toBe(text);
      }),
      { numRuns: 150 },
    );
  });
});
