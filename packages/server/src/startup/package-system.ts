import type { Database, Trail } from "@indelible/trail";
import type { Definitions } from "../definitions.ts";
import type { DocumentService } from "../documents/document-service.ts";
import type { Route } from "../http/route.ts";
import { BuiltInRepository } from "../packages/built-in-repository.ts";
import { PackageContent } from "../packages/package-content.ts";
import { buildInformationRoutes } from "../routes/build-information-routes.ts";
import { feedRoutes } from "../routes/feed-routes.ts";
import { packageRoutes } from "../routes/package-routes.ts";

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
