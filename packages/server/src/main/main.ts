import { hostname, userInfo } from "node:os";
import { setFlagsFromString } from "node:v8";
import { DataFolderError } from "@indelible/data-folder";
import { LedgerError } from "@indelible/ledger";
import { damageOf, TrailError } from "@indelible/trail";
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
      lines.push("", "  This is shown only once: store it in a safe place.");
    }
    lines.push("");
  }
  return lines.join("\n");
}

const EXPLAINED = [ConfigError, DataFolderError, LedgerError, TrailError];

/** What the operator sees of an error: its message if that suffices, else all of it. */
function explained(error: unknown): unknown {
  const isKnown = EXPLAINED.some((type) => error instanceof type);
  if (isKnown && error instanceof Error) return error.message;
  return damageOf(error) ?? error;
}

/** Users without an entry in the system's list of users, as in a container, are named by number. */
function operator(): Operator {
  try {
    return { username: userInfo().username, host: hostname() };
  } catch {
    return { username: `user ${process.getuid?.() ?? "unknown"}`, host: hostname() };
  }
}

const clock = () => new Date();

type Command = (config: Config, args: string[]) => Promise<string>;

// Loaded on demand: loading the whole server takes longer than some commands.
const loadStart = () => import("./start-server.ts");
const loadMigrate = () => import("./migrate-command.ts");
const loadMasterKey = () => import("./master-key-commands.ts");
const loadLedger = () => import("./ledger-commands.ts");
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

/** The commands of the program; each returns a message about its result. */
const COMMANDS: Readonly<Record<string, Command>> = {
  migrate: async (config, args) => (await loadMigrate()).migrateCommand(config, args),
  "ledger-accept-restore": async (config) =>
    (await loadLedger()).acceptRestoreCommand(config, await tools(config)),
  "ledger-new-log": async (config, [verifierKey = ""]) =>
    (await loadLedger()).newLogCommand(config, await tools(config), verifierKey),
  "rotate-master-key": async (config) =>
    (await loadMasterKey()).rotateMasterKeyCommand(config, await tools(config)),
  "show-master-key": async (config) =>
    (await loadMasterKey()).showMasterKeyCommand(config, await tools(config)),
};

// Delays optimisation of the embedded database until it is under load, so that it does not slow the
// start down. Measured: the same number of statements per second, a start 10 % faster.
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
    console.error(explained(error));
    process.exit(1);
  },
);
