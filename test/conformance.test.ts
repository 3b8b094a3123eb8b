import { DOCUMENT_DEFINITIONS, type DocumentDefinition } from "@indelible/domain";
import type { Database, ReferenceRule } from "@indelible/trail";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contracts } from "./conformance/contracts.ts";
import { placed, textFieldOf } from "./conformance/placed.ts";
import {
  addressOf,
  type Examples,
  examplesFor,
  makeReadyToGo,
  type Shown,
} from "./support/examples.ts";
import { startTestServer, type TestServer } from "./support/server.ts";
import { describeStores } from "./support/stores.ts";
import { testIf } from "./support/test-if.ts";

// The sample type proves that a document type needs only one definition.
const DEFINITIONS = [...DOCUMENT_DEFINITIONS, contracts];
const WITH_ROUTES = DEFINITIONS.filter(({ verbs }) => verbs.has("list"));

/** Bodies that change a document of a type without a plain text field. */
const CHANGES: Readonly<Record<string, (n: number) => Record<string, unknown>>> = {
  variableset: (n) => ({ Variables: [{ Name: "Changed", Value: `to ${n}` }] }),
  // Never empty, unlike new documents, and never the same twice in a row.
  ScopedUserRoles: (n) => ({ EnvironmentIds: Array(1 + (n % 2)).fill("Environments-1") }),
};

/**
 * Places that only accept documents belonging to the document itself: no example can have one
 * there.
 */
const OWN_PLACES: readonly string[] = ["Runbooks/PublishedRunbookSnapshotId"];

/** Types whose secrets are set only at creation; another route replaces them. */
const SECRETS_SAID_ONCE = new Set(["Certificates"]);

