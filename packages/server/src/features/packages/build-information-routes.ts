import {
  anything,
  type BodyOf,
  type BuildInformation,
  buildInformation,
  flag,
  name,
  object,
  optionalText,
} from "@indelible/domain";
import type { Answer, Caller, Definitions, Route, RouteRequest } from "@indelible/kernel";
import {
  collectionAddress,
  collectionAnswer,
  collectionFrame,
  completeBody,
  Refusal,
  readCommand,
  readDocument,
  readFlag,
  readPage,
  retryOnConflict,
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
import { presentedPage } from "../../documents/presented-page.ts";
import { bulkDeletion } from "./bulk-deletion.ts";
import { findVersions } from "./list-versions.ts";
import { type OverwriteMode, readOverwriteMode } from "./overwrite-mode.ts";
import { isRace } from "./push-package.ts";

/** Dependencies of the routes of build information. */
export interface BuildInformationRoutesOptions {
  readonly trail: Trail;
  readonly database: Database;
  readonly definitions: Definitions;
  readonly service: DocumentService;
}

const LIST_PARAMETERS = ["packageId", "partialPackageId", "filter", "latest", "skip", "take"];

/** The body of a push; the fields of the build are separate from those that name the package. */
const COMMAND = object({
  PackageId: name(),
  Version: name(),
  OctopusBuildInformation: anything(),
  OverwriteMode: optionalText(),
  Replace: flag(),
});

type Command = BodyOf<typeof COMMAND>;

/** The routes of build information, which build servers push. API reference, section 6. */
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
      summary: "Pushes build information for one version of a package",
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
  options: BuildInformationRoutesOptions,
  request: RouteRequest,
  caller: Caller,
): Promise<Answer> {
  const { spaceId, query } = request;
  caller.requireSomewhere([buildInformation.permissions.view], [spaceId]);
  const page = readPage(query);
  const found = await findVersions(options, {
    type: buildInformation,
    spaceId,
    packageId: query.get("packageid") || undefined,
    partialPackageId: query.get("partialpackageid") || undefined,
    partialVersion: query.get("filter") || undefined,
    latest: readFlag(query, "latest", false),
    ...page,
  });
  const { count, total, portions } = presentedPage(found, async (document) =>
    presentDocument(options.definitions, document),
  );
  const address = collectionAddress(request, LIST_PARAMETERS);
  const frame = collectionFrame("BuildInformation", count, total, page, address);
  return collectionAnswer(frame, portions, count);
}

async function push(
  options: BuildInformationRoutesOptions,
  { spaceId, body, query }: RouteRequest,
  caller: Caller,
): Promise<StoredDocument<BuildInformation>> {
  caller.requireSomewhere([buildInformation.permissions.create], [spaceId]);
  const command = readCommand(COMMAND, body);
  const requested = query.get("overwritemode") || (command.OverwriteMode ?? "");
  const mode = readOverwriteMode(requested, command.Replace);
  return retryOnConflict(() => store(options, spaceId, caller, command, mode), isRace);
}

async function store(
  { trail, service }: BuildInformationRoutesOptions,
  spaceId: string,
  caller: Caller,
  command: Command,
  mode: OverwriteMode,
): Promise<StoredDocument<BuildInformation>> {
  const { PackageId, Version } = command;
  const named = { PackageId, Version };
  const present = await trail.findByUniqueValue(buildInformation, spaceId, named);
  const sent = fieldsOf(command);
  if (present === undefined) return service.create(caller, buildInformation, spaceId, sent);
  if (mode === "IgnoreIfExists") return present;
  if (mode === "FailIfExists") throw exists();
  // Fields that are not sent are reset.
  const complete = completeBody(buildInformation, readDocument(buildInformation, sent));
  return service.modify(caller, buildInformation, spaceId, present.id, complete, undefined);
}

function fieldsOf({ PackageId, Version, OctopusBuildInformation: build }: Command): JsonObject {
  return { ...(isObject(build) ? build : {}), PackageId, Version };
}

function exists(): Refusal {
  return new Refusal(
    "conflict",
    "Metadata for the specified Package ID and version already exists.",
  );
}
