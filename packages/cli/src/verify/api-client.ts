import type { LogReader } from "@indelible/ledger";
import { CommandError } from "../command-error.ts";
import type { World } from "../world.ts";

/** A server's API, as verification reads it. */
export interface ApiClient {
  /** The answer's bytes; undefined for one of the statuses that are `expected`. */
  bytes(path: string, expected?: readonly number[]): Promise<Uint8Array | undefined>;
  /** The answer's JSON; undefined likewise. */
  json<T>(path: string, expected?: readonly number[]): Promise<T | undefined>;
  /** The files of the server's ledger. */
  readonly files: LogReader;
}

const NOT_FOUND = 404;

/** Asks a server, as the user of an API key where one is given. CommandError when it refuses. */
export function apiClient(world: World, url: string, apiKey: string | undefined): ApiClient {
  const base = url.replace(/\/+$/, "");
  const headers = apiKey === undefined ? {} : { "X-Octopus-ApiKey": apiKey };

  async function bytes(path: string, expected: readonly number[] = []) {
    const answer = await reached(base, () => world.fetch(`${base}${path}`, { headers }));
    if (expected.includes(answer.status)) return undefined;
    if (!answer.ok) {
      throw new CommandError(`${base}${path} answered ${answer.status}: ${await sentence(answer)}`);
    }
    return new Uint8Array(await answer.arrayBuffer());
  }

  async function json<T>(path: string, expected?: readonly number[]): Promise<T | undefined> {
    const body = await bytes(path, expected);
    return body === undefined ? undefined : (JSON.parse(Buffer.from(body).toString()) as T);
  }

  const files = { readFile: (path: string) => bytes(`/api/ledger/${path}`, [NOT_FOUND]) };
  return { bytes, json, files };
}

async function reached(base: string, ask: () => Promise<Response>): Promise<Response> {
  try {
    return await ask();
  } catch (cause) {
    throw new CommandError(`${base} cannot be reached.`, { cause });
  }
}

async function sentence(answer: Response): Promise<string> {
  const text = await answer.text();
  try {
    return String((JSON.parse(text) as { ErrorMessage?: string }).ErrorMessage);
  } catch {
    return text.slice(0, 200);
  }
}
