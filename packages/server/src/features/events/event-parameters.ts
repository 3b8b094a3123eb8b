import { invalid } from "@indelible/kernel";

/** The parameters of the list of events, as the API names them (API reference, section 2). */
export const EVENT_PARAMETERS = [
  "skip",
  "take",
  "regarding",
  "regardingAny",
  "user",
  "users",
  "projects",
  "projectGroups",
  "environments",
  "eventGroups",
  "eventCategories",
  "eventAgents",
  "tags",
  "tenants",
  "from",
  "to",
  "internal",
  "fromAutoId",
  "toAutoId",
  "documentTypes",
  "asCsv",
  "ids",
  "spaces",
  "includeSystem",
  "excludeDifference",
  "correlationId",
  "apiKeys",
] as const;

/** Another name of `internal`, and the API key of clients that send it in the address. */
const ALSO_KNOWN = ["includeInternalEvents", "apikey"];

const KNOWN = new Set([...EVENT_PARAMETERS, ...ALSO_KNOWN].map((name) => name.toLowerCase()));

/**
 * Fails with 400 for a parameter that the list does not know: without its filter the answer would be
 * to another question.
 */
export function refuseUnknownParameters(query: ReadonlyMap<string, string>): void {
  const unknown = [...query.keys()].find((name) => !KNOWN.has(name));
  if (unknown === undefined) return;
  const known = EVENT_PARAMETERS.join(", ");
  throw invalid(`Events have no parameter '${unknown.slice(0, 50)}'. Known are ${known}.`);
}
