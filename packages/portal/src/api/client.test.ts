import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { stubFetch } from "../testing/stub-fetch.ts";
import { ApiError } from "./api-error.ts";
import { read, readBytes, readFile, write } from "./client.ts";

const { answers, seen } = stubFetch();
const headersOf = (index: number) => new Headers(seen[index]?.init.headers);

describe("the client", () => {
  beforeEach(() => vi.stubGlobal("document", { cookie: "Octopus-Csrf-Token_x=token" }));
  afterEach(() => vi.unstubAllGlobals());

  it("reads a resource", async () => {
    answers.set("/api", { body: { Version: "1" } });
    expect(await read("/api")).toEqual({ Version: "1" });
    expect(seen[0]?.init.credentials).toBe("same-origin");
    expect(headersOf(0).get("Accept")).toBe("application/json");
  });

  it("sends a change with the token", async () => {
    answers.set("/api/environments", { status: 201, body: { Id: "Environments-1" } });
    const made = await write("POST", "/api/environments", { Name: "Staging" });
    expect(made).toEqual({ Id: "Environments-1" });
    expect(headersOf(0).get("X-Octopus-Csrf-Token")).toBe("token");
    expect(seen[0]?.init).toMatchObject({ method: "POST", body: '{"Name":"Staging"}' });
  });

  it("sends no token that it does not have", async () => {
    vi.stubGlobal("document", { cookie: "" });
    answers.set("/api/users/login", { body: {} });
    await write("POST", "/api/users/login", {});
    expect(headersOf(0).has("X-Octopus-Csrf-Token")).toBe(false);
  });

  it("takes an empty answer for nothing", async () => {
    answers.set("/api/environments/Environments-1", {});
    expect(await write("DELETE", "/api/environments/Environments-1")).toBeUndefined();
  });

  it("turns a refusal into a typed error with the server's words", async () => {
    const body = { ErrorMessage: "You may not.", Errors: [] };
    answers.set("/api/users/all", { status: 403, body });
    await expect(read("/api/users/all")).rejects.toMatchObject({
      status: 403,
      message: "You may not.",
    });
  });

  it("turns no answer into a typed error", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("failed")));
    const failure = await read("/api").catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ApiError);
    expect(failure).toMatchObject({ status: 0 });
  });

  it("leaves an abandoned request what it is", async () => {
    const abort = new DOMException("stop", "AbortError");
    vi.stubGlobal("fetch", () => Promise.reject(abort));
    await expect(read("/api", AbortSignal.abort())).rejects.toBe(abort);
  });

  it("reads a file", async () => {
    answers.set("/api/events?asCsv=true", { body: "Id" });
    expect(await (await readFile("/api/events?asCsv=true")).text()).toBe('"Id"');
    expect(headersOf(0).get("Accept")).toBe("text/csv");
  });

  it("reads at most a number of bytes and one more, past every cache", async () => {
    const { signal } = new AbortController();
    answers.set("/api/ledger/tile/0/000", { body: "abcdef" });
    const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
    expect(text(await readBytes("/api/ledger/tile/0/000", 100, signal))).toBe('"abcdef"');
    expect(text(await readBytes("/api/ledger/tile/0/000", 8, signal))).toBe('"abcdef"');
    expect(text(await readBytes("/api/ledger/tile/0/000", 3, signal))).toBe('"abc');
    expect(seen[0]?.init).toMatchObject({ cache: "no-store", signal });
  });

  it("has no bytes of a file that does not exist, and passes on other refusals", async () => {
    const { signal } = new AbortController();
    expect(await readBytes("/api/ledger/tile/0/001", 8, signal)).toBeUndefined();
    answers.set("/api/ledger/tile/0/002", { status: 403, body: {} });
    await expect(readBytes("/api/ledger/tile/0/002", 8, signal)).rejects.toMatchObject({
      status: 403,
    });
  });
});
