import {
  DOCUMENT_DEFINITIONS,
  type DocumentDefinition,
  namedIds,
  type Permission,
  type Verb,
} from "@indelible/domain";
import type { Route } from "@indelible/kernel";
import { exampleBody } from "../support/example-body.ts";
import { packageForm } from "../support/packages.ts";
import type { TestServer } from "../support/server.ts";

type Example = Readonly<Record<string, unknown>>;

/** A route in the matrix: who may call it, and with which request. */
export interface RouteCase {
  readonly permission: Permission;
  /**
   * The type of the document with `:id`, or of the created document; the type of users for routes
   * of users.
   */
  readonly subject: DocumentDefinition;
  /**
   * The document that the permission is checked for: the subject, or a document that belongs to it.
   */
  readonly target: DocumentDefinition;
  /** Lists are filtered to what a viewer may see; other requests are refused. */
  readonly kind: "list" | Exclude<Verb, "list">;
  /** Permissions that are also required on the subject. */
  readonly also: readonly Permission[];
  /** The query, in which `{id}` stands for the subject's id. */
  readonly query?: string;
  /** The value of `:id`, instead of a new document of the subject's type. */
  readonly standing?: string;
  /** The request body, built from the subject's example, by default the example. */
  readonly body?: (example: Example, server: TestServer) => Promise<Example> | Example | FormData;
  /** Prepares a subject for the owner of the key, so that the request succeeds. */
  readonly ready?: (server: TestServer, id: string, key: string) => Promise<unknown>;
}

/** `GET /projects/:id`. */
export function keyOf({ method, path }: Pick<Route, "method" | "path">): string {
  return `${method} ${path}`;
}

/** Public routes, and why they are public. */
export const PUBLIC: Readonly<Record<string, string>> = {
  "GET ": "clients read the root before they know how to sign in",
  "GET /capabilities": "clients read it before they know how to sign in",
  "POST /users/login": "there is no session before signing in",
  "POST /users/logout": "signing out works with a session that has ended",
  ...refusedWrites(),
};

/** Routes that any user may call, and why they reveal nothing. */
export const ANY_USER: Readonly<Record<string, string>> = {
  "GET /users/me": "it is the caller",
  "PUT /users/:id/password": "it is the caller's own",
  "GET /space-home": "links only; a space in which the caller has no permission does not exist",
  "GET /spaces": "only those in which the caller has a permission, or all with SpaceView",
  "GET /spaces/all": "only those in which the caller has a permission, or all with SpaceView",
  "GET /spaces/:id":
    "404 for those in which the caller has no permission, as for those that do not exist",
  "GET /serverstatus": "whether the server is well",
  "GET /permissions/all": "the same on every server",
  "GET /tasks/tasktypes": "the same on every server",
  "GET /machinepolicies/template": "the same on every server",
  "GET /events/categories": "the same on every server",
  "GET /events/groups": "the same on every server",
  "GET /events/documenttypes": "the same on every server",
  "GET /events/agents": "the same on every server",
  "GET /ledger": "digests that hide their events",
  "GET /ledger/checkpoint": "digests that hide their events",
  "GET /ledger/checkpoints": "digests that hide their events",
  "GET /ledger/key": "a public key",
  "GET /ledger/tile/*": "digests that hide their events",
};

function refusedWrites(): Record<string, string> {
  const keys = ["POST", "PUT", "PATCH", "DELETE"].flatMap((method) =>
    ["/events", "/events/:id"].map((path) => `${method} ${path}`),
  );
  return Object.fromEntries(keys.map((key) => [key, "it refuses every caller"]));
}

const KINDS: Readonly<Record<string, RouteCase["kind"]>> = {
  GET: "get",
  POST: "create",
  PUT: "edit",
  DELETE: "delete",
};

/** The cases of all routes that are generated from definitions, by key. */
function documentCases(): [string, RouteCase][] {
  return DOCUMENT_DEFINITIONS.flatMap((definition) => {
    const { route, permissions } = definition;
    const standard = [
      [`GET /${route}`, "list", permissions.view],
      [`GET /${route}/all`, "list", permissions.view],
      [`GET /${route}/:id`, "get", permissions.view],
      [`POST /${route}`, "create", permissions.create],
      [`PUT /${route}/:id`, "edit", permissions.edit],
      [`DELETE /${route}/:id`, "delete", permissions.delete],
    ] as const;
    const own = standard.flatMap(([key, kind, permission]): [string, RouteCase][] => {
      if (permission === null) return [];
      const also = kind === "create" ? viewsOfNamed(definition) : [];
      return [[key, { permission, subject: definition, target: definition, kind, also }]];
    });
    return [...own, ...nestedCases(definition)];
  });
}

