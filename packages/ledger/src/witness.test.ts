import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addCheckpointRequest, bytes, count, fixed, signatures } from "../tests/arbitraries.ts";
import { nodeEd25519 } from "../tests/ed25519-node.ts";
import { codeOf, memoryTree, rejection, testKey, utf8 } from "../tests/support.ts";
import { formatCheckpoint } from "./checkpoint.ts";
import { checkConsistency, proveConsistency } from "./consistency.ts";
import { formatHash } from "./hash.ts";
import { formatNote, parseNote } from "./note.ts";
import { openCheckpoint } from "./open-checkpoint.ts";
import { cosignNote, openNote, signNote } from "./open-note.ts";
import { createCosigner, createSigner, createVerifier } from "./signer.ts";
import {
  formatAddCheckpointRequest,
  formatAddCheckpointResponse,
  formatTreeSize,
  parseAddCheckpointRequest,
  parseAddCheckpointResponse,
  parseTreeSize,
} from "./witness.ts";

const checkpoint = formatNote({
  text: "log.example\n",
  signatures: [{ name: "log.example", keyId: "01020304", signature: Uint8Array.of(5) }],
});
const hashLine = `${formatHash(new Uint8Array(32))}\n`;

describe("add-checkpoint requests", () => {
  it("read back", () => {
    fc.assert(
      fc.property(addCheckpointRequest, (request) => {
        const body = formatAddCheckpointRequest(request);
        expect(parseAddCheckpointRequest(body)).toEqual(request);
        expect(parseAddCheckpointRequest(utf8(body))).toEqual(request);
      }),
      fixed,
    );
  });

  it("have one form: any damage is refused or written again the same", () => {
    fc.assert(
      fc.property(addCheckpointRequest, fc.nat(), fc.nat({ max: 255 }), (request, at, byte) => {
        const body = utf8(formatAddCheckpointRequest(request));
        const damaged = body.with(at % body.length, byte);
        const code = codeOf(() => {
          const again = formatAddCheckpointRequest(parseAddCheckpointRequest(damaged));
          expect(utf8(again)).toEqual(damaged);
        });
        expect([undefined, "WITNESS_BODY_MALFORMED", "NOTE_MALFORMED"]).toContain(code);
      }),
      { ...fixed, numRuns: 500 },
    );
  });

  it.each([
    ["nothing", ""],
    ["no old line", `\n${checkpoint}`],
    ["a size with a sign", `old +3\n\n${checkpoint}`],
    ["a size with a leading zero", `old 03\n\n${checkpoint}`],
    ["a size of 2^53", `old 9007199254740992\n\n${checkpoint}`],
    ["two spaces", `old  3\n\n${checkpoint}`],
    ["a capital", `Old 3\n\n${checkpoint}`],
    ["a hash cut short", `old 3\n${hashLine.slice(4)}\n${checkpoint}`],
    ["64 hashes", `old 3\n${hashLine.repeat(64)}\n${checkpoint}`],
    ["no empty line", "old 3\n"],
    ["a flood", "\n".repeat(2_000_000)],
  ])("with %s are refused", (_, body) => {
    expect(() => parseAddCheckpointRequest(body)).toThrow(rejection("WITNESS_BODY_MALFORMED"));
  });

  it("with a checkpoint that is no note are refused", () => {
    expect(() => parseAddCheckpointRequest("old 3\n\n")).toThrow(rejection("NOTE_MALFORMED"));
  });

  it("are not made from what could not be read", () => {
    expect(() => formatAddCheckpointRequest({ oldSize: -1, proof: [], checkpoint })).toThrow(
      rejection("WITNESS_BODY_MALFORMED"),
    );
  });
});

describe("add-checkpoint responses", () => {
  it("read back", () => {
    fc.assert(
      fc.property(signatures, (lines) => {
        expect(parseAddCheckpointResponse(formatAddCheckpointResponse(lines))).toEqual(lines);
      }),
      fixed,
    );
  });

  it("are refused, not crashed on, whatever the bytes", () => {
    fc.assert(
      fc.property(bytes(0, 60), (body) => {
        expect(codeOf(() => parseAddCheckpointResponse(body))).toBe("WITNESS_BODY_MALFORMED");
      }),
      fixed,
    );
  });

  it("have at least one line", () => {
    expect(() => formatAddCheckpointResponse([])).toThrow(rejection("ARGUMENT_INVALID"));
  });
});

describe("tree sizes", () => {
  it("read back", () => {
    fc.assert(
      fc.property(count, (size) => {
        expect(parseTreeSize(formatTreeSize(size))).toBe(size);
      }),
      fixed,
    );
  });

  it.each(["", "5", "05\n", "5\n\n", " 5\n", "5\r\n", "-5\n", "9007199254740992\n", "5\n5\n"])(
    "refuse %j",
    (body) => {
      expect(() => parseTreeSize(body)).toThrow(rejection("WITNESS_BODY_MALFORMED"));
    },
  );

  it("are counts", () => {
    expect(() => formatTreeSize(-1)).toThrow(rejection("ARGUMENT_INVALID"));
  });
});

it("carry a whole exchange between a log and a witness", async () => {
  const tree = memoryTree(9);
  const logKey = await testKey("log.example", "note", 1);
  const witnessKey = await testKey("witness.example", "cosignature", 2);
  const origin = "log.example";
  const log = createVerifier(logKey, nodeEd25519);
  const text = formatCheckpoint({ origin, size: 9, root: tree.root(9), extensions: [] });
  const body = formatAddCheckpointRequest({
    oldSize: 4,
    proof: await proveConsistency(4, 9, tree),
    checkpoint: await signNote(text, [createSigner(logKey, nodeEd25519)]),
  });

  const request = parseAddCheckpointRequest(body);
  const opened = await openCheckpoint(request.checkpoint, { origin, verifiers: [log] });
  const older = { size: request.oldSize, root: tree.root(4) };
  checkConsistency({ older, newer: opened.checkpoint, proof: request.proof });
  const cosigner = createCosigner(witnessKey, 1_700_000_000, nodeEd25519);
  const unsigned = { text: opened.note.text, signatures: [] };
  const response = formatAddCheckpointResponse((await cosignNote(unsigned, [cosigner])).signatures);

  const note = parseNote(request.checkpoint);
  const lines = [...note.signatures, ...parseAddCheckpointResponse(response)];
  const cosigned = formatNote({ text: note.text, signatures: lines });
  const witness = createVerifier(witnessKey, nodeEd25519);
  expect((await openNote(cosigned, [log, witness])).verified).toHaveLength(2);
});
