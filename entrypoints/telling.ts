import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { handOver } from '../src/page/on-demand';
import { startTelling } from '../src/page/telling';

export default defineUnlistedScript(() => handOver({ telling: startTelling }));
