import { describe, expect, it } from "vitest";
import { stubFetch } from "../testing/stub-fetch.ts";
import { eventQuery } from "./events.ts";
import { createQueryClient } from "./query-client.ts";
import { sessionKeys, sessionQuery } from "./session.ts";

const { answers } = stubFetch();

describe("the session", () => {
  it("is nobody on 401", async () => {
    answers.set("/api/users/me", { status: 401 });
    expect(await createQueryClient().fetchQuery(sessionQuery())).toBeNull();
  });

  it("ends when any request is answered with 401", async () => {
    const client = createQueryClient();
    client.setQueryData(sessionKeys.me, { Id: "Users-1" });
    answers.set("/api/events/Events-1", { status: 401 });
    await expect(client.fetchQuery(eventQuery("Events-1"))).rejects.toThrow();
    expect(client.getQueryData(sessionKeys.me)).toBeNull();
  });

  it("does not end when something is only forbidden", async () => {
    const client = createQueryClient();
    client.setQueryData(sessionKeys.me, { Id: "Users-1" });
    answers.set("/api/events/Events-1", { status: 403 });
    await expect(client.fetchQuery(eventQuery("Events-1"))).rejects.toThrow();
    expect(client.getQueryData(sessionKeys.me)).toEqual({ Id: "Users-1" });
  });
});
