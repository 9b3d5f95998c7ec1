/** All scenarios, in the order of the table. */
import { FILES } from './files';
import { GALLERY } from './gallery';
import { KILLS } from './kills';
import { MESSAGES } from './messages';
import type { Scenario } from './scenario';

export const SCENARIOS: readonly Scenario[] = [...KILLS, ...FILES, ...MESSAGES, ...GALLERY];
