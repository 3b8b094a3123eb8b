import { releases } from "@indelible/domain";
import type { JsonObject, StoredDocument, Trail } from "@indelible/trail";

/** The release of a project that has a version, in any case. */
export function releaseOf(
  trail: Trail,
  { id, spaceId }: StoredDocument,
  Version: string,
): Promise<StoredDocument | undefined> {
  return trail.findByUniqueValue(releases, spaceId, { ProjectId: id, Version });
}

/** The newest release whose fields are as given. */
export async function newestRelease(
  trail: Trail,
  fields: JsonObject,
): Promise<StoredDocument | undefined> {
  const query = { type: releases, containing: [[fields]], newestFirst: true, skip: 0, take: 1 };
  return (await trail.list(query)).documents[0];
}
