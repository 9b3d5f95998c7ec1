import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startCounting } from '../src/page/marks/counting';
import { handOver } from '../src/page/on-demand';

export default defineUnlistedScript(() => handOver({ counting: startCounting }));
