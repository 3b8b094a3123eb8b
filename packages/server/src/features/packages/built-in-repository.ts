import { packages } from "@indelible/domain";
import type { OpenedPackage } from "@indelible/engine";
import { TAKE_MAX } from "@indelible/kernel";
import type { Database, StoredDocument, Trail } from "@indelible/trail";
import { listVersions } from "./list-versions.ts";
import type { PackageContent } from "./package-content.ts";
import { filterVersions, type VersionFilter } from "./version-filter.ts";

/** What reading packages needs. */
export interface BuiltInRepositoryOptions {
  readonly trail: Trail;
  readonly database: Database;
  readonly content: PackageContent;
}

/** The packages of built-in feeds, for whoever has settled that they may be read. */
export class BuiltInRepository {
  readonly #options: BuiltInRepositoryOptions;

  constructor(options: BuiltInRepositoryOptions) {
    this.#options = options;
  }

  /** A version of a package, both named in any case; undefined when the space has none. */
  async openPackage(
    spaceId: string,
    packageId: string,
    version: string,
  ): Promise<OpenedPackage | undefined> {
    const named = { PackageId: packageId, Version: version };
    const found = await this.#options.trail.findByUniqueValue(packages, spaceId, named);
    return found === undefined ? undefined : this.open(found);
  }

  /** The newest version of a package that counts; undefined when there is none. */
  async latestVersion(
    spaceId: string,
    packageId: string,
    filter: VersionFilter = {},
  ): Promise<string | undefined> {
    const [newest] = await this.versions(spaceId, packageId, filter);
    return newest === undefined ? undefined : String(newest.body.Version);
  }

  /** The versions of a package that count, newest first; of more than 10,000 the newest. */
  async versions(
    spaceId: string,
    packageId: string,
    filter: VersionFilter & { readonly partialVersion?: string | undefined },
  ): Promise<StoredDocument[]> {
    const { documents } = await listVersions(this.#options.database, {
      type: packages,
      spaceId,
      packageId,
      partialVersion: filter.partialVersion,
      skip: 0,
      take: TAKE_MAX,
    });
    return filterVersions(documents, ({ body }) => String(body.Version), filter);
  }

  /** The package of a document. */
  open({ id, body }: StoredDocument): OpenedPackage {
    const sha256 = String(body.Sha256);
    return {
      fileName: `${body.PackageId}.${body.Version}${body.FileExtension}`,
      size: Number(body.PackageSizeBytes),
      sha256,
      open: () => this.#options.content.read(id, sha256),
    };
  }
}
