import { hash } from "node:crypto";

/**
 * How C2SP tlog-witness names a log in the path of the monitoring endpoint: the SHA-256 of its
 * origin's UTF-8 bytes, as 64 lower-case hexadecimal digits.
 */
export function originHash(origin: string): string {
  return hash("sha256", origin, "hex");
}
