/** The judging script: decides what the names of elements do not tell. A page loads it with its first question. */
import { outside } from './marks/visible';
import type { Judge } from './on-demand';
import { isPlainProse } from './read/plain';
import { seamJudge } from './read/seams';

/** Time (ms) for which verdicts hold, and for which the bound on looks counts. The page may change. */
const MOMENT = 1_000;

export function startJudging(doc: Document): Judge {
  const fresh = () => ({
    until: performance.now() + MOMENT,
    parts: seamJudge(doc, outside(/hidden|auto/)),
    known: new Map<Element, boolean>(),
  });
  let moment = fresh();
  const now = () => {
    if (performance.now() >= moment.until) moment = fresh();
    return moment;
  };
  return {
    parts: (seam) => now().parts(seam),
    isProse: (pre) => {
      const { known } = now();
      const isProse = known.get(pre) ?? isPlainProse(pre);
      known.set(pre, isProse);
      return isProse;
    },
  };
}
