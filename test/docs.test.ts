import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { variableSets } from "@indelible/domain";
import {
  canonicalize,
  type Database,
  type Json,
  type JsonObject,
  masterKeySealer,
  sha256Hex,
  shownDocument,
  type TrailErrorCode,
} from "@indelible/trail";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { snapshotId } from "../packages/engine/src/snapshots/snapshot-id.ts";
import { STATUS } from "../packages/server/src/http/status.ts";
import { codeBlocks, codeSpans, localLinks, tableRows } from "./support/markdown.ts";
import { ADMIN_KEY, startTestServer, type TestServer } from "./support/server.ts";
import { openStore } from "./support/stores.ts";
import { BINDINGS, bindingsPage } from "./tampering/bindings.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const filesBelow = (folder: string) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => !/(^|\/)(node_modules|dist)(\/|$)/.test(path))
    .map((path) => join(folder, path));

const DOCUMENTS = [
  "README.md",
  "ARCHITECTURE.md",
  "CHANGELOG.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  ...filesBelow("docs").filter((path) => path.endsWith(".md")),
];

let database: Database;
let server: TestServer;

beforeAll(async () => {
  database = await openStore("postgres");
  server = await startTestServer(database);
});

afterAll(async () => {
  await server?.close();
  await database?.close();
});

