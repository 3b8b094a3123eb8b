import type { LogReader } from "@indelible/ledger";
import { CommandError } from "../command-error.ts";
import type { World } from "../world.ts";

/** The API of a server, as far as verification needs it. */
export interface ApiClient {
  /** The response body; undefined if the status is one of `expected`. */
  bytes(path: string, expected?: readonly number[]): Promise<Uint8Array | undefined>;
  /** The response body as JSON; undefined as for `bytes`. */
  json<T>(path: string, expected?: readonly number[]): Promise<T | undefined>;
  /** The files of the server's ledger. */
  readonly files: LogReader;
}

const NOT_FOUND = 404;

/**
 * Sends requests to a server, with an API key if one is given. CommandError if the server refuses
 * one.
 */
export function apiClient(world: World, url: string, apiKey: string | undefined): ApiClient {
  const base = url.replace(/\/+$/, "");
  const headers = apiKey === undefined ? {} : { "X-Octopus-ApiKey": apiKey };

  async function bytes(path: string, expected: readonly number[] = []) {
    const answer = await responseOf(base, () => world.fetch(`${base}${path}`, { headers }));
    if (expected.includes(answer.status)) return undefined;
    if (!answer.ok) {
      throw new CommandError(
        `${base}${path} answered ${answer.status}: ${await errorMessageOf(answer)}`,
      );
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

async function responseOf(base: string, send: () => Promise<Response>): Promise<Response> {
  try {
    return await send();
  } catch (cause) {
    throw new CommandError(`${base} cannot be reached.`, { cause });
  }
}

async function errorMessageOf(answer: Response): Promise<string> {
  const text = await answer.text();
  try {
    return String((JSON.parse(text) as { ErrorMessage?: string }).ErrorMessage);
  } catch {
    return text.slice(0, 200);
  }
}
