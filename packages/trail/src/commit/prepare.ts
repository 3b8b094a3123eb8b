import type { DocumentType } from "../document/document-type.ts";
import { placesAt, putAt, valueAt } from "../document/pattern.ts";
import { copyOf, isObject, type JsonObject } from "../json/json.ts";
import { sealDocument } from "../secrets/seal-document.ts";
import type { Sealer } from "../secrets/sealer.ts";
import type { DocumentChange } from "./change.ts";

/** A change with the body that will be stored, and the currently stored one. */
export interface PreparedChange {
  readonly change: DocumentChange;
  readonly type: DocumentType;
  readonly id: string;
  readonly spaceId: string | null;
  /** The document's version after the change. */
  readonly version: number;
  readonly before: JsonObject | undefined;
  readonly after: JsonObject | undefined;
}

/** The dependencies of preparing. */
export interface PrepareTools {
  readonly sealer: Sealer;
  /** A new id for an item of an array: short, random, never reused. */
  newItemId(): string;
}

/** Adds the ids of items and seals secrets, in a copy of the caller's body. */
export async function prepareChange(
  change: DocumentChange,
  tools: PrepareTools,
): Promise<PreparedChange> {
  const { type } = change;
  if (change.kind === "create") {
    const after = await preparedBody(type, change.id, undefined, change.body, tools);
    const { id, spaceId } = change;
    return { change, type, id, spaceId, version: 1, before: undefined, after };
  }
  const { id, spaceId, version, body: before } = change.before;
  const shared = { change, type, id, spaceId, before };
  if (change.kind === "delete") return { ...shared, version, after: undefined };
  if (change.kind === "note") return { ...shared, version, after: before };
  const after = await preparedBody(type, id, before, change.body, tools);
  return { ...shared, version: version + 1, after };
}

async function preparedBody(
  type: DocumentType,
  id: string,
  before: JsonObject | undefined,
  body: JsonObject,
  tools: PrepareTools,
): Promise<JsonObject> {
  const copy = copyOf(body);
  for (const pattern of type.identified) assignItemIds(copy, pattern, tools);
  await sealDocument(tools.sealer, type, id, before, copy);
  return copy;
}

function assignItemIds(body: JsonObject, pattern: string, tools: PrepareTools): void {
  for (const place of placesAt(body, pattern)) {
    const item = valueAt(place);
    if (!isObject(item)) continue;
    if (typeof item.Id === "string" && item.Id !== "") continue;
    putAt(place, { ...item, Id: tools.newItemId() });
  }
}
