import type { DocumentDefinition } from "@indelible/domain";
import { Refusal } from "@indelible/kernel";
import type { StoredDocument } from "@indelible/trail";

/** Names of what stands in the way of a deletion, in the answer. */
const OBSTACLES_SHOWN = 5;

/**
 * 409 for a deletion that others stand in the way of. Only those that the caller may see are named;
 * of the rest they learn no more than that something is there.
 */
export function stillNeeded(
  definition: DocumentDefinition,
  target: StoredDocument,
  obstacles: readonly StoredDocument[],
  nameOf: (obstacle: StoredDocument) => string | undefined,
): Refusal {
  const named = obstacles.flatMap((obstacle) => nameOf(obstacle) ?? []).slice(0, OBSTACLES_SHOWN);
  const more = obstacles.length > named.length ? ["others"] : [];
  const users = [...named, ...more].join(", ").replace(/, others$/, " and others");
  return new Refusal(
    "conflict",
    `${definition.label} '${target.title}' cannot be deleted: it is used by ${users}.`,
  );
}
