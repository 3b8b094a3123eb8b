/**
 * A sequencer in a separate process, for tests that kill it: `node sequencer-process.mjs <url>
 * <origin> <seed> <folder>` with the seed of the ledger's key in hexadecimal, and the folder of its
 * kept checkpoint. It runs until it is killed.
 */
import { argv } from "node:process";
import { keptCheckpoint } from "@indelible/data-folder";
import { createSigner, createVerifier, newSignerKey } from "@indelible/ledger";
import { openPostgres, Sequencer, startSequencerLoop } from "@indelible/trail";

const [, , url = "", origin = "", seed = "", folder = ""] = argv;
const database = openPostgres({ url, connectionsMax: 1 });
const key = await newSignerKey(origin, "note", Buffer.from(seed, "hex"));
const log = { origin, verifiers: [createVerifier(key)] };
const signer = createSigner(key);
const checkpointStore = keptCheckpoint(folder);
const sequencer = new Sequencer({
  database,
  log,
  signer,
  checkpointStore,
  clock: () => new Date(),
});

// A connection that is cut during a batch is part of the test: the loop tries again.
startSequencerLoop(sequencer, () => {});
