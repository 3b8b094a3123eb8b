import { expect, test } from "vitest";
import { useServer } from "../../../../test/support/use-server.ts";

const shared = useServer();

function slugsOf(documents: readonly { Slug: string }[]): string[] {
  return documents.map(({ Slug }) => Slug);
}

test("names with the same slug get distinct ones", async () => {
  const made = [];
  for (const Name of ["C#", "C++", "C", "c-1 ", "C-1!"]) {
    made.push(await shared.on.call("POST", "environments", { Name }));
  }
  expect(slugsOf(made)).toEqual(["c", "c-1", "c-2", "c-1-1", "c-1-2"]);
  const { Id } = await shared.on.call("GET", "environments/c-2");
  expect(Id).toBe(made[2].Id);
});

test("names without ASCII letters or digits get a slug", async () => {
  const made = [];
  for (const Name of ["日本", "Москва", "++"]) {
    made.push(await shared.on.call("POST", "environments", { Name }));
  }
  expect(slugsOf(made)).toEqual(["environment", "environment-1", "environment-2"]);
});

test("documents created at the same time get distinct slugs", async () => {
  const names = Array.from({ length: 4 }, (_, i) => `F${"#".repeat(i + 1)}`);
  const made = await Promise.all(
    names.map((Name) => shared.on.call("POST", "environments", { Name })),
  );
  expect(slugsOf(made).toSorted()).toEqual(["f", "f-1", "f-2", "f-3"]);
});

test("a long slug leaves room for its suffix", async () => {
  const Name = "x".repeat(200);
  await shared.on.call("POST", "environments", { Name: "Long", Slug: Name });
  const { Slug } = await shared.on.call("POST", "environments", { Name });
  expect(Slug).toBe(`${"x".repeat(198)}-1`);
});

test("a slug that was sent is taken or refused, and an empty one changes nothing", async () => {
  const made = await shared.on.call("POST", "environments", { Name: "One", Slug: "own" });
  await shared.refused(400, "POST", "environments", { Name: "Two", Slug: "OWN" });
  const change = { Name: "Renamed", Slug: "" };
  expect(await shared.on.call("PUT", `environments/${made.Id}`, change)).toMatchObject({
    Name: "Renamed",
    Slug: "own",
  });
});
