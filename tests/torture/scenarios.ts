/** All scenarios, in the order of the table. */
import { FILES } from './files';
import { GALLERY } from './gallery';
import { KILLS } from './kills';
import { LONG_TASKS } from './long-tasks';
import { MESSAGES } from './messages';
import { NETWORK } from './network';
import type { Scenario } from './scenario';
import { SHOWN } from './shown';

export const SCENARIOS: readonly Scenario[] = [
  ...KILLS,
  ...FILES,
  ...MESSAGES,
  ...GALLERY,
  ...LONG_TASKS,
  ...NETWORK,
  ...SHOWN,
];
