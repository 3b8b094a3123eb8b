import {
  type DocumentDefinition,
  projects,
  type Release,
  releases,
  runbookSnapshots,
} from "@indelible/domain";
import type { SnapshotTools } from "@indelible/engine";
import { freezeVariables } from "@indelible/engine";
import type { Answer, Caller, Definitions, Route, RouteRequest } from "@indelible/kernel";
import type { JsonObject } from "@indelible/trail";
import { answerWith } from "../../documents/document-answer.ts";
import type { DocumentService } from "../../documents/document-service.ts";

/** Dependencies of the routes of snapshots. */
export interface SnapshotRoutesOptions extends SnapshotTools {
  readonly definitions: Definitions;
  readonly service: DocumentService;
}

/** The fields of documents that keep snapshots of the variables of their project. */
type WithSnapshots = JsonObject &
  Pick<Release, "ProjectId" | "ProjectVariableSetSnapshotId" | "LibraryVariableSetSnapshotIds">;

const WITH_SNAPSHOTS: readonly DocumentDefinition<WithSnapshots>[] = [releases, runbookSnapshots];

/** Routes that replace snapshots of variables by current ones. API reference, section 6. */
export function snapshotRoutes(options: SnapshotRoutesOptions): Route[] {
  return WITH_SNAPSHOTS.map((definition) => ({
    method: "POST",
    path: `/${definition.route}/:id/snapshot-variables`,
    access: "signed-in",
    mutates: true,
    summary: `Replaces the variables of one ${definition.label} by the current ones of its project`,
    handle: (request, caller) => renewVariables(options, definition, request, caller),
  }));
}

async function renewVariables(
  options: SnapshotRoutesOptions,
  definition: DocumentDefinition<WithSnapshots>,
  { params, spaceId }: RouteRequest,
  caller: Caller,
): Promise<Answer> {
  const { id = "" } = params;
  const renewed = await options.service.amend(caller, definition, spaceId, id, async ({ body }) => {
    const read = await options.trail.read({ ids: [body.ProjectId] });
    const project = read.documentOf(projects, body.ProjectId);
    return { ...(await freezeVariables(options, project)) };
  });
  return answerWith(options.service, caller, renewed);
}
