export {
  certificateVariables,
  type ExpandedVariable,
} from "./certificates/certificate-variables.ts";
export { ExecutionError, type ExecutionErrorCode } from "./execution/execution-error.ts";
export { type LocalHostOptions, localHost } from "./execution/local-host.ts";
export type * from "./execution/script-host.ts";
export { type OutputItem, type OutputLevel, ScriptOutput } from "./execution/script-output.ts";
export type { ServiceMessage } from "./execution/service-messages.ts";
export { openSshHost, type SshHostOptions } from "./execution/ssh-host.ts";
export type { SshCredential, SshTarget } from "./execution/ssh-target.ts";
export type { Route } from "./http/route.ts";
export { createMasker, type Masker } from "./masking/masker.ts";
export { createServer, type Server, type ServerOptions } from "./server.ts";
export { serverMigrations } from "./sql-file.ts";
export { createLogger, type LoggerOptions } from "./startup/logger.ts";
export { type MigrateOptions, migrateAsOwner, migrateSchemas } from "./startup/migrate-schemas.ts";
