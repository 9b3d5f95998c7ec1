import { describe, expect, it } from 'vitest';
import {
  type Seeking,
  type SeekingEffect,
  type SeekingEvent,
  step,
} from '../../../src/page/notes/seek-schedule';

/** Sends events one after another. Returns the last state and all effects. */
function run(...events: (SeekingEvent | SeekingEvent['on'])[]): { state: Seeking; done: SeekingEffect[] } {
  let state: Seeking = { is: 'idle' };
  const done: SeekingEffect[] = [];
  for (const event of events) {
    const next = step(state, (typeof event === 'string' ? { on: event } : event) as SeekingEvent);
    state = next.state;
    done.push(...next.effects);
  }
  return { state, done };
}
const sought = (worked: number): SeekingEvent => ({ on: 'sought', worked });
const searches = (...events: Parameters<typeof run>) =>
  run(...events).done.filter((effect) => effect.do === 'seek').length;

describe('the search for passages', () => {
  it.each(['wanted', 'changed'] as const)('starts at once when nothing runs: %s', (on) => {
    expect(run(on)).toEqual({ state: { is: 'seeking', again: false }, done: [{ do: 'seek' }] });
  });

  it('runs once at a time, and again if something has changed in the meantime', () => {
    expect(searches('changed', 'changed', 'wanted')).toBe(1);
    expect(searches('changed', 'changed', 'wanted', sought(1), 'rested')).toBe(2);
    expect(searches('changed', 'changed', sought(1), 'rested', sought(1), 'rested')).toBe(2);
  });

  it('does not run again if nothing has changed', () => {
    expect(run('changed', sought(1), 'rested')).toMatchObject({ state: { is: 'idle' } });
    expect(searches('changed', sought(1), 'rested')).toBe(1);
  });

  it('takes at most a twentieth of the page’s thread', () => {
    expect(run('changed', sought(10)).done.at(-1)).toEqual({ do: 'rest', ms: 200 });
  });

  it('waits for the end of the rest however often the page changes', () => {
    expect(searches('changed', sought(10), 'changed', 'changed')).toBe(1);
    expect(searches('changed', sought(10), 'changed', 'changed', 'rested')).toBe(2);
  });

  it('ends the rest early for passages that were not searched for yet', () => {
    const { state, done } = run('changed', sought(10), 'wanted');
    expect(state).toEqual({ is: 'seeking', again: false });
    expect(done.slice(-2)).toEqual([{ do: 'unrest' }, { do: 'seek' }]);
  });

  it('ignores a timer that fires after it was stopped', () => {
    expect(searches('changed', sought(10), 'wanted', 'rested')).toBe(2);
    expect(searches('rested', sought(1), 'rested')).toBe(0);
  });

  it('never runs after stop', () => {
    const { state, done } = run(
      'changed',
      'changed',
      'stop',
      sought(1),
      'rested',
      'changed',
      'wanted',
      'stop',
    );
    expect(state).toEqual({ is: 'stopped' });
    expect(done).toEqual([{ do: 'seek' }, { do: 'unrest' }]);
  });
});
