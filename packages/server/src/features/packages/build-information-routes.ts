import { anything, buildInformation, flag, name, object, optionalText } from "@indelible/domain";
import type { Answer, Caller, Definitions, Route, RouteRequest } from "@indelible/kernel";
import {
  collectionAddress,
  collectionOf,
  Refusal,
  readFields,
  readFlag,
  readPage,
  retryOnConflict,
  withDefaults,
} from "@indelible/kernel";
import {
  type Database,
  isObject,
  type JsonObject,
  type StoredDocument,
  type Trail,
} from "@indelible/trail";
import type { DocumentService } from "../../documents/document-service.ts";
import { presentDocument } from "../../documents/present.ts";
import { bulkDeletion } from "./bulk-deletion.ts";
import { listVersions } from "./list-versions.ts";
import { type OverwriteMode, readOverwriteMode } from "./overwrite-mode.ts";
import { isRace } from "./push-package.ts";

/** What the routes of build information stand on. */
export interface BuildInformationRoutesOptions {
  readonly trail: Trail;
  readonly database: Database;
  readonly definitions: Definitions;
  readonly service: DocumentService;
}

const LIST_PARAMETERS = ["packageId", "partialPackageId", "filter", "latest", "skip", "take"];

/** What is pushed: the fields of the build stand apart from those that name the package. */
const COMMAND = object({
  PackageId: name(),
  Version: name(),
  OctopusBuildInformation: anything(),
  OverwriteMode: optionalText(),
  Replace: flag(),
});

/** What build servers tell of the builds of packages. API reference, section 6. */
export function buildInformationRoutes(options: BuildInformationRoutesOptions): Route[] {
  return [
    {
      method: "GET",
      path: "/build-information",
      access: "signed-in",
      summary: "Lists Build Information, of each package the newest version first",
      query: LIST_PARAMETERS,
      handle: (request, caller) => listBuilds(options, request, caller),
    },
    {
      method: "POST",
      path: "/build-information",
      access: "signed-in",
      mutates: true,
      summary: "Tells of the build of one version of a package",
      query: ["overwriteMode"],
      body: COMMAND,
      handle: async (request, caller) => {
        const document = await push(options, request, caller);
        return { body: presentDocument(options.definitions, document) };
      },
    },
    bulkDeletion(options.service, buildInformation),
  ];
}

async function listBuilds(
  { database, definitions }: BuildInformationRoutesOptions,
  request: RouteRequest,
  caller: Caller,
): Promise<Answer> {
  const { spaceId, query } = request;
  caller.requireSomewhere([buildInformation.permissions.view], [spaceId]);
  const page = readPage(query);
  const { documents, total } = await listVersions(database, {
    type: buildInformation,
    spaceId,
    packageId: query.get("packageid") || undefined,
    partialPackageId: query.get("partialpackageid") || undefined,
    partialVersion: query.get("filter") || undefined,
    latest: readFlag(query, "latest", false),
    ...page,
  });
  const items = documents.map((document) => presentDocument(definitions, document));
  const address = collectionAddress(request, LIST_PARAMETERS);
  return { body: collectionOf("BuildInformation", items, total, page, address) };
}

async function push(
  options: BuildInformationRoutesOptions,
  { spaceId, body, query }: RouteRequest,
  caller: Caller,
): Promise<StoredDocument> {
  caller.requireSomewhere([buildInformation.permissions.create], [spaceId]);
  const command = withDefaults(COMMAND, readFields(COMMAND, body));
  const asked = query.get("overwritemode") || String(command.OverwriteMode ?? "");
  const mode = readOverwriteMode(asked, command.Replace === true);
  return retryOnConflict(() => take(options, spaceId, caller, command, mode), isRace);
}

async function take(
  { trail, service }: BuildInformationRoutesOptions,
  spaceId: string,
  caller: Caller,
  command: JsonObject,
  mode: OverwriteMode,
): Promise<StoredDocument> {
  const present = await trail.findByUniqueValue(buildInformation, spaceId, command);
  if (present === undefined) {
    return service.create(caller, buildInformation, spaceId, sentBy(command));
  }
  if (mode === "IgnoreIfExists") return present;
  if (mode === "FailIfExists") throw exists();
  const { schema } = buildInformation;
  // What is not told this time is not known any more.
  const complete = withDefaults(schema, readFields(schema, sentBy(command)));
  return service.modify(caller, buildInformation, spaceId, present.id, complete, undefined);
}

function sentBy({ PackageId, Version, OctopusBuildInformation }: JsonObject): JsonObject {
  const told = OctopusBuildInformation ?? null;
  return { ...(isObject(told) ? told : {}), PackageId: PackageId ?? "", Version: Version ?? "" };
}

function exists(): Refusal {
  const sentence = "Metadata for the specified Package ID and version already exists.";
  return new Refusal("conflict", sentence);
}
