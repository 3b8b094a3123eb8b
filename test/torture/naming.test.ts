import { afterAll, beforeAll, expect, test } from "vitest";
import { namingCases } from "../access/naming-cases.ts";
import { expectRefusals, NamingSuite } from "../access/naming-suite.ts";
import { describeStores } from "../support/stores.ts";

/** `npm run torture` tries ids of all these types in free text, at every place; else some places. */
const isLong = process.env.TORTURE_SECONDS !== undefined;
const FREE_TYPES = [
  "Accounts",
  "Certificates",
  "Feeds",
  "Machines",
  "Projects",
  "Tenants",
  "Teams",
];
const EVERY = 25;

const all = namingCases(FREE_TYPES);
const cases = isLong ? all : all.filter((_, index) => index % EVERY === 0);

describeStores("what bodies name", (open) => {
  let suite: NamingSuite;
  let close: () => Promise<void>;

  beforeAll(async () => {
    const database = await open();
    suite = await NamingSuite.open(database);
    close = async () => {
      await suite.server.close();
      await database.close();
    };
  });
  afterAll(() => close());

  test("is refused unless the sender may see it", { timeout: 1_800_000 }, async () => {
    expect(await suite.allProblems(cases)).toEqual([]);
  });

  test("is accepted if the sender may see it", { timeout: 1_800_000 }, async () => {
    const refused = await suite.refusedAmong(cases);
    if (isLong) expectRefusals(refused.filter(([place]) => !place.startsWith("Teams")));
    else expect(refused.filter(([, text]) => text.includes("there is no"))).toEqual([]);
  });
});
