import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startAttending } from '../src/page/attending';
import { handOver } from '../src/page/on-demand';

export default defineUnlistedScript(() => handOver({ attending: startAttending }));
