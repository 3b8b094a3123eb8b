import type { Act } from "@indelible/trail";

/** The id of the user as which the server itself acts. API reference, section 1. */
export const SYSTEM_USER_ID = "users-system";

/**
 * An act of the server itself. `occasion` is its reason, such as `Trigger 'Nightly'`; events show it as
 * what established the identity.
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
