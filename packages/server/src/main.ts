import { hostname, userInfo } from "node:os";
import { DataFolderError, TrailError } from "@indelible/trail";
import { type Config, ConfigError, readConfig } from "./config.ts";
import { rotateMasterKeyCommand, showMasterKeyCommand } from "./master-key/master-key-commands.ts";
import type { Operator } from "./master-key/operator.ts";
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

/** A user without an entry in the system's list of users, as in a container, goes by number. */
function operator(): Operator {
  try {
    return { username: userInfo().username, host: hostname() };
  } catch {
    return { username: `user ${process.getuid?.() ?? "unknown"}`, host: hostname() };
  }
}

const clock = () => new Date();
const onIdleError = (error: Error) => console.error("an idle database connection", error);

/** What the program does besides serving; each says in a sentence what it did. */
const COMMANDS: Readonly<Record<string, (config: Config, args: string[]) => Promise<string>>> = {
  migrate: migrateCommand,
  "rotate-master-key": (config) =>
    rotateMasterKeyCommand(config, { clock, onIdleError, operator: operator() }),
  "show-master-key": (config) =>
    showMasterKeyCommand(config, { clock, onIdleError, operator: operator() }),
};

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const [name = "", ...args] = process.argv.slice(2);
  const command = COMMANDS[name];
  if (command !== undefined) return console.log(await command(config, args));
  const server = await startServer(config, {
    clock,
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
