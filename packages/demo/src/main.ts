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
  startServer,
  untilSignal,
} from "@indelible/server";
import { ADMIN, CAST, LEAVER, PASSWORD } from "./cast.ts";
import { monthBefore } from "./story.ts";

/** Whose reports of where a request came from the server takes while it is filled: the demo's. */
const FILLER = "127.0.0.1";

/** As everywhere, but for what would let the demo reach real data or be reached from outside. */
function demoConfig(folder: string): Config {
  const { PORT, LOG_LEVEL } = process.env;
  const config = readConfig({ PORT, LOG_LEVEL, ADMIN_PASSWORD: PASSWORD, DATA_DIR: folder });
  return { ...config, host: FILLER };
}

type Log = StartOptions["log"];

const realClock = () => new Date();

async function fill(config: Config, log: Log): Promise<void> {
  const story = monthBefore(new Date());
  const clock = () => story.clock.now();
  const filling = { ...config, port: 0, trustedProxies: [FILLER] };
  // The ledger signs by the real clock, once the month is over.
  const server = await startServer(filling, { clock, log, worksInBackground: false });
  try {
    await story.tell(server.address, showProgress());
  } finally {
    await server.stop();
  }
}

/** On a terminal one line that counts, else a line for each quarter. */
function showProgress(): (part: number) => void {
  const step = process.stdout.isTTY ? 1 : 25;
  let shown = 0;
  return (part) => {
    const percent = Math.floor(part * 100);
    if (percent < shown + step) return;
    shown = percent;
    const text = `  Making up a month: ${percent} %`;
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
    ...people.map(({ username, part }) => `  ${username.padEnd(8)}${part}`),
    "",
    `  All of them sign in with the password ${PASSWORD}`,
    "  Everything is made up, and gone when the demo ends (Ctrl+C).",
    "",
  ].join("\n");
}

async function fillAndStart(folder: string): Promise<RunningServer> {
  const config = demoConfig(folder);
  const log = createLogger({ level: config.logLevel, clock: realClock, stream: process.stderr });
  await fill(config, log);
  return startServer(config, { clock: realClock, log });
}

async function main(folder: string): Promise<void> {
  console.log("\n  Starting on a folder of its own ...");
  const asked = untilSignal();
  const server = await Promise.race([fillAndStart(folder), asked]);
  // Asked to end while the month was being made up.
  if (server === undefined) return;
  console.log(welcome(server));
  await asked;
  await server.stop();
}

const folder = mkdtempSync(join(tmpdir(), "indelible-demo-"));
// However it ends, short of being killed.
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
