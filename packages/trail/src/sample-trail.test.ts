/** The frozen trail in testdata: written once, and verified from its files in every version. */
import { readdir, readFile } from "node:fs/promises";
import * as ledger from "@indelible/ledger";
import { expect, test } from "vitest";
import { ROOT_KEY_BYTE, sampleTrailFiles } from "../scripts/make-sample-trail.mjs";
import { hasOwnNonce } from "./event/nonce.ts";
import * as trail from "./index.ts";
import { parseEnvelope, parseEvent } from "./verify/parse-event.ts";

const folder = new URL("../testdata/sample-trail/", import.meta.url);
const read = (path: string) => readFile(new URL(path, folder));
const linesOf = async (path: string) => (await read(path)).toString("utf8").trimEnd().split("\n");

const lines = await linesOf("events.jsonl");
const events = lines.map((line) => trail.readEvent(line));
const sealer = trail.masterKeySealer(new Uint8Array(32).fill(ROOT_KEY_BYTE), (bytes) => {
  return new Uint8Array(bytes);
});

test("every event is in the signed log", async () => {
  const key = (await read("verifier-key")).toString("utf8").trim();
  const identity = {
    origin: "ledger.example/sample-trail",
    verifiers: [ledger.createVerifier(key)],
  };
  const { checkpoint } = await ledger.openCheckpoint(await read("checkpoint"), identity);
  expect(checkpoint.size).toBe(lines.length);
  await ledger.verifyLog({ readFile: read }, checkpoint, {
    onEntry: (index, entry) => {
      expect(Buffer.from(entry).toString("hex")).toBe(trail.sha256Hex(lines[index] ?? ""));
    },
  });
});

test("events of all formats are read, canonical, and the server's own unless by direct SQL", () => {
  expect(new Set(events.map(({ Format }) => Format))).toEqual(new Set(trail.EVENT_FORMATS));
  for (const [index, line] of lines.entries()) {
    const event = events[index];
    expect(trail.canonicalize(JSON.parse(line))).toBe(line);
    expect(parseEvent(line)).toEqual(event);
    expect(parseEnvelope(line)?.Id).toBe(event?.Id);
    const isOwn = event?.UserId !== "users-database";
    expect(hasOwnNonce(line, sealer.nonce)).toBe(isOwn);
  }
});

test("its digests are those of the secrets", () => {
  const digests = events.flatMap((event) => {
    return event.Format !== "indelible-event/1" && event.SecretDigests ? [event.SecretDigests] : [];
  });
  const type = trail.documentType({ prefix: "Users", label: "User", hidden: ["/Hidden"] });
  const body = { Hidden: { any: ["JSON", 1] } };
  const hidden = trail.secretDigests(sealer, type, { id: "Users-7", version: 4, body });
  expect(digests[0]).toMatchObject({ ...hidden, "/Lost": null });
  expect(digests.filter((all) => Object.keys(all).length > 0)).toHaveLength(1);
});

test("the value that was not erased matches its commitment, and is shown", async () => {
  const [value, ...more] = await linesOf("personal.jsonl");
  expect(more).toEqual([]);
  const { EventId, Member, Salt: salt, Value } = JSON.parse(value ?? "");
  const index = events.findIndex(({ Id }) => Id === EventId);
  const stored = { number: index + 1, member: Member, salt, value: Value };
  expect(trail.inspectPersonal(stored, lines[index] ?? "")).toBeUndefined();
  const event = events[index];
  if (event === undefined) throw new TypeError(`There is no ${EventId}.`);
  const shown = trail.disclosed(event, { [Member]: { salt, value: Value } }, trail.sha256Hex);
  expect([shown.IpAddress, shown.Username]).toEqual(["192.0.2.1", null]);
});

test("is what the script makes, byte for byte, and nothing more", async () => {
  const files = await sampleTrailFiles({ ledger, trail });
  for (const { path, bytes } of files) {
    expect(new Uint8Array(await read(path)), path).toEqual(new Uint8Array(bytes));
  }
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  expect(found.filter((entry) => entry.isFile())).toHaveLength(files.length);
});
