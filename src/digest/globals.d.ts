/** The digests that come with Gloss, set by the build. */
declare const __WITH_GLOSS__: readonly import('./kept-digests').WithGloss[];
