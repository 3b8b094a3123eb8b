import type { Definitions } from "@indelible/kernel";
import type { StoredDocument } from "@indelible/trail";
import { presentDocument } from "../../documents/present.ts";

/** A user as the API shows one to a caller. API reference, section 6. */
export function presentUser(definitions: Definitions, user: StoredDocument, callerId: string) {
  return {
    ...presentDocument(definitions, user),
    IsRequestor: user.id === callerId,
    CanPasswordBeEdited: user.body.IsService !== true,
  };
}