describeStores("document types", (open, store) => {
  let database: Database;
  let server: TestServer;
  let examples: Examples;
  let counter = 0;
  // Rules of addresses and bodies, which do not depend on the database, are tested on one of them.
  const once = store === "postgres";

  beforeAll(async () => {
    database = await open();
    server = await startTestServer(database, { definitions: DEFINITIONS });
    examples = examplesFor(server, DEFINITIONS);
    expect(await examples.idOf("Environments")).toBe("Environments-1");
  });
  afterAll(async () => {
    await server.close();
    await database.close();
  });

  async function get(url: string) {
    const answer = await server.call("GET", url);
    expect(answer.status, `GET ${url}: ${answer.text.slice(0, 300)}`).toBe(200);
    return answer.body;
  }

  async function eventsOf(id: string) {
    return (await get(`/api/events?regarding=${id}&spaces=all&includeSystem=true&take=1000`)).Items;
  }

  /** A body that changes a document of the type to a new state. */
  function change(definition: DocumentDefinition): Record<string, unknown> {
    counter += 1;
    const special = CHANGES[definition.prefix];
    const field = textFieldOf(definition);
    return special?.(counter) ?? { [field ?? "Name"]: `changed ${counter}` };
  }

  async function refusedBy(answer: { status: number; text: string }, status: number) {
    expect(answer.status, answer.text.slice(0, 300)).toBe(status);
    const body = JSON.parse(answer.text);
    return [body.ErrorMessage, ...body.Errors].join("\n");
  }

  describe.each(WITH_ROUTES)("$label", (definition) => {
    const url = addressOf(definition);
    const creates = definition.verbs.has("create");
    const edits = definition.verbs.has("edit");
    const deletes = definition.verbs.has("delete");
    const uniqueField = definition.unique[0]?.fields[0];
    // For the rules that only read.
    const standing = async (): Promise<Shown> =>
      get(`${url}/${await examples.idOf(definition.prefix)}`);

    testIf(creates)("is created with 201 and found at its Location", async () => {
      const body = await examples.body(definition);
      const { status, headers, body: made } = await server.call("POST", url, body);
      expect(status).toBe(201);
      expect(made.Id).toMatch(new RegExp(`^${definition.prefix}-\\d+$`));
      expect(headers.location).toBe(made.Links.Self);
      expect(await get(String(headers.location))).toEqual(made);
      for (const [field, value] of Object.entries(plainOnly(body))) {
        expect(made[field], field).toEqual(value);
      }
    });

    test("is found by id and, if it has them, slug and name", async () => {
      const made = await standing();
      expect(await get(`${url}/${made.Id}`)).toEqual(made);
      for (const { fields, within } of definition.unique) {
        const value = made[fields[0]];
        const isName = ["Name", "Slug"].includes(fields[0]) && typeof within === "string";
        if (!isName || typeof value !== "string" || made.SpaceId === null) continue;
        expect((await get(`${url}/${encodeURIComponent(value)}`)).Id).toBe(made.Id);
        expect((await get(`${url}/${encodeURIComponent(value.toUpperCase())}`)).Id).toBe(made.Id);
      }
    });

    test("is listed in pages; the last one has no Page.Next", async () => {
      const made = await standing();
      const everything = await get(`${url}?take=2147483647`);
      const ids = everything.Items.map(({ Id }: Shown) => Id);
      expect(ids).toContain(made.Id);
      expect(everything).toMatchObject({ TotalResults: ids.length, NumberOfPages: 1 });
      expect(everything.Links).not.toHaveProperty("Page.Next");

      const walked: string[] = [];
      let pages = 0;
      for (let next: string | undefined = `${url}?take=7`; next !== undefined; pages++) {
        const page = await get(next);
        expect(page).toMatchObject({ TotalResults: ids.length, ItemsPerPage: 7 });
        expect(page.NumberOfPages).toBe(Math.ceil(ids.length / 7));
        expect(page.LastPageNumber).toBe(page.NumberOfPages - 1);
        expect(page.Links).toMatchObject({ Self: expect.stringContaining(url) });
        expect("Page.Previous" in page.Links).toBe(pages > 0);
        walked.push(...page.Items.map(({ Id }: Shown) => Id));
        next = page.Links["Page.Next"];
      }
      expect(walked).toEqual(ids);
      expect(pages).toBe(Math.ceil(ids.length / 7));
      expect((await get(`${url}?skip=100000`)).Items).toEqual([]);
      expect((await get(`${url}?take=0`)).TotalResults).toBe(ids.length);
    });

    test("is in the array of the /all route", async () => {
      const made = await standing();
      const all: Shown[] = await get(`${url}/all`);
      expect(all).toContainEqual(made);
      const listed = await get(`${url}?take=2147483647`);
      expect(all).toEqual(listed.Items);
    });

    test("is filtered by ids; unknown ids are ignored", async () => {
      const [one, two] = [await standing(), await examples.create(definition)];
      const ids = [two.Id, `${definition.prefix}-999999`, "Nonsense-1", one.Id].join(",");
      for (const wanted of [ids, encodeURIComponent(ids)]) {
        const { Items, TotalResults } = await get(`${url}?ids=${wanted}`);
        expect(Items.map(({ Id }: Shown) => Id).sort()).toEqual([one.Id, two.Id].sort());
        expect(TotalResults).toBe(2);
      }
      expect(await get(`${url}/all?ids=${one.Id}`)).toEqual([one]);
      expect((await get(`${url}?ids=Nonsense-1`)).Items).toEqual([]);
    });

    test("is found by a part of its name in any case", async () => {
      const made = await standing();
      const title = definition.title(made as never);
      const part = encodeURIComponent(title.slice(1).toUpperCase());
      const { Items } = await get(`${url}?partialName=${part}&take=1000`);
      expect(Items.map(({ Id }: Shown) => Id)).toContain(made.Id);
      expect((await get(`${url}?partialname=no%20such%20name`)).Items).toEqual([]);
      expect((await get(`${url}?partialName=%25`)).Items).toEqual([]);
    });

    testIf(once)("has the same address in all forms and in any case", async () => {
      const made = await standing();
      const path = `${definition.route}/${made.Id}`;
      const forms = [
        `/api/Spaces-1/${path}`,
        `/api/spaces-1/${path}`,
        `/api/spaces/Spaces-1/${path}`,
        `/api/spaces/default/${path}`,
        `/API/${definition.route.toUpperCase()}/${made.Id}`,
        `/api/${path}/`,
      ];
      for (const form of forms) expect(await get(form), form).toEqual(made);
      const override = { headers: { "x-http-method-override": "get" } };
      expect((await server.call("POST", `/api/${path}`, {}, override)).body).toEqual(made);
    });

    testIf(creates && once)(
      "accepts member names in any case, and ignores unknown members and null",
      async () => {
        const body = await examples.body(definition);
        const lowered = Object.fromEntries(
          Object.entries(body).map(([name, value]) => [name.toLowerCase(), value]),
        );
        const nothing = Object.fromEntries(
          Object.keys(definition.schema.properties)
            .filter((name) => !(name in body))
            .map((name) => [name, null]),
        );
        const extras = { spaceIdOrName: "Default", Links: { Self: "/x" }, LastModifiedOn: 7 };
        const answer = await server.call("POST", url, { ...nothing, ...extras, ...lowered });
        expect(answer.status, answer.text).toBe(201);
        expect(answer.body).not.toHaveProperty("spaceIdOrName");
        const asUsual = await server.call("POST", url, await examples.body(definition));
        const unnamed = (made: Shown) => Object.keys(made).sort();
        expect(unnamed(answer.body)).toEqual(unnamed(asUsual.body));
      },
    );

    testIf(edits)("keeps members that a change does not contain", async () => {
      const made = await examples.create(definition);
      const sent = change(definition);
      const { status, body: changed } = await server.call("PUT", `${url}/${made.Id}`, sent);
      expect(status, JSON.stringify(changed)).toBe(200);
      const keep = (shown: Shown) => {
        const moving = ["LastModifiedOn", "Version", ...Object.keys(sent)];
        return Object.fromEntries(Object.entries(shown).filter(([name]) => !moving.includes(name)));
      };
      expect(keep(changed)).toEqual(keep(made));
      expect(changed).toEqual(await get(`${url}/${made.Id}`));
      const [event] = await eventsOf(made.Id);
      expect(event).toMatchObject({ Category: "Modified", DocumentType: definition.prefix });
    });

    testIf(edits)("is not changed, and no event is recorded, by the same content", async () => {
      const { Id } = await examples.create(definition);
      await server.call("PUT", `${url}/${Id}`, change(definition));
      const before = await get(`${url}/${Id}`);
      const events = await eventsOf(Id);
      const { status, body: after } = await server.call("PUT", `${url}/${Id}`, before);
      expect(status).toBe(200);
      expect(after).toEqual(before);
      expect(await eventsOf(Id)).toEqual(events);
    });

    testIf(edits)("refuses a stale write and reports the changes in between", async () => {
      const { Id } = await examples.create(definition);
      const first = await server.call("GET", `${url}/${Id}`);
      const headers = { "if-match": String(first.headers.etag) };
      const put = (body: unknown) => server.call("PUT", `${url}/${Id}`, body, { headers });
      expect((await put(change(definition))).status).toBe(200);
      const late = await put(change(definition));
      expect(await refusedBy(late, 409)).toMatch(/was changed by admin/);
      expect(late.body.Details.Changes).toEqual([
        expect.objectContaining({ Username: "admin", Differences: expect.any(Array) }),
      ]);
      expect(late.body.Details.Changes[0].Differences).not.toEqual([]);
      if (!definition.versioned) return;
      const { Version } = first.body;
      const old = await server.call("PUT", `${url}/${Id}`, { ...change(definition), Version });
      expect(old.status).toBe(409);
    });

    testIf(creates && uniqueField)("refuses a taken name in any case", async () => {
      const body = await examples.body(definition);
      expect((await server.call("POST", url, body)).status).toBe(201);
      const field = uniqueField ?? "";
      const again = { ...body, [field]: String(body[field]).toUpperCase() };
      const sentence = await refusedBy(await server.call("POST", url, again), 400);
      expect(sentence).toMatch(new RegExp(`Another ${definition.label} already has the ${field}`));
    });

    const named = definition.references.filter((rule) => !isReadOnly(definition, rule));
    testIf(creates).each(named)("refuses ids that are not allowed at $at", async ({ at, to }) => {
      const field = at.split("/")[1] ?? "";
      for (const id of [`${to[0]}-999999`, "Spaces-1"]) {
        const body = placed(definition, await examples.body(definition), at, id);
        const sentence = await refusedBy(await server.call("POST", url, body), 400);
        expect(sentence).toContain(field);
        expect(sentence).toContain(id);
      }
    });

    testIf(deletes)("is gone once deleted", async () => {
      const { Id } = await deletable(definition);
      expect(await server.call("DELETE", `${url}/${Id}`)).toMatchObject({ status: 200 });
      expect((await server.call("GET", `${url}/${Id}`)).status).toBe(404);
      expect((await server.call("DELETE", `${url}/${Id}`)).status).toBe(404);
      const [event] = await eventsOf(Id);
      expect(event).toMatchObject({ Category: expect.stringMatching(/Deleted$/) });
    });

    const [needing] = deletes ? needersOf(definition) : [];
    testIf(needing)("is not deleted while another document needs it", async () => {
      if (needing === undefined) return;
      const { needer, rule } = needing;
      const { Id } = await deletable(definition);
      const body = placed(needer, await examples.body(needer), rule.at, Id);
      const made = await server.call("POST", addressOf(needer), body);
      expect(made.status, made.text).toBe(201);
      const sentence = await refusedBy(await server.call("DELETE", `${url}/${Id}`), 409);
      expect(sentence).toContain(`${needer.label} '${needer.title(made.body)}'`);
      expect((await server.call("DELETE", `${addressOf(needer)}/${made.body.Id}`)).status).toBe(
        200,
      );
      expect((await server.call("DELETE", `${url}/${Id}`)).status).toBe(200);
    });

    testIf(once)("is not found by an unknown id, nor by one of another type", async () => {
      for (const id of [`${definition.prefix}-999999`, "userroles-spacemanager", "no-such"]) {
        if (definition.prefix === "UserRoles" && id.startsWith("userroles")) continue;
        expect(await refusedBy(await server.call("GET", `${url}/${id}`), 404)).toContain(id);
        if (edits) expect((await server.call("PUT", `${url}/${id}`, {})).status).toBe(404);
        if (deletes) expect((await server.call("DELETE", `${url}/${id}`)).status).toBe(404);
      }
    });

    const rewritable = SECRETS_SAID_ONCE.has(definition.prefix) ? [] : definition.sensitive;
    testIf(edits).each(rewritable)("shows no secret at $at", async (rule) => {
      const write = async (secret: string) => {
        const base = { ...(await examples.body(definition)), IsService: false };
        const value = rule.when === "shaped" ? { HasValue: true, NewValue: secret } : secret;
        const beside =
          typeof rule.when === "object"
            ? placed(definition, base, rule.at.replace(/[^/]*$/, rule.when.field), rule.when.equals)
            : base;
        return placed(definition, beside, rule.at, value);
      };
      const { Id } = await examples.create(definition);
      const secret = `hush-${definition.route}-${counter++}`;
      const answers = [await server.call("PUT", `${url}/${Id}`, await write(secret))];
      expect(answers[0]?.status, answers[0]?.text).toBe(200);
      const first = await eventsOf(Id);
      expect(first[0]?.Category).toBe("Modified");
      // The response is written back: the secret is kept, and no change is reported.
      const { body: shown } = await server.call("GET", `${url}/${Id}`);
      answers.push(await server.call("PUT", `${url}/${Id}`, shown));
      expect(await eventsOf(Id)).toEqual(first);
      answers.push(
        await server.call("GET", `${url}/${Id}`),
        await server.call("GET", `${url}?take=1000`),
        await server.call("GET", `${url}/all`),
        await server.call("GET", `/api/events?regarding=${Id}`),
        await server.call("GET", `/api/events?regarding=${Id}&asCsv=true`),
        await server.call("GET", `/api/events/${first[0].Id}`),
      );
      for (const { text } of answers) {
        expect(text).not.toContain("hush-");
        expect(text).not.toMatch(/sealed:v1|scrypt:v2|"Kept"/);
      }
      const text = "select body::text as body from trail.documents where id = $1";
      const [row] = await database.query<{ body: string }>({ name: "", text }, [Id]);
      expect(row?.body).not.toContain("hush-");
      expect(row?.body).toMatch(/sealed:v1|scrypt:v2/);
    });

    testIf(once)("is described", async () => {
      const { paths } = await get("/api/openapi.json");
      const methods = Object.keys(paths[`${url}/{id}`] ?? {});
      expect(methods).toContain("get");
      expect(methods.includes("put")).toBe(edits);
      expect(methods.includes("delete")).toBe(deletes);
      const { Links } = await get("/api");
      expect(Object.values(Links).some((link) => String(link).startsWith(`${url}{/id}`))).toBe(
        true,
      );
    });
  });

  /** A new document that can be deleted. */
  async function deletable(definition: DocumentDefinition): Promise<Shown> {
    const made = await examples.create(definition);
    await makeReadyToGo(server, made);
    return made;
  }
});

/** The types that may need a document of this type, and the fields that refer to it. */
function needersOf(definition: DocumentDefinition) {
  return WITH_ROUTES.filter(({ verbs }) => verbs.has("create")).flatMap((needer) =>
    needer.references
      .filter((rule) => rule.to.includes(definition.prefix) && !isReadOnly(needer, rule))
      .filter(({ at }) => !OWN_PLACES.includes(`${needer.prefix}${at}`))
      .filter(({ onDelete = "refuse" }) => onDelete === "refuse")
      .map((rule) => ({ needer, rule })),
  );
}

function isReadOnly(definition: DocumentDefinition, rule: ReferenceRule): boolean {
  const field = definition.schema.properties[rule.at.split("/")[1] ?? ""];
  return (field as { readOnly?: boolean } | undefined)?.readOnly === true;
}

/** The fields that are returned unchanged: no lists, which get ids, and no objects. */
function plainOnly(body: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => typeof value !== "object"));
}
