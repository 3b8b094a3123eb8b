import { hostname, userInfo } from "node:os";
import { setFlagsFromString } from "node:v8";
import { DataFolderError } from "@indelible/data-folder";
import { TrailError } from "@indelible/trail";
import { type Config, ConfigError, readConfig } from "./config.ts";
import type { Operator } from "./operator.ts";
import type { RunningServer } from "./start-server.ts";
import { untilSignal } from "./until-signal.ts";

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

type Command = (config: Config, args: string[]) => Promise<string>;

// Loading all of the server takes longer than some commands, and than to find a bad setting.
const loadStart = () => import("./start-server.ts");
const loadMigrate = () => import("./migrate-command.ts");
const loadMasterKey = () => import("./master-key-commands.ts");
const loadLogger = () => import("./logger.ts");

async function newLogger({ logLevel }: Config) {
  const { createLogger } = await loadLogger();
  return createLogger({ level: logLevel, clock, stream: process.stderr });
}

async function tools(config: Config) {
  const log = await newLogger(config);
  const onIdleError = (error: Error) => log.error(error, "an idle database connection");
  return { clock, onIdleError, operator: operator() };
}

/** What the program does besides serving; each says in a sentence what it did. */
const COMMANDS: Readonly<Record<string, Command>> = {
  migrate: async (config, args) => (await loadMigrate()).migrateCommand(config, args),
  "rotate-master-key": async (config) =>
    (await loadMasterKey()).rotateMasterKeyCommand(config, await tools(config)),
  "show-master-key": async (config) =>
    (await loadMasterKey()).showMasterKeyCommand(config, await tools(config)),
};

// The embedded database is optimised by what it does under load, not by its start: that takes the
// processors from the start itself. Measured: as many statements a second, a start by a tenth shorter.
setFlagsFromString("--wasm-tiering-budget=36000000");

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const [name = "", ...args] = process.argv.slice(2);
  const command = COMMANDS[name];
  if (command !== undefined) return console.log(await command(config, args));
  const { startServer } = await loadStart();
  const server = await startServer(config, { clock, log: await newLogger(config) });
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
