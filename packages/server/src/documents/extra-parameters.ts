import type { DocumentDefinition } from "@indelible/domain";
import type { Caller, RouteRequest } from "@indelible/kernel";
import type { Creation, DocumentChange } from "@indelible/trail";
import type { DocumentRoutesOptions } from "./document-requests.ts";
import { sentMember } from "./sent-member.ts";

/** The query parameters that request extra changes when a document of a type is created. */
export function extraParameters(
  { hooks }: Pick<DocumentRoutesOptions, "hooks">,
  { prefix }: DocumentDefinition,
): string[] {
  return Object.keys(hooks[prefix]?.extraChanges ?? {});
}

/**
 * The extra changes that a request asks for, by a query parameter or a member of the body that is
 * not empty.
 */
export function extraChangesOf(
  options: Pick<DocumentRoutesOptions, "hooks">,
  definition: DocumentDefinition,
  { query, body }: Pick<RouteRequest, "query" | "body">,
  caller: Caller,
): (creation: Creation) => Promise<DocumentChange[]> {
  const isRequested = (name: string) =>
    Boolean(query.get(name.toLowerCase()) || sentMember(body, name));
  const offered = options.hooks[definition.prefix]?.extraChanges ?? {};
  const requested = Object.entries(offered).filter(([name]) => isRequested(name));
  return async (creation) => {
    const changes = requested.map(([, changesFor]) => changesFor(creation, caller));
    return (await Promise.all(changes)).flat();
  };
}
