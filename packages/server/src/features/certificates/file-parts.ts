import type { KeyObject } from "node:crypto";

/** What a file is made of, before it is known how that belongs together. */
export interface FileParts {
  /** In DER. */
  readonly certificates: readonly Uint8Array[];
  readonly keys: readonly KeyObject[];
}