function nestedCases(definition: DocumentDefinition): [string, RouteCase][] {
  return definition.nested.flatMap(({ under, as, isWhole }): [string, RouteCase][] => {
    const subject = definitionOf(under);
    const also = subject.permissions.view === null ? [] : [subject.permissions.view];
    const isCompanion = subject.companions.some(
      ({ prefix, id }) => prefix === definition.prefix && id !== undefined,
    );
    const key = `/${subject.route}/:id/${as}`;
    const { view, edit } = definition.permissions;
    const rule = { subject, target: definition, also } as const;
    if (view === null) return [];
    if (!isCompanion) {
      const own = { subject: definition, target: definition, also } as const;
      const whole = isWhole === true ? wholeCases(definition, key, own) : [];
      return [[`GET ${key}`, { ...rule, permission: view, kind: "list" }], ...whole];
    }
    return [
      [`GET ${key}`, { ...rule, permission: view, kind: "get" }],
      [`PUT ${key}`, { ...rule, permission: edit, kind: "edit" }],
    ];
  });
}

/** The cases of all routes of a type below another document, except the list. */
function wholeCases(
  { verbs, permissions }: DocumentDefinition,
  key: string,
  rule: Pick<RouteCase, "subject" | "target" | "also">,
): [string, RouteCase][] {
  const routes = [
    ["get", `GET ${key}/:itemId`, permissions.view],
    ["create", `POST ${key}`, permissions.create],
    ["edit", `PUT ${key}/:itemId`, permissions.edit],
    ["delete", `DELETE ${key}/:itemId`, permissions.delete],
  ] as const;
  return routes.flatMap(([kind, route, permission]): [string, RouteCase][] => {
    const also = kind === "create" ? [...rule.also, ...viewsOfNamed(rule.target)] : rule.also;
    if (!verbs.has(kind) || permission === null) return [];
    return [[route, { ...rule, permission, kind, also }]];
  });
}

/** The permissions to see what the example of a type names: creating it requires them. */
function viewsOfNamed(definition: DocumentDefinition): Permission[] {
  const named = namedIds(definition, exampleBody(definition));
  const views = named.flatMap(({ by, to }) =>
    by === "delegation" ? [] : to.map((prefix) => definitionOf(prefix).permissions.view),
  );
  return [...new Set(views.filter((view) => view !== null))];
}

