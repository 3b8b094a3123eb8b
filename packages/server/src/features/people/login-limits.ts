import { normalizeIP } from "@fastify/rate-limit";
import type { RateLimit } from "@indelible/kernel";

type Attempt = Parameters<RateLimit["key"]>[0];

/** Characters of a name that tell accounts apart; no user name is longer. */
const ACCOUNT_LENGTH_MAX = 64;

/**
 * Attempts to sign in within a minute, good or bad, whether or not the account exists. The first
 * limit stops guesses at one account; the second, which a crowd behind one address may share, trying
 * one password on many; the third, guesses at one account from many addresses. An attacker can reach
 * the third to keep somebody from signing in, but only while they go on, and nobody who is signed in
 * notices. Each server counts for itself. IPv6 counts by network, of which one host has 2^64 addresses.
 */
export const LOGIN_LIMITS: readonly RateLimit[] = [
  { perMinuteMax: 10, key: (attempt) => `${addressOf(attempt)} ${accountOf(attempt)}` },
  { perMinuteMax: 60, key: addressOf },
  { perMinuteMax: 100, key: accountOf },
];

function addressOf({ ipAddress }: Attempt): string {
  return ipAddress === null ? "" : normalizeIP(ipAddress);
}

function accountOf({ body }: Attempt): string {
  const fields = Object.entries(Object(body) as Record<string, unknown>);
  const [, name] = fields.find(([field]) => field.toLowerCase() === "username") ?? [];
  return String(name).trim().toLowerCase().slice(0, ACCOUNT_LENGTH_MAX);
}
