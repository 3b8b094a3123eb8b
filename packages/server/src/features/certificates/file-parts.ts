import type { KeyObject } from "node:crypto";

/** The certificates and keys of a file, before it is known which belong together. */
export interface FileParts {
  /** In DER. */
  readonly certificates: readonly Uint8Array[];
  readonly keys: readonly KeyObject[];
}