/** Other routes that require a permission. */
function otherCases(): [string, RouteCase][] {
  const user = definitionOf("Users");
  const ofUser = (key: string, permission: Permission, query = ""): [string, RouteCase] => {
    const kind = KINDS[key.split(" ", 1)[0] ?? ""] ?? "get";
    return [key, { permission, subject: user, target: user, kind, also: [], query }];
  };
  const project = definitionOf("Projects");
  const ofEvent = (key: string, kind: RouteCase["kind"], query = ""): [string, RouteCase] => {
    const [permission, subject, target] = ["EventView", project, project] as const;
    return [key, { permission, subject, target, kind, also: [], query }];
  };
  const ofOne = (prefix: string, key: string, permission: Permission): [string, RouteCase] => {
    const subject = definitionOf(prefix);
    const kind = key.startsWith("GET") ? "get" : "edit";
    return [key, { permission, subject, target: subject, kind, also: [] }];
  };
  const ofUsages = (prefix: string): [string, RouteCase] => {
    const subject = definitionOf(prefix);
    const permission = subject.permissions.view ?? "EventView";
    const key = `GET /${subject.route}/:id/usages`;
    return [key, { permission, subject, target: subject, kind: "get", also: [] }];
  };
  const certificate = definitionOf("Certificates");
  const ofCertificate = (
    key: string,
    kind: "get" | "create" | "edit",
    sent: Example = {},
  ): [string, RouteCase] => {
    const { view, create, edit } = certificate.permissions;
    const permission = { get: view, create, edit }[kind] ?? edit;
    const body = (example: Example) => (kind === "create" ? { ...example, ...sent } : sent);
    const also = kind === "create" ? viewsOfNamed(certificate) : [];
    return [key, { permission, subject: certificate, target: certificate, kind, also, body }];
  };
  const { CertificateData = null } = certificate.example((prefix) => prefix);
  return [
    ofCertificate("POST /certificates/generate", "create", { SubjectCommonName: "matrix" }),
    ofCertificate("POST /certificates/:id/replace", "edit", { CertificateData }),
    ofCertificate("POST /certificates/:id/archive", "edit"),
    ofCertificate("POST /certificates/:id/unarchive", "edit"),
    ofCertificate("GET /certificates/:id/export", "get"),
    ofUsages("Certificates"),
    ...taskCases(),
    ...interruptionCases(),
    ...commandCases(),
    runbookCommandCase(),
    ofOne("Releases", "POST /releases/:id/snapshot-variables", "ReleaseEdit"),
    ofOne("Releases", "GET /releases/:id/deployments/template", "ReleaseView"),
    createdByCommand(),
    ofOne("Releases", "GET /releases/:id/progression", "ReleaseView"),
    ofOne("RunbookSnapshots", "POST /runbookSnapshots/:id/snapshot-variables", "RunbookEdit"),
    ofUsages("Accounts"),
    ofUsages("LibraryVariableSets"),
    ofUser("GET /users/:id/permissions", "UserView"),
    ofUser("GET /users/:id/teams", "UserView"),
    ofUser("GET /users/:id/spaces", "UserView"),
    ofUser("GET /teammembership", "UserView", "?userId={id}"),
    ofUser("GET /users/:id/apikeys", "UserEdit"),
    ofUser("POST /users/:id/apikeys", "UserEdit"),
    ofUser("GET /users/:id/apikeys/:keyId", "UserEdit"),
    ofUser("DELETE /users/:id/apikeys/:keyId", "UserEdit"),
    ofUser("GET /users/:id/sessions", "UserEdit"),
    ofUser("DELETE /users/:id/sessions", "UserEdit"),
    ofUser("DELETE /users/:id/sessions/:sessionId", "UserEdit"),
    ofEvent("GET /events", "list"),
    ofEvent("GET /events/deleteddocuments", "list", "?documentTypes=Projects"),
    ofEvent("GET /events/:id", "get"),
    ofEvent("GET /events/:id/proof", "get"),
    ...packageCases(),
  ];
}

/** Routes of feeds, packages and build information that are not in the definitions. */
function packageCases(): [string, RouteCase][] {
  const of = (
    key: string,
    prefix: string,
    permission: Permission,
    more: Partial<RouteCase> = {},
  ): [string, RouteCase] => {
    const [subject, kind] = [definitionOf(prefix), KINDS[key.split(" ", 1)[0] ?? ""] ?? "get"];
    return [key, { permission, subject, target: subject, kind, also: [], ...more }];
  };
  const query = "?packageId=Matrix&version=1.0";
  const standing = "feeds-builtin";
  const ofFeed = ["", "/search", "/versions", "/notes"].map((below) =>
    of(`GET /feeds/:id/packages${below}`, "Feeds", "FeedView", { query, standing }),
  );
  const bulk = { query: "?ids={id}" };
  return [
    ...ofFeed,
    of("GET /feeds/stats", "Packages", "FeedView", { kind: "list" }),
    of("POST /packages/raw", "Packages", "BuiltInFeedPush", {
      body: () => packageForm("Pushed.1.0.zip", "content"),
    }),
    of("GET /packages/:id/raw", "Packages", "BuiltInFeedDownload", { also: ["FeedView"] }),
    of("DELETE /packages/bulk", "Packages", "BuiltInFeedAdminister", bulk),
    of("DELETE /build-information/bulk", "BuildInformation", "BuildInformationAdminister", bulk),
  ];
}

/** Routes of tasks, which are not documents. */
function taskCases(): [string, RouteCase][] {
  const task = definitionOf("ServerTasks");
  const rule = { subject: task, target: task, also: [] } as const;
  const read = { ...rule, permission: "TaskView", kind: "get" } as const;
  const end = (server: TestServer, id: string) => server.call("POST", `/api/tasks/${id}/cancel`);
  const change = { ...rule, kind: "edit" } as const;
  return [
    ["GET /tasks", { ...read, kind: "list" }],
    ["GET /tasks/:id", read],
    ["GET /tasks/:id/details", read],
    ["GET /tasks/:id/raw", read],
    ["GET /tasks/:id/queued-behind", read],
    [
      "POST /tasks",
      { ...rule, permission: "TaskCreate", kind: "create", also: viewsOfNamed(task) },
    ],
    ["POST /tasks/rerun/:id", { ...change, permission: "TaskCreate", ready: end }],
    ["POST /tasks/:id/cancel", { ...change, permission: "TaskCancel" }],
    [
      "POST /tasks/:id/state",
      { ...change, permission: "TaskEdit", ready: end, body: () => ({ State: "Failed" }) },
    ],
  ];
}

