import {
  appliesAt,
  DIMENSION_OF,
  type DocumentDefinition,
  PERMISSION_IDS,
  PERMISSIONS,
  type Permission,
} from "@indelible/domain";
import type { Database, JsonObject } from "@indelible/trail";
import { expect } from "vitest";
import { permissionScope } from "../../packages/kernel/src/scope.ts";
import { addressOf, type Examples, examplesFor, type Shown } from "../support/examples.ts";
import { startTestServer, type TestAnswer, type TestServer } from "../support/server.ts";
import type { NamingCase } from "./naming-cases.ts";
import { Organisation, type Person, type Scope } from "./organisation.ts";
import { definitionOf } from "./route-cases.ts";

const FIELD_OF = {
  Projects: "ProjectIds",
  ProjectGroups: "ProjectGroupIds",
  Environments: "EnvironmentIds",
  Tenants: "TenantIds",
} as const;

const SYSTEM = PERMISSION_IDS.filter((permission) => appliesAt(permission, "system"));

/** Of a type that is allowed nowhere: another refusal than for this id is not for its sake. */
const MISSING_ID = "Nothing-999999";

/** A request that names a document, and the answer to it. */
interface Attempt {
  readonly kind: string;
  readonly person: Person;
  readonly id: string;
}

/**
 * Sends requests that name documents: of another space, unseen, limited elsewhere, and legitimate
 * ones. Reports what is not answered as it must be.
 */
export class NamingSuite {
  readonly server: TestServer;
  readonly #organisation: Organisation;
  readonly #here: Examples;
  readonly #there: Examples;
  readonly #space: string;
  readonly #people = new Map<string, Promise<Person>>();
  readonly #standing = new Map<string, Promise<Shown>>();
  readonly #targets = new Map<string, Promise<string>>();
  readonly #elsewhere = new Map<string, Promise<string>>();

  private constructor(server: TestServer, organisation: Organisation, space: string) {
    this.server = server;
    this.#organisation = organisation;
    this.#space = space;
    this.#here = examplesFor(server);
    this.#there = examplesFor(inSpace(server, space));
  }

  /** Starts a server on an empty database, which the caller closes after the server. */
  static async open(database: Database): Promise<NamingSuite> {
    const server = await startTestServer(database);
    const organisation = new Organisation(server);
    return new NamingSuite(server, organisation, await organisation.space());
  }

  /** The problems of a place: one sentence for each wrong answer. */
  async problemsOf(each: NamingCase): Promise<string[]> {
    const problems: string[] = [];
    const subject = await this.#subjectOf(each.definition);
    for (const prefix of each.to) {
      const type = definitionOf(prefix);
      const missing = `${prefix}-999999`;
      const sender = await this.#person("everything", []);
      const absent = await this.#send(each, missing, sender, subject);
      const expected = absent.text.replaceAll(missing, "…");
      for (const attempt of await this.#attempts(each.definition, type)) {
        const problem = await this.#problemOf(each, attempt, expected);
        if (problem !== undefined) problems.push(`${nameOf(each)} ${attempt.kind}: ${problem}`);
      }
    }
    return problems;
  }

  /** The problems of several places, of which some are tried at a time. */
  async allProblems(cases: readonly NamingCase[]): Promise<string[]> {
    return (await inWindows(cases, (each) => this.problemsOf(each))).flat();
  }

  /** The places at which a document is refused that the sender may use, with the reason. */
  async refusedAmong(cases: readonly NamingCase[]): Promise<[string, string][]> {
    const answers = await inWindows(cases, async (each): Promise<[string, string][]> => {
      const { status, text } = await this.legitimate(each);
      return status < 300 ? [] : [[nameOf(each), text]];
    });
    return answers.flat();
  }

  /** The answer to a request that names a document which the sender may use. */
  async legitimate(each: NamingCase): Promise<TestAnswer> {
    const [prefix = ""] = each.to;
    const id = await this.#here.idOf(prefix);
    const subject = each.definition.verbs.has("edit")
      ? await this.#here.create(each.definition)
      : undefined;
    return this.#send(each, id, await this.#person("everything", []), subject);
  }

