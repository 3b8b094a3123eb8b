import { normalizeIP } from "@fastify/rate-limit";
import type { RateLimit } from "@indelible/kernel";

type Attempt = Parameters<RateLimit["key"]>[0];

/** Characters of a user name that are compared; no user name is longer. */
const ACCOUNT_LENGTH_MAX = 64;

/**
 * How often a user may try to sign in within a minute, successfully or not, whether or not the account
 * exists. By account and address: stops guessing the password of one account. By address, which many
 * users may share: stops trying one password on many accounts. By account: stops guessing from many
 * addresses. An attacker can exhaust the last one to keep a user from signing in, but only while the
 * attack lasts, and without effect on existing sessions. Each server counts separately. IPv6 addresses
 * count by network, since one host has 2^64 of them.
 */
export const LOGIN_LIMITS: readonly RateLimit[] = [
  { perMinuteMax: 10, key: (attempt) => `${addressOf(attempt)} ${accountOf(attempt)}` },
  addressLimit(60),
  { perMinuteMax: 100, key: accountOf },
];

/** A limit of requests per minute from one address; IPv6 addresses count by network. */
export function addressLimit(perMinuteMax: number): RateLimit {
  return { perMinuteMax, key: addressOf };
}

function addressOf({ ipAddress }: Attempt): string {
  return ipAddress === null ? "" : normalizeIP(ipAddress);
}

function accountOf({ body }: Attempt): string {
  const fields = Object.entries(Object(body) as Record<string, unknown>);
  const [, name] = fields.find(([field]) => field.toLowerCase() === "username") ?? [];
  return String(name).trim().toLowerCase().slice(0, ACCOUNT_LENGTH_MAX);
}
