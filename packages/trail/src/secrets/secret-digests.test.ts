import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { QUICK } from "../../../../test/support/trail.ts";
import { documentType } from "../document/document-type.ts";
import { copyOf, type JsonObject } from "../json/json.ts";
import { newKeyRing, nextKeyRing } from "./key-ring.ts";
import { sealDocument } from "./seal-document.ts";
import { keyRingSealer, type Sealer } from "./sealer.ts";
import { secretDigests } from "./secret-digests.ts";

const ring = newKeyRing((bytes) => randomBytes(bytes));
const sealer = keyRingSealer(ring, randomBytes, QUICK);
const stranger = keyRingSealer(newKeyRing(randomBytes), randomBytes, QUICK);

const type = documentType({
  prefix: "Things",
  label: "Thing",
  sensitive: [
    { at: "/Token", keeping: "sealed", shape: "object" },
    { at: "/Password", keeping: "verifier", shape: "null" },
    { at: "/Items/*/Secret", keeping: "sealed", shape: "null" },
  ],
  hidden: ["/KeyDigest"],
});

const BODY: JsonObject = {
  Name: "a",
  Token: "hunter2",
  Password: "hunter2hunter2",
  KeyDigest: "hunter2",
  Items: [{ Id: "x", Secret: "hunter2" }, { Secret: "hunter2" }, { Id: "z", Secret: null }],
};

async function sealed(body: JsonObject, id = "Things-1", by: Sealer = sealer) {
  const copy = copyOf(body);
  await sealDocument(by, type, id, undefined, copy);
  return copy;
}

const digestsOf = (body: JsonObject, id = "Things-1", version = 1, keys: Sealer = sealer) =>
  secretDigests(keys, type, { id, version, body });

describe("the digests of a document", () => {
  test("are those of its secrets and hidden fields, by JSON Pointer", async () => {
    const digests = digestsOf(await sealed(BODY));
    expect(Object.keys(digests).sort()).toEqual([
      "/Items/0/Secret",
      "/Items/1/Secret",
      "/KeyDigest",
      "/Password",
      "/Token",
    ]);
    for (const digest of Object.values(digests)) expect(digest).toMatch(/^[\w-]{22}$/);
    expect(digestsOf({ Name: "none", Token: null, Items: [] })).toEqual({});
  });

  test("differ for one secret at every place, in every document, at every version, by every key", async () => {
    const all = [
      digestsOf(await sealed(BODY)),
      digestsOf(await sealed(BODY), "Things-1", 2),
      digestsOf(await sealed(BODY, "Things-2"), "Things-2"),
      digestsOf(await sealed(BODY, "Things-1", stranger), "Things-1", 1, stranger),
    ].flatMap((digests) => Object.values(digests));
    expect(new Set(all).size).toBe(all.length);
    expect(all).not.toContain(null);
  });

  test("stay the same when secrets are encrypted again, also with another key", async () => {
    const next = keyRingSealer(nextKeyRing(ring, randomBytes), randomBytes, QUICK);
    const { Password: _, ...body } = BODY;
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme" }), fc.nat(), async (secret, version) => {
        const [one, two] = [await sealed({ ...body, Token: secret }), { ...body, Token: secret }];
        const again = await sealed(two, "Things-1", next);
        expect(one).not.toEqual(again);
        const before = digestsOf(one, "Things-1", version);
        expect(digestsOf(again, "Things-1", version, next)).toEqual(before);
        expect(digestsOf(one, "Things-1", version, next)).toEqual(before);
      }),
      { seed: 1, numRuns: 30 },
    );
  });

  test("differ for different secrets", async () => {
    const texts = fc.tuple(fc.string(), fc.string()).filter(([a, b]) => a !== b);
    await fc.assert(
      fc.asyncProperty(texts, async ([a, b]) => {
        const [one, two] = await Promise.all([a, b].map((Token) => sealed({ Token })));
        expect(digestsOf(one ?? {})).not.toEqual(digestsOf(two ?? {}));
      }),
      { seed: 2, numRuns: 30 },
    );
  });

  test("are null for a secret that cannot be opened, and never of another kind", async () => {
    const body = await sealed(BODY);
    const moved = { ...body, Token: (await sealed(BODY, "Things-2")).Token ?? null };
    expect(digestsOf(moved)["/Token"]).toBeNull();
    const asVerifier = { ...body, Token: { Kept: "hunter2", Indicator: "x" } };
    expect(digestsOf(asVerifier)["/Token"]).not.toBe(digestsOf(body)["/Token"]);
    expect(digestsOf({ KeyDigest: "a" })).not.toEqual(digestsOf({ KeyDigest: ["a"] }));
  });
});
