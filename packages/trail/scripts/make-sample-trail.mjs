/**
 * Makes the frozen trail in testdata/sample-trail: run `npm run sample-trail -w @indelible/trail`. It
 * is an export (docs/formats/export.md) with events of every format. The events are spelled out here,
 * so that later versions of the engine do not change them. The output is always the same, and a test
 * relies on that. All keys are test keys.
 */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";

const ORIGIN = "ledger.example/sample-trail";

/** The root key of the sample: 32 bytes of this value. */
export const ROOT_KEY_BYTE = 7;

/** @import * as Ledger from "@indelible/ledger" */
/** @import * as Trail from "../src/index.ts" */
/** @import { Json } from "../src/pure.ts" */
/** @typedef {{ readonly ledger: typeof Ledger, readonly trail: typeof Trail }} Packages */

/** What all events of the sample share. */
const COMMON = {
  SpaceId: null,
  Category: "Modified",
  DocumentType: "Users",
  DocumentId: "Users-7",
  UserId: "Users-1",
  Username: "alice",
  IsService: false,
  IdentityEstablishedWith: "Session cookie",
  UserAgent: "sample/1.0",
  IpAddress: "192.0.2.1",
  ApiKeyId: null,
  ApiKeyHint: null,
  CorrelationId: "sample-act",
  Message: "User Ann was changed",
  MessageReferences: [{ ReferencedDocumentId: "Users-7", StartIndex: 5, Length: 3 }],
  RelatedDocumentIds: ["Users-7"],
  Comments: null,
  ChangeDetails: { DocumentContext: { Id: "Users-7", Name: "Ann" }, Differences: [] },
  Scopes: {},
};

const CREATED = { Category: "Created", DocumentVersion: 1 };
const PLAIN = { SecretDigests: {}, Image: null, Personal: null, Trace: null };
const PERSONAL = { IpAddress: "192.0.2.1", Username: "alice" };

/**
 * The events in the order of the ledger, without nonces, and the values of personal members.
 * @param {typeof Trail} trail
 */
function sampleEvents({ masterKeySealer, canonicalize, commitmentTo, sha256Hex }) {
  const sealer = masterKeySealer(new Uint8Array(32).fill(ROOT_KEY_BYTE), unused);
  const digest = (/** @type {Json} */ content) => sealer.secretDigest(canonicalize(content));
  const salt = (/** @type {string} */ member) => digest(`salt of ${member}`);
  const commitments = Object.fromEntries(
    Object.entries(PERSONAL).map(([member, value]) => {
      return [member, commitmentTo({ salt: salt(member), value }, sha256Hex)];
    }),
  );
  const digests = {
    "/Password": digest(["Users-7", 4, "/Password", "verifier", "scrypt:v1:sample:sample"]),
    "/Token": digest(["Users-7", 4, "/Token", "sealed", "correct horse"]),
    "/Hidden": digest(["Users-7", 4, "/Hidden", "hidden", { any: ["JSON", 1] }]),
    "/Lost": null,
  };
  const image = { EventId: "Events-2", Digest: sha256Hex('{"Id":"Users-7","Name":"Ann"}') };
  const trace = { TraceId: "0af7651916cd43dd8448eb211c80319c", SpanId: "b7ad6b7169203331" };
  const noState = { DocumentContext: null, Differences: null };
  const events = [
    { Format: 1, ...CREATED },
    { Format: 1, DocumentVersion: 2 },
    { Format: 1, DocumentVersion: 3, UserId: "users-database", Username: "postgres" },
    { Format: 2, DocumentVersion: 4, ...PLAIN, SecretDigests: digests },
    { Format: 2, DocumentVersion: 5, ...PLAIN },
    { Format: 2, DocumentVersion: 6, ...PLAIN, Image: image, ChangeDetails: { ...noState } },
    { Format: 2, DocumentVersion: 7, ...PLAIN, Trace: trace },
    {
      Format: 2,
      DocumentVersion: 8,
      ...PLAIN,
      ...{ Username: null, IpAddress: null, Personal: commitments },
    },
    { Format: 2, DocumentVersion: 9, ...PLAIN, SecretDigests: null, UserId: "users-database" },
    { Format: 2, DocumentVersion: 9, ...PLAIN, SecretDigests: null, ChangeDetails: noState },
    { Format: 3, DocumentVersion: 10, ...PLAIN, Tags: ["Region/North"] },
  ];
  const numbered = events.map(({ Format, ...members }, index) => ({
    ...COMMON,
    ...members,
    Format: `indelible-event/${Format}`,
    Id: `Events-${index + 1}`,
    Occurred: `2026-01-01T00:00:${String(index).padStart(2, "0")}.000Z`,
  }));
  const values = Object.entries(PERSONAL).map(([member, Value]) => {
    return { EventId: "Events-8", Member: member, Salt: salt(member), Value };
  });
  // One of the values was erased.
  return { events: numbered, values: values.slice(0, 1), sealer };
}

/**
 * All files of the sample as { path, bytes }.
 * @param {Packages} packages as built or as source
 */
export async function sampleTrailFiles({ ledger, trail }) {
  const { events, values, sealer } = sampleEvents(trail);
  const lines = events.map((event) => {
    const text = trail.canonicalize({ ...event, Nonce: "" });
    const isDirect = event.UserId === "users-database";
    const Nonce = isDirect ? "AAECAwQFBgcICQoLDA0ODw" : sealer.nonce(text);
    return trail.canonicalize({ ...event, Nonce });
  });
  const entries = lines.map((line) => ledger.sha256(utf8(line)));
  const growth = ledger.growLog(ledger.EMPTY_LOG_EDGE, entries);
  const key = await ledger.newSignerKey(ORIGIN, "note", ledger.sha256(utf8("sample trail")));
  const text = ledger.formatCheckpoint({ origin: ORIGIN, ...growth.tree, extensions: [] });
  return [
    ...growth.files,
    file("checkpoint", await ledger.signNote(text, [ledger.createSigner(key)])),
    file("verifier-key", `${ledger.formatVerifierKey(key)}\n`),
    file("events.jsonl", lines.map((line) => `${line}\n`).join("")),
    file("personal.jsonl", values.map((value) => `${trail.canonicalize(value)}\n`).join("")),
  ];
}

/**
 * @param {string} path
 * @param {string} text
 */
function file(path, text) {
  return { path, bytes: utf8(text) };
}

/** @param {string} text */
function utf8(text) {
  return new TextEncoder().encode(text);
}

/**
 * @param {number} bytes
 * @returns {Uint8Array}
 */
function unused(bytes) {
  throw new RangeError(`The sample uses no random bytes, but ${bytes} were requested.`);
}

async function main() {
  const folder = fileURLToPath(new URL("../testdata/sample-trail/", import.meta.url));
  await rm(folder, { recursive: true, force: true });
  const ledger = await import("@indelible/ledger");
  const trail = await import("@indelible/trail");
  for (const { path, bytes } of await sampleTrailFiles({ ledger, trail })) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
}

if (argv[1] === fileURLToPath(import.meta.url)) await main();
