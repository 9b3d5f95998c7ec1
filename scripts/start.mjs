import { handOver } from './install.mjs';

handOver('demo.ts');
