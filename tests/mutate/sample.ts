/** Which mutants are tried when not all are, and what their share says of all. */

/** So many of `all`, chosen by `seed`: the same ones in every run of the same source, in the order of `all`. */
export function sampleOf<T>(all: readonly T[], size: number, seed: number): T[] {
  const random = mulberry32(seed);
  const order = all.map((_, index) => index);
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other] as number, order[last] as number];
  }
  const chosen = order.slice(0, size).sort((a, b) => a - b);
  return chosen.map((index) => all[index] as T);
}

/** Uniform in [0, 1). Tommy Ettinger's generator, public domain. */
function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * The 95 % interval of a share, each bound in [0, 1] (Wilson 1927). When the sample is a good part of all, the true interval is
 * narrower: `of` is how many there are, and narrows it by the correction for finite populations.
 */
export function interval(hits: number, tries: number, of: number): [number, number] {
  if (tries === 0) return [0, 1];
  if (tries >= of) return [hits / tries, hits / tries];
  const z = 1.96 * Math.sqrt((of - tries) / Math.max(1, of - 1));
  const share = hits / tries;
  const middle = (share + z ** 2 / (2 * tries)) / (1 + z ** 2 / tries);
  const half =
    (z * Math.sqrt((share * (1 - share)) / tries + z ** 2 / (4 * tries ** 2))) / (1 + z ** 2 / tries);
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}
