import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startReporting } from '../src/page/marks/reporting';
import { handOver } from '../src/page/on-demand';

export default defineUnlistedScript(() => handOver({ reporting: startReporting }));
