/** What the list of document types needs of each type: its id prefix and its label. */
export interface LabelledType {
  readonly prefix: string;
  readonly label: string;
}

/** Names in the list of Octopus Deploy that differ from our labels, by lower-case id prefix. */
const FIELD_NAMES: ReadonlyMap<string, string> = new Map([
  ["apikeys", "Api Key"],
  ["environments", "Deployment Environment"],
  ["machines", "Machine"],
  ["octopusservernodes", "Octopus Server Node"],
  ["projecttriggers", "Project Trigger"],
  ["runbooksnapshots", "Runbooks Snapshot"],
  ["servertasks", "Server Task"],
]);

/** The name of a document type in the list of document types. */
export function documentTypeName({ prefix, label }: LabelledType): string {
  return FIELD_NAMES.get(prefix.toLowerCase()) ?? label;
}
