export type { Route } from "./http/route.ts";
export { createServer, type Server, type ServerOptions } from "./server.ts";
export { serverMigrations } from "./sql-file.ts";
export { type MigrateOptions, migrateAsOwner, migrateSchemas } from "./startup/migrate-schemas.ts";
