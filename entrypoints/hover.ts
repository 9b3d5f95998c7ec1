import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { scope } from '../src/page/approach';
import { startHovering } from '../src/page/hovering';

export default defineUnlistedScript(() => {
  scope.glossHovering = startHovering;
});
