import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, expect } from "vitest";
import { Organisation } from "../access/organisation.ts";
import { Deploying } from "./deploying.ts";
import {
  startTestServer,
  type TestAnswer,
  type TestServer,
  type TestServerOptions,
} from "./server.ts";
import { openStore } from "./stores.ts";

/** A test server that all tests of a file share. */
export interface SharedServer {
  readonly database: Database;
  readonly server: TestServer;
  /** Requests that must succeed, and documents of deployments. */
  readonly on: Deploying;
  /** Users with permissions, teams and roles. */
  readonly organisation: Organisation;
  /**
   * Makes a request to `/api/Spaces-1/` that must be refused with a status; returns its error
   * messages, one in each line.
   */
  refused(
    status: number,
    method: string,
    url: string,
    body?: unknown,
    options?: Parameters<TestServer["call"]>[3],
  ): Promise<string>;
}

/** Starts a server on its own PostgreSQL database before the tests of a file; ends both after them. */
export function useServer(options: TestServerOptions = {}): SharedServer {
  let started: Omit<SharedServer, "refused"> | undefined;
  const running = () => {
    if (started === undefined) throw new TypeError("The server starts before the first test.");
    return started;
  };
  beforeAll(async () => {
    const database = await openStore("postgres");
    const server = await startTestServer(database, options);
    const organisation = new Organisation(server);
    started = { database, server, on: new Deploying(server), organisation };
  });
  afterAll(async () => {
    await started?.server.close();
    await started?.database.close();
  });
  return {
    get database() {
      return running().database;
    },
    get server() {
      return running().server;
    },
    get on() {
      return running().on;
    },
    get organisation() {
      return running().organisation;
    },
    refused: async (status, method, url, body, request) => {
      const answer = await running().server.call(method, `/api/Spaces-1/${url}`, body, request);
      expect(answer.status, `${method} ${url}: ${answer.text}`).toBe(status);
      return messagesOf(answer);
    },
  };
}

function messagesOf({ body }: TestAnswer): string {
  return [body.ErrorMessage, ...(body.Errors ?? [])].join("\n");
}
