/** All scenarios, in the order of the table. In a short run, what comes late may find no time. */
import { ADDRESSES } from './addresses';
import { CLICKS } from './clicks';
import { COPIES } from './copied';
import { DISPATCHED } from './dispatched';
import { EXPORTED } from './exported';
import { FILES } from './files';
import { KILLS } from './kills';
import { MESSAGES } from './messages';
import { OVERHEARD } from './overheard';
import type { Scenario } from './scenario';
import { SHOWN } from './shown';

export const SCENARIOS: readonly Scenario[] = [
  ...EXPORTED,
  ...ADDRESSES,
  ...DISPATCHED,
  ...KILLS,
  ...FILES,
  ...COPIES,
  ...MESSAGES,
  ...SHOWN,
  ...CLICKS,
  ...OVERHEARD,
];
