import { expect, it } from "vitest";
import { stubFetch } from "../testing/stub-fetch.ts";
import { permissionsQuery } from "./permissions.ts";
import { createQueryClient } from "./query-client.ts";

const { answers } = stubFetch();

it("permissions are read for the user asked about", async () => {
  const set = { SpacePermissions: {}, SystemPermissions: ["UserView"], Teams: [] };
  answers.set("/api/users/Users-7/permissions", { body: set });
  expect(await createQueryClient().fetchQuery(permissionsQuery("Users-7"))).toEqual(set);
});
