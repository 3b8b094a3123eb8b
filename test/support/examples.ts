import { DOCUMENT_DEFINITIONS, type DocumentDefinition } from "@indelible/domain";
import type { Act } from "@indelible/trail";
import { packageForm } from "./packages.ts";
import type { TestAnswer, TestServer } from "./server.ts";

/** A document as the API shows it. */
export type Shown = Readonly<Record<string, unknown>> & { readonly Id: string };

/** Creates documents of any type on a test server, from the examples of their definitions. */
export interface Examples {
  /** A complete body with unused names and references to existing documents. */
  body(definition: DocumentDefinition): Promise<Record<string, unknown>>;
  /**
   * A new document of the type; for a type that is only created with another, that of a new owner.
   */
  create(definition: DocumentDefinition): Promise<Shown>;
  /**
   * A document of a type to refer to: always the same one, which must not be changed or deleted.
   */
  idOf(prefix: string): Promise<string>;
}

/** Longest name that all types accept, without the number that makes it unique. */
const NAME_LENGTH = 14;

/** Examples for a server that knows these types. */
export function examplesFor(
  server: TestServer,
  definitions: readonly DocumentDefinition[] = DOCUMENT_DEFINITIONS,
): Examples {
  const standing = new Map<string, Promise<string>>();
  let made = 0;

  function definitionOf(prefix: string): DocumentDefinition {
    const found = definitions.find((definition) => definition.prefix === prefix);
    if (found === undefined) throw new TypeError(`There is no document type ${prefix}.`);
    return found;
  }

  function idOf(prefix: string): Promise<string> {
    const known = standing.get(prefix) ?? create(definitionOf(prefix)).then(({ Id }) => Id);
    standing.set(prefix, known);
    return known;
  }

  async function body(definition: DocumentDefinition) {
    const needed: string[] = [];
    definition.example((prefix) => {
      needed.push(prefix);
      return prefix;
    });
    const ids = new Map<string, string>();
    for (const prefix of needed) ids.set(prefix, await idOf(prefix));
    const example = definition.example((prefix) => ids.get(prefix) ?? prefix);
    return { ...example, ...renewed(definition, example) };
  }

  function renewed(definition: DocumentDefinition, example: Record<string, unknown>) {
    made += 1;
    const names = definition.unique.map(({ fields: [field] }) => field);
    const given = names.filter((field) => typeof example[field] === "string");
    return Object.fromEntries(
      given.map((field) => [field, `${String(example[field]).slice(0, NAME_LENGTH)}-${made}`]),
    );
  }

  async function create(definition: DocumentDefinition): Promise<Shown> {
    const made = await MADE_BY_THE_SERVER[definition.prefix]?.(server, idOf);
    if (made !== undefined) return successful(await server.call("GET", made));
    if (
      server.routes.some(({ method, path }) => method === "POST" && path === `/${definition.route}`)
    ) {
      return successful(await server.call("POST", addressOf(definition), await body(definition)));
    }
    const owner = definitions.find(({ companions }) =>
      companions.some(({ prefix, id }) => prefix === definition.prefix && id !== undefined),
    );
    if (owner === undefined) throw new TypeError(`There is no example of ${definition.prefix}.`);
    const { Id } = await create(owner);
    const companion = owner.companions.find(({ prefix }) => prefix === definition.prefix);
    return successful(
      await server.call("GET", `${addressOf(definition)}/${companion?.id?.(Id) ?? ""}`),
    );
  }

  return { body, create, idOf };
}

/**
 * How to create documents that have no route for it; each function returns the address of a new
 * one.
 */
const MADE_BY_THE_SERVER: Readonly<
  Record<string, (server: TestServer, idOf: Examples["idOf"]) => Promise<string>>
> = {
  Packages: async (server) => {
    const snapshot = await server.trail.read({ newIds: { Examples: 1 } });
    const fileName = `${snapshot.takeId("Examples")}.1.0.zip`;
    const answer = await server.call("POST", "/api/packages/raw", packageForm(fileName, "content"));
    return `/api/packages/${successful(answer).Id}`;
  },
  Interruptions: async ({ trail }, idOf) => {
    const [DeploymentId, ProjectId, EnvironmentId] = [
      await idOf("Deployments"),
      await idOf("Projects"),
      await idOf("Environments"),
    ];
    const mentions = [DeploymentId, ProjectId, EnvironmentId];
    const snapshot = await trail.read({ mentions, newIds: { Interruptions: 1 }, events: 2 });
    const id = snapshot.takeId("Interruptions");
    const body = {
      Title: "Approve",
      Type: "ManualIntervention",
      Created: "2026-01-01T00:00:00.000Z",
      IsPending: true,
      Form: { Values: {}, Elements: [] },
      TaskId: "ServerTasks-0",
      CorrelationId: id,
      ResponsibleTeamIds: [],
      RelatedDocumentIds: mentions,
      ResponsibleUserId: null,
      IsLinkedToOtherInterruption: false,
      DeploymentId,
      RunbookRunId: null,
      ProjectId,
      EnvironmentId,
      TenantId: null,
    };
    const type = trail.type("Interruptions");
    const change = { kind: "create", type, id, spaceId: "Spaces-1", body } as const;
    await trail.commit(BY_THE_SERVER, snapshot, [change]);
    return `/api/interruptions/${id}`;
  },
};

const BY_THE_SERVER: Act = {
  actor: {
    userId: "users-system",
    username: "system",
    isService: false,
    identityEstablishedWith: "",
    userAgent: "Server",
    ipAddress: null,
    apiKeyId: null,
    apiKeyHint: null,
  },
  correlationId: "test",
};

/** Prepares a document for deletion, if this is necessary. */
export async function makeReadyToGo(server: TestServer, { Id, TaskId }: Shown): Promise<void> {
  if (Id.startsWith("Spaces-")) {
    await server.call("PUT", `/api/spaces/${Id}`, { TaskQueueStopped: true });
  }
  if (typeof TaskId === "string" && !Id.startsWith("Interruptions-")) {
    await server.call("POST", `/api/tasks/${TaskId}/cancel`);
  }
}

/** The address of a type's list, without a space. */
export function addressOf(definition: DocumentDefinition): string {
  return `/api/${definition.route}`;
}

function successful(answer: TestAnswer): Shown {
  if (answer.status < 300) return answer.body;
  throw new TypeError(`Making an example was refused: ${answer.text}`);
}
