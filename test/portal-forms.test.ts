import { DOCUMENT_DEFINITIONS } from "@indelible/domain";
import type { Database, JsonObject } from "@indelible/trail";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { documentForm } from "../packages/portal/src/model/forms/document-form.ts";
import { problemsOf } from "../packages/portal/src/model/forms/problems.ts";
import { readFields } from "../packages/portal/src/model/forms/read-value.ts";
import { changedFields } from "../packages/portal/src/model/forms/write-value.ts";
import { contracts } from "./conformance/contracts.ts";
import { addressOf, type Examples, examplesFor } from "./support/examples.ts";
import { startTestServer, type TestServer } from "./support/server.ts";
import { openStore } from "./support/stores.ts";

// The made-up type proves that a form needs no separate code.
const DEFINITIONS = [...DOCUMENT_DEFINITIONS, contracts];
const CREATABLE = DEFINITIONS.filter(({ verbs }) => verbs.has("create"));
const EDITABLE = DEFINITIONS.filter(({ verbs }) => verbs.has("get") && verbs.has("edit"));

let database: Database;
let server: TestServer;
let examples: Examples;

beforeAll(async () => {
  database = await openStore("postgres");
  server = await startTestServer(database, { definitions: DEFINITIONS });
  examples = examplesFor(server, DEFINITIONS);
});
afterAll(async () => {
  await server.close();
  await database.close();
});

describe("what the form of a new document sends", () => {
  test.each(CREATABLE)("is accepted: $label", async (definition) => {
    const fields = documentForm(definition);
    const typed = JSON.parse(JSON.stringify(await examples.body(definition))) as JsonObject;
    const values = readFields(fields, typed);
    expect(problemsOf(fields, values)).toEqual({});
    const sent = changedFields(fields, readFields(fields), withTypedSecrets(values, typed), true);
    const answer = await server.call("POST", addressOf(definition), sent);
    expect(answer.status, answer.text).toBe(201);
  });
});

describe("what the form of an existing document sends", () => {
  test.each(EDITABLE)("changes nothing when nothing was edited: $label", async (definition) => {
    const fields = documentForm(definition);
    const before = await examples.create(definition);
    const url = `${addressOf(definition)}/${before.Id}`;
    const shown = (await server.call("GET", url)).body;
    const values = readFields(fields, shown);
    expect(problemsOf(fields, values)).toEqual({});
    expect(changedFields(fields, values, values, false)).toEqual({});
    // Sent in full, it is still the same document: controls lose nothing of what they show.
    const all = changedFields(fields, {}, values, true);
    const version = definition.versioned ? { Version: shown.Version } : {};
    const answer = await server.call("PUT", url, { ...all, ...version });
    expect(answer.status, answer.text).toBe(200);
    const after = (await server.call("GET", url)).body;
    for (const { name } of fields) expect([name, after[name]]).toEqual([name, shown[name]]);
  });
});

/** The values of a form with the secrets of an example as a user would type them. */
function withTypedSecrets(values: JsonObject, typed: JsonObject): JsonObject {
  const secrets = Object.entries(typed).flatMap(([name, value]) => {
    const text = secretOf(value);
    return text === undefined ? [] : [[name, { ...asEntry(values[name]), ...text }]];
  });
  return { ...values, ...Object.fromEntries(secrets) };
}

function secretOf(value: unknown) {
  if (typeof value !== "object" || value === null || !("NewValue" in value)) return undefined;
  return { Edit: "replace", Text: String(value.NewValue) };
}

function asEntry(value: unknown): object {
  return typeof value === "object" && value !== null ? value : {};
}
