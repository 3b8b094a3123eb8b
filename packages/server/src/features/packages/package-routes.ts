import { Readable } from "node:stream";
import { type Package, packages } from "@indelible/domain";
import type { Answer, Caller, Definitions, Route, RouteRequest } from "@indelible/kernel";
import {
  collectionAddress,
  collectionAnswer,
  collectionFrame,
  readFlag,
  readPage,
} from "@indelible/kernel";
import type { Database, StoredDocument, Trail } from "@indelible/trail";
import { documentAddress } from "../../documents/address.ts";
import type { DocumentService } from "../../documents/document-service.ts";
import type { BuiltInRepository } from "./built-in-repository.ts";
import { bulkDeletion } from "./bulk-deletion.ts";
import { findVersions } from "./list-versions.ts";
import { readOverwriteMode } from "./overwrite-mode.ts";
import type { PackageContent } from "./package-content.ts";
import { presentPackages, presentPortions } from "./present-package.ts";
import { pushPackage } from "./push-package.ts";

/** Dependencies of the routes of packages. */
export interface PackageRoutesOptions {
  readonly trail: Trail;
  readonly database: Database;
  readonly definitions: Definitions;
  readonly service: DocumentService;
  readonly content: PackageContent;
  readonly repository: BuiltInRepository;
  readonly clock: () => Date;
  /** Maximum size of a package, in bytes. */
  readonly packageBytesMax: number;
}

const LIST_PARAMETERS = ["nuGetPackageId", "filter", "latest", "skip", "take", "includeNotes"];

/** The packages of the built-in feed. API reference, section 6. */
export function packageRoutes(options: PackageRoutesOptions): Route[] {
  return [
    {
      method: "GET",
      path: "/packages",
      access: "signed-in",
      summary:
        "Lists Packages, newest version first; with a filter only the newest version of each",
      query: LIST_PARAMETERS,
      handle: (request, caller) => listPackages(options, request, caller),
    },
    {
      method: "GET",
      path: "/packages/:id",
      access: "signed-in",
      summary: "Gets one Package, by its id or as packages-{PackageId}.{Version}",
      handle: async (request, caller) => {
        const found = await addressed(options, request, caller);
        return { body: await presentOne(options, request.spaceId, found) };
      },
    },
    {
      method: "GET",
      path: "/packages/:id/raw",
      access: "signed-in",
      summary: "Gets the file of one Package",
      handle: (request, caller) => download(options, request, caller),
    },
    {
      method: "POST",
      path: "/packages/raw",
      access: "signed-in",
      mutates: true,
      takesFile: true,
      summary:
        "Pushes one Package, as a file named {PackageId}.{Version}.{extension}; 201 when it is stored, 200 when it exists",
      query: ["overwriteMode", "replace"],
      handle: (request, caller) => push(options, request, caller),
    },
    bulkDeletion(options.service, packages),
  ];
}

async function listPackages(
  options: PackageRoutesOptions,
  request: RouteRequest,
  caller: Caller,
): Promise<Answer> {
  const { spaceId, query } = request;
  caller.requireSomewhere([packages.permissions.view], [spaceId]);
  const page = readPage(query);
  const partialPackageId = query.get("filter") || undefined;
  const { count, total, portions } = await findVersions(options, {
    type: packages,
    spaceId,
    packageId: query.get("nugetpackageid") || undefined,
    partialPackageId,
    latest: readFlag(query, "latest", partialPackageId !== undefined),
    ...page,
  });
  const address = collectionAddress(request, LIST_PARAMETERS);
  const frame = collectionFrame("PackageFromBuiltInFeed", count, total, page, address);
  return collectionAnswer(frame, presentPortions(options, spaceId, portions), count);
}

async function download(
  options: PackageRoutesOptions,
  request: RouteRequest,
  caller: Caller,
): Promise<Answer> {
  caller.require("BuiltInFeedDownload", { spaceId: request.spaceId });
  const found = await addressed(options, request, caller);
  const { fileName, size, open } = options.repository.open(found);
  const headers = {
    "content-type": "application/octet-stream",
    "content-length": String(size),
    "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
  };
  return { headers, body: Readable.from(open()) };
}

async function push(
  options: PackageRoutesOptions,
  request: RouteRequest,
  caller: Caller,
): Promise<Answer> {
  const { spaceId, query, file } = request;
  const { document, isStored } = await pushPackage(options, {
    caller,
    spaceId,
    receive: () => file(options.packageBytesMax),
    mode: readOverwriteMode(query.get("overwritemode") ?? "", readFlag(query, "replace", false)),
  });
  return {
    status: isStored ? 201 : 200,
    headers: { Location: documentAddress(packages, document) },
    body: await presentOne(options, spaceId, document),
  };
}

function addressed({ service }: PackageRoutesOptions, request: RouteRequest, caller: Caller) {
  return service.get(caller, packages, request.spaceId, request.params.id ?? "");
}

async function presentOne(
  options: PackageRoutesOptions,
  spaceId: string,
  document: StoredDocument<Package>,
): Promise<unknown> {
  const [shown] = await presentPackages(options, spaceId, [document]);
  return shown;
}
