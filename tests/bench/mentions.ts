/** What the bench uses of the rooms it measures: bundled as for a browser, because Vite's runner slows it several times. */
export { findCandidates } from '../../src/mentions/candidates';
export { find, isShown } from '../../src/mentions/find';
export { compileIndex, openIndex } from '../../src/mentions/index';
