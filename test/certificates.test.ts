import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { createSecureContext } from "node:tls";
import { fileURLToPath } from "node:url";
import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readCertificateFile } from "../packages/server/src/features/certificates/certificate-file.ts";
import { Organisation } from "./access/organisation.ts";
import { captureLog } from "./support/captured-log.ts";
import { startTestServer, type TestServer } from "./support/server.ts";
import { openStore } from "./support/stores.ts";

const FOLDER = fileURLToPath(new URL("../packages/server/testdata/certificates", import.meta.url));
const PASSWORD = "open sesame";

const sample = (name: string) => readFileSync(`${FOLDER}/${name}`);
const base64 = (name: string) => sample(name).toString("base64");

let database: Database;
let server: TestServer;
let organisation: Organisation;
const log = captureLog();

beforeAll(async () => {
  database = await openStore("postgres");
  server = await startTestServer(database, { log });
  organisation = new Organisation(server);
});
afterAll(async () => {
  await server.close();
  await database.close();
});

/** Uploads a sample, with other fields. */
async function upload(name: string, password?: string, more: object = {}) {
  return organisation.make("/api/certificates", {
    Name: organisation.name("Certificate"),
    CertificateData: { HasValue: true, NewValue: base64(name) },
    ...(password === undefined ? {} : { Password: { HasValue: true, NewValue: password } }),
    ...more,
  });
}

async function get(url: string) {
  const answer = await server.call("GET", url);
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
}

async function post(url: string, body?: object) {
  const answer = await server.call("POST", url, body);
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
}

const exported = (id: string, query = "", key?: string) =>
  server.call("GET", `/api/certificates/${id}/export${query}`, undefined, key ? { key } : {});

const eventsOf = async (id: string) =>
  (await get(`/api/events?regarding=${id}&take=100`)).Items as {
    Category: string;
    Message: string;
    CorrelationId: string;
  }[];
const categoriesOf = async (id: string) => (await eventsOf(id)).map(({ Category }) => Category);

async function refusal(url: string, body: object): Promise<string> {
  const answer = await server.call("POST", url, body);
  expect(answer.status, answer.text).toBe(400);
  return answer.body.Errors.join(" ");
}

describe("a certificate", () => {
  test("shows the content of its file, but not the file and the password", async () => {
    const made = await upload("rsa-aes256.pfx", PASSWORD, { Notes: "For the web" });
    const there = { HasValue: true, NewValue: null, Hint: null };
    expect(made).toMatchObject({
      Notes: "For the web",
      CertificateData: there,
      Password: there,
      CertificateDataFormat: "Pkcs12",
      SubjectCommonName: "www.example.org",
      IssuerCommonName: "Issuing",
      HasPrivateKey: true,
      SelfSigned: false,
      IsExpired: false,
      Archived: null,
      ReplacedBy: null,
      Version: 3,
    });
    expect(made.CertificateChain).toHaveLength(2);
    expect(made).not.toHaveProperty("Created");
    expect(made.Links.Export).toBe(
      `/api/Spaces-1/certificates/${made.Id}/export{?format,password,includePrivateKey,pemOptions}`,
    );
    const text = "select body::text as body from trail.documents where id = $1";
    const [row] = await database.query<{ body: string }>({ name: "", text }, [made.Id]);
    const shown = [JSON.stringify(made), row?.body, JSON.stringify(await eventsOf(made.Id))];
    for (const place of shown) {
      expect(place).not.toContain(base64("rsa-aes256.pfx").slice(40, 80));
      expect(place).not.toContain(PASSWORD);
    }
  });

  test("is found by its thumbprint; an active one before archived ones", async () => {
    const { Id, Thumbprint } = await upload("ed25519.pfx", PASSWORD);
    const second = await upload("ed25519.pfx", PASSWORD);
    await post(`/api/certificates/${Id}/archive`);
    expect((await get(`/api/certificates/${Thumbprint.toLowerCase()}`)).Id).toBe(second.Id);
    await post(`/api/certificates/${second.Id}/archive`);
    expect([Id, second.Id]).toContain((await get(`/api/certificates/${Thumbprint}`)).Id);
    const { status } = await server.call("GET", `/api/certificates/${"0".repeat(40)}`);
    expect(status).toBe(404);
  });

  test("keeps its file when other fields are changed", async () => {
    const { Id, Thumbprint } = await upload("rsa.pem");
    const changed = await server.call("PUT", `/api/certificates/${Id}`, {
      Name: "Renamed",
      CertificateData: { NewValue: base64("ec-bundle.pem") },
      Thumbprint: "made up",
      Archived: "2026-01-01T00:00:00Z",
    });
    expect(changed.body).toMatchObject({ Name: "Renamed", Thumbprint, Archived: null });
    expect((await exported(Id)).bytes).toEqual(sample("rsa.pem"));
  });

  test.each([
    [{}, "CertificateData is required."],
    [{ CertificateData: { HasValue: true } }, "CertificateData is required."],
    [{ CertificateData: "*" }, "CertificateData must be a certificate file in Base64"],
    [{ CertificateData: "A".repeat(2_100_000) }, "of at most 2 MiB"],
    [{ CertificateData: base64("ec.key") }, "The file contains no certificate."],
    [{ CertificateData: base64("ec-3des.pfx") }, "Password is required"],
    [{ CertificateData: base64("ec-3des.pfx"), Password: "wrong" }, "Password is wrong"],
    [{ CertificateData: base64("rsa.pem"), Password: "x".repeat(1001) }, "at most 1000 characters"],
  ])("is refused: case %#", async (sent, sentence) => {
    const body = { Name: "Refused", ...sent };
    expect(await refusal("/api/certificates", body)).toContain(sentence);
  });
});