function interruptionCases(): [string, RouteCase][] {
  const subject = definitionOf("Interruptions");
  const path = `/interruptions/:id`;
  const rule = { subject, target: subject, also: [] } as const;
  const answer = { ...rule, permission: "InterruptionSubmit", kind: "edit" } as const;
  const take = (server: TestServer, id: string, key: string) =>
    server.call("PUT", `/api/interruptions/${id}/responsible`, undefined, { key });
  return [
    [`GET ${path}/responsible`, { ...rule, also: [], permission: "InterruptionView", kind: "get" }],
    [`PUT ${path}/responsible`, answer],
    [`POST ${path}/submit`, { ...answer, ready: take, body: () => ({ Result: "Proceed" }) }],
  ];
}

/** The command that runs a runbook. */
function runbookCommandCase(): [string, RouteCase] {
  const subject = definitionOf("RunbookRuns");
  const body = async (example: Example, server: TestServer) => {
    const { ProjectId } = (await server.call("GET", `/api/runbooks/${example.RunbookId}`)).body;
    return {
      ProjectName: ProjectId,
      RunbookName: example.RunbookId,
      Snapshot: example.RunbookSnapshotId,
      EnvironmentNames: [example.EnvironmentId],
    };
  };
  const also = ["ProjectView", "RunbookView", "EnvironmentView"] as const;
  const rule = { subject, target: subject, kind: "create", also, body } as const;
  return ["POST /runbook-runs/create/v1", { ...rule, permission: "RunbookRunCreate" }];
}

/** Commands that refer to what they deploy by name; the caller must be able to see all of it. */
function commandCases(): [string, RouteCase][] {
  const subject = definitionOf("Deployments");
  const command = async ({ ReleaseId, EnvironmentId }: Example, server: TestServer) => {
    const { ProjectId, Version } = (await server.call("GET", `/api/releases/${ReleaseId}`)).body;
    return { ProjectName: ProjectId, ReleaseVersion: Version, EnvironmentId };
  };
  const rule = {
    subject,
    target: subject,
    permission: "DeploymentCreate",
    kind: "create",
  } as const;
  const also = ["ProjectView", "ReleaseView", "EnvironmentView", "TenantView"] as const;
  return [
    [
      "POST /deployments/create/untenanted/v1",
      {
        ...rule,
        also,
        body: async (example, server) => {
          const { EnvironmentId, ...rest } = await command(example, server);
          return { ...rest, EnvironmentNames: [EnvironmentId] };
        },
      },
    ],
    [
      "POST /deployments/create/tenanted/v1",
      {
        ...rule,
        also,
        body: async (example, server) => {
          const { EnvironmentId, ...rest } = await command(example, server);
          const all = (await server.call("GET", "/api/tenants?take=0")).body.TotalResults;
          const Name = `Deployed to ${all}`;
          const tenant = await server.call("POST", "/api/tenants", { Name });
          return { ...rest, EnvironmentName: EnvironmentId, Tenants: [tenant.body.Id] };
        },
      },
    ],
  ];
}

/**
 * The command that creates a release refers to its project by name, and has its own field for the
 * version.
 */
function createdByCommand(): [string, RouteCase] {
  const subject = definitionOf("Releases");
  const rule = { permission: "ReleaseCreate", subject, target: subject, kind: "create" } as const;
  const body = ({ ProjectId, Version }: Readonly<Record<string, unknown>>) => {
    return { ProjectName: ProjectId, ReleaseVersion: Version };
  };
  return ["POST /releases/create/v1", { ...rule, also: ["ProjectView"], body }];
}

const CASES: ReadonlyMap<string, RouteCase> = new Map([...documentCases(), ...otherCases()]);

/** The case of a route; undefined if the matrix has none, which fails the test. */
export function caseOf(route: Route): RouteCase | undefined {
  return CASES.get(keyOf(route));
}

/** The definition of a prefix. */
export function definitionOf(prefix: string): DocumentDefinition {
  const found = DOCUMENT_DEFINITIONS.find((definition) => definition.prefix === prefix);
  if (found === undefined) throw new TypeError(`There is no document type ${prefix}.`);
  return found;
}
