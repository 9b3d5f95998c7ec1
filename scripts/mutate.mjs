import { handOver } from './install.mjs';

handOver('mutate.ts');
