import type { Companion, DocumentDefinition } from "@indelible/domain";
import { spaces } from "@indelible/domain";
import { withDefaults } from "@indelible/kernel";
import { type Creation, creation, type JsonObject } from "@indelible/trail";

/** The part of a document that its companions depend on. */
export interface CompanionOwner {
  /** Prefix of its type. */
  readonly type: string;
  readonly id: string;
  readonly spaceId: string | null;
  readonly body: JsonObject;
}

/** The space of the companions of a document: those of a space are in that space. */
export function spaceOfCompanions({ type, id, spaceId }: Omit<CompanionOwner, "body">) {
  return type === spaces.prefix ? id : spaceId;
}

/** Creates a companion of a document. */
export function companionCreation(
  owner: CompanionOwner,
  companion: Companion,
  type: DocumentDefinition,
  id: string,
  now: string,
): Creation {
  const filled = withDefaults(type.schema, companion.body(owner.id, owner.body));
  const body = type.complete(filled, { id, now, before: undefined });
  return creation(type, { id, spaceId: spaceOfCompanions(owner), body });
}
