/**
 * The evidence of a page and the reasons of a mention. `mentions` makes both, and bounds what comes back more
 * closely (`resolve/evidence`); these bounds keep an honest reader's evidence and no more than a little above.
 */
import * as v from 'valibot';
import type { Reason as MentionReason, Evidence as PageEvidence } from '../../mentions/find';
import { count, Finite, list, record, strict, text } from './shapes';

/** Words of a page or of a lexicon in a reason, UTF-16 units. */
const Words = text(1_000);
const weight = Finite;
const near = v.boolean();

export const Reason = v.variant('kind', [
  strict({ kind: v.literal('unambiguous') }),
  strict({ kind: v.literal('definition'), text: Words, weight }),
  strict({ kind: v.literal('initials'), text: Words, weight }),
  strict({ kind: v.literal('full-name'), weight }),
  strict({ kind: v.literal('rival-name'), sense: Words, weight }),
  strict({ kind: v.literal('cue'), cue: Words, near, weight }),
  strict({ kind: v.literal('rival'), cue: Words, sense: Words, near, weight }),
  strict({ kind: v.literal('company'), near, weight }),
  strict({ kind: v.literal('topic'), weight }),
  strict({ kind: v.literal('language'), lang: Words, weight }),
  strict({ kind: v.literal('standing'), how: v.picklist(['body', 'list', 'subject', 'name']), weight }),
  strict({ kind: v.literal('one-of-many'), weight }),
  strict({ kind: v.literal('part-of-name'), weight }),
  strict({ kind: v.literal('capitals'), weight }),
  strict({ kind: v.literal('word'), weight }),
  strict({ kind: v.literal('prior'), weight }),
]) satisfies v.GenericSchema<unknown, MentionReason>;

/** The most reasons for one mention. */
export const MOST_REASONS = 100;

const Index = count(2 ** 31);
const Numbers = list(Index, 1_000);
const OrNone = v.pipe(v.number(), v.integer(), v.minValue(-1), v.maxValue(2 ** 31));

export const Evidence = strict({
  index: text(200),
  named: Numbers,
  rivals: Numbers,
  cues: Numbers,
  meanings: list(
    strict({
      group: Index,
      term: OrNone,
      rival: OrNone,
      text: Words,
      by: v.picklist(['definition', 'apposition', 'initials']),
    }),
    200,
  ),
  words: Numbers,
  groups: record(strict({ score: Finite, why: list(Reason, MOST_REASONS) }), 200),
  waiting: record(Finite, 400),
  waitingRivals: Numbers,
  late: v.boolean(),
}) satisfies v.GenericSchema<unknown, PageEvidence>;
