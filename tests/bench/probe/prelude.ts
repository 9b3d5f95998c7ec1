/**
 * Runs before the reader, in its isolated world, and sums the reader's main-thread time. It wraps everything
 * through which the event loop enters the reader. A busy segment begins when a wrapper passes on control, and
 * ends with the last of the microtasks that follow. Nothing is written to the page: the bench reads `__bench`
 * from outside.
 *
 * It cannot see the browser's own work to deserialise a reply before the promise is settled, nor style,
 * layout and paint. Those are in the figures of the page load.
 */
import { BEGAN, BUSY, MARKED, type Mark, type Probe, type Segment } from './probe';

const now = performance.now.bind(performance);
const later = setTimeout;
const microtask = queueMicrotask;
const nextFrame = requestAnimationFrame;
/** Frames in the page have their own probe on the same thread. Only the page itself is timed. */
const stamp = (name: string) => window === top && performance.mark(`${warm}${name} ${location.hostname}`);
/** Prefix of the names of stamps that do not count. */
let warm = 'warming-up-';

/** Number of empty microtasks in a row after which a segment is over. A chain of awaits takes three each. */
const PATIENCE = 60;
/**
 * Time between two microtasks above which something else must have run, ms. It must exceed the resolution of
 * the clock, which is 5 µs, or 100 µs on a page that is not isolated. Below it, each tick of the clock would
 * restart the wait, and the wait would never end if that many microtasks take as long as a tick.
 */
const GAP = crossOriginIsolated ? 0.012 : 0.25;

const segments: Segment[] = [];
const marks: Mark[] = [];
let open: Segment | undefined;
let left = 0;
let last = 0;
/** Number of requests to the background that are not answered yet. */
let pending = 0;
let ended = now();
/** The shadow roots that the reader created. */
const roots: ShadowRoot[] = [];
let dwellEnd = 0;
let failure: unknown;

function begin(): void {
  left = PATIENCE;
  if (open) return;
  stamp(BEGAN);
  const at = now();
  open = { from: at, to: at };
  last = at;
  microtask(tick);
}

/** A wrapped call has returned, so the segment lasts at least until here. */
function touch(): void {
  if (!open) return;
  open.to = now();
  stamp(BUSY);
  last = now();
}

function tick(): void {
  const at = now();
  if (!open) return;
  if (at - last > GAP) {
    open.to = at;
    left = PATIENCE;
    stamp(BUSY);
    last = now();
  } else {
    left--;
    last = at;
  }
  if (left > 0) {
    microtask(tick);
    return;
  }
  ended = open.to;
  segments.push(open);
  open = undefined;
}

// biome-ignore lint/suspicious/noExplicitAny: functions of any shape are wrapped.
type Callable = (...args: any[]) => unknown;

/** The wrapper of each function, so that a listener can be removed again. */
const wrapped = new WeakMap<Callable, Callable>();

function during(work: Callable): Callable {
  const known = wrapped.get(work);
  if (known) return known;
  const wrapper = function (this: unknown, ...args: unknown[]) {
    begin();
    try {
      return work.apply(this, args);
    } finally {
      touch();
    }
  };
  wrapped.set(work, wrapper);
  return wrapper;
}

/** Returns the promise. The reader's continuations run in their own segment. */
function answered<T>(promise: Promise<T>): Promise<T> {
  pending++;
  return promise.finally(() => {
    pending--;
    begin();
  });
}

function wrapCallback(owner: object | undefined, name: string, at = 0): void {
  const native = (owner as Record<string, Callable> | undefined)?.[name];
  if (!owner || !native) return;
  (owner as Record<string, Callable>)[name] = function (this: unknown, ...args: unknown[]) {
    const work = args[at];
    if (typeof work === 'function') args[at] = during(work as Callable);
    return native.apply(this === undefined ? globalThis : this, args);
  };
}

function wrapObserver(name: 'MutationObserver' | 'IntersectionObserver' | 'ResizeObserver'): void {
  const scope = globalThis as unknown as Record<string, new (work: Callable, options?: unknown) => object>;
  const Native = scope[name]!;
  scope[name] = class extends Native {
    constructor(work: Callable, options?: unknown) {
      super(during(work), options);
    }
  };
}

for (const name of ['requestAnimationFrame', 'requestIdleCallback', 'setInterval'])
  wrapCallback(globalThis, name);
for (const name of ['MutationObserver', 'IntersectionObserver', 'ResizeObserver'] as const)
  wrapObserver(name);
wrapCallback(EventTarget.prototype, 'addEventListener', 1);
wrapCallback(EventTarget.prototype, 'removeEventListener', 1);

/** The dwell before a card, ms. A timer of exactly this length is the end of a dwell. */
const DWELL = 300;
const timed =
  (ms: unknown, work: Callable): Callable =>
  (...args) => {
    if (ms === DWELL) dwellEnd = performance.timeOrigin + now();
    return during(work)(...args);
  };
