import {
  creation,
  type DocumentChange,
  documentType,
  isOfType,
  type JsonObject,
  modification,
  note,
  type StoredDocument,
} from "@indelible/trail/pure";
import { expect, expectTypeOf, test } from "vitest";
import type { Certificate, Machine, Release } from "./bodies.ts";
import type { BodyOf } from "./body-of.ts";
import { type DocumentDefinition, defineDocument } from "./define-document.ts";
import { idOf, list, name, object, text } from "./fields.ts";
import { certificates, DOCUMENT_DEFINITIONS, machines, releases } from "./index.ts";

const schema = object({ Name: name(), Labels: list(text()), ProjectId: text() });

type Box = BodyOf<typeof schema>;

/** What a definition must say whatever it defines. */
const common = {
  prefix: "Boxes",
  label: "Box",
  route: "boxes",
  permissions: {
    view: "ProjectView",
    create: "ProjectCreate",
    edit: "ProjectEdit",
    delete: "ProjectDelete",
  },
  schema,
} as const;

const stored: StoredDocument = {
  id: "Machines-1",
  type: "Machines",
  spaceId: "Spaces-1",
  version: 1,
  title: "web-01",
  body: { Name: "web-01" },
  modifiedOn: new Date(0),
  modifiedBy: "alice",
};

// Values for tests of types only, which are never run.
declare const machine: StoredDocument<Machine>;
declare const release: StoredDocument<Release>;

test("a body has the fields of its schema, and no others", () => {
  expectTypeOf<Machine["Roles"]>().toEqualTypeOf<readonly string[]>();
  expectTypeOf<Machine["MachinePolicyId"]>().toEqualTypeOf<string | null>();
  expectTypeOf<Machine["Endpoint"]["Port"]>().toEqualTypeOf<number>();
  expectTypeOf<Certificate["CertificateChain"][number]["Thumbprint"]>().toEqualTypeOf<string>();
  expectTypeOf<Machine>().toExtend<JsonObject>();
  // @ts-expect-error the field is called Roles
  expectTypeOf<Machine["Rolls"]>();
});

test("a document is typed after its type was checked", () => {
  expect(isOfType(machines, stored)).toBe(true);
  expect(isOfType(releases, stored)).toBe(false);
  // @ts-expect-error any JSON object may lack a name
  expectTypeOf(stored.body.Name).toEqualTypeOf<string>();
  if (isOfType(machines, stored)) expectTypeOf(stored.body).toEqualTypeOf<Machine>();
});

test("documents, definitions and changes of a type are also those of any type", () => {
  expectTypeOf<StoredDocument<Machine>>().toExtend<StoredDocument>();
  expectTypeOf(machines).toExtend<DocumentDefinition>();
  expectTypeOf(DOCUMENT_DEFINITIONS).items.toEqualTypeOf<DocumentDefinition>();
  const change = () => modification(machines, machine, { ...machine.body, IsDisabled: true });
  expectTypeOf(change).returns.toExtend<DocumentChange>();
});

test("a hook with a typed body is assignable to hooks of all types", () => {
  interface Hooks<Body extends JsonObject = JsonObject> {
    check?(document: StoredDocument<Body>): void;
  }
  const ofMachines: Hooks<Machine> = {
    check: ({ body }) => expectTypeOf(body.Roles).toEqualTypeOf<readonly string[]>(),
  };
  const all: Readonly<Record<string, Hooks>> = { Machines: ofMachines };
  expect(Object.keys(all)).toEqual([machines.prefix]);
});

test("a change is checked against its type", () => {
  const changes = () => [
    // @ts-expect-error a field is missing
    creation(machines, { id: "Machines-1", spaceId: null, body: { Name: "web-01" } }),
    // @ts-expect-error the document is not a machine
    modification(machines, release, machine.body),
    // @ts-expect-error the field does not exist
    modification(machines, machine, { ...machine.body, Rolls: [] }),
  ];
  expectTypeOf(changes).toBeFunction();
});

test("an event category is one of its type", () => {
  const notes = (certificate: StoredDocument<Certificate>) => [
    note(certificates, certificate, { category: "CertificateExpired", verb: "expired" }),
    // @ts-expect-error there is no such category
    note(certificates, certificate, { category: "CertificateExpird", verb: "expired" }),
    // @ts-expect-error certificates have no deployments
    note(certificates, certificate, { category: "DeploymentStarted", verb: "started" }),
  ];
  expectTypeOf(notes).toBeFunction();
  defineDocument<Box, "MachineAdded">({
    ...common,
    categories: ["MachineAdded"],
    // @ts-expect-error the definition does not list it
    signals: () => [{ category: "MachineDeleted", verb: "was removed" }],
    example: () => ({ Name: "Box" }),
  });
  defineDocument<Box>({
    ...common,
    // @ts-expect-error it has no categories
    categories: ["DeploymentStarted"],
    example: () => ({ Name: "Box" }),
  });
});

test("a category that does not exist is refused", () => {
  // @ts-expect-error it is called DeploymentStarted
  const misspelled: DocumentDefinition<Box, "DeploymentStartd">[] = [];
  expect(misspelled).toEqual([]);
});

test("a definition names fields of its schema", () => {
  const boxes = defineDocument<Box>({
    ...common,
    // @ts-expect-error the field is called Name
    unique: [{ fields: ["Nmae"], within: "space" }],
    // @ts-expect-error the field is called Labels
    filters: { labels: "Lables" },
    // @ts-expect-error the field is called ProjectId
    nested: [{ under: "Projects", as: "boxes", by: "Project" }],
    // @ts-expect-error the field is called Labels
    identified: ["/Lables/*"],
    // @ts-expect-error the field is called Name
    titleFields: ["Title"],
    // @ts-expect-error the field is called Name
    title: (body) => body.Title,
    // @ts-expect-error the field is called Name
    example: () => ({ Title: "Box" }),
  });
  expectTypeOf(boxes.title).parameter(0).toHaveProperty("Labels");
});

test("a definition has the schema of its body", () => {
  defineDocument<Box>({
    ...common,
    // @ts-expect-error the schema has no labels
    schema: object({ Name: name(), ProjectId: text() }),
    example: () => ({ Name: "Box" }),
  });
  type Definitions = typeof import("./index.ts");
  type Untyped = {
    [Name in keyof Definitions]: Definitions[Name] extends DocumentDefinition<infer Body>
      ? string extends keyof Body
        ? Name
        : never
      : never;
  }[keyof Definitions];
  expectTypeOf<Untyped>().toBeNever();
});

test("a reference names a document type that exists", () => {
  // @ts-expect-error the prefix is Projects
  idOf("Projets");
  defineDocument<Box>({
    ...common,
    // @ts-expect-error the prefix is Projects
    nested: [{ under: "Project", as: "boxes", by: "ProjectId" }],
    // @ts-expect-error the prefix is Channels
    companions: [{ prefix: "Channel", body: () => ({}) }],
    // @ts-expect-error the prefix is Projects
    ownerPermissions: { by: "ProjectId", under: { Project: common.permissions } },
    // @ts-expect-error the prefix is Projects
    example: (idOfType) => ({ Name: "Box", ProjectId: idOfType("Project") }),
  });
});

test("a type without a schema has bodies with any fields", () => {
  const things = documentType({ prefix: "Things", label: "Thing" });
  expectTypeOf(things.title).parameter(0).toEqualTypeOf<JsonObject>();
  expect(things.title({ Name: "A thing" })).toBe("A thing");
});
