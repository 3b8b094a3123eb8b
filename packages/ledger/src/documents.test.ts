/** The documents are programs and examples: every one of them runs here. */
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { fromHex, utf8 } from "../tests/support.ts";
import { toHex } from "./bytes.ts";
import {
  appendLeaves,
  createVerifier,
  EMPTY_EDGE,
  edgeTree,
  formatAddCheckpointRequest,
  formatAddCheckpointResponse,
  formatCheckpoint,
  formatEntryBundle,
  formatKeyStatement,
  formatNote,
  formatPolicy,
  formatSignerKey,
  formatTile,
  formatTilePath,
  formatTlogProof,
  formatTreeSize,
  formatVerifierKey,
  hashLeaf,
  LEDGER_ERRORS,
  openCheckpoint,
  openCheckpointUnderPolicy,
  openKeyStatement,
  parseAddCheckpointRequest,
  parseAddCheckpointResponse,
  parseCheckpoint,
  parseEntryBundle,
  parseNote,
  parsePolicy,
  parseSignerKey,
  parseTile,
  parseTilePath,
  parseTlogProof,
  parseTreeSize,
  parseVerifierKey,
  verifyTlogProof,
} from "./index.ts";

const packageFolder = new URL("../", import.meta.url);
const formatsFolder = new URL("../../docs/formats/", packageFolder);
const formats = await readFile(new URL("ledger.md", formatsFolder), "utf8");

interface Example {
  readonly kind: string;
  readonly label: string;
  readonly body: string;
}

const examples: Example[] = Array.from(
  formats.matchAll(/^```text ([a-z-]+) ?(.*)\n([\s\S]*?)^```$/gm),
  ([, kind = "", label = "", body = ""]) => ({ kind, label, body }),
);

function exampleOf(kind: string): string {
  return examples.find((example) => example.kind === kind)?.body ?? "";
}

/** For each kind of example: read it, write it again. */
const ROUND_TRIPS: Readonly<Record<string, (body: string, label: string) => unknown>> = {
  "verifier-key": (body) => `${formatVerifierKey(parseVerifierKey(body.trimEnd()))}\n`,
  "signer-key": async (body) => `${formatSignerKey(await parseSignerKey(body.trimEnd()))}\n`,
  checkpoint: (body) => {
    const { text, signatures } = parseNote(body);
    return formatNote({ text: formatCheckpoint(parseCheckpoint(text)), signatures });
  },
  "key-statement": async (body) => {
    const text = formatKeyStatement(await openKeyStatement(body));
    return formatNote({ text, signatures: parseNote(body).signatures });
  },
  tile: (body, label) => {
    const bytes = fromHex(body.replaceAll("\n", ""));
    return bytesAsLines(formatTile(parseTile(bytes, parseTilePath(label).width)), 32);
  },
  bundle: (body, label) => {
    const bytes = fromHex(body.replaceAll(/\s/g, ""));
    const bundle = formatEntryBundle(parseEntryBundle(bytes, parseTilePath(label).width));
    return bytesAsLines(bundle, 3).replaceAll(/^..../gm, "$& ");
  },
  paths: (body) => body.replaceAll(/.+/g, (path) => formatTilePath(parseTilePath(path))),
  "tlog-proof": (body) => formatTlogProof(parseTlogProof(body)),
  "add-checkpoint": (body) => formatAddCheckpointRequest(parseAddCheckpointRequest(body)),
  "add-checkpoint-response": (body) =>
    formatAddCheckpointResponse(parseAddCheckpointResponse(body)),
  "tree-size": (body) => formatTreeSize(parseTreeSize(body)),
  policy: (body) => formatPolicy(parsePolicy(body)),
  tree: (body) => {
    const { edge, nodes } = appendLeaves(
      EMPTY_EDGE,
      ["a", "b", "c"].map((t) => hashLeaf(utf8(t))),
    );
    const hashes = [...nodes.map(({ hash }) => hash), edgeTree(edge).root].map(toHex);
    expect(body.match(/[0-9a-f]{64}/g)?.sort()).toEqual(hashes.sort());
    return body;
  },
};