  async #attempts(definition: DocumentDefinition, type: DocumentDefinition): Promise<Attempt[]> {
    const { view } = type.permissions;
    const unseen = await this.#target(type.prefix);
    const foreign: Attempt[] =
      type.level === "system" || definition.level !== "space"
        ? []
        : [
            {
              kind: "of another space",
              person: await this.#person("everything", []),
              id: await this.#there.idOf(type.prefix),
            },
          ];
    if (view === null) return foreign;
    const blind = await this.#person(`without ${view}`, [view]);
    const limited = await this.#limited(type, view, unseen);
    return [...foreign, { kind: "unseen", person: blind, id: unseen }, ...limited];
  }

  /** Senders who may see only documents of another project, environment or tenant. */
  async #limited(type: DocumentDefinition, view: Permission, id: string): Promise<Attempt[]> {
    const address = `${addressOf(type)}/${id}`;
    const { body } = await this.server.call("GET", address);
    const touched = permissionScope(type, id, "Spaces-1", body as JsonObject);
    const attempts: Attempt[] = [];
    for (const restriction of PERMISSIONS[view].restrictions) {
      if ((touched[DIMENSION_OF[restriction]] ?? []).length === 0) continue;
      const scope = { [FIELD_OF[restriction]]: [await this.#otherOf(restriction)] };
      const person = await this.#person(`${view} by ${restriction}`, [view], scope);
      attempts.push({ kind: `limited to other ${restriction}`, person, id });
    }
    return attempts;
  }

  /** A document of the space that nothing names. */
  #target(prefix: string): Promise<string> {
    const known = this.#targets.get(prefix);
    const made = known ?? this.#here.create(definitionOf(prefix)).then(({ Id }) => Id);
    this.#targets.set(prefix, made);
    return made;
  }

  #otherOf(prefix: string): Promise<string> {
    const known = this.#elsewhere.get(prefix);
    const made = known ?? this.#here.create(definitionOf(prefix)).then(({ Id }) => Id);
    this.#elsewhere.set(prefix, made);
    return made;
  }

  async #problemOf(
    each: NamingCase,
    { person, id }: Attempt,
    expected: string,
  ): Promise<string | undefined> {
    const subject = await this.#subjectOf(each.definition);
    const { status, text } = await this.#send(each, id, person, subject);
    if (status !== 400 || !text.includes("there is no ")) return `${status} ${text.slice(0, 300)}`;
    const shown = text.replaceAll(id, "…");
    if (shown === expected) return undefined;
    // The sender may also not see what the example names.
    const absent = await this.#send(each, MISSING_ID, person, subject);
    return absent.text.replaceAll(MISSING_ID, "…") === shown
      ? undefined
      : `${shown} is not ${expected}`;
  }

  /** A document that no request of the suite changes; undefined for types that are only created. */
  async #subjectOf(definition: DocumentDefinition): Promise<Shown | undefined> {
    if (!definition.verbs.has("edit")) return undefined;
    const { prefix } = definition;
    const standing = this.#standing.get(prefix) ?? this.#here.create(definition);
    this.#standing.set(prefix, standing);
    return standing;
  }

  async #send(
    { definition, fields }: NamingCase,
    id: string,
    { key }: Person,
    subject: Shown | undefined,
  ): Promise<TestAnswer> {
    const address = addressOf(definition);
    const project = await this.#here.idOf("Projects");
    // Members of maps are named after a project, where their names are ids.
    const text = JSON.stringify(fields(id)).replaceAll('{"Some":[', `{"${project}":[`);
    const named: Record<string, unknown> = JSON.parse(text);
    if (subject !== undefined) {
      const body = Object.fromEntries(
        Object.entries(named).map(([field, value]) => [field, merged(subject[field], value)]),
      );
      return this.server.call("PUT", `${address}/${subject.Id}`, body, { key });
    }
    const body = { ...(await this.#here.body(definition)), ...named };
    return this.server.call("POST", address, body, { key });
  }

  /** A user with all permissions in both spaces; or here except some, or with these in a scope. */
  #person(name: string, except: readonly Permission[], scope?: Scope): Promise<Person> {
    const others = (list: readonly Permission[]) => list.filter((one) => !except.includes(one));
    const space = PERMISSION_IDS.filter((permission) => appliesAt(permission, "space"));
    const known = this.#people.get(name);
    const holdings = [
      { space: others(space), system: others(SYSTEM) },
      ...(except.length === 0 ? [{ space, spaceId: this.#space }] : []),
      ...(scope === undefined ? [] : [{ space: except, scope }]),
    ];
    const made = known ?? this.#organisation.personWith(...holdings);
    this.#people.set(name, made);
    return made;
  }
}

/** A section of a document with some of its fields replaced; any other value replaces the old one. */
function merged(old: unknown, value: unknown): unknown {
  const isSection = (one: unknown) =>
    typeof one === "object" && one !== null && !Array.isArray(one);
  return isSection(old) && isSection(value) ? Object.assign({}, old, value) : value;
}

/** A place by its type and pattern. */
export function nameOf({ definition, at, to }: NamingCase): string {
  return `${definition.prefix} ${at} (${to.join(", ")})`;
}

/** A server whose requests without a space are to a space. */
function inSpace(server: TestServer, space: string): TestServer {
  return {
    ...server,
    call: (method, url, ...rest) =>
      server.call(method, url.replace(/^\/api\/(?!Spaces-)/, `/api/${space}/`), ...rest),
  };
}

/** Requests that are sent at a time. */
const PARALLEL = 6;

async function inWindows<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += PARALLEL) {
    results.push(...(await Promise.all(items.slice(start, start + PARALLEL).map(work))));
  }
  return results;
}

/** Places where other rules refuse the example of a type, and the reason. */
const OTHER_RULES: Readonly<Record<string, RegExp>> = {
  "Runbooks /PublishedRunbookSnapshotId (RunbookSnapshots)": /is not a snapshot of this runbook/,
  "Accounts /TenantId (Accounts)": /TenantId determines where Password is sent/,
};

/** Fails unless documents were refused only where other rules refuse them, for the reasons of these. */
export function expectRefusals(refused: readonly (readonly [string, string])[]): void {
  const known = refused.map(([place, text]) => [place, OTHER_RULES[place]?.test(text) ?? text]);
  expect(known).toEqual(Object.keys(OTHER_RULES).map((place) => [place, true]));
}
