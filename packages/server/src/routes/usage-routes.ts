import {
  accounts,
  type DocumentDefinition,
  libraryVariableSets,
  machines,
  projects,
} from "@indelible/domain";
import type { JsonObject, StoredDocument, Trail } from "@indelible/trail";
import type { DocumentService } from "../documents/document-service.ts";
import { type Usages, usagesOf } from "../documents/usages.ts";
import type { Route } from "../http/route.ts";

/** What the routes of usages stand on. */
export interface UsageRoutesOptions {
  readonly trail: Trail;
  readonly service: DocumentService;
}

/** Routes that tell who uses something, in the shapes of the API reference, section 6. */
export function usageRoutes(options: UsageRoutesOptions): Route[] {
  return [
    usageRoute(options, accounts, usagesOfAccount),
    usageRoute(options, libraryVariableSets, usagesOfLibrarySet),
  ];
}

function usageRoute(
  { trail, service }: UsageRoutesOptions,
  definition: DocumentDefinition,
  present: (usages: Usages) => JsonObject,
): Route {
  return {
    method: "GET",
    path: `/${definition.route}/:id/usages`,
    access: "signed-in",
    summary: `Tells what uses one ${definition.label}`,
    handle: async ({ params, spaceId }, caller) => {
      const document = await service.get(caller, definition, spaceId, params.id ?? "");
      return { body: present(await usagesOf(trail, service, caller, document)) };
    },
  };
}

/** The kinds of use that this server does not have are there, and empty. */
function usagesOfAccount({ seen }: Usages): JsonObject {
  const targets = ofType(seen, machines);
  return {
    Targets: targets.map(({ id, title }) => ({ TargetId: id, TargetName: title })),
    DeploymentProcesses: [],
    LibraryVariableSets: [],
    ProjectVariableSets: [],
    Releases: [],
    RunbookProcesses: [],
    RunbookSnapshots: [],
  };
}

function usagesOfLibrarySet({ seen, unseen }: Usages): JsonObject {
  return {
    Projects: ofType(seen, projects).map(({ id, title, body }) => ({
      ProjectId: id,
      ProjectName: title,
      ProjectSlug: body.Slug ?? null,
      IsCurrentlyBeingUsedInProject: true,
      Releases: [],
      RunbookSnapshots: [],
    })),
    CountOfProjectsUserCannotSee: unseen.get(projects.prefix) ?? 0,
    CountOfReleasesUserCannotSee: 0,
    CountOfRunbookSnapshotsUserCannotSee: 0,
  };
}

function ofType(documents: readonly StoredDocument[], { prefix }: DocumentDefinition) {
  return documents.filter(({ type }) => type === prefix);
}
