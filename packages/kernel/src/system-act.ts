import type { Act } from "@indelible/trail";

/** The server itself, where it acts on nobody's behalf. API reference, section 1. */
export const SYSTEM_USER_ID = "users-system";

/**
 * An act of the server itself. `occasion` says what made it act where no person did, such as
 * `Trigger 'Nightly'`.
 */
export function systemAct(correlationId: string, occasion = ""): Act {
  return {
    actor: {
      userId: SYSTEM_USER_ID,
      username: "system",
      isService: false,
      identityEstablishedWith: occasion,
      userAgent: "Server",
      ipAddress: null,
      apiKeyId: null,
      apiKeyHint: null,
    },
    correlationId,
  };
}
