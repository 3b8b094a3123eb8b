/** A package that can be read. */
export interface OpenedPackage {
  /** The name that it was pushed with, its extension in lower case: `Shop.Web.1.2.0.zip`. */
  readonly fileName: string;
  /** Bytes. */
  readonly size: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  /** The content. Reading fails before its last bytes when it is not what was pushed. */
  open(): AsyncIterable<Uint8Array>;
}

/** Opens a version of a package, both named in any case; undefined when the space has none. */
export type OpenPackage = (
  spaceId: string,
  packageId: string,
  version: string,
) => Promise<OpenedPackage | undefined>;