describe("every document", () => {
  test.each(DOCUMENTS)("%s: links point to existing files", (document) => {
    const missing = localLinks(read(document)).filter((target) => {
      return !existsSync(join(ROOT, dirname(document), target.split("#", 1)[0] ?? ""));
    });
    expect(missing).toEqual([]);
  });

  test.each(DOCUMENTS)("%s: files that it mentions exist", (document) => {
    const named = codeSpans(read(document)).filter((span) => {
      return /^(packages|test|docs|scripts|bench|examples)\/[\w./-]+$/.test(span);
    });
    expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  test.each(DOCUMENTS)("%s: npm commands that it mentions exist", (document) => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const named = read(document).matchAll(/npm (?:run ([\w:-]+)|(start|test)\b)/g);
    const missing = [...named].map(([, run, own]) => run ?? own ?? "");
    expect(missing.filter((name) => !(name in scripts))).toEqual([]);
  });

  test("is linked from the list of documents or from the index of its folder", () => {
    const pages = ["docs/README.md", "docs/formats/README.md"];
    const linked = pages.flatMap((page) =>
      localLinks(read(page)).map((target) => join(dirname(page), target.split("#", 1)[0] ?? "")),
    );
    const known = new Set([...linked, ...pages]);
    expect(DOCUMENTS.filter((path) => !known.has(path))).toEqual([]);
  });
});

describe("README", () => {
  const readme = read("README.md");

  test("shows how to start within twelve lines", () => {
    const lines = readme.split("\n").slice(0, 12).join("\n");
    expect(codeBlocks(lines)[0]?.text).toBe("npm start\n");
  });

  test("its curl commands work, in order, against a new server", async () => {
    const address = await server.app.listen({ port: 0, host: "127.0.0.1" });
    const blocks = codeBlocks(readme).filter(({ text }) => text.includes("api "));
    const script = blocks.map(({ text }) => text).join("\necho ---\n");
    const { stdout } = await promisify(execFile)(
      "bash",
      ["--norc", "-euo", "pipefail", "-c", script.replaceAll("http://127.0.0.1:8065", address)],
      { env: { PATH: process.env.PATH, KEY: ADMIN_KEY } },
    );
    const [story = "", proof = ""] = stdout.split("---\n");
    const last = JSON.parse(story.slice(story.lastIndexOf('{"ItemType"'))) as {
      Items: { Category: string; Message: string }[];
    };
    expect(last.Items.map(({ Message }) => Message)).toEqual([
      "Environment Pre-production was deleted",
      "Environment Staging was renamed to Pre-production",
      "Environment Staging was created",
    ]);
    expect(proof).toContain("Id,Occurred");
    expect(proof).toContain("VerifierKey");
  });

  test("its settings are those that are read", () => {
    const source = read("packages/server/src/main/config.ts");
    const used = source.matchAll(/given\("([A-Z_]+)"\)|environment\.([A-Z_]+)/g);
    const names = [...used].map(([, given, plain]) => given ?? plain ?? "");
    const documented = tableRows(readme, "variable", "default").map(([name]) => name);
    expect([...new Set(documented)].sort()).toEqual([...new Set(names)].sort());
  });
});

describe("threat model", () => {
  const attackers = read("docs/threat-model.md").split("\n## ").slice(1);

  test.each(attackers.map((text) => [text.split("\n", 1)[0] ?? "", text] as const))(
    "%s: says what is stopped, by which test, and what is not",
    (_, text) => {
      const [stopped = "", remaining = ""] = text.split("- **Not stopped:**");
      expect(stopped).toContain("- **Stopped:**");
      expect(codeSpans(stopped).filter((span) => span.endsWith(".test.ts"))).not.toEqual([]);
      expect(remaining.trim()).not.toBe("");
    },
  );
});

describe("ARCHITECTURE", () => {
  const architecture = read("ARCHITECTURE.md");

  test("gives a reason for exactly the dependencies of the packages on a server", () => {
    const packages = readdirSync(join(ROOT, "packages")).filter((name) => name !== "portal");
    const used = packages.flatMap((name) => {
      const { dependencies = {} } = JSON.parse(read(`packages/${name}/package.json`)) as {
        dependencies?: Record<string, string>;
      };
      return Object.keys(dependencies).filter(
        (dependency) => !dependency.startsWith("@indelible/"),
      );
    });
    const documented = tableRows(architecture, "dependency", "of").flatMap(([names = ""]) =>
      names.split(", "),
    );
    expect(documented.sort()).toEqual([...new Set(used)].sort());
  });

  test("names every package", () => {
    const documented = tableRows(architecture, "folder", "holds").map(([folder]) => folder);
    const packages = readdirSync(join(ROOT, "packages")).map((name) => `packages/${name}`);
    expect(packages.filter((name) => !documented.includes(name))).toEqual([]);
  });

  test("lists every invariant", () => {
    const rows = tableRows(architecture, "number", "promise").map(([name]) => name);
    expect(rows).toEqual(["I1", "I2", "I3", "I4", "I5", "I6", "I7", "I8", "I9", "I10"]);
  });
});

describe("formats", () => {
  const blockOf = (path: string, note: string) =>
    codeBlocks(read(path))
      .find((block) => block.note === note)
      ?.text.trim() ?? "";
  const masterKey = new Uint8Array(32).fill(7);
  const countingSealer = () => {
    let next = 0;
    return masterKeySealer(masterKey, (bytes) => Uint8Array.from({ length: bytes }, () => next++));
  };

  test("the example event has the bytes, the nonce and the digest that are shown", () => {
    const path = "docs/formats/event.md";
    const event = JSON.parse(blockOf(path, "event")) as { [name: string]: Json };
    const bytes = blockOf(path, "canonical");
    expect(canonicalize(event)).toBe(bytes);
    expect(read(path)).toContain(`has these canonical bytes, ${Buffer.byteLength(bytes)} of them`);
    expect(sha256Hex(bytes)).toBe(blockOf(path, "digest"));
    expect(countingSealer().nonce(canonicalize({ ...event, Nonce: "" }))).toBe(event.Nonce);
  });

  test("an event has exactly the listed members", async () => {
    await server.call("POST", "/api/environments", { Name: "For the format" });
    const statement = { name: "", text: "select body from trail.events order by id desc limit 1" };
    const [row] = await database.query<{ body: string }>(statement, []);
    const documented = tableRows(read("docs/formats/event.md"), "member", "type").flatMap(
      ([names = ""]) => names.split(", "),
    );
    expect(documented.sort()).toEqual(Object.keys(JSON.parse(row?.body ?? "{}") as object).sort());
  });

  test("the example secret is stored as shown", async () => {
    const path = "docs/formats/secrets.md";
    const place = "variableset-Projects-1#a1b2/Value";
    const secret = "correct horse";
    expect(countingSealer().seal(secret, place)).toBe(blockOf(path, "sealed"));
    expect(countingSealer().unseal(blockOf(path, "sealed"), place)).toBe(secret);
    expect(countingSealer().indicator(secret)).toBe(blockOf(path, "indicator"));
    expect(await countingSealer().verifier(secret, "Users-1/Password")).toBe(
      blockOf(path, "verifier"),
    );
    const apiKeyDigest = countingSealer().mac("api-key", "API-ABCDEFGHIJKLMNOPQRST");
    expect(apiKeyDigest).toBe(blockOf(path, "digest"));
    const input = canonicalize(["Users-7", 2, "/Token", "sealed", secret]);
    expect(countingSealer().secretDigest(input)).toBe(blockOf(path, "secret-digest"));
  });

  test("the example snapshot has the id that is shown", () => {
    const path = "docs/formats/snapshots.md";
    const document = {
      id: "variableset-Projects-1",
      type: variableSets.prefix,
      spaceId: "Spaces-1",
      version: 3,
      title: "",
      body: JSON.parse(blockOf(path, "stored")) as JsonObject,
      modifiedOn: new Date(0),
      modifiedBy: "",
    };
    const shown = shownDocument(variableSets, document.id, document.spaceId, document.body);
    expect(shown).toEqual(JSON.parse(blockOf(path, "shown")));
    expect(snapshotId(document)).toBe(blockOf(path, "id"));
  });

  test("the codes of scripts' errors are those of the code", () => {
    const source = read("packages/execution/src/execution-error.ts");
    const codes = [...source.matchAll(/^ {2}\| "([\w-]+)"/gm)].map(([, code]) => code);
    const documented = tableRows(read("docs/formats/scripts.md"), "code", "meaning").map(
      ([code]) => code,
    );
    expect(documented).toEqual(codes);
  });

  test("the uses of the keys are those in the source", () => {
    const sources = ["sealer", "key-ring", "row-macs"].map((name) =>
      read(`packages/trail/src/secrets/${name}.ts`),
    );
    const uses = sources
      .join("\n")
      .matchAll(/deriveKey\((?:ring\.)?(root|masterKey), "([\w-]+)"\)/g);
    const known = [...uses].map(([, key, use]) => {
      return `indelible/${use}/v1 of the ${key === "root" ? "root" : "master"} key`;
    });
    const documented = tableRows(read("docs/formats/secrets.md"), "info", "of");
    expect(documented.map(([info, key]) => `${info} of the ${key}`).sort()).toEqual(
      [...new Set(known)].sort(),
    );
    const codes = tableRows(read("docs/formats/secrets.md"), "use", "canonical JSON of");
    const infos = documented.flatMap(([info = ""]) => /mac-[\w-]+/.exec(info) ?? []);
    expect(codes.map(([use]) => use)).toEqual(infos);
  });
});

describe("errors", () => {
  const errors = read("docs/errors.md");

  test("the codes of the trail and their statuses are those of the code", () => {
    const documented = tableRows(errors, "code", "status").map(([code, status]) => [code, status]);
    const source = read("packages/trail/src/errors.ts");
    const codes = [...source.matchAll(/^ {2}\| "([\w-]+)"/gm)].map(
      ([, code]) => code as TrailErrorCode,
    );
    const known = codes.map((code) => [code, String(STATUS[code])]);
    expect(documented).toEqual(known);
  });

  test.each([
    ["WitnessError", "packages/witness/src/witness-error.ts"],
    ["DataFolderError", "packages/data-folder/src/data-folder-error.ts"],
  ])("the codes of %s are those of the code", (name, path) => {
    const [, union = ""] = new RegExp(`type ${name}Code = (.*);`).exec(read(path)) ?? [];
    const known = [...union.matchAll(/"([\w-]+)"/g)].map(([, code]) => code);
    const documented = tableRows(errors, `code of \`${name}\``, "meaning").map(([code]) => code);
    expect(documented).toEqual(known);
    expect(known).not.toEqual([]);
  });

  test("the statuses of the API are those of the code", () => {
    const used = Object.values(STATUS).map(String);
    const documented = tableRows(errors, "status", "when").map(([status]) => status);
    expect(documented).toEqual([...new Set(used)].sort());
  });
});

test("docs/routes.md is the list of routes; UPDATE_DOCS=1 writes it", () => {
  const path = join(ROOT, "docs/routes.md");
  const current = routesPage(server.routes);
  if (process.env.UPDATE_DOCS === "1") writeFileSync(path, current);
  expect(read("docs/routes.md")).toBe(current);
});

test("docs/bindings.md shows docs/bindings.json; UPDATE_DOCS=1 writes it", () => {
  const current = bindingsPage(BINDINGS);
  if (process.env.UPDATE_DOCS === "1") writeFileSync(join(ROOT, "docs/bindings.md"), current);
  expect(read("docs/bindings.md")).toBe(current);
});

function routesPage(routes: TestServer["routes"]): string {
  const rows = routes.map(({ method, path, access, mutates, records, summary }) => {
    const who = access === "public" ? "anyone" : "signed in";
    const leaves = mutates === true ? "yes" : records === true ? "some" : "";
    return `| ${method} | \`/api${path}\` | ${who} | ${leaves} | ${summary} |`;
  });
  return `# Routes

Every route of the API, in the form without a space; [formats/api.md](formats/api.md) describes what they have in common. Permissions determine
what a signed-in caller may do. "Records" marks the routes that change something and therefore record events; "some" marks
routes that read, but record some of the reads.

This page is generated by \`UPDATE_DOCS=1 npx vitest run test/docs.test.ts\`.

| method | address | access | records | summary |
| --- | --- | --- | --- | --- |
${rows.join("\n")}
`;
}
