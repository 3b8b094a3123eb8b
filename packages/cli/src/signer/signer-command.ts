import { holdDataFolder, keptCheckpoint, keptKey, readKeyFile } from "@indelible/data-folder";
import { formatVerifierKey, newSignerKey, parseVerifierKey } from "@indelible/ledger";
import { GuardedSigner, startSigner } from "@indelible/signer";
import type { Command } from "commander";
import type { World } from "../world.ts";

interface SignerFlags {
  readonly state: string;
  readonly origin: string;
  readonly socket: string;
  readonly keyFile?: string;
  readonly successor?: string;
}

/** Adds `indelible signer`: a separate process that has the key of a ledger and signs for a server. */
export function addSignerCommand(program: Command, world: World): void {
  program
    .command("signer")
    .description(
      "Signs the checkpoints of a ledger for its server, over a Unix socket, so that the server does " +
        "not have the key. Refuses a checkpoint that is smaller than the last one, or of another " +
        "tree of the same size. Prints its verifier key; the server's setting is LEDGER_SIGNER.",
    )
    .requiredOption("--state <dir>", "folder for its key and state; never copy or restore it")
    .requiredOption("--origin <name>", "the ledger's name (LEDGER_ORIGIN of the server)")
    .requiredOption("--socket <path>", "the Unix socket to listen at")
    .option("--key-file <file>", "the key, as in ledger.key; by default generated in the folder")
    .option("--successor <vkey>", "the key that may replace this one (rotate-ledger-key)")
    .action((flags: SignerFlags) => signerCommand(world, flags));
}

async function signerCommand(world: World, flags: SignerFlags): Promise<void> {
  const { origin, socket, keyFile, successor } = flags;
  const folder = await holdDataFolder(flags.state);
  try {
    const seed =
      keyFile === undefined
        ? keptKey(folder.path, "ledger.key", world.random)
        : readKeyFile(keyFile);
    const key = await newSignerKey(origin, "note", seed);
    const signer = await GuardedSigner.open({
      key,
      store: keptCheckpoint(folder.path),
      successor: successor === undefined ? undefined : parseVerifierKey(successor),
    });
    const running = await startSigner({
      path: socket,
      signer,
      logError: (error) => world.remark(`${error instanceof Error ? error.stack : error}\n`),
    });
    world.print(`Listening at unix:${socket}\nVerifier key ${formatVerifierKey(key)}\n`);
    await world.untilSignal();
    await running.stop();
  } finally {
    folder.release();
  }
}
