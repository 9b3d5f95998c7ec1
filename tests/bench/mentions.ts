/**
 * The functions that the bench measures. They are bundled as for a browser, because Vite's runner makes them
 * several times slower.
 */
export { findCandidates } from '../../src/mentions/candidates';
export { find, isShown } from '../../src/mentions/find';
export { compileIndex, openIndex } from '../../src/mentions/index';
