import {
  builtInFeedId,
  PACKAGE_EXTENSIONS,
  type Package,
  type PackageFile,
  packages,
  parsePackageFileName,
} from "@indelible/domain";
import type { Caller, ReceivedFile } from "@indelible/kernel";
import { invalid, isStale, Refusal, retryOnConflict } from "@indelible/kernel";
import {
  creation,
  modification,
  type StoredDocument,
  type Trail,
  TrailError,
} from "@indelible/trail";
import { ofType } from "../../documents/of-type.ts";
import type { OverwriteMode } from "./overwrite-mode.ts";
import type { PackageContent, StagedContent } from "./package-content.ts";

/** Dependencies of `pushPackage`. */
export interface PushTools {
  readonly trail: Trail;
  readonly content: PackageContent;
  readonly clock: () => Date;
}

/** A file that a user pushes to the built-in feed of a space. */
export interface Push {
  readonly caller: Caller;
  readonly spaceId: string;
  readonly receive: () => Promise<ReceivedFile>;
  readonly mode: OverwriteMode;
}

/** A package after a push, and whether its content was stored by this push. */
export interface Pushed {
  readonly document: StoredDocument<Package>;
  readonly isStored: boolean;
}

/**
 * Creates a package from a file, or replaces the one with the same id and version. The document,
 * its event and its content are committed together. Fails with `forbidden` without permission,
 * `invalid` for a file name without id and version, and `conflict` when the package exists and must
 * not be replaced.
 */
export async function pushPackage(tools: PushTools, push: Push): Promise<Pushed> {
  push.caller.require(packages.permissions.create, { spaceId: push.spaceId });
  const { fileName, content } = await push.receive();
  const named = nameOf(fileName);
  const present = await find(tools, push, named);
  if (isKept(push, present)) return { document: present, isStored: false };
  const staged = await tools.content.stage(content);
  try {
    if (staged.size === 0) throw invalid("The file is empty.");
    return await store(tools, push, named, staged);
  } finally {
    // Does nothing once it belongs to the package.
    await tools.content.discard(staged.id);
  }
}

function nameOf(fileName: string): PackageFile {
  const named = parsePackageFileName(fileName);
  if (named !== undefined) return named;
  throw invalid(
    `'${fileName.slice(0, 100)}' is not a valid package file name: it must be an id, a dot, a version and one of ${PACKAGE_EXTENSIONS.join(", ")}, as in Shop.Web.1.2.0.zip.`,
  );
}

function find({ trail }: PushTools, { spaceId }: Push, { packageId, version }: PackageFile) {
  const body = { PackageId: packageId, Version: version };
  return trail.findByUniqueValue(packages, spaceId, body);
}

/** Whether to keep the existing package; fails when the push may neither keep nor replace it. */
function isKept(
  { mode, caller, spaceId }: Push,
  present: StoredDocument<Package> | undefined,
): present is StoredDocument<Package> {
  if (present === undefined) return false;
  if (mode === "IgnoreIfExists") return true;
  if (mode === "FailIfExists") {
    throw new Refusal("conflict", "A package with the same name and version already exists.");
  }
  caller.require(packages.permissions.edit, { spaceId });
  return false;
}

function store(
  tools: PushTools,
  push: Push,
  named: PackageFile,
  staged: StagedContent,
): Promise<Pushed> {
  return retryOnConflict(async () => {
    const present = await find(tools, push, named);
    if (isKept(push, present) || isSame(present, named, staged)) {
      return { document: present, isStored: false };
    }
    return { document: await commit(tools, push, named, staged, present), isStored: true };
  }, isRace);
}

/** Whether the existing package equals the pushed one: then nothing is changed or recorded. */
function isSame(
  present: StoredDocument<Package> | undefined,
  { extension }: PackageFile,
  { sha256 }: StagedContent,
): present is StoredDocument<Package> {
  return present?.body.Sha256 === sha256 && present.body.FileExtension === extension;
}

/** Whether the same version was concurrently pushed, replaced or deleted. */
export function isRace(error: unknown): boolean {
  return isStale(error) || (error instanceof TrailError && error.code === "duplicate");
}

async function commit(
  { trail, content, clock }: PushTools,
  { caller, spaceId }: Push,
  named: PackageFile,
  staged: StagedContent,
  before: StoredDocument<Package> | undefined,
): Promise<StoredDocument<Package>> {
  const body: Package = {
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
  const change =
    before === undefined
      ? creation(packages, { id, spaceId, body })
      : modification(packages, before, body);
  const handover = await content.handover(staged.id, id);
  const { documents } = await trail.commit(caller.act(), snapshot, [change], [handover]);
  return ofType(packages, documents[0]);
}
