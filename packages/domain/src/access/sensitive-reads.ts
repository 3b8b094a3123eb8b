import type { EffectivePermissions } from "./grants.ts";
import type { Permission } from "./permissions.ts";

/** Permissions to read something that must not leave the server with a credential that only reads. */
const SENSITIVE_READS: ReadonlySet<Permission> = new Set(["CertificateExportPrivateKey"]);

/** The permissions without those to read private keys: what a read-only API key has of its user. */
export function withoutSensitiveReads(permissions: EffectivePermissions): EffectivePermissions {
  return new Map([...permissions].filter(([permission]) => !SENSITIVE_READS.has(permission)));
}
