/** Where documents of a kind live: in a space, or in the system as a whole. */
export type DocumentReach = "space" | "system";

/** What the portal knows about a type of document; every type it does not list works by {@link kindOfRoute}. */
export interface DocumentKind {
  /** The API route, also used in the portal's addresses. */
  readonly route: string;
  /** What ids of this kind begin with, before the first dash, in lower case. */
  readonly idPrefix: string;
  readonly singular: string;
  readonly plural: string;
  readonly reach: DocumentReach;
  /** Properties beside the name that tell documents apart in a list. */
  readonly columns: readonly string[];
  /** Whether the portal offers to create, rename and delete such documents. */
  readonly editable?: true;
}

const kinds: readonly DocumentKind[] = [
  kind("projects", "projects", "Project", "Projects", ["ProjectGroupId", "LifecycleId"]),
  { ...kind("projectgroups", "projectgroups", "Project group", "Project groups"), editable: true },
  kind("lifecycles", "lifecycles", "Lifecycle", "Lifecycles"),
  kind("channels", "channels", "Channel", "Channels", ["ProjectId"]),
  kind("releases", "releases", "Release", "Releases", ["ProjectId", "ChannelId"]),
  { ...kind("environments", "environments", "Environment", "Environments"), editable: true },
  kind("machines", "machines", "Deployment target", "Deployment targets", [
    "EnvironmentIds",
    "Roles",
  ]),
  kind("deploymentprocesses", "deploymentprocess", "Deployment process", "Deployment processes"),
  kind("variables", "variableset", "Variable set", "Variable sets"),
  { ...kind("users", "users", "User", "Users", ["Username", "EmailAddress"]), reach: "system" },
  { ...kind("spaces", "spaces", "Space", "Spaces"), reach: "system" },
];

// Ids that begin with another word than their route, or that no page can show on their own.
const aliases = new Map([
  ["deploymentprocesses", "deploymentprocess"],
  ["variablesets", "variableset"],
]);
const withoutPage = new Set(["apikeys", "events"]);

/** The kind of documents at an API route; a route the portal does not know gets a readable default. */
export function kindOfRoute(route: string): DocumentKind {
  const known = kinds.find((candidate) => candidate.route === route.toLowerCase());
  if (known) return known;
  const name = route.charAt(0).toUpperCase() + route.slice(1);
  return kind(route.toLowerCase(), route.toLowerCase(), name, name);
}

/** The kind of the document with this id, or undefined when no page can show it. */
export function kindOfId(documentId: string): DocumentKind | undefined {
  const prefix = documentId.split("-", 1)[0]?.toLowerCase() ?? "";
  if (prefix === "" || !documentId.includes("-") || withoutPage.has(prefix)) return undefined;
  const idPrefix = aliases.get(prefix) ?? prefix;
  return kinds.find((candidate) => candidate.idPrefix === idPrefix) ?? kindOfRoute(prefix);
}

/** The document an event is about and the type of it, from the first of its related ids. */
export function documentTypeName(documentId: string | undefined): string {
  if (documentId === undefined) return "";
  return kindOfId(documentId)?.singular ?? documentId.split("-", 1)[0] ?? "";
}

function kind(
  route: string,
  idPrefix: string,
  singular: string,
  plural: string,
  columns: readonly string[] = ["Description"],
): DocumentKind {
  return { route, idPrefix, singular, plural, columns, reach: "space" };
}
