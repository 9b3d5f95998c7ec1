/** All scenarios, in the order of the table. */
import { KILLS } from './kills';
import type { Scenario } from './scenario';

export const SCENARIOS: readonly Scenario[] = [...KILLS];
