import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startJudging } from '../src/page/judging';
import { handOver } from '../src/page/on-demand';

export default defineUnlistedScript(() => handOver({ judging: startJudging }));
