import { describe, expect, test } from "vitest";
import { fakeClock } from "../../../../test/support/trail.ts";
import { useServer } from "../../../../test/support/use-server.ts";
import { WriteBudget } from "./write-budget.ts";

describe("a budget of written bytes", () => {
  test("is of each user and each minute", () => {
    const clock = fakeClock();
    const budget = new WriteBudget({ writeBytesPerMinute: 100, clock: clock.now });
    expect(budget.spend("Users-1", 60)).toBeUndefined();
    clock.advance(10_500);
    expect(budget.spend("Users-1", 41)).toBe(50);
    expect(budget.spend("Users-1", 40)).toBeUndefined();
    expect(budget.spend("Users-2", 100)).toBeUndefined();
    clock.advance(49_500);
    expect(budget.spend("Users-1", 100)).toBeUndefined();
  });

  test("allows one request that is larger, and then none", () => {
    const budget = new WriteBudget({ writeBytesPerMinute: 100, clock: fakeClock().now });
    expect(budget.spend("Users-1", 1_000)).toBeUndefined();
    expect(budget.spend("Users-1", 1)).toBe(60);
    expect(budget.spend("Users-1", 0)).toBeUndefined();
  });

  test("starts again if the clock was set back", () => {
    const clock = fakeClock();
    const budget = new WriteBudget({ writeBytesPerMinute: 100, clock: clock.now });
    budget.spend("Users-1", 100);
    clock.advance(-3_600_000);
    expect(budget.spend("Users-1", 100)).toBeUndefined();
  });
});

describe("a server", () => {
  const clock = fakeClock();
  const shared = useServer({ writeBytesPerMinute: 10_000, clock: clock.now });

  test("refuses more bytes with 429 until the minute is over, and still answers reads", async () => {
    clock.advance(60_000);
    const save = (Name: string) =>
      shared.server.call("POST", "/api/environments", { Name, Description: "x".repeat(6_000) });
    expect((await save("One")).status).toBe(201);
    const { status, headers, body } = await save("Two");
    expect([status, headers["retry-after"]]).toEqual([429, "60"]);
    expect(body.ErrorMessage).toBe(
      "You have written the 10000 bytes that a user may write within a minute; try again in 60 seconds.",
    );
    expect((await shared.server.call("GET", "/api/environments")).body.TotalResults).toBe(1);
    clock.advance(60_000);
    expect((await save("Two")).status).toBe(201);
  });
});
