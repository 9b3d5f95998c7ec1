/**
 * How the cost of some work grows with the size of its input: the exponent is 1 where the work is linear, and
 * 2 where it is quadratic.
 */

/** The slope of the line through the logarithms of sizes and costs, by least squares. */
export function exponentOf(sizes: readonly number[], costs: readonly number[]): number {
  const x = sizes.map(Math.log);
  const y = costs.map(Math.log);
  const mean = (of: number[]) => of.reduce((sum, each) => sum + each, 0) / of.length;
  const [middleX, middleY] = [mean(x), mean(y)];
  let above = 0;
  let below = 0;
  for (const [at, each] of x.entries()) {
    above += (each - middleX) * ((y[at] as number) - middleY);
    below += (each - middleX) ** 2;
  }
  return above / below;
}

type Wrapped = [owner: object, name: string, method: (this: unknown, ...args: unknown[]) => unknown];

/** What a call of each method costs, in characters: `text`, its arguments, and what it returned. */
const COSTS: Record<string, (text: string, args: unknown[], result: unknown) => number> = {
  at: () => 1,
  charAt: () => 1,
  charCodeAt: () => 1,
  codePointAt: () => 1,
  slice: (_text, _args, result) => (result as string).length,
  substring: (_text, _args, result) => (result as string).length,
  indexOf: (text, [, from = 0], result) => reach(text, from as number, result as number),
  lastIndexOf: (text, [, from = text.length], result) => Math.max(0, (from as number) - (result as number)),
  includes: (text) => text.length,
  startsWith: (_text, [part]) => (part as string).length,
  endsWith: (_text, [part]) => (part as string).length,
  normalize: (text) => text.length,
  replace: (text) => text.length,
  replaceAll: (text) => text.length,
  split: (text) => text.length,
  trim: (text) => text.length,
  toLowerCase: (text) => text.length,
};

const reach = (text: string, from: number, found: number) => (found < 0 ? text.length : found + 1) - from;

/**
 * The number of characters that `work` reads, by counting its calls of the methods of strings and regular
 * expressions. Deterministic, so no load of the machine changes it. Accesses of arrays do not count.
 */
export function charactersRead(work: () => unknown): number {
  let read = 0;
  const undo: Wrapped[] = [];
  const wrap = (
    owner: object,
    name: string,
    cost: (self: unknown, args: unknown[], result: unknown) => number,
  ) => {
    const method = Reflect.get(owner, name) as Wrapped[2];
    undo.push([owner, name, method]);
    Reflect.set(owner, name, function (this: unknown, ...args: unknown[]) {
      const result = Reflect.apply(method, this, args);
      read += Math.max(0, cost(this, args, result));
      return result;
    });
  };
  for (const [name, cost] of Object.entries(COSTS))
    wrap(String.prototype, name, (text, args, result) => cost(text as string, args, result));
  wrap(RegExp.prototype, 'exec', (_regex, [text], result) => {
    const found = result as RegExpExecArray | null;
    return found ? found[0].length + 1 : (text as string).length;
  });
  try {
    work();
  } finally {
    for (const [owner, name, method] of undo) Reflect.set(owner, name, method);
  }
  return read;
}

const BELOW = 0.02;

/** The time that this process has had on a processor, ms. Other load on the machine does not count. */
function worked(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/**
 * The exponent of the processor time that `work` takes: for each size, the least of `times` measurements. Where it
 * is above `most`, it is measured once more, and the smaller exponent counts: a collection of garbage may have
 * fallen into the larger sizes.
 */
export async function exponentOfTime<T>(
  sizes: readonly number[],
  make: (size: number) => T,
  work: (input: T) => unknown,
  { most = 1.5, times = 2, tries = 4 } = {},
): Promise<number> {
  const inputs = sizes.map(make);
  const least = sizes.map(() => Number.POSITIVE_INFINITY);
  let exponent = 0;
  for (let tried = 0; tried < tries; tried++) {
    for (let time = 0; time < times; time++) {
      for (const [at, input] of inputs.entries()) {
        const since = worked();
        await work(input);
        least[at] = Math.min(least[at] as number, Math.max(BELOW, worked() - since));
      }
    }
    exponent = exponentOf(sizes, least);
    if (exponent < most) break;
  }
  return exponent;
}
