import { fileURLToPath } from "node:url";

/** The server's program: only it knows its schema, and this package must not import it. */
export const SERVER_PROGRAM = fileURLToPath(
  new URL("../../server/dist/programs/server.js", import.meta.url),
);
