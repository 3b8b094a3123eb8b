import { hasOwnNonce } from "./nonce.ts";

/** Whether a server wrote an event: yes (`own`), no (`foreign`), or it cannot be determined. */
export type EventOrigin = "own" | "foreign" | "unproven";

/** The user of changes made by direct SQL, which the database itself records. */
const DATABASE_USER = '"UserId":"users-database"';

/**
 * The origin of an event, from its canonical bytes. One that the database recorded has a random
 * nonce, so it is `unproven`, as every event is without `nonceOf` (`Sealer.nonce`).
 */
export function originOf(
  nonceOf: ((text: string) => string) | undefined,
  body: string,
): EventOrigin {
  if (nonceOf === undefined || body.includes(DATABASE_USER)) return "unproven";
  return hasOwnNonce(body, nonceOf) ? "own" : "foreign";
}
