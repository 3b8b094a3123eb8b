import { DataFolderError, TrailError } from "@indelible/trail";
import { type Config, ConfigError, readConfig } from "./config.ts";
import { migrateCommand } from "./startup/migrate-command.ts";
import { type RunningServer, startServer } from "./startup/start-server.ts";
import { untilSignal } from "./startup/until-signal.ts";

function welcome(config: Config, { address, firstStart }: RunningServer): string {
  const lines = ["", `  Indelible is running at ${address}/app`, ""];
  if (firstStart !== undefined) {
    lines.push(`  Administrator  ${config.adminUsername}`);
    if (firstStart.madePassword) lines.push(`  Password       ${firstStart.password}`);
    if (firstStart.madeApiKey) lines.push(`  API key        ${firstStart.apiKey}`);
    if (firstStart.madePassword || firstStart.madeApiKey) {
      lines.push("", "  This is shown once: keep it where only you can read it.");
    }
    lines.push("");
  }
  return lines.join("\n");
}

/** Whether an error's message says all that its reader needs. */
function isForTheOperator(error: unknown): error is Error {
  return [ConfigError, DataFolderError, TrailError].some((type) => error instanceof type);
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const [command, ...args] = process.argv.slice(2);
  if (command === "migrate") return console.log(await migrateCommand(config, args));
  const server = await startServer(config, {
    clock: () => new Date(),
    logError: (error, occasion) => console.error(occasion, error),
    logWarning: (warning) => console.warn(warning),
  });
  console.log(welcome(config, server));
  await untilSignal();
  await server.stop();
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(isForTheOperator(error) ? error.message : error);
    process.exit(1);
  },
);
