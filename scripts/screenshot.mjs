import { handOver } from './install.mjs';

handOver('screenshot.ts');
