import type { ClientIdentity } from "./client.ts";

/** A user in the story. */
export interface Person extends ClientIdentity {
  readonly username: string;
  readonly displayName: string;
  readonly isService: boolean;
  /** What the user does, for the welcome text and as the purpose of API keys. */
  readonly purpose: string;
}

/** The password of all users in the story; the demo listens only on the loopback address. */
export const PASSWORD = "demo-password";

const BROWSER = "Mozilla/5.0 (compatible; indelible-demo)";

function person(username: string, purpose: string, ipAddress: string): Person {
  const displayName = username.charAt(0).toUpperCase() + username.slice(1);
  return { username, displayName, purpose, ipAddress, isService: false, userAgent: BROWSER };
}

function service(username: string, purpose: string, ipAddress: string, userAgent: string): Person {
  return { username, displayName: username, purpose, ipAddress, isService: true, userAgent };
}

/** The administrator, who is created by the server's first start. */
export const ADMIN = person("admin", "runs the server", "192.0.2.10");

/** The user who leaves during the story. */
export const LEAVER = person("hugo", "works on Back Office, and leaves", "198.51.100.12");

/** All other users. Addresses are from the ranges for documentation (RFC 5737). */
export const CAST: readonly Person[] = [
  person("alice", "manages the space", "192.0.2.21"),
  person("bela", "leads the projects of Storefront", "192.0.2.34"),
  person("chidi", "leads those of Back Office and Platform, and is on call", "198.51.100.77"),
  person("dana", "works on Storefront", "192.0.2.45"),
  LEAVER,
  person("emre", "sees only the project Web Shop", "192.0.2.58"),
  person("farah", "audits from outside: sees the events of the space", "203.0.113.9"),
  service("deploy-bot", "creates the releases", "192.0.2.200", "indelible-demo-pipeline/1.4"),
  service("fleet-bot", "manages the machines", "192.0.2.201", "indelible-demo-fleet/0.9"),
];
