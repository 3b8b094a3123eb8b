import type { ApiKey } from "@indelible/domain";
import type { Database, Sealer } from "@indelible/trail";
import { apiKeyMac } from "./api-key.ts";
import { passwordBinding } from "./password-binding.ts";
import { sql } from "./sql.ts";

const UNBOUND_KEYS = sql.statement("unbound-api-keys");
const UNBOUND_VERIFIERS = sql.statement("unbound-verifiers");
const BIND = sql.statement("bind-credentials");

/**
 * Gives the API keys of an earlier version their codes, and binds the verifiers of its passwords to
 * their users. Runs in a transaction of the caller that has the lock of
 * `SEALED_DOCUMENTS`. Like re-encryption, it changes only what events and the API never show.
 */
export async function bindCredentials(connection: Database, sealer: Sealer): Promise<void> {
  const keys = await connection.query<{ id: string; body: ApiKey }>(UNBOUND_KEYS, []);
  const users = await connection.query<{ id: string; verifier: string }>(UNBOUND_VERIFIERS, []);
  const changes = [
    ...keys.map(({ id, body }) => ({ id, path: ["KeyMac"], value: apiKeyMac(sealer, id, body) })),
    ...users.map(({ id, verifier }) => ({
      id,
      path: ["Password", "Kept"],
      value: sealer.bindVerifier(verifier, passwordBinding(id)),
    })),
  ];
  await connection.query(BIND, [JSON.stringify(changes)]);
}
