/** The tasks of a page's own main thread, as the browser's tracer tells them. */
import type { Browser, Page } from 'puppeteer-core';

export interface Task {
  /** ms that the thread itself ran in it: whatever else keeps the machine busy does not count. */
  ran: number;
  /** Whether it is the browser's own, which lays out and paints. Scripts leave no trace of their own when they go on after a rest. */
  renders: boolean;
}

interface Event {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** us of the machine's clock, and how long it lasted. */
  ts: number;
  dur?: number;
  /** us that the thread ran meanwhile. */
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
/** What the page says of itself: so its thread is known. */
const SIGN = 'gloss-bench-tasks';

/** The tasks of the page's thread while `work` is done. The page is to rest but for what is measured. */
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
    // The task in which the tracer ends has no end.
    const ran = tdur ?? dur;
    return { ran: ran / 1000, renders: rendering.some((each) => each.ts >= ts && each.ts <= ts + dur) };
  });
}
