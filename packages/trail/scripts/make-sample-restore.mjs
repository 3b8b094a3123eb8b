/**
 * Makes the frozen trail in testdata/sample-restore: run `npm run sample-restore -w @indelible/trail`.
 * It is an export (docs/formats/export.md) of a ledger with events of format 2 that replaced its key
 * and then accepted a restored backup, and replaced the key of its new log as well. The output is
 * always the same, and a test relies on that. All keys are test keys.
 */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";

const ORIGIN = "ledger.example/sample-restore";
const NEXT_ORIGIN = `${ORIGIN}/log-2`;

/** The root key of the sample: 32 bytes of this value. */
export const ROOT_KEY_BYTE = 8;

/** Entries of the first log when its key was replaced, and those that the restored backup has. */
const [CHANGED_AT, LEFT] = [2, 4];
/** Entries of the new log when its key was replaced. */
const NEXT_CHANGED_AT = 6;

/** @import * as Ledger from "@indelible/ledger" */
/** @import * as Trail from "../src/index.ts" */
/** @import { Json } from "../src/pure.ts" */
/** @typedef {{ readonly ledger: typeof Ledger, readonly trail: typeof Trail }} Packages */
/** @typedef {{ readonly path: string, readonly bytes: Uint8Array }} SampleFile */

/** What all events of the sample share. */
const COMMON = {
  Format: "indelible-event/2",
  SpaceId: null,
  Category: "Modified",
  DocumentVersion: 1,
  UserId: "Users-1",
  Username: "alice",
  IsService: false,
  IdentityEstablishedWith: "Session cookie",
  UserAgent: "sample/1.0",
  IpAddress: "192.0.2.1",
  ApiKeyId: null,
  ApiKeyHint: null,
  CorrelationId: "sample-act",
  MessageReferences: [],
  Comments: null,
  Scopes: {},
  SecretDigests: {},
  Image: null,
  Personal: null,
  Trace: null,
};

/**
 * All files of the sample as { path, bytes }.
 * @param {Packages} packages as built or as source
 * @returns {Promise<SampleFile[]>}
 */
export async function sampleRestoreFiles({ ledger, trail }) {
  const line = lineMaker(trail);
  const [first, second, third] = await Promise.all(
    ["first", "second", "third"].map(keysOf(ledger)),
  );
  if (!first || !second || !third) throw new RangeError("There are three keys.");

  // The first log: two events, the change of the key, and three more, of which two are lost.
  const lines = [1, 2].map((number) => line(number, thing(number)));
  const change = await statementOf(ledger, lines, ORIGIN, [first.first, second.first]);
  lines.push(line(3, keyChange(ledger, second.first, change, CHANGED_AT)));
  lines.push(...[4, 5, 6].map((number) => line(number, thing(number))));
  const closing = await checkpointOf(ledger, lines, ORIGIN, [second.first]);
  const left = lines.slice(0, LEFT);

  // The new log: the event of the closed one, all that is left, an event, and a change of its key.
  const closed = {
    Origin: ORIGIN,
    VerifierKey: ledger.formatVerifierKey(second.first),
    Size: closing.tree.size,
    RootHash: ledger.formatHash(closing.tree.root),
    MissingEntries: lines.length - LEFT,
  };
  const current = [line(7, closedLog(closed)), ...left, line(8, thing(8))];
  const nextChange = await statementOf(ledger, current, NEXT_ORIGIN, [second.next, third.next]);
  current.push(line(9, keyChange(ledger, third.next, nextChange, NEXT_CHANGED_AT)));
  const newest = await checkpointOf(ledger, current, NEXT_ORIGIN, [third.next, second.next]);
  const covered = await checkpointOf(ledger, left, ORIGIN, [second.first, first.first]);
  const closedFiles = [
    ...covered.files,
    file("checkpoint", closing.note),
    file("covered-checkpoint", covered.note),
    file("places", left.map((_, index) => `${index + 1}\n`).join("")),
    file("verifier-key", verifierKeys(ledger, second.first, first.first)),
    file("key-statement/1", change),
  ];
  return [
    ...newest.files,
    file("checkpoint", newest.note),
    file("verifier-key", verifierKeys(ledger, third.next, second.next)),
    file("key-statement/1", nextChange),
    file("events.jsonl", current.map((text) => `${text}\n`).join("")),
    ...closedFiles.map(({ path, bytes }) => ({ path: `closed/1/${path}`, bytes })),
  ];
}

