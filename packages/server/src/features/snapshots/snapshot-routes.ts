import { type DocumentDefinition, projects, releases, runbookSnapshots } from "@indelible/domain";
import type { SnapshotTools } from "@indelible/engine";
import { freezeVariables } from "@indelible/engine";
import type { Answer, Caller, Definitions, Route, RouteRequest } from "@indelible/kernel";
import { answerWith } from "../../documents/document-answer.ts";
import type { DocumentService } from "../../documents/document-service.ts";

/** What the routes of snapshots stand on. */
export interface SnapshotRoutesOptions extends SnapshotTools {
  readonly definitions: Definitions;
  readonly service: DocumentService;
}

/** Routes that take snapshots anew, for the documents that name some. API reference, section 6. */
export function snapshotRoutes(options: SnapshotRoutesOptions): Route[] {
  return [releases, runbookSnapshots].map((definition) => ({
    method: "POST",
    path: `/${definition.route}/:id/snapshot-variables`,
    access: "signed-in",
    mutates: true,
    summary: `Gives one ${definition.label} the variables that its project has now`,
    handle: (request, caller) => renewVariables(options, definition, request, caller),
  }));
}

async function renewVariables(
  options: SnapshotRoutesOptions,
  definition: DocumentDefinition,
  { params, spaceId }: RouteRequest,
  caller: Caller,
): Promise<Answer> {
  const { id = "" } = params;
  const renewed = await options.service.amend(caller, definition, spaceId, id, async ({ body }) => {
    const projectId = String(body.ProjectId);
    const project = (await options.trail.read({ ids: [projectId] })).documentOf(
      projects,
      projectId,
    );
    return { ...(await freezeVariables(options, project)) };
  });
  return answerWith(options.service, caller, renewed);
}
