import { handOver } from './install.mjs';

handOver('eval-anchor.ts');