describe("lists of certificates", () => {
  const ids = async (query: string, space = spaceId) =>
    (await get(`/api/${space}/certificates${query}`)).Items.map(({ Id }: { Id: string }) => Id);
  let spaceId: string;
  let soon: string;
  let later: string;
  let archived: string;

  beforeAll(async () => {
    spaceId = await organisation.space();
    const make = async (Name: string, file: string) => {
      const body = { Name, CertificateData: { NewValue: base64(file) }, Password: PASSWORD };
      return (await organisation.make(`/api/${spaceId}/certificates`, body)).Id;
    };
    const request = { Name: "Soon", SubjectCommonName: "soon.example.org" };
    later = await make("Later", "rsa-3des.pfx");
    soon = (await post(`/api/${spaceId}/certificates/generate`, request)).Id;
    archived = await make("Old", "ec-3des.pfx");
    await post(`/api/${spaceId}/certificates/${archived}/archive`);
  });

  test("are ordered by expiry or by creation, newest first, and exclude archived ones", async () => {
    expect(await ids("")).toEqual([soon, later]);
    expect(await ids("?orderBy=Recent")).toEqual([soon, later]);
    const third = { Name: "Third", SubjectCommonName: "third.example.org" };
    const { Id } = await post(`/api/${spaceId}/certificates/generate`, third);
    expect(await ids("?orderBy=recent")).toEqual([Id, soon, later]);
    await server.call("DELETE", `/api/${spaceId}/certificates/${Id}`);
    expect(await ids("?archived=true")).toEqual([archived]);
    expect(await ids("?ids=nothing")).toEqual([]);
    const all = await get(`/api/${spaceId}/certificates/all`);
    expect(all).toHaveLength(3);
  });

  test("are searched by name, subject and thumbprint", async () => {
    const { Thumbprint } = await get(`/api/${spaceId}/certificates/${soon}`);
    expect(await ids("?search=LATE")).toEqual([later]);
    expect(await ids("?partialName=LATE")).toEqual([later]);
    expect(await ids("?search=soon.example")).toEqual([soon]);
    expect(await ids(`?search=${Thumbprint.slice(3, 30).toLowerCase()}`)).toEqual([soon]);
    expect(await ids("?search=nothing of the kind")).toEqual([]);
  });

  test("start with the selected one, whatever the other parameters are", async () => {
    expect(await ids(`?firstResult=${archived}`)).toEqual([archived, soon, later]);
    expect(await ids(`?firstResult=${later}&take=1`)).toEqual([later]);
    expect(await ids(`?firstResult=${later}&take=1&skip=1`)).toEqual([soon]);
    const elsewhere = await upload("rsa.pem");
    expect(await ids(`?firstResult=${elsewhere.Id}`)).toEqual([soon, later]);
  });

  test("for a tenant include those with the tenant or one of its tags", async () => {
    const tags = { Name: "Region", Tags: [{ Name: "North" }] };
    await organisation.make(`/api/${spaceId}/tagsets`, tags);
    const tenant = await organisation.make(`/api/${spaceId}/tenants`, {
      Name: "Customer",
      TenantTags: ["Region/North"],
    });
    await server.call("PUT", `/api/${spaceId}/certificates/${soon}`, { TenantIds: [tenant.Id] });
    await server.call("PUT", `/api/${spaceId}/certificates/${later}`, {
      TenantTags: ["Region/North"],
    });
    expect(await ids(`?tenant=${tenant.Id}`)).toEqual([soon, later]);
    expect(await ids("?tenant=Tenants-999999")).toEqual([]);
  });

  test("have 15 items per page", async () => {
    const answer = await get(`/api/${spaceId}/certificates`);
    expect(answer.ItemsPerPage).toBe(15);
    expect(answer.Links.Template).toContain("search,archived,tenant,firstResult,orderBy");
  });
});

