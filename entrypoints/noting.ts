import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startNoting } from '../src/page/notes/noting';
import { handOver } from '../src/page/on-demand';

export default defineUnlistedScript(() => handOver({ noting: startNoting }));
