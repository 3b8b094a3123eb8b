import { createHmac, timingSafeEqual } from "node:crypto";
import { canonicalize } from "../json/canonical.ts";
import type { Json } from "../json/json.ts";
import { JsonError } from "../json/json-error.ts";
import { deriveKey } from "./encryption.ts";

/** A use of message authentication codes (MACs). Each has a separate key. */
export type MacUse =
  | "api-key"
  | "api-key-row"
  | "verifier"
  | "session-row"
  | "task-row"
  | "task-record"
  | "verified";

/**
 * Message authentication codes under keys that the database does not contain: they bind the values
 * of a row to each other. docs/adr/rows-bound-by-mac.md.
 */
export interface RowMacs {
  /**
   * The code of a value: HMAC-SHA256 of its canonical JSON, in lower-case hexadecimal. Fails with
   * JsonError for a value without canonical JSON.
   */
  mac(use: MacUse, value: Json): string;
  /** Whether `mac` is the code of a value; false for a value without canonical JSON. */
  hasMac(use: MacUse, value: Json, mac: Json | undefined): boolean;
}

/** The codes of an installation, from its root key of 32 bytes. */
export function rowMacs(root: Uint8Array): RowMacs {
  const keys: Readonly<Record<MacUse, Uint8Array>> = {
    "api-key": deriveKey(root, "mac-api-key"),
    "api-key-row": deriveKey(root, "mac-api-key-row"),
    verifier: deriveKey(root, "mac-verifier"),
    "session-row": deriveKey(root, "mac-session-row"),
    "task-row": deriveKey(root, "mac-task-row"),
    verified: deriveKey(root, "mac-verified"),
    "task-record": deriveKey(root, "mac-task-record"),
  };
  const mac = (use: MacUse, value: Json) =>
    createHmac("sha256", keys[use]).update(canonicalize(value)).digest("hex");
  return {
    mac,
    hasMac: (use, value, given) => {
      const expected = unlessInvalid(() => mac(use, value));
      return expected !== undefined && typeof given === "string" && isSame(expected, given);
    },
  };
}

function unlessInvalid(mac: () => string): string | undefined {
  try {
    return mac();
  } catch (error) {
    if (error instanceof JsonError) return undefined;
    throw error;
  }
}

function isSame(one: string, other: string): boolean {
  const [expected, actual] = [Buffer.from(one), Buffer.from(other)];
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
