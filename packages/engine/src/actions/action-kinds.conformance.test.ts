import type { Database } from "@indelible/trail";
import type { TSchema } from "typebox";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { announcement } from "../../../../test/support/announcement.ts";
import { ProcessRuns } from "../../../../test/support/process-runs.ts";
import { openScriptHost, type TestScriptHost } from "../../../../test/support/script-host.ts";
import { openStore } from "../../../../test/support/stores.ts";
import type { OpenedPackage } from "../ports/package-store.ts";
import { ActionRunner } from "../runs/action-runner.ts";
import { PackageFiles } from "../runs/package-files.ts";
import { ProcessProgress } from "../runs/process-progress.ts";
import { ProcessVariables } from "../runs/process-variables.ts";
import { readAction, sampleStep } from "../testing/process-samples.ts";
import { ActionError } from "./action-error.ts";
import type { ActionKind } from "./action-kind.ts";
import { ACTION_KINDS } from "./index.ts";
import { readProperties } from "./read-properties.ts";

// The announcement shows that an action kind is one file, without changes elsewhere.
const KINDS = [...ACTION_KINDS, announcement];
const BY_TYPE = new Map(KINDS.map((kind) => [kind.type, kind]));

const SECRET = "correct-horse-battery";

/** The package of every action, for the kinds that need one. */
const PACKAGE: OpenedPackage = {
  fileName: "Shop.1.0.0.txt",
  size: 5,
  sha256: "",
  open: async function* () {
    yield Buffer.from("hello");
  },
};

interface Field extends TSchema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly maxLength?: number;
  readonly items?: { readonly maxLength?: number };
  readonly description?: string;
}

function fieldsOf({ properties }: ActionKind): [string, Field][] {
  return Object.entries(properties.properties);
}

/** An invalid stored value of a field; undefined for fields that accept any text. */
function unreadable({ type, enum: words, maxLength, items }: Field): string | undefined {
  if (words !== undefined) return "no-such-word";
  if (type === "array") return "x".repeat((items?.maxLength ?? 0) + 1);
  if (type === "string") return maxLength === undefined ? undefined : "x".repeat(maxLength + 1);
  return "perhaps";
}

function actionOf(kind: ActionKind, properties: Readonly<Record<string, string>> = kind.example) {
  return {
    Id: "actions-1",
    Name: "Act",
    ActionType: kind.type,
    Packages: [{ Name: "", PackageId: "Shop" }],
    Properties: properties,
  };
}

/** What selects the version of that package, as a release does. */
const SELECTED = [{ ActionName: "Act", PackageReferenceName: "", Version: "1.0.0" }];

test("no two action kinds have the same type", () => {
  expect(BY_TYPE.size).toBe(KINDS.length);
});

describe.each(KINDS)("$type", (kind) => {
  const fields = fieldsOf(kind);

  test("has a type and a label", () => {
    expect(kind.type).toMatch(/^[A-Za-z]+(\.[A-Za-z]+)+$/);
    expect(kind.label).toMatch(/^[A-Z]\S*( \S+)*$/);
  });

  test("runs or asks a question, but not both", () => {
    expect([kind.run, kind.ask].filter((one) => one !== undefined)).toHaveLength(1);
  });

  test("its example can be read, and so can an action without properties", () => {
    expect(fields.map(([name]) => name)).toEqual(expect.arrayContaining(Object.keys(kind.example)));
    for (const stored of [kind.example, {}]) {
      const read = readProperties(kind.properties, new Map(Object.entries(stored)));
      expect(Object.keys(read)).toEqual(fields.map(([name]) => name));
    }
  });

  test.each(fields)("documents %s, named as the API names properties", (name, { description }) => {
    expect(name).toMatch(/^Octopus\.Action(\.[A-Z]\w*)+$/);
    expect(description).toMatch(/^[A-Z].*\.$/);
  });

  const refused = fields.flatMap(([name, field]) => {
    const value = unreadable(field);
    return value === undefined ? [] : [[name, value] as const];
  });
  test.each(refused)("refuses a value of %s that it cannot read", async (name, value) => {
    const properties = new Map([[name, value]]);
    const reading = () => readProperties(kind.properties, properties);
    expect(reading).toThrow(ActionError);
    expect(reading).toThrow(new RegExp(`^${name.replaceAll(".", "\\.")}\\S* must [^.]*\\.$`));
  });
});

