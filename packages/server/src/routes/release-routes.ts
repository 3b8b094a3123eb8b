import { releases } from "@indelible/domain";
import type { Definitions } from "../definitions.ts";
import type { DocumentService } from "../documents/document-service.ts";
import type { Answer, Route, RouteRequest } from "../http/route.ts";
import type { Caller } from "../identity/caller.ts";
import { freezeVariables } from "../snapshots/freeze-project.ts";
import type { SnapshotTools } from "../snapshots/snapshots.ts";
import { answerWith } from "./document-answer.ts";

/** What the routes of releases stand on. */
export interface ReleaseRoutesOptions extends SnapshotTools {
  readonly definitions: Definitions;
  readonly service: DocumentService;
}

/** Routes of releases beyond the standard ones. API reference, section 6. */
export function releaseRoutes(options: ReleaseRoutesOptions): Route[] {
  return [
    {
      method: "POST",
      path: "/releases/:id/snapshot-variables",
      access: "signed-in",
      mutates: true,
      summary: "Gives one Release the variables that its project has now",
      handle: (request, caller) => renewVariables(options, request, caller),
    },
  ];
}

async function renewVariables(
  options: ReleaseRoutesOptions,
  request: RouteRequest,
  caller: Caller,
): Promise<Answer> {
  const { id = "" } = request.params;
  const renewed = await options.service.amend(
    caller,
    releases,
    request.spaceId,
    id,
    async ({ body }) => {
      const read = await options.trail.read({ ids: [String(body.ProjectId)] });
      return { ...(await freezeVariables(options, read.document(String(body.ProjectId)))) };
    },
  );
  return answerWith(options.definitions, renewed);
}
