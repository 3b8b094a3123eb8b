import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  cosignatureTime,
  createSigner,
  createVerifier,
  formatAddCheckpointRequest,
  formatCheckpoint,
  formatHash,
  formatNote,
  formatVerifierKey,
  type Hash,
  newSignerKey,
  openCheckpoint,
  parseAddCheckpointResponse,
  parseNote,
  signNote,
} from "@indelible/ledger";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { temporaryDirectory } from "../../../test/support/temporary-directory.ts";
import { logKey, logOf, ORIGIN, type SampleLog } from "../tests/sample-log.ts";
import { FileWitnessStore } from "./file-witness-store.ts";
import { originHash } from "./origin-hash.ts";
import { Witness } from "./witness.ts";
import type { WitnessAnswer } from "./witness-answer.ts";

const seed = (fill: number) => new Uint8Array(32).fill(fill);
const otherKey = await newSignerKey(ORIGIN, "note", seed(2));
const strangerKey = await newSignerKey("example.org/stranger", "note", seed(3));
const witnessKey = await newSignerKey("example.org/witness", "cosignature", seed(4));
const NOW = new Date("2026-01-01T00:00:00.000Z");

const log = logOf("a", 40);

function newWitness(folder = temporaryDirectory(), key = witnessKey) {
  const store = new FileWitnessStore(folder);
  const logs = [{ origin: ORIGIN, verifiers: [createVerifier(logKey)] }];
  return { witness: new Witness({ key, logs, store, clock: () => NOW }), folder };
}

async function add(
  witness: Witness,
  oldSize: number,
  newSize: number,
  { from = log, proof }: { from?: SampleLog; proof?: readonly Hash[] } = {},
): Promise<WitnessAnswer> {
  const needed = oldSize > 0 && oldSize < newSize;
  return send(witness, {
    oldSize,
    proof: proof ?? (needed ? await from.prove(oldSize, newSize) : []),
    checkpoint: await from.checkpointAt(newSize),
  });
}

function send(witness: Witness, request: Parameters<typeof formatAddCheckpointRequest>[0]) {
  return witness.addCheckpoint(Buffer.from(formatAddCheckpointRequest(request)));
}

const CONFLICT_AT = (size: number) => ({
  status: 409,
  contentType: "text/x.tlog.size",
  body: `${size}\n`,
});

describe("a checkpoint that extends the last one", () => {
  test("is cosigned at the time of the clock, and the cosignature verifies", async () => {
    const { witness } = newWitness();
    const answer = await add(witness, 0, 5);
    expect(answer).toMatchObject({ status: 200, contentType: "text/plain; charset=utf-8" });
    const signatures = parseAddCheckpointResponse(answer.body);
    const note = parseNote(await log.checkpointAt(5));
    const both = formatNote({ ...note, signatures: [...note.signatures, ...signatures] });
    const opened = await openCheckpoint(both, {
      origin: ORIGIN,
      verifiers: [createVerifier(logKey)],
      witnesses: [createVerifier(witnessKey)],
    });
    expect(opened.note.verified.map(({ name }) => name)).toEqual([ORIGIN, witnessKey.name]);
    expect(cosignatureTime(signatures[0]?.signature ?? seed(0))).toBe(NOW.getTime() / 1000);
  });

  test("may be of the same size again, for a fresh time", async () => {
    const { witness } = newWitness();
    await add(witness, 0, 5);
    expect((await add(witness, 5, 5)).status).toBe(200);
  });

  test("may be the empty tree, at first", async () => {
    const { witness } = newWitness();
    expect((await add(witness, 0, 0)).status).toBe(200);
    expect((await add(witness, 0, 7)).status).toBe(200);
  });

  test("may have signatures of other keys, which are ignored and not stored", async () => {
    const { witness } = newWitness();
    const note = parseNote(await log.checkpointAt(3));
    const foreign = parseNote(await signNote(note.text, [createSigner(strangerKey)])).signatures;
    const checkpoint = formatNote({ ...note, signatures: [...foreign, ...note.signatures] });
    expect((await send(witness, { oldSize: 0, proof: [], checkpoint })).status).toBe(200);
    const kept = parseNote((await witness.latestNote(originHash(ORIGIN))) ?? "");
    expect(kept.signatures.map(({ name }) => name)).toEqual([ORIGIN, witnessKey.name]);
  });

  test("is cosigned in any steps, and monitors see the last", async () => {
    const steps = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(steps, async (sizes) => {
        const { witness } = newWitness();
        const ordered = sizes.sort((a, b) => a - b);
        for (const [i, size] of ordered.entries()) {
          expect((await add(witness, ordered[i - 1] ?? 0, size)).status).toBe(200);
        }
        const last = await witness.latestNote(originHash(ORIGIN));
        expect(last?.split("\n")[1]).toBe(ordered.at(-1)?.toString());
      }),
      { seed: 7, numRuns: 20 },
    );
  });
});

