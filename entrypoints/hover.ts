import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startHovering } from '../src/page/card/hovering';
import { handOver } from '../src/page/on-demand';

export default defineUnlistedScript(() => handOver({ hover: startHovering }));
