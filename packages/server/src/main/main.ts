import { hostname, userInfo } from "node:os";
import { setFlagsFromString } from "node:v8";
import { DataFolderError } from "@indelible/data-folder";
import { LedgerError } from "@indelible/ledger";
import { SignerError } from "@indelible/signer";
import { damageOf, isUnavailable, TrailError } from "@indelible/trail";
import type { FirstStart } from "./bootstrap.ts";
import { type Config, ConfigError, readConfig } from "./config.ts";
import type { Operator } from "./operator.ts";
import { serverVersion } from "./server-version.ts";
import { untilSignal } from "./until-signal.ts";
import { USAGE } from "./usage.ts";

/** The credentials of a new installation. */
function credentials({ adminUsername }: Config, firstStart: FirstStart): string {
  const { password, apiKey, madePassword, madeApiKey } = firstStart;
  const lines = ["", `  Administrator  ${adminUsername}`];
  if (madePassword) lines.push(`  Password       ${password}`);
  if (madeApiKey) lines.push(`  API key        ${apiKey}`);
  if (madePassword || madeApiKey) {
    lines.push("", "  This is shown only once: store it in a safe place.");
  }
  return lines.join("\n");
}

/** The output for the operator: one sentence when the reason is known, else the whole error. */
function explain(error: unknown): unknown {
  if (isUnavailable(error)) return `DATABASE_URL: ${error.message}`;
  const isOurs = EXPLAINED.some((type) => error instanceof type);
  if (isOurs && error instanceof Error) return error.message;
  return damageOf(error) ?? error;
}

/** Errors whose message is an explanation for the operator. */
const EXPLAINED = [ConfigError, DataFolderError, LedgerError, SignerError, TrailError];

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
const loadAdministrator = () => import("./administrator-command.ts");
const loadMasterKey = () => import("./master-key-commands.ts");
const loadLedger = () => import("./ledger-commands.ts");
const loadRotation = () => import("./rotate-ledger-key.ts");
const loadExport = () => import("./export-command.ts");
const loadLogger = () => import("./logger.ts");

async function newLogger({ logLevel }: Config) {
  const { createLogger } = await loadLogger();
  return createLogger({ level: logLevel, clock, stream: process.stderr });
}

const tools = () => ({ clock, operator: operator() });

/** The commands of the program; each returns a message about its result. */
const COMMANDS: Readonly<Record<string, Command>> = {
  migrate: async (config, args) => (await loadMigrate()).migrateCommand(config, args),
  "ledger-accept-restore": async (config) =>
    (await loadLedger()).acceptRestoreCommand(config, tools()),
  "ledger-new-log": async (config, [verifierKey = ""]) =>
    (await loadLedger()).newLogCommand(config, tools(), verifierKey),
  "rotate-ledger-key": async (config) =>
    (await loadRotation()).rotateLedgerKeyCommand(config, tools()),
  "record-export": async (config, args) =>
    (await loadExport()).recordExportCommand(config, tools(), args),
  administrator: async (config, [username]) => {
    const named = username === undefined ? config : { ...config, adminUsername: username };
    return (await loadAdministrator()).administratorCommand(named, tools());
  },
  "rotate-master-key": async (config) =>
    (await loadMasterKey()).rotateMasterKeyCommand(config, tools()),
  "show-master-key": async (config) =>
    (await loadMasterKey()).showMasterKeyCommand(config, tools()),
};

// Delays optimisation of the embedded database until it is under load, so that it does not slow the
// start down. Measured: the same number of statements per second, a start 10 % faster.
setFlagsFromString("--wasm-tiering-budget=36000000");

async function main(): Promise<void> {
  const [name, ...args] = process.argv.slice(2);
  if (name === "--help" || name === "-h") return console.log(USAGE);
  if (name === "--version") return console.log(serverVersion());
  const config = readConfig(process.env);
  if (name !== undefined) {
    const command = COMMANDS[name];
    if (command === undefined) throw new ConfigError(`There is no command '${name}': see --help.`);
    return console.log(await command(config, args));
  }
  const { startServer } = await loadStart();
  const log = await newLogger(config);
  const onFirstStart = (made: FirstStart) => console.log(credentials(config, made));
  const server = await startServer(config, { clock, log, operator: operator(), onFirstStart });
  // Before the address is printed: a reader of it may end the process at once.
  const signal = untilSignal();
  console.log(`\n  Indelible is running at ${server.address}/app\n`);
  await server.stop(`by ${await signal}`);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(explain(error));
    process.exit(1);
  },
);
