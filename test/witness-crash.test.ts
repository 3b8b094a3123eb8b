/** A witness that is killed at any step of writing its state has the old state or the new one. */
import {
  formatAddCheckpointRequest,
  formatVerifierKey,
  parseCheckpoint,
  parseNote,
} from "@indelible/ledger";
import { originHash, startWitness } from "@indelible/witness";
import { beforeAll, describe, expect, test } from "vitest";
import { logKey, logOf, ORIGIN, type SampleLog } from "../packages/witness/tests/sample-log.ts";
import { buildPrograms } from "./support/server-process.ts";
import { temporaryDirectory } from "./support/temporary-directory.ts";
import { startWitnessProcess, type WitnessProcess } from "./support/witness-process.ts";

const KILLER = new URL("support/kill-at-step.mjs", import.meta.url).href;
/** Open, write, sync and close the new file; rename it; open, sync and close the folder. */
const STEPS = [1, 2, 3, 4, 5, 6, 7, 8] as const;
const RENAME = 5;
const verifierKey = formatVerifierKey(logKey);
const [log, fork] = [logOf("a", 12), logOf("b", 12, 5)];

beforeAll(buildPrograms, 120_000);

/** A state folder in which five entries were cosigned. */
async function folderAtFive(): Promise<string> {
  const stateFolder = temporaryDirectory();
  const witness = await startWitness(
    { stateFolder, logs: [verifierKey], port: 0 },
    {
      holdFolder: async (path) => ({ path, release: () => undefined }),
      clock: () => new Date(1_000),
      random: (bytes) => new Uint8Array(bytes).fill(7),
      logError: (error) => {
        throw error;
      },
    },
  );
  expect(await add(witness, 0, 5)).toBe(200);
  await witness.stop();
  return stateFolder;
}

/** The status of the response; undefined if the witness ended without one. */
async function add(
  { address }: Pick<WitnessProcess, "address">,
  oldSize: number,
  newSize: number,
  from: SampleLog = log,
): Promise<number | undefined> {
  const proof = oldSize > 0 && oldSize < newSize ? await from.prove(oldSize, newSize) : [];
  const checkpoint = await from.checkpointAt(newSize);
  const body = formatAddCheckpointRequest({ oldSize, proof, checkpoint });
  const response = fetch(`${address}/add-checkpoint`, { method: "POST", body });
  return response.then(({ status }) => status).catch(() => undefined);
}

async function sizeAt({ address }: WitnessProcess): Promise<number> {
  const response = await fetch(`${address}/${originHash(ORIGIN)}/checkpoint`);
  return parseCheckpoint(parseNote(await response.text()).text).size;
}

function startDying(folder: string, step: number): Promise<WitnessProcess> {
  return startWitnessProcess(folder, verifierKey, 0, ["--import", `${KILLER}?step=${step}`]);
}

describe("a witness that is killed", () => {
  test.each(STEPS)(
    "at step %i of storing a checkpoint continues from it or from the last",
    async (step) => {
      const folder = await folderAtFive();
      const dying = await startDying(folder, step);
      expect(await add(dying, 5, 9)).toBeUndefined();
      await dying.ended;

      const witness = await startWitnessProcess(folder, verifierKey);
      const size = await sizeAt(witness);
      expect(size).toBe(step <= RENAME ? 5 : 9);
      if (size === 9) expect(await add(witness, 9, 12, fork)).toBe(422);
      expect(await add(witness, size, 12)).toBe(200);
      expect(await add(witness, size, 12, fork)).toBe(409);
      expect(await add(witness, 12, 12, fork)).toBe(422);
    },
  );

  test("after the last step has sent its cosignature and stored it", async () => {
    const folder = await folderAtFive();
    const dying = await startDying(folder, STEPS.length + 1);
    expect(await add(dying, 5, 9)).toBe(200);
    await dying.kill();
    const witness = await startWitnessProcess(folder, verifierKey);
    expect(await sizeAt(witness)).toBe(9);
  });

  // Written half, not synced, not renamed, not known to the folder.
  test.each([2, 3, 5, 6])(
    "at step %i of creating its key has one at the next start",
    async (step) => {
      const folder = temporaryDirectory();
      await expect(startDying(folder, step)).rejects.toThrow("ended before it listened");
      const first = await startWitnessProcess(folder, verifierKey);
      expect(await add(first, 0, 5)).toBe(200);
      await first.kill();
      const second = await startWitnessProcess(folder, verifierKey);
      expect(second.verifierKey).toBe(first.verifierKey);
    },
  );
});