describe("refusals, in the order of the specification", () => {
  test("400: an invalid request", async () => {
    const { witness } = newWitness();
    for (const body of ["", "old 0\n", "old -1\n\nx", "new 0\n\n", "\xff\xfe"]) {
      expect((await witness.addCheckpoint(Buffer.from(body, "latin1"))).status).toBe(400);
    }
    const checkpoint = await signNote("no checkpoint\n", [createSigner(logKey)]);
    expect((await send(witness, { oldSize: 0, proof: [], checkpoint })).status).toBe(404);
    const short = await signNote(`${ORIGIN}\n1\n`, [createSigner(logKey)]);
    expect((await send(witness, { oldSize: 0, proof: [], checkpoint: short })).status).toBe(400);
  });

  test("404: an unknown log, before its signature is checked", async () => {
    const { witness } = newWitness();
    const text = formatCheckpoint({ origin: "other", ...log.headAt(1), extensions: [] });
    const checkpoint = await signNote(text, [createSigner(strangerKey)]);
    expect((await send(witness, { oldSize: 0, proof: [], checkpoint })).status).toBe(404);
    expect(await witness.latestNote(originHash("other"))).toBeUndefined();
  });

  test("403: signed by another key of that name, or with an invalid signature", async () => {
    const { witness } = newWitness();
    const foreign = await log.checkpointAt(2, otherKey);
    expect((await send(witness, { oldSize: 0, proof: [], checkpoint: foreign })).status).toBe(403);
    const good = parseNote(await log.checkpointAt(2));
    const [line] = parseNote(await log.checkpointAt(3)).signatures;
    const false2 = formatNote({ ...good, signatures: line === undefined ? [] : [line] });
    expect((await send(witness, { oldSize: 0, proof: [], checkpoint: false2 })).status).toBe(403);
    expect(await witness.latestNote(originHash(ORIGIN))).toBeUndefined();
  });

  test("400: an old size above the new one, before the state is read", async () => {
    const { witness } = newWitness();
    expect((await add(witness, 6, 5)).status).toBe(400);
  });

  test("409: another size than the last cosigned one, which is returned", async () => {
    const { witness } = newWitness();
    expect(await add(witness, 4, 5)).toEqual(CONFLICT_AT(0));
    await add(witness, 0, 5);
    expect(await add(witness, 0, 9)).toEqual(CONFLICT_AT(5));
    expect(await add(witness, 4, 9)).toEqual(CONFLICT_AT(5));
    expect(await add(witness, 3, 4)).toEqual(CONFLICT_AT(5));
  });

  test("422: an empty tree with another root", async () => {
    const { witness } = newWitness();
    const text = `${ORIGIN}\n0\n${formatHash(seed(9))}\n`;
    const checkpoint = await signNote(text, [createSigner(logKey)]);
    expect((await send(witness, { oldSize: 0, proof: [], checkpoint })).status).toBe(422);
    await add(witness, 0, 5);
    expect(await send(witness, { oldSize: 0, proof: [], checkpoint })).toEqual(CONFLICT_AT(5));
  });

  test("422: a proof where none is needed, another history, another tree of the same size", async () => {
    const { witness } = newWitness();
    expect((await add(witness, 0, 5, { proof: [seed(1)] })).status).toBe(422);
    await add(witness, 0, 5);
    const forked = logOf("b", 40);
    expect((await add(witness, 5, 9, { from: forked })).status).toBe(422);
    expect((await add(witness, 5, 5, { from: forked })).status).toBe(422);
    expect((await add(witness, 5, 9)).status).toBe(200);
  });

  test("422: a proof with any bit changed, a hash missing or a hash too many", async () => {
    const { witness } = newWitness();
    await add(witness, 0, 5);
    const proof = await log.prove(5, 21);
    const refused = async (wrong: readonly Hash[]) =>
      expect((await add(witness, 5, 21, { proof: wrong })).status).toBe(422);
    await refused(proof.slice(1));
    await refused([...proof, seed(1)]);
    for (const [place, hash] of proof.entries()) {
      for (let bit = 0; bit < 256; bit += 37) {
        const changed = Uint8Array.from(hash, (byte, i) =>
          i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte,
        );
        await refused(proof.with(place, changed));
      }
    }
    expect((await add(witness, 5, 21)).status).toBe(200);
  });
});

