import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import type { ExitCode } from "../commands.ts";
import type { World } from "../world.ts";

/** The server's own program: it alone knows its schema, and nothing here may import it. */
const SERVER = fileURLToPath(new URL("../../../server/dist/programs/server.js", import.meta.url));

/** Adds the commands that the server's program carries out. */
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
      "Brings the database of DATABASE_URL up to date, as the owner of its schemas, and sets up the " +
        "role that servers run as: it can read the record and add to it, nothing else.",
    )
    .option("--runtime-role <name>", "the role; made if missing, its password is yours to set")
    .action(async ({ runtimeRole }: { runtimeRole?: string }) => {
      const role = runtimeRole === undefined ? [] : ["--runtime-role", runtimeRole];
      await run("migrate", ...role);
    });
  program
    .command("rotate-master-key")
    .description(
      "Puts a new master key in place of the one in force and seals all secrets anew. The new one is " +
        "made, or taken from NEW_MASTER_KEY, which replaces a key given as MASTER_KEY. Servers that " +
        "run meanwhile can write nothing until they are started again.",
    )
    .action(() => run("rotate-master-key"));
  program
    .command("show-master-key")
    .description("Prints the master key in force, once it is on record that it did, and to whom.")
    .action(() => run("show-master-key"));
}
