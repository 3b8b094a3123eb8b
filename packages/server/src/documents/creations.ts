import type { DocumentDefinition } from "@indelible/domain";
import type { Definitions } from "@indelible/kernel";
import type { Attachment, Creation, DocumentChange, JsonObject } from "@indelible/trail";
import { creation } from "@indelible/trail";
import { companionCreation } from "./companions.ts";

/** What to write in the same commit as new documents, in addition to what their type defines. */
export interface CreationOptions {
  /** Returns changes of other documents; called once for each new document. */
  readonly extraChanges?: (creation: Creation) => Promise<readonly DocumentChange[]>;
  /** Rows of the server's own tables. */
  readonly attachments?: readonly Attachment[];
  /** Ids of documents that the events relate to, in addition to those that the new ones name. */
  readonly relatedIds?: readonly string[];
}

/** A new document and its companions. */
export interface NewDocument<Body extends JsonObject = JsonObject> {
  readonly own: Creation<Body>;
  readonly companions: readonly Creation[];
}

/** Dependencies of `newDocument`. */
export interface CreationTools {
  readonly definitions: Definitions;
  readonly clock: () => Date;
}

/** The creations of a new document; `takeId` returns the next id of a prefix. */
export function newDocument<Body extends JsonObject>(
  { definitions, clock }: CreationTools,
  definition: DocumentDefinition<Body>,
  spaceId: string | null,
  body: Body,
  takeId: (prefix: string) => string,
): NewDocument<Body> {
  const now = clock().toISOString();
  const id = takeId(definition.prefix);
  const complete = definition.complete(body, { id, now, before: undefined });
  const own = creation(definition, { id, spaceId, body: complete });
  const owner = { type: definition.prefix, id, spaceId, body: complete };
  const companions = definition.companions.map((companion): Creation => {
    const type = definitions.get(companion.prefix);
    const companionId = companion.id?.(id) ?? takeId(type.prefix);
    return companionCreation(owner, companion, type, companionId, now);
  });
  return { own, companions };
}

/** The creations of several documents, the documents first and then all companions. */
export function allCreations(made: readonly NewDocument[]): Creation[] {
  return [...made.map(({ own }) => own), ...made.flatMap(({ companions }) => companions)];
}
