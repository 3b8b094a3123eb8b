import type { DocumentDefinition } from "@indelible/domain";
import type { Route, RouteRequest } from "@indelible/kernel";
import { readCommand, readList } from "@indelible/kernel";
import { Type } from "typebox";
import type { DocumentService } from "../../documents/document-service.ts";

/** Documents that one request may delete. */
const IDS_MAX = 1_000;

const IDS = Type.Object({ Ids: Type.Array(Type.String(), { maxItems: IDS_MAX }) });

/**
 * A route that deletes several documents of a type, named by `ids` in the query or `Ids` in the
 * body, in one commit: when one is refused, none is deleted.
 */
export function bulkDeletion(service: DocumentService, definition: DocumentDefinition): Route {
  return {
    method: "DELETE",
    path: `/${definition.route}/bulk`,
    access: "signed-in",
    mutates: true,
    summary: `Deletes several ${definition.plural}: all of them, or none when one is refused`,
    query: ["ids"],
    body: IDS,
    handle: async (request, caller) => {
      caller.requireSomewhere([definition.permissions.delete], [request.spaceId]);
      await service.deleteAll(caller, definition, request.spaceId, idsIn(request));
      return { body: {} };
    },
  };
}

function idsIn({ query, body }: RouteRequest): readonly string[] {
  const inQuery = readList(query, "ids");
  if (inQuery !== undefined) return inQuery;
  return readCommand(IDS, body ?? {}).Ids;
}