describe("a certificate's file", () => {
  test("is returned as uploaded, or in each format", async () => {
    const { Id, Name } = await upload("rsa-3des.pfx", PASSWORD);
    const own = await exported(Id);
    expect(own.bytes).toEqual(sample("rsa-3des.pfx"));
    const file = Name.toLowerCase().replace(" ", "-");
    expect(own.headers).toMatchObject({
      "content-type": "application/x-pkcs12",
      "content-disposition": `attachment; filename="${file}.pfx"`,
      "cache-control": "no-store",
    });
    const der = await exported(Id, "?format=der");
    expect(der.bytes).toEqual(sample("rsa.der"));
    expect(der.headers["content-type"]).toBe("application/pkix-cert");
    const pem = await exported(Id, "?format=Pem");
    expect(new X509Certificate(pem.bytes).raw).toEqual(sample("rsa.der"));
    expect(pem.text).not.toContain("KEY");
    const counts = async (options: string) =>
      (await exported(Id, `?format=Pem&pemOptions=${options}`)).text.split("BEGIN CERT").length - 1;
    expect(await counts("PrimaryOnly")).toBe(1);
    expect(await counts("PrimaryAndChain")).toBe(3);
    expect(await counts("ChainOnly")).toBe(2);
  });

  test("includes its key, encrypted with the given password", async () => {
    const { Id } = await upload("ec-bundle.pem");
    const pfx = await exported(Id, "?format=Pkcs12&password=another");
    createSecureContext({ pfx: pfx.bytes, passphrase: "another" });
    const plain = await exported(Id, "?format=Pem&includePrivateKey=True");
    const locked = await exported(Id, "?format=Pem&includePrivateKey=true&password=another");
    expect(locked.text).toContain("-----BEGIN ENCRYPTED PRIVATE KEY-----");
    const key = createPrivateKey({ key: locked.bytes, passphrase: "another" });
    expect(createPrivateKey(plain.bytes).equals(key)).toBe(true);
    expect((await readCertificateFile(plain.bytes, "")).privateKey?.equals(key)).toBe(true);
  });

  test("includes its key only for users with that permission, in the certificate's scope", async () => {
    const made = await Promise.all(
      ["Production", "Test"].map((Name) => organisation.make("/api/environments", { Name })),
    );
    const [production = "", other = ""] = made.map(({ Id }) => Id);
    const { Id } = await upload("ec-bundle.pem", undefined, { EnvironmentIds: [production] });
    const reader = { space: ["CertificateView"] };
    const exporter = { space: ["CertificateExportPrivateKey"] };
    const elsewhere = { ...exporter, scope: { EnvironmentIds: [other] } };
    const here = { ...exporter, scope: { EnvironmentIds: [production] } };
    for (const holdings of [[reader], [reader, elsewhere]]) {
      const { key } = await organisation.personWith(...holdings);
      for (const query of ["", "?format=Pkcs12", "?format=Pem&includePrivateKey=true"]) {
        const answer = await exported(Id, query, key);
        expect(answer.status).toBe(403);
        expect(answer.body.ErrorMessage).toContain("CertificateExportPrivateKey");
      }
      expect((await exported(Id, "?format=Der", key)).status).toBe(200);
    }
    expect(await categoriesOf(Id)).toEqual(["Created"]);
    const { key } = await organisation.personWith(reader, here);
    expect((await exported(Id, "", key)).bytes).toEqual(sample("ec-bundle.pem"));
    expect(await categoriesOf(Id)).toEqual(["CertificatePrivateKeyExported", "Created"]);
  });

  test("is not returned with its key if that cannot be recorded", async () => {
    const { Id } = await upload("ec-bundle.pem");
    await database.script(`
      create function pg_temp_refuse() returns trigger language plpgsql as
        $$ begin raise exception 'the disk is full'; end $$;
      create trigger refuse before insert on trail.events execute function pg_temp_refuse();
    `);
    const answer = await exported(Id, "?password=hush");
    await database.script("drop trigger refuse on trail.events; drop function pg_temp_refuse");
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain("KEY");
    expect(log.errors()).toMatchObject([
      {
        method: "GET",
        path: `/api/certificates/${Id}/export`,
        err: { message: expect.stringContaining("the disk is full") },
      },
    ]);
    expect(log.lines.join("")).not.toContain("hush");
    expect(await categoriesOf(Id)).toEqual(["Created"]);
  });

  test.each(["?format=Jks", "?format=Pem&pemOptions=All", "?includePrivateKey=maybe"])(
    "%s is refused",
    async (query) => {
      const { Id } = await upload("rsa.pem");
      expect((await exported(Id, query)).status).toBe(400);
    },
  );
});

