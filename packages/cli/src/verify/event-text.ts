import { sha256Hex } from "@indelible/trail";

const PREFIX = "Events-";

/** The id in the canonical text of an event; null if the text is not an event. */
export function idIn(text: string): string | null {
  try {
    const { Id } = JSON.parse(text) as { Id?: unknown };
    return typeof Id === "string" && Id.startsWith(PREFIX) ? Id : null;
  } catch {
    return null;
  }
}

/** True if an entry of the ledger is the digest of this text. */
export function isDigestOf(entry: Uint8Array, text: string): boolean {
  return Buffer.from(entry).toString("hex") === sha256Hex(text);
}
