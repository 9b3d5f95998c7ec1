/** All scenarios, in the order of the table. In a short run, what comes late may find no time. */
import { ADDRESSES } from './addresses';
import { CLICKS } from './clicks';
import { CLOCK } from './clock';
import { COPIES } from './copied';
import { DISPATCHED } from './dispatched';
import { EXPORTED } from './exported';
import { FILES } from './files';
import { FULL } from './full';
import { GALLERY } from './gallery';
import { KILLS } from './kills';
import { LONG_TASKS } from './long-tasks';
import { MESSAGES } from './messages';
import { MIGRATION } from './migration';
import { NETWORK } from './network';
import { OVERHEARD } from './overheard';
import { REFUSED } from './refused';
import type { Scenario } from './scenario';
import { SHOWN } from './shown';
import { STRINGS_SHOWN } from './strings-shown';
import { SWAP } from './swap';
import { TOGETHER } from './together';
import { TORN } from './torn';
import { UPDATED } from './updated';

export const SCENARIOS: readonly Scenario[] = [
  ...EXPORTED,
  ...ADDRESSES,
  ...DISPATCHED,
  ...KILLS,
  ...TORN,
  ...SWAP,
  ...MIGRATION,
  ...FILES,
  ...REFUSED,
  ...FULL,
  ...COPIES,
  ...MESSAGES,
  ...SHOWN,
  ...CLICKS,
  ...OVERHEARD,
  ...UPDATED,
  ...CLOCK,
  ...TOGETHER,
  ...GALLERY,
  ...NETWORK,
  ...STRINGS_SHOWN,
  ...LONG_TASKS,
];
