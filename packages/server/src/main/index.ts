export { type Config, ConfigError, readConfig } from "./config.ts";
export { type LedgerKeys, localKey, type SigningKey } from "./ledger-keys.ts";
export { createLogger, type LoggerOptions } from "./logger.ts";
export {
  type MigrateOptions,
  migrateAsOwner,
  migrateSchemas,
  serverMigrations,
} from "./migrate-schemas.ts";
export { createServer, type Server, type ServerOptions } from "./server.ts";
export { serverVersion } from "./server-version.ts";
export { type RunningServer, type StartOptions, startServer } from "./start-server.ts";
export { untilSignal } from "./until-signal.ts";
