import { describe, expect, it } from "vitest";
import { stubFetch } from "../testing/stub-fetch.ts";
import { createQueryClient } from "./query-client.ts";
import { defaultSpaceId, FIRST_SPACE_ID, spacesQuery } from "./spaces.ts";

const { answers } = stubFetch();

describe("spaces", () => {
  it("are none for a user without permission to list them", async () => {
    answers.set("/api/spaces/all", { status: 403 });
    expect(await createQueryClient().fetchQuery(spacesQuery())).toEqual([]);
  });

  it("open at the default, else the first, else the one every installation has", () => {
    const space = (Id: string, IsDefault: boolean) => ({ Id, Name: Id, IsDefault });
    expect(defaultSpaceId([space("Spaces-2", false), space("Spaces-3", true)])).toBe("Spaces-3");
    expect(defaultSpaceId([space("Spaces-2", false)])).toBe("Spaces-2");
    expect(defaultSpaceId([])).toBe(FIRST_SPACE_ID);
  });
});
