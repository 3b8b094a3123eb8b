import {
  builtInFeedId,
  PACKAGE_EXTENSIONS,
  type PackageFile,
  packages,
  parsePackageFileName,
} from "@indelible/domain";
import type { Caller, ReceivedFile } from "@indelible/kernel";
import { invalid, isStale, Refusal, retryOnConflict } from "@indelible/kernel";
import {
  type DocumentChange,
  type JsonObject,
  type StoredDocument,
  type Trail,
  TrailError,
} from "@indelible/trail";
import { ofType } from "../../documents/of-type.ts";
import type { OverwriteMode } from "./overwrite-mode.ts";
import type { PackageContent, StagedContent } from "./package-content.ts";

/** What pushing needs. */
export interface PushTools {
  readonly trail: Trail;
  readonly content: PackageContent;
  readonly clock: () => Date;
}

/** A file that somebody pushes to the built-in feed of a space. */
export interface Push {
  readonly caller: Caller;
  readonly spaceId: string;
  readonly receive: () => Promise<ReceivedFile>;
  readonly mode: OverwriteMode;
}

/** A package after a push, and whether it holds what was pushed now. */
export interface Pushed {
  readonly document: StoredDocument;
  readonly isTaken: boolean;
}

/**
 * Makes a package of a file, or replaces the one that has its id and version. The document, its event
 * and its content land together or not at all. Fails with 403 without the permission, 400 for a name
 * that tells no id and version, 409 when there is such a package and it may not be replaced.
 */
export async function pushPackage(tools: PushTools, push: Push): Promise<Pushed> {
  push.caller.require(packages.permissions.create, { spaceId: push.spaceId });
  const { fileName, content } = await push.receive();
  const named = nameOf(fileName);
  const present = await find(tools, push, named);
  if (isKept(push, present)) return { document: present, isTaken: false };
  const staged = await tools.content.stage(content);
  try {
    if (staged.size === 0) throw invalid("The file is empty.");
    return await take(tools, push, named, staged);
  } finally {
    // Does nothing once the package has it.
    await tools.content.discard(staged.id);
  }
}

function nameOf(fileName: string): PackageFile {
  const named = parsePackageFileName(fileName);
  if (named !== undefined) return named;
  throw invalid(
    `'${fileName.slice(0, 100)}' is not the name of a package: it must be an id, a dot, a version and one of ${PACKAGE_EXTENSIONS.join(", ")}, as in Shop.Web.1.2.0.zip.`,
  );
}

function find({ trail }: PushTools, { spaceId }: Push, { packageId, version }: PackageFile) {
  const body = { PackageId: packageId, Version: version };
  return trail.findByUniqueValue(packages, spaceId, body);
}

/** Whether the package that is there stays; fails when the push may neither keep nor replace it. */
function isKept(
  { mode, caller, spaceId }: Push,
  present: StoredDocument | undefined,
): present is StoredDocument {
  if (present === undefined) return false;
  if (mode === "IgnoreIfExists") return true;
  if (mode === "FailIfExists") {
    throw new Refusal("conflict", "A package with the same name and version already exists.");
  }
  caller.require(packages.permissions.edit, { spaceId });
  return false;
}

function take(
  tools: PushTools,
  push: Push,
  named: PackageFile,
  staged: StagedContent,
): Promise<Pushed> {
  return retryOnConflict(async () => {
    const present = await find(tools, push, named);
    if (isKept(push, present) || isSame(present, named, staged)) {
      return { document: present, isTaken: false };
    }
    return { document: await commit(tools, push, named, staged, present), isTaken: true };
  }, isRace);
}

/** Whether a package is already what is pushed: then nothing changes, and nothing is recorded. */
function isSame(
  present: StoredDocument | undefined,
  { extension }: PackageFile,
  { sha256 }: StagedContent,
): present is StoredDocument {
  return present?.body.Sha256 === sha256 && present.body.FileExtension === extension;
}

/** Whether someone else pushed, replaced or deleted the same version after it was looked up. */
export function isRace(error: unknown): boolean {
  return isStale(error) || (error instanceof TrailError && error.code === "duplicate");
}

async function commit(
  { trail, content, clock }: PushTools,
  { caller, spaceId }: Push,
  named: PackageFile,
  staged: StagedContent,
  before: StoredDocument | undefined,
): Promise<StoredDocument> {
  const body: JsonObject = {
    FeedId: builtInFeedId(spaceId),
    PackageId: named.packageId,
    Version: named.version,
    FileExtension: named.extension,
    PackageSizeBytes: staged.size,
    Hash: staged.sha1,
    Sha256: staged.sha256,
    Published: clock().toISOString(),
  };
  const newIds = before === undefined ? { Packages: 1 } : {};
  const mentions = [builtInFeedId(spaceId)];
  const snapshot = await trail.read({ mentions, newIds, events: 1 });
  const id = before?.id ?? snapshot.takeId(packages.prefix);
  const change: DocumentChange =
    before === undefined
      ? { kind: "create", type: packages, id, spaceId, body }
      : { kind: "modify", type: packages, before, body };
  const handover = await content.handover(staged.id, id);
  const { documents } = await trail.commit(caller.act(), snapshot, [change], [handover]);
  return ofType(packages, documents[0]);
}
