import type { DocumentDefinition } from "@indelible/domain";
import { Refusal } from "@indelible/kernel";
import type { StoredDocument } from "@indelible/trail";

/** How many of the documents that prevent a deletion are named. */
const OBSTACLES_SHOWN = 5;

/**
 * The refusal to delete a document that others use (409). Names only those that the caller may see,
 * and "others" for the rest.
 */
export function documentInUse(
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
