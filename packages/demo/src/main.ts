import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DataFolderError } from "@indelible/data-folder";
import {
  type Config,
  ConfigError,
  createLogger,
  type RunningServer,
  readConfig,
  type StartOptions,
  serverVersion,
  startServer,
  untilSignal,
} from "@indelible/server";
import { ADMIN, CAST, LEAVER, PASSWORD } from "./cast.ts";
import { monthBefore } from "./story.ts";

/** The address of the demo, whose `X-Forwarded-For` the server trusts while it is filled. */
const DEMO_ADDRESS = "127.0.0.1";

/**
 * The usual configuration, except for a temporary data folder, no external database and the
 * loopback address.
 */
function demoConfig(folder: string): Config {
  const { PORT, LOG_LEVEL } = process.env;
  const config = readConfig({ PORT, LOG_LEVEL, ADMIN_PASSWORD: PASSWORD, DATA_DIR: folder });
  return { ...config, host: DEMO_ADDRESS };
}

type Log = StartOptions["log"];

const OPERATOR = { username: "demo", host: "demo" };

const realClock = () => new Date();

async function fill(config: Config, log: Log): Promise<void> {
  const story = monthBefore(new Date());
  const clock = () => story.clock.now();
  const filling = { ...config, port: 0, trustedProxies: [DEMO_ADDRESS] };
  // The ledger signs later, with the real clock.
  const server = await startServer(filling, {
    clock,
    log,
    operator: OPERATOR,
    worksInBackground: false,
  });
  try {
    await story.play(server.address, showProgress());
  } finally {
    await server.stop();
  }
}

/** Shows one line that is updated on a terminal, else a line for every 25 %. */
function showProgress(): (share: number) => void {
  const step = process.stdout.isTTY ? 1 : 25;
  let shown = 0;
  return (share) => {
    const percent = Math.floor(share * 100);
    if (percent < shown + step) return;
    shown = percent;
    const text = `  Generating a month of history: ${percent} %`;
    process.stdout.write(process.stdout.isTTY ? `\r${text}` : `${text}\n`);
    if (percent === 100 && process.stdout.isTTY) process.stdout.write("\n");
  };
}

function welcome({ address }: RunningServer): string {
  const people = [ADMIN, ...CAST].filter((it) => !it.isService && it !== LEAVER);
  return [
    "",
    `  The demo is running at ${address}/app`,
    "",
    ...people.map(({ username, purpose }) => `  ${username.padEnd(8)}${purpose}`),
    "",
    `  The password of all users is ${PASSWORD}`,
    "  All data is generated, and deleted when the demo ends (Ctrl+C).",
    "",
  ].join("\n");
}

async function fillAndStart(folder: string): Promise<RunningServer> {
  const config = demoConfig(folder);
  const log = createLogger({ level: config.logLevel, clock: realClock, stream: process.stderr });
  await fill(config, log);
  return startServer(config, { clock: realClock, log, operator: OPERATOR });
}

async function main(folder: string): Promise<void> {
  console.log("\n  Starting with a temporary folder ...");
  const stopped = untilSignal();
  const server = await Promise.race([fillAndStart(folder), stopped]);
  // Stopped while the data was generated.
  if (typeof server === "string") return;
  console.log(welcome(server));
  await server.stop(`by ${await stopped}`);
}

const USAGE = `Usage: npm run demo

Starts a server on a temporary folder with a generated month of history. PORT and LOG_LEVEL are
used as by the server; everything else is set by the demo.

Options (after npm run demo --):
  -h, --help     prints this text
  --version      prints the version`;

const [option] = process.argv.slice(2);
if (option !== undefined) {
  const isHelp = option === "--help" || option === "-h";
  if (option === "--version") console.log(serverVersion());
  else if (isHelp) console.log(USAGE);
  else console.error(`There is no option '${option}': see --help.`);
  process.exit(isHelp || option === "--version" ? 0 : 1);
}

const folder = mkdtempSync(join(tmpdir(), "indelible-demo-"));
// However the process ends, except for SIGKILL.
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

main(folder).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(
      error instanceof ConfigError || error instanceof DataFolderError ? error.message : error,
    );
    process.exit(1);
  },
);