describe("a process with an action", () => {
  let database: Database;
  let scripts: TestScriptHost;
  let runs: ProcessRuns;

  beforeAll(async () => {
    database = await openStore("postgres");
    scripts = openScriptHost();
    runs = await ProcessRuns.open(database, {
      actionKinds: KINDS,
      scriptHost: scripts.host,
      openPackage: async () => PACKAGE,
    });
  });
  afterAll(async () => {
    await scripts.close();
    await database.close();
  });

  function run(kind: ActionKind, properties: Readonly<Record<string, string>> = kind.example) {
    const steps = [{ Name: "Step", Actions: [actionOf(kind, properties)] }];
    const variables = [{ Name: "Password", Value: SECRET, Type: "Sensitive" }];
    return runs.run({ steps, variables, selectedPackages: SELECTED });
  }

  const running = KINDS.filter(({ run }) => run !== undefined);
  const asking = KINDS.filter(({ ask }) => ask !== undefined);

  test.each(running)("of the kind $type succeeds with its example", async (kind) => {
    const task = await run(kind);
    expect(task, (await runs.engine.written(task.id)).join("\n")).toMatchObject({
      state: "Success",
      error_message: "",
    });
  });

  test.each(running)("of the kind $type does not succeed once it is cancelled", async (kind) => {
    const action = readAction("actions-1", actionOf(kind));
    const variables = new ProcessVariables({
      sets: [],
      environmentId: runs.environment.id,
      channelId: null,
      tenantId: null,
      tenantTags: [],
      processOwner: "Projects-1",
      given: [],
      clock: runs.engine.clock,
    });
    const log = await runs.engine.openLog(await runs.engine.queue({ name: "Other" }));
    const runner = new ActionRunner({
      kinds: BY_TYPE,
      log,
      variables,
      progress: new ProcessProgress(),
      packages: new PackageFiles(async () => PACKAGE, "Spaces-1", SELECTED),
      hostFor: () => scripts.host,
    });
    const place = { step: sampleStep(), action, machine: undefined };
    const signal = AbortSignal.abort("cancelled");
    const result = await runner.run(place, variables.at(place, []), log.root, signal);
    await log.close("Canceled");
    expect(result).toEqual({ kind: "failed", message: expect.stringMatching(/^[A-Z].*\.$/) });
  });

  test.each(asking)("of the kind $type continues or fails by the answer", async (kind) => {
    const [yes, no] = [await run(kind), await run(kind)];
    expect((await runs.question(yes.id)).body.Type).toBe("ManualIntervention");
    expect((await runs.answer(yes.id, "Proceed")).state).toBe("Success");
    const failed = await runs.answer(no.id, "Abort");
    expect(failed).toMatchObject({ state: "Failed", error_message: expect.stringMatching(/\.$/) });
  });

  test.each(KINDS)("of the kind $type shows no secret that it is given", async (kind) => {
    const texts = fieldsOf(kind).filter(([, { type, enum: words }]) => {
      return type === "string" && words === undefined;
    });
    const secrets = Object.fromEntries(texts.map(([name]) => [name, "echo #{Password}"]));
    const { id, error_message, has_pending_interruptions } = await run(kind, {
      ...kind.example,
      ...secrets,
    });
    const asked = has_pending_interruptions ? (await runs.question(id)).body : {};
    const written = await runs.engine.written(id);
    const shown = JSON.stringify([written, error_message, asked]);
    expect(shown).not.toContain(SECRET);
    if (texts.length > 0) expect(shown).toContain("****");
  });
});
