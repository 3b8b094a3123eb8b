import { DataFolderError } from "@indelible/data-folder";
import { LedgerError } from "@indelible/ledger";
import { SignerError } from "@indelible/signer";
import { sqlState, TrailError } from "@indelible/trail";
import { WitnessError } from "@indelible/witness";
import { Command, CommanderError } from "commander";
import { cliVersion } from "./cli-version.ts";
import { CommandError } from "./command-error.ts";
import {
  type ExitCode,
  type ExportFlags,
  exportCommand,
  type VerifyFlags,
  verifyCommand,
} from "./commands.ts";
import { addServerCommands } from "./server/server-commands.ts";
import { addSignerCommand } from "./signer/signer-command.ts";
import { addWitnessCommand } from "./witness/witness-command.ts";
import type { World } from "./world.ts";

/**
 * Runs one command line, without the program's name; does not throw errors that a user can cause.
 */
export async function runProgram(world: World, args: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = 0;
  const program = commandLine(world, (result) => {
    code = result;
  });
  try {
    await program.parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    world.remark(`${explain(error)}\n`);
    return isDamage(error) ? 1 : 2;
  }
}

function commandLine(world: World, done: (code: ExitCode) => void): Command {
  const program = new Command("indelible")
    .description("Commands for the audit trail and the master key of an Indelible server.")
    .version(cliVersion())
    .exitOverride()
    .configureOutput({ writeOut: world.print, writeErr: world.remark });
  program
    .command("verify")
    .description(
      "Verifies the whole audit trail and reports every event that was changed, removed, inserted or " +
        "reordered. Uses DATABASE_URL, DATA_DIR and MASTER_KEY like the server. " +
        "Exit code: 0 if everything is correct, 1 if something is wrong, 2 if it could not run.",
    )
    .option("--since <file>", "a checkpoint that was saved earlier; the ledger must extend it")
    .option(
      "--key <vkey...>",
      "a verifier key; by default the one of the data folder, directory or server. Statements of " +
        "these lead to the other keys of the log; without them, name several",
    )
    .option("--dir <folder>", "verify a directory that 'export' wrote")
    .option("--url <url>", "verify a server over HTTP")
    .option("--api-key <key>", "the API key for --url")
    .option(
      "--incremental",
      "do not read the entries that an earlier run verified: faster, but does not find that they were changed since",
    )
    .option("--full", "check every entry in full, whatever an earlier run verified")
    .option("--json", "print one JSON object")
    .action(async (flags: VerifyFlags) => done(await verifyCommand(world, flags)));
  program
    .command("export")
    .description(
      "Verifies the trail, then writes all events in the ledger, and the ledger, to a new directory. " +
        "Exit code: 0 if it was exported, 1 if the trail does not verify, 2 if it could not run.",
    )
    .argument("<dir>", "the directory; it must be empty or missing")
    .option("--force", "do not verify the trail before it is exported")
    .action(async (folder: string, flags: ExportFlags) =>
      done(await exportCommand(world, folder, flags)),
    );
  addWitnessCommand(program, world);
  addSignerCommand(program, world);
  addServerCommands(program, world, done);
  return program;
}

/** A damaged database is a finding. */
function isDamage(error: unknown): boolean {
  return error instanceof TrailError && error.code === "damaged";
}

const UNDEFINED_TABLE = "42P01";
const UNKNOWN_SCHEMA = "3F000";

/** Errors whose message is an explanation for the user. */
const EXPLAINED = [
  CommandError,
  DataFolderError,
  TrailError,
  LedgerError,
  SignerError,
  WitnessError,
];

/** One sentence if the reason is known, else the full error. */
function explain(error: unknown): string {
  const isOurs = EXPLAINED.some((type) => error instanceof type);
  if (isOurs && error instanceof Error) return error.message;
  const state = sqlState(error);
  if (state === UNDEFINED_TABLE || state === UNKNOWN_SCHEMA) {
    return "The database has no trail, or one of an older version: start the server with it once.";
  }
  if (error instanceof AggregateError) return error.errors.map(explain).join("; ");
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
