import type { DocumentDefinition } from "@indelible/domain";
import type { Caller, RouteRequest } from "@indelible/kernel";
import type { Creation, DocumentChange, JsonObject } from "@indelible/trail";
import type { DocumentRoutesOptions } from "./document-requests.ts";

/** The parameters by which who makes a document of a type may ask for more than that. */
export function wishesOf(
  { rules }: Pick<DocumentRoutesOptions, "rules">,
  { prefix }: DocumentDefinition,
): string[] {
  return Object.keys(rules[prefix]?.wishes ?? {});
}

/** The changes that a request asks for besides, by a parameter or a member that is not blank. */
export function wishesAsked(
  options: Pick<DocumentRoutesOptions, "rules">,
  definition: DocumentDefinition,
  { query, body }: Pick<RouteRequest, "query" | "body">,
  caller: Caller,
): (creation: Creation) => Promise<DocumentChange[]> {
  const members = new Map(
    Object.entries((body ?? {}) as JsonObject).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const isAsked = (name: string) => Boolean(query.get(name) || members.get(name));
  const wishes = options.rules[definition.prefix]?.wishes ?? {};
  const asked = Object.entries(wishes).filter(([name]) => isAsked(name.toLowerCase()));
  return async (creation) => {
    const changes = asked.map(([, changesFor]) => changesFor(creation, caller));
    return (await Promise.all(changes)).flat();
  };
}