describe("its state", () => {
  test("lets one of several concurrent requests win, and never goes back", async () => {
    const { witness } = newWitness();
    await add(witness, 0, 5);
    const sizes = Array.from({ length: 30 }, (_, i) => 6 + i);
    const answers = await Promise.all(sizes.map((size) => add(witness, 5, size)));
    const won = answers.findIndex(({ status }) => status === 200);
    const winner = sizes[won] ?? 0;
    const others = answers.filter((_, i) => i !== won);
    expect(others).toEqual(others.map(() => CONFLICT_AT(winner)));
    expect(await add(witness, 5, 5)).toEqual(CONFLICT_AT(winner));
  });

  test("is that of the folder: another process continues where one ended", async () => {
    const { witness, folder } = newWitness();
    await add(witness, 0, 5);
    expect(await add(newWitness(folder).witness, 0, 9)).toEqual(CONFLICT_AT(5));
    expect(readdirSync(folder)).toEqual([`${originHash(ORIGIN)}.checkpoint`]);
  });

  test("survives a write that a crash left unfinished", async () => {
    const { witness, folder } = newWitness();
    await add(witness, 0, 5);
    writeFileSync(join(folder, `${originHash(ORIGIN)}.checkpoint.new`), "half a no");
    const restarted = newWitness(folder).witness;
    expect((await add(restarted, 5, 9)).status).toBe(200);
  });

  test("that cannot be read is not treated as empty: nothing is signed", async () => {
    const { witness, folder } = newWitness();
    await add(witness, 0, 5);
    writeFileSync(join(folder, `${originHash(ORIGIN)}.checkpoint`), "damaged");
    await expect(add(witness, 0, 5)).rejects.toMatchObject({ code: "state" });
    await expect(add(newWitness(folder).witness, 0, 5)).rejects.toMatchObject({
      code: "state",
      message: expect.stringContaining("it is not a signed checkpoint"),
    });
  });

  test("with the cosignature of another witness is refused", async () => {
    const { witness, folder } = newWitness();
    await add(witness, 0, 5);
    const other = newWitness(folder, await newSignerKey("w2", "cosignature", seed(5))).witness;
    await expect(other.checkState()).rejects.toMatchObject({
      code: "state",
      message: expect.stringContaining("is not cosigned with this witness's key"),
    });
    await expect(add(other, 5, 9)).rejects.toMatchObject({ code: "state" });
  });

  test("that is older than a checkpoint it has cosigned is refused, and then nothing is signed", async () => {
    const { witness, folder } = newWitness();
    await add(witness, 0, 5);
    const path = join(folder, `${originHash(ORIGIN)}.checkpoint`);
    const older = readFileSync(path, "utf8");
    await add(witness, 5, 9);
    const newer = readFileSync(path, "utf8");
    writeFileSync(path, older);
    const restored = newWitness(folder).witness;
    const proof = await log.prove(5, 9);
    const shown = send(restored, { oldSize: 5, proof, checkpoint: newer });
    await expect(shown).rejects.toMatchObject({
      code: "state",
      message: expect.stringContaining("has cosigned 9 entries"),
    });
    await expect(add(restored, 5, 12)).rejects.toMatchObject({ code: "state" });
    expect(readFileSync(path, "utf8")).toBe(older);
  });

  test("that cannot be written signs nothing either", async () => {
    const { witness } = newWitness(join(temporaryDirectory(), "missing"));
    await expect(add(witness, 0, 5)).rejects.toMatchObject({ code: "ENOENT" });
    await expect(add(witness, 0, 6)).rejects.toMatchObject({ code: "ENOENT" });
  });
});

describe("its health", () => {
  test("names each log, its last cosigned tree, and the refusals by reason", async () => {
    const { witness } = newWitness();
    expect(await witness.health()).toEqual({
      status: "ok",
      name: witnessKey.name,
      verifierKey: formatVerifierKey(witnessKey),
      logs: [
        {
          origin: ORIGIN,
          originHash: originHash(ORIGIN),
          size: null,
          root: null,
          cosignedOn: null,
          problem: null,
          refusals: {},
        },
      ],
      refusals: {},
    });
    await add(witness, 0, 5);
    await add(witness, 0, 9);
    await add(witness, 5, 9, { from: logOf("b", 40) });
    await witness.addCheckpoint(Buffer.from("nonsense"));
    expect(await witness.health()).toMatchObject({
      status: "ok",
      logs: [
        {
          size: 5,
          root: formatHash(log.headAt(5).root),
          cosignedOn: NOW.toISOString(),
          refusals: { "other-size": 1, inconsistent: 1 },
        },
      ],
      refusals: { unreadable: 1 },
    });
  });

  test("is failing when the state of a log is damaged, and reveals no path", async () => {
    const { witness, folder } = newWitness();
    writeFileSync(join(folder, `${originHash(ORIGIN)}.checkpoint`), "damaged");
    await expect(add(witness, 0, 5)).rejects.toMatchObject({ code: "state" });
    const health = await witness.health();
    expect(health).toMatchObject({
      status: "failing",
      logs: [{ size: null, problem: expect.any(String), refusals: { state: 1 } }],
    });
    expect(JSON.stringify(health)).not.toContain(folder);
  });
});
