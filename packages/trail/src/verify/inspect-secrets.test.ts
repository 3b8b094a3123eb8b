import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { sampleEvent } from "../../../../test/support/sample-event.ts";
import type { EventOfFormat3 } from "../event/event.ts";
import { type DocumentRule, ruledType } from "../guards/document-rules.ts";
import type { JsonObject } from "../json/json.ts";
import { secretBinding } from "../secrets/seal-document.ts";
import { masterKeySealer } from "../secrets/sealer.ts";
import { secretDigests } from "../secrets/secret-digests.ts";
import type { DocumentRow } from "./document-row.ts";
import { inspectSecrets } from "./inspect-secrets.ts";

const sealer = masterKeySealer(new Uint8Array(32).fill(7), randomBytes);
const RULES: readonly DocumentRule[] = [
  { steps: ["Token"], hidden: false, when: null },
  { steps: ["KeyDigest"], hidden: true, when: null },
];

const sealed = (secret: string, address = "/Token") => ({
  Kept: sealer.seal(secret, secretBinding("Users-7", address)),
  Indicator: sealer.indicator(secret),
});
const BODY = { Name: "Ann", Token: sealed("t1"), KeyDigest: "aaaa" };

function rowOf(body: JsonObject, rules: readonly DocumentRule[] | null = RULES): DocumentRow {
  const columns = { type: "Users", space_id: null, version: 2, shown: null };
  return { id: "Users-7", found: true, ...columns, body, rules };
}

function eventOf(body: JsonObject, changes: Partial<EventOfFormat3> = {}) {
  const document = { id: "Users-7", version: 2, body };
  const SecretDigests = secretDigests(sealer, ruledType("Users", RULES), document);
  return sampleEvent({ DocumentId: "Users-7", SecretDigests, ...changes });
}

/** What is reported about a document after an event with the digests of BODY. */
const detailsOf = (row: DocumentRow) =>
  inspectSecrets(sealer, row, [eventOf(BODY)]).findings.map(({ detail }) => detail);

test("a document with the secrets of its last event has no findings, and is bound", () => {
  const verdict = { findings: [], isBound: true };
  expect(inspectSecrets(sealer, rowOf(BODY), [eventOf(BODY)])).toEqual(verdict);
  const again = { ...BODY, Token: sealed("t1") };
  expect(inspectSecrets(sealer, rowOf(again), [eventOf(BODY)])).toEqual(verdict);
});

test("a replaced secret and a replaced hidden field are reported", () => {
  const row = rowOf({ ...BODY, Token: sealed("t2"), KeyDigest: "bbbb" });
  expect(detailsOf(row)).toEqual([
    "The secret at /Token of Users-7 is not the one that its last event Events-7 recorded.",
    "The hidden field at /KeyDigest of Users-7 is not the one that its last event Events-7 recorded.",
  ]);
});

test("a removed secret is reported", () => {
  const { Token: _, ...rest } = BODY;
  expect(detailsOf(rowOf(rest))).toEqual([
    "The secret at /Token of Users-7 is gone, but its last event Events-7 recorded one.",
  ]);
});

test("a secret that is not in the event is reported", () => {
  const { KeyDigest: _, ...rest } = BODY;
  const { findings } = inspectSecrets(sealer, rowOf(BODY), [eventOf(rest)]);
  expect(findings).toEqual([
    expect.objectContaining({ kind: "changed", detail: expect.stringContaining("/KeyDigest") }),
  ]);
});

test("a secret that was sealed for another place cannot be opened", () => {
  expect(detailsOf(rowOf({ ...BODY, Token: sealed("t1", "/Other") }))).toEqual([
    expect.stringContaining("The secret at /Token of Users-7 cannot be opened"),
  ]);
});

test.each([[[]], [null]])("a replaced hidden field is reported with the rules %j", (rules) => {
  expect(detailsOf(rowOf({ ...BODY, KeyDigest: "bbbb" }, rules))).toEqual([
    expect.stringContaining("/KeyDigest of Users-7 is not the one"),
  ]);
});

test.each([
  ["without digests", { SecretDigests: null }],
  ["of the database", { UserId: "users-database" }],
])("after an event %s only a document with secrets is not bound", (_, changes) => {
  const events = [eventOf(BODY, changes)];
  expect(inspectSecrets(sealer, rowOf(BODY), events)).toEqual({ findings: [], isBound: false });
  const bare = rowOf({ Name: "Ann" });
  expect(inspectSecrets(sealer, bare, [eventOf({ Name: "Ann" }, changes)])).toEqual({
    findings: [],
    isBound: true,
  });
});

test("nothing is compared for a deleted document, or one without events", () => {
  const verdict = { findings: [], isBound: true };
  expect(inspectSecrets(sealer, { ...rowOf(BODY), found: false }, [eventOf({})])).toEqual(verdict);
  expect(inspectSecrets(sealer, rowOf(BODY), [])).toEqual(verdict);
});
