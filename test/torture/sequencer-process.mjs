/**
 * A sequencer in a separate process, for tests that kill it: `node sequencer-process.mjs <url>
 * <origin> <seed>` with the seed of the ledger's key in hexadecimal. It runs until it is killed.
 */
import { argv } from "node:process";
import { createSigner, newSignerKey } from "@indelible/ledger";
import { openPostgres, Sequencer, startSequencerLoop } from "@indelible/trail";

const [, , url = "", origin = "", seed = ""] = argv;
const database = openPostgres({ url, connectionsMax: 1, onIdleError: () => {} });
const signer = createSigner(await newSignerKey(origin, "note", Buffer.from(seed, "hex")));
const sequencer = new Sequencer({ database, origin, signer, clock: () => new Date() });

// A connection that is cut during a batch is part of the test: the loop tries again.
startSequencerLoop(sequencer, () => {});
