/** Content hash of the bundled digest, put in by the build (wxt.config.ts). */
declare const __DIGEST_HASH__: string;