describe("a generated certificate", () => {
  test("is self-signed and has a key", async () => {
    const request = {
      Name: "Made",
      SubjectCommonName: "made.example.org",
      SelfSignedCertificateCurve: "nistP256",
      CertificateData: { NewValue: base64("rsa.pem") },
    };
    const made = await post("/api/certificates/generate", request);
    expect(made).toMatchObject({
      SubjectDistinguishedName: "CN=made.example.org",
      SubjectAlternativeNames: ["made.example.org"],
      SelfSigned: true,
      HasPrivateKey: true,
      CertificateDataFormat: "Pkcs12",
      SignatureAlgorithmName: "sha256ECDSA",
      Password: { HasValue: false },
    });
    const days = (Date.parse(made.NotAfter) - Date.parse(made.NotBefore)) / 86_400_000;
    expect(days).toBe(365);
    createSecureContext({ pfx: (await exported(made.Id)).bytes, passphrase: "" });
  });

  test.each([
    [{ Name: "No one" }, "SubjectCommonName or SubjectOrganization is required."],
    [{ Name: "Long", SubjectCommonName: "x".repeat(65) }, "SubjectCommonName"],
    [{ SubjectCommonName: "nameless" }, "Name is required."],
    [{ Name: "x", SubjectCommonName: "y", SelfSignedCertificateCurve: "P224" }, "Curve"],
  ])("is refused: case %#", async (body, sentence) => {
    expect(await refusal("/api/certificates/generate", body)).toContain(sentence);
  });
});

