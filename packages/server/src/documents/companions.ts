import type { Companion, DocumentDefinition } from "@indelible/domain";
import { spaces } from "@indelible/domain";
import { withDefaults } from "@indelible/kernel";
import type { Creation, JsonObject } from "@indelible/trail";

/** A document that others come with, as far as they need to know it. */
export interface CompanionOwner {
  /** Prefix of its type. */
  readonly type: string;
  readonly id: string;
  readonly spaceId: string | null;
  readonly body: JsonObject;
}

/** The space of what comes with a document: what comes with a space is in that space. */
export function spaceOfCompanions({ type, id, spaceId }: Omit<CompanionOwner, "body">) {
  return type === spaces.prefix ? id : spaceId;
}

/** How a document comes to be that comes with another. */
export function companionCreation(
  owner: CompanionOwner,
  companion: Companion,
  type: DocumentDefinition,
  id: string,
  now: string,
): Creation {
  const filled = withDefaults(type.schema, companion.body(owner.id, owner.body));
  const body = type.complete(filled, { id, now, before: undefined });
  return { kind: "create", type, id, spaceId: spaceOfCompanions(owner), body };
}
