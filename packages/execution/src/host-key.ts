import { createHash } from "node:crypto";
import { ExecutionError } from "./execution-error.ts";

/**
 * Host key algorithms by type of key. A server shows one key of one type, which the client's choice
 * of algorithms decides; a fingerprint does not tell the type.
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
 * Makes the test that a host key is the pinned one. ExecutionError `host-key` when the fingerprint
 * has neither form of docs/formats/scripts.md.
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
