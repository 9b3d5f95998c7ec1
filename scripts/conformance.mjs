import { handOver } from './install.mjs';

handOver('conformance.ts');
