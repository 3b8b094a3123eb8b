import type { LogIdentity } from "@indelible/ledger";

/** The keys that a log was verified with, if there are several: which ones, and for which sizes. */
export function keysRemark({ verifiers }: LogIdentity): string[] {
  if (verifiers.length < 2) return [];
  const keys = verifiers.map(({ name, keyId, sizes }) => {
    if (sizes === undefined) return `${name}+${keyId} (any size)`;
    const to = Number.isFinite(sizes.to) ? ` to ${sizes.to}` : "";
    return `${name}+${keyId} (from size ${sizes.from}${to})`;
  });
  return [`The log has ${keys.length} keys: ${keys.join(", ")}`];
}