describe("a certificate that is replaced", () => {
  test("keeps its id, name, notes and scope; another certificate gets the old file", async () => {
    const Notes = "Ours";
    const before = await upload("rsa-aes256.pfx", PASSWORD, { Notes });
    const url = `/api/certificates/${before.Id}`;
    const former = await post(`${url}/replace`, { certificateData: base64("ec-bundle.pem") });
    const { Name, Thumbprint } = before;
    expect(former).toMatchObject({ Name, Notes, Thumbprint, ReplacedBy: before.Id });
    expect(former.Id).not.toBe(before.Id);
    expect(Date.parse(former.Archived)).not.toBeNaN();
    const now = await get(url);
    expect(now).toMatchObject({ Name, Notes, Archived: null, ReplacedBy: null });
    expect(now).toMatchObject({ SubjectCommonName: "ec.example.org", CertificateChain: [] });
    expect(now.Password.HasValue).toBe(false);
    expect((await exported(before.Id)).bytes).toEqual(sample("ec-bundle.pem"));
    expect((await exported(former.Id)).bytes).toEqual(sample("rsa-aes256.pfx"));
    expect((await exported(former.Id, "?format=Der")).bytes).toEqual(sample("rsa.der"));
    const events = (await eventsOf(before.Id)).filter(
      ({ Category }) => Category !== "CertificatePrivateKeyExported",
    );
    expect(events.map(({ Category, Message }) => [Category, Message])).toEqual([
      ["Created", `Certificate ${Name} was created`],
      ["CertificateReplaced", `Certificate ${Name} was replaced`],
      ["Modified", `Certificate ${Name} was changed`],
      ["Created", `Certificate ${Name} was created`],
    ]);
    expect(new Set(events.slice(0, 3).map(({ CorrelationId }) => CorrelationId)).size).toBe(1);
  });

  test("by the same file is not changed", async () => {
    const { Id } = await upload("ec-3des.pfx", PASSWORD);
    const body = { CertificateData: base64("ec-3des.pfx"), Password: PASSWORD };
    expect((await post(`/api/certificates/${Id}/replace`, body)).Id).toBe(Id);
    expect(await categoriesOf(Id)).toEqual(["Created"]);
  });

  test("by a file that cannot be read is not changed", async () => {
    const { Id } = await upload("rsa.pem");
    const body = { CertificateData: base64("request.pem") };
    expect(await refusal(`/api/certificates/${Id}/replace`, body)).toContain("no certificate");
    expect(await categoriesOf(Id)).toEqual(["Created"]);
  });
});

test("a certificate is archived and unarchived, once each", async () => {
  const { Id, Name } = await upload("rsa.pem");
  const url = `/api/certificates/${Id}`;
  const { Archived } = await post(`${url}/archive`, {});
  expect((await post(`${url}/archive`)).Archived).toBe(Archived);
  expect((await post(`${url}/unarchive`)).Archived).toBeNull();
  await post(`${url}/unarchive`);
  expect((await eventsOf(Id)).map(({ Message }) => Message)).toEqual([
    `Certificate ${Name} was unarchived`,
    `Certificate ${Name} was archived`,
    `Certificate ${Name} was created`,
  ]);
});

test("a certificate that variables refer to cannot be deleted, and the error names the users", async () => {
  const { Id } = await upload("rsa.pem");
  const project = await organisation.project();
  const library = await organisation.make("/api/libraryvariablesets", { Name: "Shared" });
  const Variables = [{ Name: "Site", Type: "Certificate", Value: Id }];
  for (const id of [`variableset-${project.Id}`, library.VariableSetId]) {
    expect((await server.call("PUT", `/api/variables/${id}`, { Variables })).status).toBe(200);
  }
  const usages = await get(`/api/certificates/${Id}/usages`);
  expect(usages).toMatchObject({
    ProjectUsages: [{ Id: project.Id, Name: project.Name }],
    LibraryVariableSetUsages: [{ Id: library.Id }],
    DeploymentTargetUsages: [],
    TenantUsages: [],
  });
  const { key } = await organisation.personWith({ space: ["CertificateView"] });
  const unseen = await server.call("GET", `/api/certificates/${Id}/usages`, undefined, { key });
  expect(unseen.body.ProjectUsages).toEqual([]);
  const refused = await server.call("DELETE", `/api/certificates/${Id}`);
  expect(refused.status).toBe(409);
  expect(refused.body.ErrorMessage).toContain(`Project '${project.Name}'`);
  for (const id of [`variableset-${project.Id}`, library.VariableSetId]) {
    await server.call("PUT", `/api/variables/${id}`, { Variables: [] });
  }
  expect((await server.call("DELETE", `/api/certificates/${Id}`)).status).toBe(200);
});
