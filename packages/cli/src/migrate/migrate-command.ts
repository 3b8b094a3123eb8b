import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import type { ExitCode } from "../commands.ts";
import type { World } from "../world.ts";

/** The server's own program: it alone knows its schema, and nothing here may import it. */
const SERVER = fileURLToPath(new URL("../../../server/dist/main.js", import.meta.url));

/** Adds `indelible migrate`, which the server's program carries out. */
export function addMigrateCommand(
  program: Command,
  world: World,
  done: (code: ExitCode) => void,
): void {
  program
    .command("migrate")
    .description(
      "Brings the database of DATABASE_URL up to date, as the owner of its schemas, and sets up the " +
        "role that servers run as: it can read the record and add to it, nothing else.",
    )
    .option("--runtime-role <name>", "the role; made if missing, its password is yours to set")
    .action(async ({ runtimeRole }: { runtimeRole?: string }) => {
      const role = runtimeRole === undefined ? [] : ["--runtime-role", runtimeRole];
      done((await world.runNode([SERVER, "migrate", ...role])) === 0 ? 0 : 2);
    });
}
