export { createServer, type Server, type ServerOptions } from "./server.ts";
export { serverMigrations } from "./sql-file.ts";
