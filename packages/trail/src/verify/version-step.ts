import { DATABASE_USER } from "./document-row.ts";
import type { Envelope } from "./parse-event.ts";

/** What an event does to the version of its document. */
export interface VersionStep {
  readonly documentId: string;
  /** The version that it found; null if it created the document. */
  readonly from: number | null;
  /** The version that it left; null if it deleted the document. */
  readonly to: number | null;
}

const SET_VERSION = /\bversion from (\d+) to \d+/;

/**
 * The step of an event; undefined for one that changes no document. A server counts versions from 1
 * without a gap. Direct SQL keeps the version, or sets any, which its event shows.
 */
export function versionStepOf(event: Envelope): VersionStep | undefined {
  const { DocumentId: documentId, DocumentVersion: version, Category, UserId, Comments } = event;
  const isDirect = UserId === DATABASE_USER;
  if (Category === "Deleted") return { documentId, from: version, to: null };
  if (Category === "Created") {
    return { documentId, from: isDirect || version === 1 ? null : version - 1, to: version };
  }
  if (Category !== "Modified") return undefined;
  if (!isDirect) return { documentId, from: version - 1, to: version };
  const set = SET_VERSION.exec(Comments ?? "")?.[1];
  return { documentId, from: set === undefined ? version : Number(set), to: version };
}
