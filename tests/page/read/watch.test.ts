// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Changes, Watch } from '../../../src/page/read/watch';
import { type Deferred, deferred } from '../deferred';

/** The observer's callback, which a browser calls with the records of a change. */
let note: (records: Partial<MutationRecord>[]) => void;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal(
    'MutationObserver',
    class {
      constructor(heard: typeof note) {
        note = heard;
      }
      observe() {}
      disconnect() {}
    },
  );
  document.body.innerHTML =
    '<p id="a">One <b>two</b></p><div id="b"><p id="c">Three</p></div><form id="d"></form>';
});

const by = (id: string) => document.querySelector(`#${id}`) as Element;
const record = (
  target: Node,
  more: Partial<Record<'addedNodes' | 'removedNodes', Node[]> & { type: MutationRecordType }> = {},
) => ({ type: 'childList', target, addedNodes: [], removedNodes: [], ...more }) as unknown as MutationRecord;
const came = (...nodes: Node[]) => record(document.body, { addedNodes: nodes });

/** A watch and its reports. A report ends when `end` is called. */
function watch() {
  const told: Changes[] = [];
  const ends: Deferred[] = [];
  const one = new Watch((changes) => {
    told.push(changes);
    const end = deferred();
    ends.push(end);
    return end.promise;
  });
  return { told, ends, one };
}

describe('a watch', () => {
  it('reports a burst of changes once, when the page is quiet', async () => {
    const { told } = watch();
    note([came(by('a'))]);
    await vi.advanceTimersByTimeAsync(60);
    note([came(by('c'))]);
    await vi.advanceTimersByTimeAsync(99);
    expect(told).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(told.map(({ added }) => [...added])).toEqual([[by('a'), by('c')]]);
  });

  it('reports a change only after an earlier report has ended', async () => {
    const { told, ends } = watch();
    note([came(by('a'))]);
    await vi.advanceTimersByTimeAsync(100);
    note([came(by('b'))]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(told).toHaveLength(1);
    ends[0]?.resolve();
    await vi.advanceTimersByTimeAsync(100);
    expect(told.map(({ added }) => [...added])).toEqual([[by('a')], [by('b')]]);
  });

  it('continues after a report that failed', async () => {
    const failures: unknown[] = [];
    const { told, ends } = watch();
    const heard = (error: unknown) => failures.push(error);
    process.once('unhandledRejection', heard);
    note([came(by('a'))]);
    await vi.advanceTimersByTimeAsync(100);
    note([came(by('b'))]);
    ends[0]?.reject(new Error('broken'));
    await vi.advanceTimersByTimeAsync(100);
    expect(told).toHaveLength(2);
    ends[1]?.resolve();
    await vi.advanceTimersByTimeAsync(0);
    note([came(by('c'))]);
    await vi.advanceTimersByTimeAsync(100);
    expect(told).toHaveLength(3);
    vi.useRealTimers();
    await vi.waitFor(() => expect(failures).toEqual([new Error('broken')]));
  });

  it('reports nothing after it is stopped', async () => {
    const { told, one } = watch();
    note([came(by('a'))]);
    one.stop();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(told).toHaveLength(0);
  });
});

describe('the report of a watch', () => {
  const toldOf = async (...records: MutationRecord[]) => {
    const { told } = watch();
    note(records);
    await vi.advanceTimersByTimeAsync(100);
    return told[0] as Changes;
  };

  it('contains the outermost added elements', async () => {
    const { added } = await toldOf(came(by('c')), came(by('b')), came(by('a')));
    expect([...added]).toEqual([by('b'), by('a')]);
  });

  it('contains the block whose text was added, changed or removed', async () => {
    const text = by('a').firstChild as Text;
    const bold = document.createElement('b');
    for (const change of [
      record(text, { type: 'characterData' }),
      record(by('a'), { addedNodes: [new Text('more')] }),
      record(by('a'), { removedNodes: [new Text('less')] }),
      record(by('a'), { addedNodes: [bold] }),
      record(by('a'), { removedNodes: [bold] }),
    ]) {
      const { added, changed } = await toldOf(change);
      expect([[...added], [...changed]]).toEqual([[], [by('a')]]);
    }
  });

  it('does not contain a block that only lost a nested block', async () => {
    const { changed } = await toldOf(record(by('b'), { removedNodes: [document.createElement('p')] }));
    expect(changed.size).toBe(0);
  });

  it('contains an element that became an editor or is no longer one', async () => {
    const { added } = await toldOf({ ...record(by('a')), type: 'attributes' });
    expect([...added]).toEqual([by('a')]);
  });

  it('contains the root element if the document was opened again, or too much has changed to be listed', async () => {
    const root = document.documentElement;
    expect([...(await toldOf(record(document, { addedNodes: [root] }))).added]).toEqual([root]);
    const paragraphs = (count: number) => Array.from({ length: count }, () => document.createElement('p'));
    const few = paragraphs(4_999);
    expect([...(await toldOf(came(...few))).added]).toEqual(few);
    expect([...(await toldOf(came(...paragraphs(5_001)))).added]).toEqual([root]);
    const { told } = watch();
    note(paragraphs(5_001).map((changed) => ({ ...record(changed), type: 'characterData' })));
    note([came(by('a'))]);
    await vi.advanceTimersByTimeAsync(100);
    expect(told.map(({ added }) => [...added])).toEqual([[root]]);
  });
});
