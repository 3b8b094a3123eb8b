import type { Definitions, Route } from "@indelible/kernel";
import type { Database, Trail } from "@indelible/trail";
import type { DocumentService } from "../documents/document-service.ts";
import { buildInformationRoutes } from "../features/packages/build-information-routes.ts";
import { BuiltInRepository } from "../features/packages/built-in-repository.ts";
import { feedRoutes } from "../features/packages/feed-routes.ts";
import { PackageContent } from "../features/packages/package-content.ts";
import { packageRoutes } from "../features/packages/package-routes.ts";

/** What feeds and packages stand on. */
export interface PackageSystemOptions {
  readonly database: Database;
  readonly trail: Trail;
  readonly definitions: Definitions;
  readonly service: DocumentService;
  readonly clock: () => Date;
  readonly newUuid: () => string;
  /** Bytes of a package. */
  readonly packageBytesMax: number;
}

/** The packages of built-in feeds. */
export interface PackageSystem {
  /** For what deploys them. */
  readonly repository: BuiltInRepository;
  /** Where their content is kept; to sweep it is for the caller. */
  readonly content: PackageContent;
  readonly routes: readonly Route[];
}

/** Puts together what keeps packages, and what answers for them. */
export function createPackageSystem(options: PackageSystemOptions): PackageSystem {
  const content = new PackageContent(options);
  const repository = new BuiltInRepository({ ...options, content });
  const parts = { ...options, content, repository };
  const routes = [...feedRoutes(parts), ...packageRoutes(parts), ...buildInformationRoutes(parts)];
  return { repository, content, routes };
}
