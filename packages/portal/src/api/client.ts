import { ApiError, errorFromAnswer, NO_ANSWER } from "./api-error.ts";
import { CSRF_HEADER, csrfToken } from "./csrf.ts";

const NOT_FOUND = 404;

/** Methods that change something and therefore carry the CSRF token. */
export type WriteMethod = "POST" | "PUT" | "DELETE";

/** Reads the JSON resource at `path` (beginning with `/api`). Throws {@link ApiError}. */
export async function read<Resource>(path: string, signal?: AbortSignal): Promise<Resource> {
  const answer = await request(path, signal ? { signal } : {});
  return parsed(await answer.text());
}

/** Sends a change and returns the resource answered, undefined when the answer is empty. Throws {@link ApiError}. */
export async function write<Resource>(
  method: WriteMethod,
  path: string,
  body?: unknown,
): Promise<Resource | undefined> {
  const headers: Record<string, string> = { "Content-Type": "application/json" };
  const token = csrfToken(document.cookie);
  if (token) headers[CSRF_HEADER] = token;
  const answer = await request(path, { method, headers, body: JSON.stringify(body ?? {}) });
  const text = await answer.text();
  return text === "" ? undefined : parsed(text);
}

// The one place where an answer gets its type: the server keeps to its own contract.
function parsed<Resource>(text: string): Resource {
  return JSON.parse(text);
}

/** Reads a file, for saving. Throws {@link ApiError}. */
export async function readFile(path: string): Promise<Blob> {
  const answer = await request(path, { headers: { Accept: "text/csv" } });
  return answer.blob();
}

/**
 * Reads at most `bytesMax` bytes of a file, past every cache; undefined if it does not exist. A
 * longer file has one more byte than that. Throws {@link ApiError}.
 */
export async function readBytes(
  path: string,
  bytesMax: number,
  signal: AbortSignal,
): Promise<Uint8Array | undefined> {
  try {
    const headers = { Accept: "application/octet-stream" };
    const answer = await request(path, { headers, signal, cache: "no-store" });
    return await bytesOf(answer, bytesMax + 1);
  } catch (error) {
    if (error instanceof ApiError && error.status === NOT_FOUND) return undefined;
    throw error;
  }
}

async function bytesOf(answer: Response, bytesMax: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(bytesMax);
  let size = 0;
  const reader = answer.body?.getReader();
  for (;;) {
    const part = await reader?.read();
    if (part?.value === undefined) return bytes.slice(0, size);
    const fitting = part.value.subarray(0, bytesMax - size);
    bytes.set(fitting, size);
    size += fitting.length;
    if (size === bytesMax) {
      await reader?.cancel();
      return bytes;
    }
  }
}

async function request(path: string, init: RequestInit): Promise<Response> {
  const answer = await fetchOrFail(path, {
    credentials: "same-origin",
    ...init,
    headers: { Accept: "application/json", ...init.headers },
  });
  if (!answer.ok) throw errorFromAnswer(answer.status, await bodyOf(answer));
  return answer;
}

async function fetchOrFail(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (cause) {
    // An aborted request is not a failure: the caller aborted it and recognises the error by its name.
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new ApiError(
      NO_ANSWER,
      "The server does not answer. Check the connection and try again.",
    );
  }
}

async function bodyOf(answer: Response): Promise<unknown> {
  const text = await answer.text();
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
