import type { DocumentDefinition } from "@indelible/domain";
import type { Caller, RouteRequest } from "@indelible/kernel";
import type { Creation, DocumentChange, JsonObject } from "@indelible/trail";
import type { DocumentRoutesOptions } from "./document-requests.ts";

/** The parameters by which who makes a document of a type may ask for more than that. */
export function extraParameters(
  { hooks }: Pick<DocumentRoutesOptions, "hooks">,
  { prefix }: DocumentDefinition,
): string[] {
  return Object.keys(hooks[prefix]?.extraChanges ?? {});
}

/** The changes that a request asks for besides, by a parameter or a member that is not blank. */
export function extrasAsked(
  options: Pick<DocumentRoutesOptions, "hooks">,
  definition: DocumentDefinition,
  { query, body }: Pick<RouteRequest, "query" | "body">,
  caller: Caller,
): (creation: Creation) => Promise<DocumentChange[]> {
  const members = new Map(
    Object.entries((body ?? {}) as JsonObject).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const isAsked = (name: string) => Boolean(query.get(name) || members.get(name));
  const offered = options.hooks[definition.prefix]?.extraChanges ?? {};
  const asked = Object.entries(offered).filter(([name]) => isAsked(name.toLowerCase()));
  return async (creation) => {
    const changes = asked.map(([, changesFor]) => changesFor(creation, caller));
    return (await Promise.all(changes)).flat();
  };
}
