import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkpoint as anyCheckpoint, fixed, hash, line, noteText } from "../tests/arbitraries.ts";
import { nodeEd25519 } from "../tests/ed25519-node.ts";
import { codeOf, memoryTree, rejection, testKey } from "../tests/support.ts";
import { type Checkpoint, formatCheckpoint, parseCheckpoint } from "./checkpoint.ts";
import { emptyRoot, formatHash } from "./hash.ts";
import { openCheckpoint } from "./open-checkpoint.ts";
import { signNote } from "./open-note.ts";
import { createCosigner, createSigner, createVerifier } from "./signer.ts";

const root = memoryTree(3).root(3);
const plain: Checkpoint = { origin: "log.example", size: 3, root, extensions: [] };

describe("checkpoint text", () => {
  it("is origin, size, root and extensions, a line each", () => {
    expect(formatCheckpoint({ ...plain, extensions: ["one", "two"] })).toBe(
      `log.example\n3\n${formatHash(root)}\none\ntwo\n`,
    );
  });

  it("reads back", () => {
    fc.assert(
      fc.property(anyCheckpoint, (checkpoint) => {
        expect(parseCheckpoint(formatCheckpoint(checkpoint))).toEqual(checkpoint);
      }),
      fixed,
    );
  });

  it("has one form: any text is refused or written again the same", () => {
    const nearly = fc
      .tuple(line, fc.string({ maxLength: 5 }), hash.map(formatHash), fc.string({ maxLength: 3 }))
      .map(([origin, size, rootLine, end]) => `${origin}\n${size}\n${rootLine}\n${end}`);
    fc.assert(
      fc.property(fc.oneof(noteText, nearly, fc.string()), (text) => {
        const code = codeOf(() => expect(formatCheckpoint(parseCheckpoint(text))).toBe(text));
        expect([undefined, "CHECKPOINT_MALFORMED"]).toContain(code);
      }),
      { ...fixed, numRuns: 500 },
    );
  });

  it.each([
    ["an empty origin", { ...plain, origin: "" }],
    ["an origin of two lines", { ...plain, origin: "a\nb" }],
    ["an origin of 256 bytes", { ...plain, origin: "x".repeat(256) }],
    ["an origin with a control", { ...plain, origin: "a\tb" }],
    ["an origin with a lone surrogate", { ...plain, origin: "\ud800" }],
    ["a negative size", { ...plain, size: -1 }],
    ["a size of 2^53", { ...plain, size: 2 ** 53 }],
    ["a size that is no number", { ...plain, size: Number.NaN }],
    ["another root for the empty tree", { ...plain, size: 0 }],
    ["an empty extension", { ...plain, extensions: [""] }],
    ["an extension of two lines", { ...plain, extensions: ["a\nb"] }],
    ["an extension that ends the text early", { ...plain, extensions: ["a\n"] }],
  ])("is not made with %s", (_, checkpoint) => {
    expect(() => formatCheckpoint(checkpoint)).toThrow(rejection("CHECKPOINT_MALFORMED"));
  });

  it("is not made with a root of the wrong length", () => {
    expect(() => formatCheckpoint({ ...plain, root: new Uint8Array(31) })).toThrow(
      rejection("ARGUMENT_INVALID"),
    );
  });

  it("takes size 0 with the root of the empty tree", () => {
    const empty = { ...plain, size: 0, root: emptyRoot() };
    expect(parseCheckpoint(formatCheckpoint(empty))).toEqual(empty);
  });
});

const logKey = await testKey("log.example", "note", 1);
const nextLogKey = await testKey("log.example", "note", 2);
const otherLogKey = await testKey("other.example", "note", 3);
const witnessKey = await testKey("witness.example", "cosignature", 4);
const [log, nextLog, otherLog, witness] = [logKey, nextLogKey, otherLogKey, witnessKey].map((key) =>
  createVerifier(key, nodeEd25519),
);
if (!log || !nextLog || !otherLog || !witness) throw new RangeError("four keys");
const sign = (key: typeof logKey) => createSigner(key, nodeEd25519);

describe("openCheckpoint", () => {
  it("gives a checkpoint that the log signed", async () => {
    const note = await signNote(formatCheckpoint(plain), [sign(logKey)]);
    const opened = await openCheckpoint(note, { origin: "log.example", verifiers: [log] });
    expect(opened.checkpoint).toEqual(plain);
    expect(opened.note.verified).toHaveLength(1);
  });

  it("takes either key of a log while keys change", async () => {
    for (const key of [logKey, nextLogKey]) {
      const note = await signNote(formatCheckpoint(plain), [sign(key)]);
      const opened = openCheckpoint(note, { origin: "log.example", verifiers: [log, nextLog] });
      await expect(opened).resolves.toMatchObject({ checkpoint: plain });
    }
  });

  it("verifies witnesses that are there and does not miss others", async () => {
    const cosigner = createCosigner(witnessKey, 5, nodeEd25519);
    const note = await signNote(formatCheckpoint(plain), [sign(logKey), cosigner]);
    const identity = { origin: "log.example", verifiers: [log], witnesses: [witness] };
    expect((await openCheckpoint(note, identity)).note.verified).toHaveLength(2);
    const lonely = await signNote(formatCheckpoint(plain), [sign(logKey)]);
    expect((await openCheckpoint(lonely, identity)).note.verified).toHaveLength(1);
  });

  it("does not take a witness's word for the log's", async () => {
    const note = await signNote(formatCheckpoint(plain), [createCosigner(witnessKey, 5)]);
    const identity = { origin: "log.example", verifiers: [log], witnesses: [witness] };
    await expect(openCheckpoint(note, identity)).rejects.toThrow(rejection("SIGNATURE_MISSING"));
  });

  it("refuses another log's checkpoint under the right key", async () => {
    const text = formatCheckpoint({ ...plain, origin: "other.example" });
    const note = await signNote(text, [sign(logKey)]);
    const identity = { origin: "log.example", verifiers: [log] };
    await expect(openCheckpoint(note, identity)).rejects.toThrow(rejection("ORIGIN_MISMATCH"));
  });

  it("refuses the right origin under another log's key", async () => {
    const note = await signNote(formatCheckpoint(plain), [sign(otherLogKey)]);
    const identity = { origin: "log.example", verifiers: [log], witnesses: [otherLog] };
    await expect(openCheckpoint(note, identity)).rejects.toThrow(rejection("SIGNATURE_MISSING"));
  });

  it("refuses a signed text that is no checkpoint", async () => {
    const note = await signNote("log.example\n3\nno root\n", [sign(logKey)]);
    const identity = { origin: "log.example", verifiers: [log] };
    await expect(openCheckpoint(note, identity)).rejects.toThrow(rejection("CHECKPOINT_MALFORMED"));
  });
});
