/** The tasks of a page's main thread, as the browser's tracer reports them. */
import type { Browser, Page } from 'puppeteer-core';

export interface Task {
  /** Thread time of the task, ms. Other load on the machine does not count. */
  ran: number;
  /**
   * Whether it is the browser's own task for layout and painting. Scripts that continue after a rest leave no
   * events of their own.
   */
  renders: boolean;
}

interface Event {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Start on the machine's clock, and duration, µs. */
  ts: number;
  dur?: number;
  /** Thread time, µs. */
  tdur?: number;
}

const RENDERING = new Set([
  'AnimationFrame::Render',
  'UpdateLayoutTree',
  'Layout',
  'PrePaint',
  'Paint',
  'Layerize',
  'Commit',
]);
/** A mark that the page sets, by which its thread is recognised. */
const SIGN = 'gloss-bench-tasks';

/** Records the tasks of the page's thread during `work`. Apart from `work`, the page must be at rest. */
export async function tasksOf(browser: Browser, page: Page, work: () => Promise<unknown>): Promise<Task[]> {
  const session = await browser.target().createCDPSession();
  const events: Event[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    events.push(...(value as unknown as Event[]));
  });
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      recordMode: 'recordAsMuchAsPossible',
      includedCategories: ['toplevel', 'devtools.timeline', 'v8', 'blink.user_timing'],
      excludedCategories: ['*'],
    },
  });
  await page.evaluate((sign) => void performance.mark(sign), SIGN);
  await work();
  const ended = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await ended;
  await session.detach();
  const sign = events.find(({ name }) => name === SIGN);
  if (!sign) throw new Error('The tracer does not tell which thread is the page’s.');
  const own = events.filter(({ pid, tid, ts }) => pid === sign.pid && tid === sign.tid && ts > sign.ts);
  const rendering = own.filter(({ name }) => RENDERING.has(name));
  const tasks = own.filter(
    ({ name, ph, dur }) => ph === 'X' && name.endsWith('RunTask') && dur !== undefined,
  );
  if (tasks.length === 0) throw new Error('The tracer tells no tasks of the page.');
  return tasks.map(({ ts, dur = 0, tdur }) => {
    // The task in which the tracer stops has no end.
    const ran = tdur ?? dur;
    return { ran: ran / 1000, renders: rendering.some((each) => each.ts >= ts && each.ts <= ts + dur) };
  });
}
