import type { DocumentDefinition } from "@indelible/domain";
import type { Caller } from "@indelible/kernel";
import { invalid, Refusal } from "@indelible/kernel";
import { prefixOf, type StoredDocument, type Trail } from "@indelible/trail";
import { sentMember } from "./sent-member.ts";

/** How many recent events to search for concurrent changes. */
const EVENTS_READ = 20;

/**
 * The refusal of a write on an old version (409), with the changes since then that the caller may
 * see.
 */
export async function versionConflict(
  trail: Trail,
  caller: Caller,
  now: StoredDocument,
  expectedVersion: number,
): Promise<Refusal> {
  const query = { visibility: caller.visibility, terms: [[now.id]] };
  const events = await trail.events(query, 0, EVENTS_READ);
  const since = events
    .filter(({ DocumentId, DocumentVersion }) => {
      return DocumentId === now.id && DocumentVersion > expectedVersion;
    })
    .map(({ Id, Username: name, UserId, Occurred, Message, ChangeDetails, DetailsOmitted }) => {
      // The name may have been erased.
      const Username = name ?? UserId;
      const { Differences } = ChangeDetails;
      const omitted = DetailsOmitted === true ? { ChangeDetailsOmitted: true } : {};
      return { Id, Username, Occurred, Message, Differences, ...omitted };
    });
  const authors = [...new Set(since.map(({ Username }) => Username))].join(", ") || "someone else";
  return new Refusal(
    "conflict",
    `This ${prefixOf(now.id)} document was changed by ${authors}: you sent version ${expectedVersion}, it is now at version ${now.version}. Load it again and repeat your change.`,
    { details: { CurrentVersion: now.version, Changes: since } },
  );
}

/**
 * The version that a body says it is based on; undefined for types without versions. Fails with
 * `invalid` if it is not a whole number.
 */
export function versionSent(definition: DocumentDefinition, sent: unknown): number | undefined {
  if (!definition.versioned) return undefined;
  const version = sentMember(sent, "Version");
  if (version === undefined || version === null) return undefined;
  if (typeof version === "number" && Number.isSafeInteger(version)) return version;
  throw invalid("Version must be a whole number.");
}
