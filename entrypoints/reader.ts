import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startReader } from '../src/page/reader';

export default defineUnlistedScript(() => startReader(document));
