import { handOver } from './install.mjs';

handOver('bench.ts');
