import { certificates } from "@indelible/domain";
import type { Answer, Caller, Definitions, Route, RouteRequest } from "@indelible/kernel";
import { readCommand } from "@indelible/kernel";
import type { Sealer, Trail } from "@indelible/trail";
import { answerWith } from "../../documents/document-answer.ts";
import type { DocumentService } from "../../documents/document-service.ts";
import { DOWNLOAD_PARAMETERS, downloadCertificate } from "./certificate-download.ts";
import { GENERATE, generatedBody } from "./generate-certificate.ts";
import { replacement } from "./replace-certificate.ts";
import { fieldsOfUpload, UPLOAD } from "./uploaded-file.ts";

/** Dependencies of the routes of certificates. */
export interface CertificateRoutesOptions {
  readonly trail: Trail;
  readonly sealer: Sealer;
  readonly definitions: Definitions;
  readonly service: DocumentService;
  readonly clock: () => Date;
  readonly random: (bytes: number) => Uint8Array;
}

/** Routes of certificates beyond the standard ones. API reference, section 6. */
export function certificateRoutes(options: CertificateRoutesOptions): Route[] {
  const one = "/certificates/:id";
  return [
    {
      method: "POST",
      path: "/certificates/generate",
      access: "signed-in",
      mutates: true,
      summary: "Generates a self-signed Certificate with its private key",
      body: GENERATE,
      handle: (request, caller) => generate(options, request, caller),
    },
    {
      method: "POST",
      path: `${one}/replace`,
      access: "signed-in",
      mutates: true,
      summary:
        "Replaces the file of one Certificate; returns an archived copy with the former file",
      body: UPLOAD,
      handle: (request, caller) => replace(options, request, caller),
    },
    {
      method: "POST",
      path: `${one}/archive`,
      access: "signed-in",
      mutates: true,
      summary: "Archives one Certificate",
      handle: (request, caller) => archive(options, request, caller, true),
    },
    {
      method: "POST",
      path: `${one}/unarchive`,
      access: "signed-in",
      mutates: true,
      summary: "Unarchives one Certificate",
      handle: (request, caller) => archive(options, request, caller, false),
    },
    {
      method: "GET",
      path: `${one}/export`,
      access: "signed-in",
      records: true,
      summary: "Gets the file of one Certificate; a download with the private key is recorded",
      query: DOWNLOAD_PARAMETERS,
      handle: async ({ params, spaceId, query }, caller) => {
        const { service } = options;
        const document = await service.get(caller, certificates, spaceId, params.id ?? "");
        return downloadCertificate(options, caller, document, query);
      },
    },
  ];
}

async function generate(
  options: CertificateRoutesOptions,
  { body, spaceId }: RouteRequest,
  caller: Caller,
): Promise<Answer> {
  const { service } = options;
  // No key is generated for a caller who may not create certificates.
  caller.requireSomewhere([certificates.permissions.create], [spaceId]);
  const complete = await generatedBody(options, body);
  return answerWith(service, caller, await service.create(caller, certificates, spaceId, complete));
}

async function replace(
  options: CertificateRoutesOptions,
  request: RouteRequest,
  caller: Caller,
): Promise<Answer> {
  const { service } = options;
  const reference = request.params.id ?? "";
  const changed = await service.change(caller, certificates, request.spaceId, reference, {
    reads: { newIds: { [certificates.prefix]: 1 }, events: 3 },
    changes: async (before, snapshot) => {
      const { CertificateData, Password } = readCommand(UPLOAD, request.body);
      const fields = await fieldsOfUpload(CertificateData, Password);
      const copyId = snapshot.takeId(certificates.prefix);
      return { changes: replacement(options, before, copyId, fields) };
    },
  });
  // The archived copy is written last; with the same file nothing is written.
  return answerWith(service, caller, changed.documents.at(-1) ?? changed.before);
}

async function archive(
  { service, clock }: CertificateRoutesOptions,
  { params, spaceId }: RouteRequest,
  caller: Caller,
  isArchived: boolean,
): Promise<Answer> {
  const id = params.id ?? "";
  const changed = await service.amend(caller, certificates, spaceId, id, async ({ body }) => {
    const since = body.Archived ?? clock().toISOString();
    return { Archived: isArchived ? since : null };
  });
  return answerWith(service, caller, changed);
}
