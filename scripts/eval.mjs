import { handOver } from './install.mjs';

handOver('eval.ts');
