import {
  accounts,
  certificates,
  type DocumentDefinition,
  libraryVariableSets,
  machines,
  projects,
  tenants,
} from "@indelible/domain";
import type { Definitions, Route } from "@indelible/kernel";
import { isOfType, type JsonObject, type StoredDocument } from "@indelible/trail";
import type { DocumentService } from "../../documents/document-service.ts";
import { presentDocument } from "../../documents/present.ts";
import { type Usages, usagesOf } from "../../documents/usages.ts";

/** Dependencies of the routes of usages. */
export interface UsageRoutesOptions {
  readonly definitions: Definitions;
  readonly service: DocumentService;
}

/** The routes that list the usages of a document. API reference, section 6. */
export function usageRoutes(options: UsageRoutesOptions): Route[] {
  return [
    usageRoute(options, accounts, usagesOfAccount),
    usageRoute(options, libraryVariableSets, usagesOfLibrarySet),
    usageRoute(options, certificates, usagesOfCertificate),
  ];
}

function usageRoute(
  { definitions, service }: UsageRoutesOptions,
  definition: DocumentDefinition,
  present: (usages: Usages, definitions: Definitions) => JsonObject,
): Route {
  return {
    method: "GET",
    path: `/${definition.route}/:id/usages`,
    access: "signed-in",
    summary: `Gets the usages of one ${definition.label}`,
    handle: async ({ params, spaceId }, caller) => {
      const document = await service.get(caller, definition, spaceId, params.id ?? "");
      return { body: present(await usagesOf(service, caller, document), definitions) };
    },
  };
}

/** Kinds of usages that this server does not have are empty. */
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
      ProjectSlug: body.Slug,
      IsCurrentlyBeingUsedInProject: true,
      Releases: [],
      RunbookSnapshots: [],
    })),
    CountOfProjectsUserCannotSee: unseen.get(projects.prefix) ?? 0,
    CountOfReleasesUserCannotSee: 0,
    CountOfRunbookSnapshotsUserCannotSee: 0,
  };
}

function usagesOfCertificate({ seen }: Usages, definitions: Definitions): JsonObject {
  const shown = (definition: DocumentDefinition) =>
    ofType(seen, definition).map((document) => presentDocument(definitions, document));
  return {
    DeploymentTargetUsages: shown(machines),
    LibraryVariableSetUsages: shown(libraryVariableSets),
    ProjectUsages: shown(projects),
    TenantUsages: shown(tenants),
  };
}

function ofType<Body extends JsonObject>(
  documents: readonly StoredDocument[],
  definition: DocumentDefinition<Body>,
) {
  return documents.filter((document) => isOfType(definition, document));
}
