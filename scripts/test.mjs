import { handOver } from './install.mjs';

handOver('test.ts');
