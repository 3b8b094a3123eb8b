import type { ClientIdentity } from "./client.ts";

/** Somebody in the story. */
export interface Person extends ClientIdentity {
  readonly username: string;
  readonly displayName: string;
  readonly isService: boolean;
  /** What they are there for. */
  readonly part: string;
}

/** The password of everybody in the story: the demo listens on this machine only. */
export const PASSWORD = "demo-password";

const BROWSER = "Mozilla/5.0 (compatible; indelible-demo)";

function person(username: string, part: string, ipAddress: string): Person {
  const displayName = username.charAt(0).toUpperCase() + username.slice(1);
  return { username, displayName, part, ipAddress, isService: false, userAgent: BROWSER };
}

function service(username: string, part: string, ipAddress: string, userAgent: string): Person {
  return { username, displayName: username, part, ipAddress, isService: true, userAgent };
}

/** Who runs the server; made by its first start. */
export const ADMIN = person("admin", "runs the server", "192.0.2.10");

/** Who has left by the time that the demo is shown. */
export const LEAVER = person("hugo", "works on Back Office, and leaves", "198.51.100.12");

/** Everybody else. Addresses are of the ranges kept for documentation (RFC 5737). */
export const CAST: readonly Person[] = [
  person("alice", "manages the space", "192.0.2.21"),
  person("bela", "leads the projects of Storefront", "192.0.2.34"),
  person("chidi", "leads those of Back Office and Platform, and is on call", "198.51.100.77"),
  person("dana", "works on Storefront", "192.0.2.45"),
  LEAVER,
  person("emre", "sees the project Web Shop and nothing else", "192.0.2.58"),
  person("farah", "audits from outside: sees the events of the space", "203.0.113.9"),
  service("deploy-bot", "makes the releases", "192.0.2.200", "indelible-demo-pipeline/1.4"),
  service("fleet-bot", "keeps the machines", "192.0.2.201", "indelible-demo-fleet/0.9"),
];
