import type { User } from "@indelible/domain";
import type { Definitions } from "@indelible/kernel";
import type { StoredDocument } from "@indelible/trail";
import { presentDocument } from "../../documents/present.ts";

/** A user as the API shows it to a caller. API reference, section 6. */
export function presentUser(
  definitions: Definitions,
  user: StoredDocument<User>,
  callerId: string,
) {
  return {
    ...presentDocument(definitions, user),
    IsRequestor: user.id === callerId,
    CanPasswordBeEdited: !user.body.IsService,
  };
}
