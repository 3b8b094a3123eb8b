import type { Command } from "commander";
import type { ExitCode } from "../commands.ts";
import { SERVER_PROGRAM } from "../server-program.ts";
import type { World } from "../world.ts";

/** Adds the commands that the server's program executes. */
export function addServerCommands(
  program: Command,
  world: World,
  done: (code: ExitCode) => void,
): void {
  const run = async (...args: string[]) => {
    done((await world.runNode([SERVER_PROGRAM, ...args])) === 0 ? 0 : 2);
  };
  program
    .command("migrate")
    .description(
      "Migrates the database of DATABASE_URL, as the owner of its schemas, and creates the " +
        "role for the servers: it can only read the trail and add to it.",
    )
    .option(
      "--runtime-role <name>",
      "the role; created if it is missing; set its password yourself",
    )
    .action(async ({ runtimeRole }: { runtimeRole?: string }) => {
      const role = runtimeRole === undefined ? [] : ["--runtime-role", runtimeRole];
      await run("migrate", ...role);
    });
  program
    .command("rotate-master-key")
    .description(
      "Replaces the master key and encrypts all secrets again. The new key is " +
        "generated, or read from NEW_MASTER_KEY, which replaces a key in MASTER_KEY. Servers that " +
        "are running cannot write until they are restarted.",
    )
    .action(() => run("rotate-master-key"));
  program
    .command("show-master-key")
    .description("Records an event with the operating system's user, then prints the master key.")
    .action(() => run("show-master-key"));
  program
    .command("rotate-ledger-key")
    .description(
      "Replaces the key of the ledger: the old key signs a statement that names the new one, which is " +
        "generated in DATA_DIR or named by NEW_LEDGER_KEY. Stop all servers first. Run it as the " +
        "owner of the database's tables.",
    )
    .action(() => run("rotate-ledger-key"));
  program
    .command("administrator")
    .description(
      "Restores access when no one can administer the server any more: creates or activates a user, " +
        "replaces its password by the one in ADMIN_PASSWORD or a generated one that it prints, and " +
        "adds it to the team Administrators. Records events with the operating system's user. Stop " +
        "a server with the embedded database first.",
    )
    .argument("[username]", "the user name; by default that of ADMIN_USERNAME, or admin")
    .action((username?: string) =>
      run("administrator", ...(username === undefined ? [] : [username])),
    );
  addLedgerCommands(program, run);
}

function addLedgerCommands(program: Command, run: (...args: string[]) => Promise<void>): void {
  const ledger = program
    .command("ledger")
    .description("Closes the log of the ledger and starts a new one. Stop all servers first.");
  ledger
    .command("accept-restore")
    .description(
      "Accepts that a restored backup lacks signed entries: closes the log at the checkpoint that " +
        "DATA_DIR keeps, and starts a new log with all events of the database. Run it as the " +
        "owner of the database's tables.",
    )
    .action(() => run("ledger-accept-restore"));
  ledger
    .command("new-log")
    .description(
      "Starts a new log with the key in LEDGER_KEY_FILE or DATA_DIR, or a generated one, after the " +
        "ledger's key was lost.",
    )
    .requiredOption("--key-lost <vkey>", "the verifier key of the log whose key is lost")
    .action(({ keyLost }: { keyLost: string }) => run("ledger-new-log", keyLost));
}
