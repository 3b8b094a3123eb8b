import type { DocumentDefinition } from "@indelible/domain";
import type { Route, RouteRequest } from "@indelible/kernel";
import { invalid, readFields, readList } from "@indelible/kernel";
import { Type } from "typebox";
import type { DocumentService } from "../../documents/document-service.ts";

/** Documents that one request deletes. */
const IDS_MAX = 1_000;

const IDS = Type.Object({ Ids: Type.Array(Type.String(), { maxItems: IDS_MAX }) });

/**
 * Deletes several documents of a type, named by `ids` in the address or by `Ids` in the body, in one
 * commit. The answer has no room for the fate of each: when one is refused, none is deleted.
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
  const inAddress = readList(query, "ids");
  if (inAddress !== undefined) return inAddress;
  const { Ids } = readFields(IDS, body ?? {});
  if (Ids === undefined) throw invalid("Ids is required: the ids of what is to be deleted.");
  return Ids as string[];
}
