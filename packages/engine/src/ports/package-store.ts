/** A package that can be read. */
export interface OpenedPackage {
  /** As it was pushed, but for the case of its extension: `Shop.Web.1.2.0.zip`. */
  readonly fileName: string;
  /** Bytes. */
  readonly size: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  /** The content. Reading fails at its end when it is not what was pushed. */
  open(): AsyncIterable<Uint8Array>;
}

/** Opens a version of a package, both named in any case; undefined when the space has none. */
export type OpenPackage = (
  spaceId: string,
  packageId: string,
  version: string,
) => Promise<OpenedPackage | undefined>;
