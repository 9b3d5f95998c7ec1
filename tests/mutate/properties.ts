/** Property tests are the same in every attempt, and do not look for the smallest case that fails. */
import fc from 'fast-check';

fc.configureGlobal({ seed: 20_261_129, endOnFailure: true });
