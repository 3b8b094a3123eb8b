import { type Release, releases } from "@indelible/domain";
import type { PartOf, StoredDocument, Trail } from "@indelible/trail";

/** The release of a project with a version, in any case; undefined when there is none. */
export function releaseOf(
  trail: Trail,
  { id, spaceId }: StoredDocument,
  Version: string,
): Promise<StoredDocument<Release> | undefined> {
  return trail.findByUniqueValue(releases, spaceId, { ProjectId: id, Version });
}

/** The newest release that has these fields; undefined when there is none. */
export async function newestRelease(
  trail: Trail,
  fields: PartOf<Release>,
): Promise<StoredDocument<Release> | undefined> {
  const query = { type: releases, containing: [[fields]], newestFirst: true, skip: 0, take: 1 };
  return (await trail.list(query)).documents[0];
}
