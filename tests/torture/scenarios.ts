/** All scenarios, in the order of the table. */
import { CLOCK } from './clock';
import { FILES } from './files';
import { FULL } from './full';
import { KILLS } from './kills';
import { MESSAGES } from './messages';
import { MIGRATION } from './migration';
import { REFUSED } from './refused';
import type { Scenario } from './scenario';
import { SWAP } from './swap';
import { TOGETHER } from './together';
import { UPDATED } from './updated';

export const SCENARIOS: readonly Scenario[] = [
  ...[KILLS, SWAP, MIGRATION, UPDATED].flat(),
  ...[FILES, REFUSED, FULL, CLOCK].flat(),
  ...[TOGETHER, MESSAGES].flat(),
];
