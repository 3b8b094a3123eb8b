import { type Package, packages } from "@indelible/domain";
import type { OpenedPackage } from "@indelible/engine";
import { TAKE_MAX } from "@indelible/kernel";
import type { Database, StoredDocument, Trail } from "@indelible/trail";
import { listVersions } from "./list-versions.ts";
import type { PackageContent } from "./package-content.ts";
import { filterVersions, type VersionFilter } from "./version-filter.ts";

/** Dependencies of `BuiltInRepository`. */
export interface BuiltInRepositoryOptions {
  readonly trail: Trail;
  readonly database: Database;
  readonly content: PackageContent;
}

/** Reads the packages of built-in feeds; the caller checks permissions. */
export class BuiltInRepository {
  readonly #options: BuiltInRepositoryOptions;

  constructor(options: BuiltInRepositoryOptions) {
    this.#options = options;
  }

  /** Opens a version of a package, both case-insensitive; undefined when the space has none. */
  async openPackage(
    spaceId: string,
    packageId: string,
    version: string,
  ): Promise<OpenedPackage | undefined> {
    const named = { PackageId: packageId, Version: version };
    const found = await this.#options.trail.findByUniqueValue(packages, spaceId, named);
    return found === undefined ? undefined : this.open(found);
  }

  /** The newest version of a package that passes the filter; undefined when there is none. */
  async latestVersion(
    spaceId: string,
    packageId: string,
    filter: VersionFilter = {},
  ): Promise<string | undefined> {
    const [newest] = await this.versions(spaceId, packageId, filter);
    return newest?.body.Version;
  }

  /**
   * The versions of a package that pass the filter, newest first; at most the newest 10,000 are
   * filtered.
   */
  async versions(
    spaceId: string,
    packageId: string,
    filter: VersionFilter & { readonly partialVersion?: string | undefined },
  ): Promise<StoredDocument<Package>[]> {
    const { documents } = await listVersions(this.#options, {
      type: packages,
      spaceId,
      packageId,
      partialVersion: filter.partialVersion,
      skip: 0,
      take: TAKE_MAX,
    });
    return filterVersions(documents, ({ body }) => body.Version, filter);
  }

  /** Opens the package of a document. */
  open({ id, body }: StoredDocument<Package>): OpenedPackage {
    const { PackageId, Version, FileExtension, PackageSizeBytes, Sha256 } = body;
    return {
      fileName: `${PackageId}.${Version}${FileExtension}`,
      size: PackageSizeBytes,
      sha256: Sha256,
      open: () => this.#options.content.read(id, { size: PackageSizeBytes, sha256: Sha256 }),
    };
  }
}
