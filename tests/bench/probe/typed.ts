/**
 * Runs in the popup before its own script. Records when its box accepts typing and, for each key, when its
 * results were painted. All times are ms since the epoch, on the popup's clock.
 */
const epoch = (time: number) => performance.timeOrigin + time;

/** Calls `done` after the next frame is drawn. */
function afterPaint(done: (at: number) => void): void {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(epoch(performance.now()));
    port2.postMessage(0);
  });
}

/** A key press. */
export interface TypedKey {
  /** The letter, or the name of a key that types no letter. */
  key: string;
  pressed: number;
  /**
   * The time at which the frame with the last change before the next key was drawn. The first change is the
   * letter itself, the later ones are its results.
   */
  painted: number;
  /** Number of changes of the popup's elements. 0: the list has not changed. */
  changes: number;
  /**
   * Time until the browser presented the frame after the key's handlers, ms, in steps of 8 (Event Timing). 0:
   * less than 16.
   */
  presented: number;
}

export interface Typed {
  /** The time at which a frame was drawn with the focus in the box. 0: not yet. */
  ready: number;
  keys: TypedKey[];
}

declare global {
  var __typed: Typed;
}

const typed: Typed = { ready: 0, keys: [] };
globalThis.__typed = typed;

addEventListener(
  'focus',
  ({ target }) => {
    if (typed.ready > 0 || !(target instanceof HTMLInputElement)) return;
    afterPaint((at) => {
      typed.ready = at;
    });
  },
  true,
);

/** Records the next frame as the frame of the last key. */
function noteFrame(): void {
  const key = typed.keys.at(-1);
  if (!key) return;
  afterPaint((at) => {
    key.painted = at;
  });
}

addEventListener(
  'keydown',
  ({ key, timeStamp }) => {
    typed.keys.push({ key, pressed: epoch(timeStamp), painted: 0, changes: 0, presented: 0 });
    noteFrame();
  },
  true,
);
// Called before the next frame begins, so a change is in the frame that follows it.
new MutationObserver((changes) => {
  const key = typed.keys.at(-1);
  if (!key) return;
  key.changes += changes.length;
  noteFrame();
}).observe(document, { childList: true, subtree: true, characterData: true, attributes: true });

/** The events of a letter: the key itself, and the browser's input events. */
const EVENTS = ['keydown', 'keypress', 'beforeinput', 'input'];
new PerformanceObserver((list) => {
  for (const { name, startTime, duration } of list.getEntries()) {
    const key = typed.keys.findLast(({ pressed }) => pressed <= epoch(startTime) + 1);
    if (!key || !EVENTS.includes(name)) continue;
    key.presented = Math.max(key.presented, epoch(startTime) + duration - key.pressed);
  }
}).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit);
