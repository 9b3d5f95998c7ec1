/**
 * Finding the open shadow roots of a page: nothing tells of them, so all elements that can have one are asked, while the page's thread
 * is idle. The browser leaves out the others: to touch one element of each kind costs a page 0.2 MB.
 */
import { allIn, isShadow, type Root } from './prose';

/** Names of elements that can have no shadow root (https://dom.spec.whatwg.org/#valid-shadow-host-name). */
const NO_HOSTS =
  'a,abbr,address,area,audio,b,base,bdi,bdo,br,button,canvas,caption,center,cite,code,col,colgroup,data,datalist,dd,del,' +
  'details,dfn,dialog,dl,dt,em,embed,fieldset,figcaption,figure,font,form,hr,i,iframe,img,input,ins,kbd,label,legend,li,link,' +
  'map,mark,menu,meta,meter,noscript,object,ol,optgroup,option,output,picture,pre,progress,q,rp,rt,ruby,s,samp,script,search,' +
  'select,slot,small,source,strong,style,sub,summary,sup,table,tbody,td,template,textarea,tfoot,th,thead,time,title,tr,track,u,' +
  'ul,var,video,wbr';
const HOSTS = `:not(${NO_HOSTS},svg,svg *,math,math *)`;

/** Longest stretch of work, ms, also where the page is never idle. */
const SLICE = 8;
/** ms after which the search goes on all the same. */
const PATIENCE = 3_000;
/** Elements asked between two looks at the clock. */
const HEARTBEAT = 200;

/** Calls `found` for each open shadow root under `root`, those in other shadow roots included. */
export async function findShadows(root: Root, found: (shadow: ShadowRoot) => void): Promise<void> {
  let end = await idle();
  let asked = 0;
  const within: Root[] = [root];
  if (!isShadow(root) && root.shadowRoot) within.push(root.shadowRoot);
  for (let tree = within.pop(); tree; tree = within.pop()) {
    if (isShadow(tree) && tree !== root) found(tree);
    for (const { shadowRoot } of allIn(tree, HOSTS)) {
      if (shadowRoot) within.push(shadowRoot);
      if (++asked % HEARTBEAT === 0 && performance.now() > end) end = await idle();
    }
  }
}

/** Waits for an idle period, and says when it is to end. */
async function idle(): Promise<number> {
  const deadline = await new Promise<IdleDeadline>((resolve) => {
    requestIdleCallback(resolve, { timeout: PATIENCE });
  });
  return performance.now() + (deadline.didTimeout ? SLICE : Math.min(SLICE, deadline.timeRemaining()));
}
