/** What an address (URI) may contain before its host: nothing, or a user name without a password. */
export type AddressRule = "no-user" | "no-password";

const USER = /^\s*(?:[a-z][a-z0-9+.-]*:)?[/\\]*[^/?#\\]*@/i;
const PASSWORD = /^\s*(?:[a-z][a-z0-9+.-]*:)?[/\\]*[^/?#\\@:]*:[^/?#\\]*@/i;

/**
 * The problem with credentials in an address (RFC 3986, section 3.2.1), which everyone who may see the
 * address would read; undefined if it has none that the rule forbids.
 */
export function credentialProblem(rule: AddressRule, address: string): string | undefined {
  const found = rule === "no-user" ? USER.test(address) : PASSWORD.test(address);
  if (!found) return undefined;
  return rule === "no-user"
    ? "must not contain a user name or password: use the fields for them"
    : "must not contain a password";
}
