/** All scenarios, in the order of the table. In a short run, what comes late may find no time. */
import { ADDRESSES } from './addresses';
import { CLICKS } from './clicks';
import { COPIES } from './copied';
import { DISPATCHED } from './dispatched';
import { EXPORTED } from './exported';
import { FILES } from './files';
import { GALLERY } from './gallery';
import { KILLS } from './kills';
import { LONG_TASKS } from './long-tasks';
import { MESSAGES } from './messages';
import { NETWORK } from './network';
import { OVERHEARD } from './overheard';
import type { Scenario } from './scenario';
import { SHOWN } from './shown';
import { STRINGS_SHOWN } from './strings-shown';

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
  ...GALLERY,
  ...NETWORK,
  ...STRINGS_SHOWN,
  ...LONG_TASKS,
];
