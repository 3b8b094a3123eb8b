import { certificates, DOCUMENT_DEFINITIONS } from "@indelible/domain";
import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sampleCertificate } from "../../../../../test/support/sample-certificates.ts";
import { startTestServer, type TestServer } from "../../../../../test/support/server.ts";
import { openStore } from "../../../../../test/support/stores.ts";
import { certificateHooks } from "./certificate-hooks.ts";

let database: Database;
let server: TestServer;
let tenant: string;
const ids: Record<string, string> = {};

beforeAll(async () => {
  database = await openStore("postgres");
  server = await startTestServer(database, { definitions: DOCUMENT_DEFINITIONS });
  const CertificateData = sampleCertificate("rsa.pem").toString("base64");
  const post = async (path: string, body: object) =>
    (await server.call("POST", `/api/${path}`, body)).body.Id;
  tenant = await post("tenants", { Name: "Tenant" });
  ids.free = await post("certificates", { Name: "free", CertificateData });
  ids.tenanted = await post("certificates", {
    Name: "tenanted",
    CertificateData,
    TenantIds: [tenant],
    TenantedDeploymentParticipation: "Tenanted",
  });
  ids.archived = await post("certificates", { Name: "archived", CertificateData });
  await server.call("POST", `/api/certificates/${ids.archived}/archive`);
});
afterAll(async () => {
  await server.close();
  await database.close();
});

async function listed(query: Record<string, string>): Promise<string[]> {
  const filters = await certificateHooks(server.trail).listFilters?.(
    new Map(Object.entries(query)),
  );
  const page = { type: certificates, skip: 0, take: 9, ...filters };
  return (await server.trail.list(page)).documents.map(({ title }) => title);
}

test.each([
  [{}, ["free", "tenanted"]],
  [{ archived: "true" }, ["archived"]],
  [{ search: "FRE" }, ["free"]],
  [{ partialname: "tenant" }, ["tenanted"]],
  [{ orderby: "Recent" }, ["tenanted", "free"]],
])("the list with %j is %j", async (query, expected) => {
  const titles = await listed(query);
  expect("orderby" in query ? titles : titles.sort()).toEqual(expected);
});

test("a list of what a tenant may use, with one first", async () => {
  expect(await listed({ tenant })).toEqual(["tenanted"]);
  expect(await listed({ tenant: "Tenants-99" })).toEqual([]);
  expect((await listed({ firstresult: ids.tenanted ?? "" }))[0]).toBe("tenanted");
});

test("a thumbprint finds a certificate that is not archived", async () => {
  const { find } = certificateHooks(server.trail);
  const free = await server.trail.documentOf(certificates, ids.free ?? "");
  const thumbprint = free?.body.Thumbprint.toLowerCase() ?? "";
  expect((await find?.("Spaces-1", thumbprint))?.body.Archived).toBeNull();
  expect(await find?.("Spaces-2", thumbprint)).toBeUndefined();
  expect(await find?.(null, thumbprint)).toBeUndefined();
  expect(await find?.("Spaces-1", "free")).toBeUndefined();
});

test("variables that name a certificate are uses of their owner", async () => {
  const certificate = await server.trail.documentOf(certificates, ids.free ?? "");
  if (certificate === undefined) throw new TypeError("The certificate is missing");
  const usedBy = async () => {
    const users = await certificateHooks(server.trail).usedBy?.(certificate);
    return users?.map(({ title }) => title);
  };
  expect(await usedBy()).toEqual([]);
  const set = await server.call("POST", "/api/libraryvariablesets", { Name: "Shared" });
  const Variables = [{ Name: "Cert", Type: "Certificate", Value: ids.free }];
  const url = `/api/variables/variableset-${set.body.Id}`;
  expect((await server.call("PUT", url, { Variables })).status).toBe(200);
  expect(await usedBy()).toEqual(["Shared"]);
});
