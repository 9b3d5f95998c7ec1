/** Scripts of the extension that run beside the page. The only place that makes a Trusted Types policy. */

interface Policy {
  createScriptURL(address: string): unknown;
}
interface Policies {
  createPolicy(name: string, rules: { createScriptURL(address: string): string }): Policy;
}

let policy: Policy | undefined;

/** Lets an address of the extension's own through, and no other. */
function trusted(address: string): unknown {
  const { trustedTypes } = globalThis as { trustedTypes?: Policies };
  policy ??= trustedTypes?.createPolicy('gloss', { createScriptURL: ownAddress });
  return policy ? policy.createScriptURL(address) : ownAddress(address);
}

function ownAddress(address: string): string {
  if (new URL(address, location.href).origin !== location.origin)
    throw new TypeError(`A worker of Gloss cannot come from ${address}.`);
  return address;
}

/** Starts a worker. `address`: that of a module of the extension. Throws a `TypeError` for any other address. */
export const startWorker = (address: string): Worker =>
  new Worker(trusted(address) as string, { type: 'module' });
