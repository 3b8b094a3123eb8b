import type { FastifyInstance } from "fastify";
import { type Config, ConfigError } from "./config.ts";

/** Why a port or a host cannot be used, by the code of the system. */
const UNUSABLE: Readonly<Record<string, string>> = {
  EADDRINUSE: "another program listens on it",
  EACCES: "the server may not listen on it",
  EADDRNOTAVAIL: "this machine does not have the address",
  ENOTFOUND: "there is no such host",
};

/**
 * Lets a server listen; returns its address, such as `http://127.0.0.1:8065`. Fails with
 * `ConfigError` when the port or the host cannot be used.
 */
export async function listen(
  app: FastifyInstance,
  { port, host }: Pick<Config, "port" | "host">,
): Promise<string> {
  try {
    return await app.listen({ port, host });
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    const reason = UNUSABLE[code];
    if (reason === undefined) throw error;
    throw new ConfigError(`PORT ${port} of HOST ${host} cannot be used: ${reason}.`);
  }
}
