import { createHash } from "node:crypto";
import { ExecutionError } from "./execution-error.ts";

/**
 * Host key algorithms by type of key. A server presents one key, of a type that the client's
 * algorithms determine; the type is not part of a fingerprint.
 */
export const HOST_KEY_TYPES = [
  ["ssh-ed25519"],
  ["ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521"],
  ["rsa-sha2-512", "rsa-sha2-256", "ssh-rsa"],
] as const;

/** A host key's fingerprint as OpenSSH prints it: `SHA256:` and base64 without padding. */
export function fingerprintOf(hostKey: Uint8Array): string {
  return `SHA256:${createHash("sha256").update(hostKey).digest("base64").replaceAll("=", "")}`;
}

/**
 * Returns a function that checks that a host key has this fingerprint. ExecutionError `host-key` if
 * the fingerprint has neither form of docs/formats/scripts.md.
 */
export function hostKeyPin(fingerprint: string): (hostKey: Uint8Array) => boolean {
  const pinned = fingerprint.trim();
  if (/^SHA256:[A-Za-z0-9+/]{43}=?$/.test(pinned)) {
    return (hostKey) => fingerprintOf(hostKey) === pinned.replace("=", "");
  }
  const digits = /^(?:MD5:)?([0-9a-f]{2}(?::[0-9a-f]{2}){15})$/i.exec(pinned)?.[1];
  if (digits === undefined) {
    const message = `${JSON.stringify(fingerprint.slice(0, 100))} is not the fingerprint of a host key.`;
    throw new ExecutionError("host-key", message);
  }
  const md5 = digits.replaceAll(":", "").toLowerCase();
  return (hostKey) => createHash("md5").update(hostKey).digest("hex") === md5;
}