function bytesAsLines(bytes: Uint8Array, width: number): string {
  return toHex(bytes).replaceAll(new RegExp(`.{${2 * width}}`, "g"), "$&\n");
}

describe("docs/formats/ledger.md", () => {
  it("has an example of each kind", () => {
    expect(new Set(examples.map(({ kind }) => kind))).toEqual(new Set(Object.keys(ROUND_TRIPS)));
  });

  it.each(
    examples.map((example, i) => [`${i} ${example.kind} ${example.label}`, example] as const),
  )("example %s is formatted to the same text", async (_, { kind, label, body }) => {
    expect(await ROUND_TRIPS[kind]?.(body, label)).toBe(body);
  });

  it("shows signatures and a proof that verify", async () => {
    const [logKey = "", witnessKey = ""] = examples
      .filter(({ kind }) => kind === "verifier-key")
      .map(({ body }) => body.trimEnd());
    const { note } = await openCheckpoint(exampleOf("checkpoint"), {
      origin: "ledger.example/abc",
      verifiers: [createVerifier(logKey)],
      witnesses: [createVerifier(witnessKey)],
    });
    expect(note.verified).toHaveLength(2);
    const policy = parsePolicy(exampleOf("policy"));
    const opened = await openCheckpointUnderPolicy(exampleOf("checkpoint"), policy);
    expect(opened.witnesses).toEqual(["w1"]);
    await verifyTlogProof(parseTlogProof(exampleOf("tlog-proof")), hashLeaf(utf8("b")), policy);
  });
});

describe("docs/formats/ledger-errors.md", () => {
  it("lists every code with its meaning, as the source does", async () => {
    const text = await readFile(new URL("ledger-errors.md", formatsFolder), "utf8");
    const rows = Array.from(text.matchAll(/^\| ([A-Z_]+) \| (.*) \|$/gm), ([, code, meaning]) => [
      code,
      meaning,
    ]);
    expect(rows).toEqual(Object.entries(LEDGER_ERRORS));
  });
});

describe("README.md", async () => {
  const readme = await readFile(new URL("README.md", packageFolder), "utf8");
  const programs = Array.from(
    readme.matchAll(/^```js\n([\s\S]*?)^```$/gm),
    ([, code = ""]) => code,
  );
  const folder = new URL(".build/readme/", packageFolder);

  beforeAll(() => mkdir(folder, { recursive: true }));
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("begins with a program", () => {
    expect(readme.split("\n").indexOf("```js")).toBeLessThan(12);
  });

  it.each(programs.map((code, i) => [i, code] as const))(
    "program %i runs and prints what it says",
    async (i, code) => {
      const path = new URL(`program-${i}.mjs`, folder);
      const testdata = fileURLToPath(new URL("testdata/", packageFolder));
      await writeFile(path, code.replaceAll("testdata/", testdata));
      const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
      await import(fileURLToPath(path));
      const printed = log.mock.calls.map((call) => call.join(" "));
      log.mockRestore();
      expect(printed).toEqual(
        Array.from(code.matchAll(/^\/\/ prints: (.*)$/gm), ([, line]) => line),
      );
      expect(printed).toHaveLength(1);
    },
  );
});

describe("sources", () => {
  it("import nothing from Node.js or other packages", async () => {
    const folder = new URL("src/", packageFolder);
    const files = (await readdir(folder)).filter((name) => !name.endsWith(".test.ts"));
    expect(files.length).toBeGreaterThan(20);
    for (const file of files) {
      const source = await readFile(new URL(file, folder), "utf8");
      const imports = Array.from(source.matchAll(/from "([^"]+)"/g), ([, name = ""]) => name);
      expect(imports.filter((name) => !name.startsWith("./"))).toEqual([]);
      expect(source).not.toMatch(/\b(Buffer|process|Date\.now|Math\.random|console)\b/);
    }
  });
});