globalThis.setTimeout = ((work: Callable, ms?: number, ...args: unknown[]) =>
  later(timed(ms, work), ms, ...args)) as typeof setTimeout;

const { scheduler } = globalThis as {
  scheduler?: {
    yield?: () => Promise<void>;
    postTask(work: Callable, options?: { delay?: number }): Promise<unknown>;
  };
};
if (scheduler) {
  const rest = scheduler.yield?.bind(scheduler);
  if (rest) scheduler.yield = () => answered(rest());
  const post = scheduler.postTask.bind(scheduler);
  scheduler.postTask = (work, options) => answered(post(timed(options?.delay, work), options));
}

type Api = { runtime?: { sendMessage: Callable; connect: Callable; onMessage: { addListener: Callable } } };
const { chrome, browser } = globalThis as { chrome?: Api; browser?: Api };
for (const runtime of new Set([chrome?.runtime, browser?.runtime])) {
  if (!runtime) continue;
  const send = runtime.sendMessage.bind(runtime);
  runtime.sendMessage = (...args) => {
    const reply = send(...args);
    return reply instanceof Promise ? answered(reply) : reply;
  };
  wrapCallback(runtime.onMessage, 'addListener');
  const connect = runtime.connect.bind(runtime);
  runtime.connect = (...args) => {
    const port = connect(...args) as { onMessage: object };
    wrapCallback(port.onMessage, 'addListener');
    return port;
  };
}

const add = Highlight.prototype.add;
Highlight.prototype.add = function (range) {
  marks.push({ at: now(), range });
  const result = add.call(this, range);
  stamp(MARKED);
  return result;
};

const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (options) {
  const root = attach.call(this, options);
  roots.push(root);
  return root;
};

/** The mark's first box in the viewport. */
function boxIn({ range }: Mark): DOMRect | undefined {
  const live = document.createRange();
  try {
    live.setStart(range.startContainer, range.startOffset);
    live.setEnd(range.endContainer, range.endOffset);
  } catch {
    return undefined; // The page has changed in the meantime.
  }
  return [...live.getClientRects()].find(
    ({ top, bottom, left, right, width }) =>
      width > 0 && bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
  );
}

const probe: Probe = {
  loaded: now(),
  first: undefined,
  begin() {
    probe.first = now();
    begin();
  },
  end: touch,
  fail: (error) => {
    failure = error;
  },
  async settled(quiet) {
    const came = now();
    for (;;) {
      await new Promise((done) => later(done, 20));
      if (!open && pending === 0 && now() - Math.max(ended, came) > quiet) break;
      if (now() - came > 30_000) throw new Error('the reader does not come to rest in 30 s');
    }
    if (failure !== undefined) throw failure;
    const lastMark = marks.at(-1)?.at;
    const shown = marks.filter((mark) => boxIn(mark) !== undefined);
    const until = lastMark ?? Number.POSITIVE_INFINITY;
    let busy = 0;
    let toMarks = 0;
    let longest = 0;
    for (const { from, to } of segments) {
      busy += to - from;
      longest = Math.max(longest, to - from);
      toMarks += Math.max(0, Math.min(to, until) - from);
    }
    return {
      host: location.hostname,
      isolated: crossOriginIsolated,
      compile: (probe.first ?? now()) - probe.loaded,
      busy,
      toMarks,
      longest,
      segments: segments.length,
      marks: marks.length + document.querySelectorAll('mark[data-markjs]').length,
      lastMark: lastMark === undefined ? null : lastMark - probe.loaded,
      viewport: shown.length === 0 ? null : Math.max(...shown.map(({ at }) => at)) - probe.loaded,
    };
  },
  reset() {
    segments.length = 0;
    dwellEnd = 0;
  },
  busy: () => segments.reduce((sum, { from, to }) => sum + to - from, 0),
  spot() {
    for (const mark of marks) {
      const box = boxIn(mark);
      if (!box || box.top < 60 || box.bottom > innerHeight - 60) continue;
      const x = box.x + box.width / 2;
      const y = box.y + box.height / 2;
      if (document.elementFromPoint(x, y)?.contains(mark.range.startContainer)) return { x, y };
    }
    return null;
  },
  dwellEnd: () => dwellEnd,
  async cardSeen(ms) {
    const limit = now() + ms;
    while (now() < limit) {
      await new Promise((done) => nextFrame(done));
      const frame = roots.map((root) => root.querySelector('iframe')).find((each) => each !== null);
      if (
        frame?.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) &&
        // Until it is shown, a card is laid out, but can be neither seen nor clicked.
        getComputedStyle(frame).pointerEvents !== 'none' &&
        frame.clientHeight > 0
      ) {
        // Wait until this frame is drawn.
        await new Promise((done) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = done;
          port2.postMessage(0);
        });
        return performance.timeOrigin + now();
      }
    }
    return null;
  },
};
globalThis.__bench = probe;
// A warm-up call, so that compiling this code is not timed with the script under test.
begin();
touch();
open = undefined;
warm = '';
probe.loaded = now();
