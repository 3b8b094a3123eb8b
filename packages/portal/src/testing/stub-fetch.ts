import { afterEach, beforeEach, vi } from "vitest";

/** An answer of the stub server: a status and a JSON body. */
export interface StubAnswer {
  readonly status?: number;
  readonly body?: unknown;
}

/** A request that the stub server received. */
export interface SeenRequest {
  readonly path: string;
  readonly init: RequestInit;
}

/** Answers every `fetch` of the tests of one file from `answers`, by path; all other paths are answered with 404. */
export function stubFetch() {
  const answers = new Map<string, StubAnswer>();
  const seen: SeenRequest[] = [];
  beforeEach(() => {
    vi.stubGlobal("fetch", async (path: string, init: RequestInit = {}) => {
      seen.push({ path, init });
      const { status = 200, body } = answers.get(path) ?? notFound;
      return new Response(body === undefined ? "" : JSON.stringify(body), { status });
    });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    answers.clear();
    seen.length = 0;
  });
  return { answers, seen };
}

const notFound: StubAnswer = { status: 404, body: { ErrorMessage: "Not found.", Errors: [] } };
