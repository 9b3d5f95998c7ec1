/**
 * Computes the thread time of a page's main thread from the stamps of the probe. The tracer records the
 * thread's running time with each stamp, so other load on the machine does not count.
 */
import type { Browser } from 'puppeteer-core';
import { BEGAN, BUSY, MARKED } from './probe/probe';

/** Main-thread time of one visit, ms. */
export interface ThreadTime {
  /** Time in all segments. */
  busy: number;
  /** Time in the segments until the last mark was registered. All segments if there is no mark. */
  toMarks: number;
}

/** A stamp as the tracer reports it. */
interface Stamp {
  name: string;
  /** Time on the machine's clock, µs. */
  ts: number;
  /** Running time of the thread, µs. */
  tts?: number;
}

export interface Recording {
  /** Stops the recording. Resolves to the visits, by the host name that is unique to each. */
  stop(): Promise<Map<string, ThreadTime>>;
}

/** Records the stamps of every page of a browser. */
export async function record(browser: Browser): Promise<Recording> {
  const session = await browser.target().createCDPSession();
  const stamps = new Map<string, Stamp[]>();
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const event of value as unknown as Stamp[]) {
      const [name = '', host = ''] = event.name.split(' ');
      if (![BEGAN, BUSY, MARKED].includes(name)) continue;
      stamps.set(host, [...(stamps.get(host) ?? []), { ...event, name }]);
    }
  });
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      recordMode: 'recordAsMuchAsPossible',
      includedCategories: ['blink.user_timing'],
      excludedCategories: ['*'],
    },
  });
  return {
    async stop() {
      const ended = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
      await session.send('Tracing.end');
      await ended;
      await session.detach();
      return new Map([...stamps].map(([host, each]) => [host, timeOf(each.toSorted((a, b) => a.ts - b.ts))]));
    },
  };
}

function timeOf(stamps: Stamp[]): ThreadTime {
  const lastMark = stamps.findLastIndex(({ name }) => name === MARKED);
  let busy = 0;
  let toMarks = 0;
  let began: number | undefined;
  let last = 0;
  stamps.forEach(({ name, tts }, at) => {
    if (tts === undefined) throw new Error('This browser does not tell the time of a thread.');
    if (name === BEGAN) began = last = tts;
    if (began === undefined) return;
    busy += tts - last;
    if (lastMark < 0 || at <= lastMark) toMarks += tts - last;
    last = tts;
  });
  return { busy: busy / 1000, toMarks: toMarks / 1000 };
}
