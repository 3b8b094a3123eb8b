import { secretBinding } from "@indelible/trail";

/** What the verifier of a user's password is bound to. */
export function passwordBinding(userId: string): string {
  return secretBinding(userId, "/Password");
}