/** @param {typeof Trail} trail */
function lineMaker({ masterKeySealer, canonicalize }) {
  const sealer = masterKeySealer(new Uint8Array(32).fill(ROOT_KEY_BYTE), unused);
  return (/** @type {number} */ number, /** @type {Record<string, Json>} */ members) => {
    const event = {
      ...COMMON,
      ...members,
      Id: `Events-${number}`,
      Occurred: `2026-02-01T00:00:0${number}.000Z`,
    };
    return canonicalize({ ...event, Nonce: sealer.nonce(canonicalize({ ...event, Nonce: "" })) });
  };
}

/** @param {typeof Ledger} ledger */
function keysOf(ledger) {
  return async (/** @type {string} */ name) => {
    const seed = ledger.sha256(utf8(`sample restore ${name}`));
    return {
      first: await ledger.newSignerKey(ORIGIN, "note", seed),
      next: await ledger.newSignerKey(NEXT_ORIGIN, "note", seed),
    };
  };
}

/**
 * @param {typeof Ledger} ledger
 * @param {readonly string[]} lines
 */
function grown(ledger, lines) {
  const entries = lines.map((text) => ledger.sha256(utf8(text)));
  return ledger.growLog(ledger.EMPTY_LOG_EDGE, entries);
}

/**
 * @param {typeof Ledger} ledger
 * @param {readonly string[]} lines
 * @param {string} origin
 * @param {readonly Ledger.SignerKey[]} keys
 */
async function checkpointOf(ledger, lines, origin, keys) {
  const { tree, files } = grown(ledger, lines);
  const text = ledger.formatCheckpoint({ origin, ...tree, extensions: [] });
  const signers = keys.map((key) => ledger.createSigner(key));
  return { tree, files, note: await ledger.signNote(text, signers) };
}

/**
 * @param {typeof Ledger} ledger
 * @param {readonly string[]} lines
 * @param {string} origin
 * @param {readonly [Ledger.SignerKey, Ledger.SignerKey]} keys
 */
function statementOf(ledger, lines, origin, [oldKey, newKey]) {
  const statement = { origin, tree: grown(ledger, lines).tree, oldKey, newKey };
  return ledger.signKeyStatement(
    statement,
    ledger.createSigner(oldKey),
    ledger.createSigner(newKey),
  );
}

/** @param {number} number */
function thing(number) {
  const id = `Things-${number}`;
  return {
    Category: "Created",
    DocumentType: "Things",
    DocumentId: id,
    RelatedDocumentIds: [id],
    Message: `Thing ${number} was created`,
    ChangeDetails: { DocumentContext: { Id: id, Name: `Thing ${number}` }, Differences: [] },
  };
}

/**
 * An event of the ledger's document.
 * @param {string} Message
 * @param {string} list
 * @param {Record<string, Json>} value
 */
function ofLedger(Message, list, value) {
  return {
    DocumentType: "Ledgers",
    DocumentId: "Ledgers-1",
    RelatedDocumentIds: ["Ledgers-1"],
    UserId: "users-system",
    Username: "system",
    Message,
    ChangeDetails: {
      DocumentContext: { Id: "Ledgers-1", [list]: [] },
      Differences: [{ op: "add", path: `/${list}/0`, value }],
    },
  };
}

/**
 * @param {typeof Ledger} ledger
 * @param {Ledger.SignerKey} newKey
 * @param {string} Statement
 * @param {number} Size
 */
function keyChange(ledger, newKey, Statement, Size) {
  const NewVerifierKey = ledger.formatVerifierKey(newKey);
  const message = `Ledger changed its key after ${Size} entries; the new key is ${NewVerifierKey}`;
  return ofLedger(message, "KeyChanges", { NewVerifierKey, Size, Statement });
}

/** @param {Record<string, Json>} closed */
function closedLog(closed) {
  const message = `Ledger closed the log ${closed.Origin} at ${closed.Size} entries`;
  return ofLedger(message, "ClosedLogs", closed);
}

/**
 * @param {typeof Ledger} ledger
 * @param {readonly Ledger.SignerKey[]} keys
 */
function verifierKeys(ledger, ...keys) {
  return keys.map((key) => `${ledger.formatVerifierKey(key)}\n`).join("");
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
  const folder = fileURLToPath(new URL("../testdata/sample-restore/", import.meta.url));
  await rm(folder, { recursive: true, force: true });
  const ledger = await import("@indelible/ledger");
  const trail = await import("@indelible/trail");
  for (const { path, bytes } of await sampleRestoreFiles({ ledger, trail })) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
}

if (argv[1] === fileURLToPath(import.meta.url)) await main();
