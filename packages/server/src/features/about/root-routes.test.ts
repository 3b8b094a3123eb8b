import { DOCUMENT_DEFINITIONS } from "@indelible/domain";
import { Definitions } from "@indelible/kernel";
import { expect, test } from "vitest";
import { callerWith, requestWith } from "../../../../../test/support/caller.ts";
import { fakeClock } from "../../../../../test/support/trail.ts";
import { rootRoutes } from "./root-routes.ts";

const routes = rootRoutes({
  definitions: new Definitions(DOCUMENT_DEFINITIONS, fakeClock().now),
  installationId: "installation-1",
  isReady: async () => false,
});

async function bodyAt(path: string) {
  const route = routes.find((candidate) => candidate.path === path);
  return (await route?.handle(requestWith(), callerWith([])))?.body;
}

test("the root document links to every type, by the names of Octopus Deploy", async () => {
  expect(await bodyAt("")).toMatchObject({
    InstallationId: "installation-1",
    Links: {
      Variables: expect.stringMatching(/^\/api\/variables\{\/id\}/),
      LibraryVariables: expect.stringMatching(/^\/api\/libraryvariablesets\{\/id\}/),
      Machines: expect.stringMatching(/^\/api\/machines\{\/id\}\{\?skip,take,ids,partialName/),
      Events: expect.stringMatching(/^\/api\/events\{\/id\}/),
    },
  });
});

test("links of a space name it, except for types without a space", async () => {
  expect(await bodyAt("/space-home")).toMatchObject({
    Id: "Spaces-1",
    Links: {
      Self: "/api/Spaces-1",
      Machines: expect.stringMatching(/^\/api\/Spaces-1\/machines/),
      Users: expect.stringMatching(/^\/api\/users/),
    },
  });
});

test("the status says whether the database is reachable", async () => {
  expect(await bodyAt("/serverstatus")).toEqual({ IsInMaintenanceMode: false, IsReady: false });
});
