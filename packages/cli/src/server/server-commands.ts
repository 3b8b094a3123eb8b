import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import type { ExitCode } from "../commands.ts";
import type { World } from "../world.ts";

/** The server's program: only it knows its schema, and this package must not import it. */
const SERVER = fileURLToPath(new URL("../../../server/dist/programs/server.js", import.meta.url));

/** Adds the commands that the server's program executes. */
export function addServerCommands(
  program: Command,
  world: World,
  done: (code: ExitCode) => void,
): void {
  const run = async (...args: string[]) => {
    done((await world.runNode([SERVER, ...args])) === 0 ? 0 : 2);
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
}
