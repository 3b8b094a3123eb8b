import type { DocumentDefinition } from "@indelible/domain";
import type { Caller } from "@indelible/kernel";
import { invalid, Refusal } from "@indelible/kernel";
import { type JsonObject, prefixOf, type StoredDocument, type Trail } from "@indelible/trail";

/** Events looked through for what changed meanwhile. */
const EVENTS_READ = 20;

/** 409 for a write on an old version, with what the caller may see of what changed since. */
export async function staleProblem(
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
    .map(({ Id, Username: name, UserId, Occurred, Message, ChangeDetails }) => {
      // The name may have been erased.
      const Username = name ?? UserId;
      return { Id, Username, Occurred, Message, Differences: ChangeDetails.Differences };
    });
  const who = [...new Set(since.map(({ Username }) => Username))].join(", ") || "someone else";
  return new Refusal(
    "conflict",
    `This ${prefixOf(now.id)} document was changed meanwhile by ${who}: you sent version ${expectedVersion}, it is now at version ${now.version}. Load it again and repeat your change.`,
    { details: { CurrentVersion: now.version, Changes: since } },
  );
}

/** The version that a body says it is based on, where its type counts them; 400 for no whole number. */
export function versionIn(definition: DocumentDefinition, sent: unknown): number | undefined {
  if (!definition.versioned) return undefined;
  const entries = Object.entries(sent as JsonObject);
  const [, version] = entries.find(([name]) => name.toLowerCase() === "version") ?? [];
  if (version === undefined || version === null) return undefined;
  if (typeof version === "number" && Number.isSafeInteger(version)) return version;
  throw invalid("Version must be a whole number.");
}
