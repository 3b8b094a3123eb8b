import { randomBytes, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DOCUMENT_DEFINITIONS } from "@indelible/domain";
import {
  type Database,
  masterKeySealer,
  migrate,
  openPglite,
  openPostgres,
  sha256Hex,
  trailMigrations,
} from "@indelible/trail";
import { type Config, ConfigError, readConfig } from "./config.ts";
import { createServer, type Server } from "./server.ts";
import { serverMigrations } from "./sql-file.ts";
import { holdDataFolder, keptMasterKey } from "./startup/data-folder.ts";

const PORTAL_FOLDER = fileURLToPath(new URL("../../portal/dist", import.meta.url));

async function openDatabase(config: Config, folder: string): Promise<Database> {
  const database =
    config.databaseUrl === undefined
      ? await openPglite({ folder: join(folder, "database") })
      : openPostgres({ url: config.databaseUrl, onIdleError: (error) => console.error(error) });
  await migrate(database, "trail", trailMigrations(), sha256Hex);
  await migrate(database, "server", serverMigrations(), sha256Hex);
  return database;
}

function welcome(config: Config, { firstStart }: Server, address: string): string {
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

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const folder = await holdDataFolder(config.dataFolder);
  const random = (bytes: number) => randomBytes(bytes);
  const database = await openDatabase(config, folder.path);
  const server = await createServer({
    ...config,
    database,
    sealer: masterKeySealer(config.masterKey ?? keptMasterKey(folder.path, random), random),
    definitions: DOCUMENT_DEFINITIONS,
    clock: () => new Date(),
    random,
    newUuid: randomUUID,
    portalFolder: existsSync(PORTAL_FOLDER) ? PORTAL_FOLDER : undefined,
    logError: (error, request) => console.error(request, error),
  });
  const address = await server.app.listen({ port: config.port, host: config.host });
  const stop = async () => {
    await server.app.close();
    await database.close();
    folder.release();
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      stop().then(
        () => process.exit(0),
        (error: unknown) => fail(error),
      );
    });
  }
  console.log(welcome(config, server, address));
}

function fail(error: unknown): never {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
}

main().catch(fail);
