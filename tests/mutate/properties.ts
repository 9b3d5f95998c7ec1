/**
 * Property tests are the same in every attempt, end after a time (ms), and do not look for the smallest case that
 * fails: each runs once for every mutant whose place it runs.
 */
import fc from 'fast-check';

fc.configureGlobal({ seed: 20_261_129, endOnFailure: true, interruptAfterTimeLimit: 1_000 });
