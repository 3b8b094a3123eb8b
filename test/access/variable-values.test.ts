import { beforeAll, describe, expect, test } from "vitest";
import { useServer } from "../support/use-server.ts";
import type { Person } from "./organisation.ts";

// Each value of a variable set is shown and changed by the permissions over its scope.

const shared = useServer();
let dev: string;
let prod: string;

beforeAll(async () => {
  dev = await shared.on.environment("Dev");
  prod = await shared.on.environment("Prod");
});

interface Shown {
  readonly Id?: string;
  readonly Name: string;
  readonly Value: string | null;
  readonly Scope?: object;
  readonly Type?: string;
}

const of = (environment: string, Value: string, more: object = {}): Shown => ({
  Name: "Level",
  Value,
  Scope: { Environment: [environment] },
  ...more,
});

/** A developer whose rights over variables are limited to Dev. */
function developer(...more: readonly string[]): Promise<Person> {
  const space = ["VariableView", "VariableEdit"];
  return shared.organisation.personWith(
    { space: ["ProjectView", "EnvironmentView", "ReleaseView", ...more] },
    { space, scope: { EnvironmentIds: [dev] } },
  );
}

async function read(url: string, person?: Person): Promise<Shown[]> {
  return (await shared.on.call("GET", url, undefined, person)).Variables;
}

function write(url: string, Variables: readonly Shown[], person: Person) {
  return shared.server.call("PUT", `/api/Spaces-1/${url}`, { Variables }, person);
}

const values = (variables: readonly Shown[]) => variables.map(({ Value }) => Value);

describe("the variables of a project", () => {
  async function project() {
    const id = await shared.on.project(
      [],
      [
        of(prod, "quiet"),
        of(dev, "loud"),
        { Name: "Shared", Value: "all" },
        { ...of(prod, "hush", { Name: "Key" }), Type: "Sensitive" },
      ],
    );
    return { id, url: `projects/${id}/variables` };
  }

  test("are shown within the environments of the permission, everywhere", async () => {
    const { id, url } = await project();
    const person = await developer();
    const release = await shared.on.call("POST", "releases", { ProjectId: id, Version: "1.0" });
    const snapshot = `variables/${release.ProjectVariableSetSnapshotId}`;
    for (const each of [url, `variables/variableset-${id}`, snapshot]) {
      expect(values(await read(each, person))).toEqual(["loud"]);
      expect(values(await read(each))).toEqual(["quiet", "loud", "all", null]);
    }
    const { Items } = await shared.on.call("GET", "variables?take=1000", undefined, person);
    const listed = Items.find(({ Id }: { Id: string }) => Id === `variableset-${id}`);
    expect(values(listed.Variables)).toEqual(["loud"]);
    const unscoped = await developer("VariableViewUnscoped");
    expect(values(await read(url, unscoped))).toEqual(["loud", "all"]);
  });

  test("that a user may not see stay in their places when they save the others", async () => {
    const { url } = await project();
    const person = await developer();
    const [own] = await read(url, person);
    if (own === undefined) return expect.fail("nothing is shown");
    const added = of(dev, "new", { Name: "Added" });
    const saved = await write(url, [{ ...own, Value: "louder" }, added], person);
    expect(saved.status, saved.text).toBe(200);
    expect(values(saved.body.Variables)).toEqual(["louder", "new"]);
    expect(values(await read(url))).toEqual(["quiet", "louder", "all", null, "new"]);
    expect((await write(url, [], person)).status).toBe(200);
    expect(values(await read(url))).toEqual(["quiet", "all", null]);
  });

  test("are changed only within the permission", async () => {
    const { url } = await project();
    const person = await developer("VariableViewUnscoped");
    const [loud, all] = (await read(url, person)) as [Shown, Shown];
    const before = await read(url);
    const refusal = async (variables: readonly Shown[], permission = "VariableEdit") => {
      const { status, text } = await write(url, variables, person);
      expect([status, text]).toEqual([403, expect.stringContaining(`permission: ${permission}"`)]);
    };
    await refusal([{ ...loud, Scope: { Environment: [dev, prod] } }, all].slice(0, 2));
    await refusal([loud, { ...all, Value: "none" }], "VariableEditUnscoped");
    await refusal([loud], "VariableEditUnscoped");
    await refusal([loud, all, of(prod, "mine")]);
    await refusal([loud, all, { Name: "Everywhere", Value: "x" }], "VariableEditUnscoped");
    expect(await read(url)).toEqual(before);
  });

  test("are not overwritten by guessing their ids", async () => {
    const { url } = await project();
    const person = await developer();
    const hidden = (await read(url)).find(({ Name }) => Name === "Key");
    const guess = {
      Id: hidden?.Id ?? "",
      ...of(dev, null as unknown as string),
      Type: "Sensitive",
    };
    const saved = await write(url, [guess], person);
    expect(saved.status).toBe(200);
    expect(saved.body.Variables[0].Id).not.toBe(hidden?.Id);
    expect((await read(url)).find(({ Id }) => Id === hidden?.Id)).toEqual(hidden);
  });
});

describe("the variables of a library set", () => {
  test("obey the same limits, and a limit to projects changes none", async () => {
    const Name = shared.organisation.name("Library");
    const { VariableSetId } = await shared.on.call("POST", "libraryvariablesets", { Name });
    const url = `variables/${VariableSetId}`;
    await shared.on.call("PUT", url, { Variables: [of(prod, "quiet"), of(dev, "loud")] });
    const library = ["LibraryVariableSetView", "LibraryVariableSetEdit"];
    const person = await developer(...library);
    const [own] = (await read(url, person)) as [Shown];
    expect(own.Value).toBe("loud");
    expect((await write(url, [{ ...own, Value: "x" }], person)).status).toBe(200);
    expect((await write(url, [own, of(prod, "x")], person)).status).toBe(403);
    const project = await shared.organisation.project();
    const limited = await shared.organisation.personWith(
      { space: [...library, "EnvironmentView"] },
      { space: ["VariableView", "VariableEdit"], scope: { ProjectIds: [project.Id] } },
    );
    expect((await write(url, [of(dev, "mine")], limited)).status).toBe(403);
    expect(values(await read(url))).toEqual(["quiet", "x"]);
  });
});
