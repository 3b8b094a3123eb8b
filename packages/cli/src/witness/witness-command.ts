import { DataFolderError, holdDataFolder } from "@indelible/data-folder";
import { type StateFolder, startWitness } from "@indelible/witness";
import { type Command, InvalidArgumentError } from "commander";
import type { World } from "../world.ts";

interface WitnessFlags {
  readonly state: string;
  readonly log: readonly string[];
  readonly port: number;
  readonly host: string;
  readonly name?: string;
}

const PORT_MAX = 65_535;

/** Adds `indelible witness`: a separate process that cosigns the checkpoints of some logs. */
export function addWitnessCommand(program: Command, world: World): void {
  program
    .command("witness")
    .description(
      "Cosigns the checkpoints of one or more ledgers (C2SP tlog-witness) if each extends the " +
        "one before. Run it where the administrators of the ledger's database have no access. Prints its " +
        "address and its verifier key, for the server's WITNESS_POLICY.",
    )
    .requiredOption(
      "--state <dir>",
      "folder for its key and state; never copy, share or restore it",
    )
    .requiredOption("--log <vkeys...>", "the verifier key of each log to watch")
    .option("--port <number>", "the port to listen on, 0 for any free port", readPort, 8066)
    .option("--host <address>", "the address to listen on", "127.0.0.1")
    .option("--name <name>", "its name in signatures, which cannot be changed later")
    .action((flags: WitnessFlags) => witnessCommand(world, flags));
}

async function witnessCommand(world: World, flags: WitnessFlags): Promise<void> {
  const { state, log, ...where } = flags;
  const witness = await startWitness(
    { stateFolder: state, logs: log, ...where },
    {
      holdFolder: holdStateFolder,
      clock: world.clock,
      random: world.random,
      logError: (error) => world.remark(`${error instanceof Error ? error.stack : error}\n`),
    },
  );
  world.print(`Listening at ${witness.address}\nVerifier key ${witness.verifierKey}\n`);
  await world.untilSignal();
  await witness.stop();
}

async function holdStateFolder(folder: string): Promise<StateFolder> {
  try {
    return await holdDataFolder(folder);
  } catch (cause) {
    if (!(cause instanceof DataFolderError) || cause.code !== "in-use") throw cause;
    const message = `${folder} is in use by another process; stop that one. Two witnesses must never share a state.`;
    throw new DataFolderError("in-use", message, { cause });
  }
}

function readPort(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= PORT_MAX) return Number(text);
  throw new InvalidArgumentError(`The port must be a number from 0 to ${PORT_MAX}.`);
}
