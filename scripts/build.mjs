import { handOver } from './install.mjs';

handOver('build.ts');
