/** What is asked of a registered document type to list it: its id prefix and its label. */
export interface LabelledType {
  readonly prefix: string;
  readonly label: string;
}

/** Where the field's list calls a type otherwise than its label would, by lower-case id prefix. */
const FIELD_NAMES: ReadonlyMap<string, string> = new Map([
  ["apikeys", "Api Key"],
  ["environments", "Deployment Environment"],
  ["machines", "Machine"],
  ["projecttriggers", "Project Trigger"],
  ["runbooksnapshots", "Runbooks Snapshot"],
  ["servertasks", "Server Task"],
]);

/** The name of a document type in the list of document types, as the field's list has it. */
export function documentTypeName({ prefix, label }: LabelledType): string {
  return FIELD_NAMES.get(prefix.toLowerCase()) ?? label;
}
