import { handOver } from './install.mjs';

handOver('eval-search.ts');
