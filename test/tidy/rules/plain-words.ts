import { NAME_WORDS, NAMES, PHRASES } from "../dialect.ts";
import { codeOf, hasProse, proseOf } from "../prose.ts";
import { type Finding, findingAt, type Rule } from "../rule.ts";
import type { SourceFile } from "../source-file.ts";

/** What cannot be reworded. */
const exempt = [
  // Released migrations never change: their digests are compared.
  "packages/trail/sql/migrations/",
  "packages/server/sql/migrations/",
];

/** The files of this rule, which name the words that it refuses. */
const own = ["test/tidy/dialect.ts", "test/tidy/rules/plain-words.ts"];

const phrases = PHRASES.map(({ dialect, plain }) => ({
  pattern: new RegExp(`\\b(?:${dialect.replaceAll(" ", "\\s+")})(?!\\w)`, "gi"),
  plain,
}));

export const rule: Rule = {
  name: "prose and names use plain words",
  remedy: "Write plain technical English, in standard terms; test/tidy/dialect.ts has the words.",
  check: (project) =>
    project.files
      .filter(({ path }) => ![...exempt, ...own].some((start) => path.startsWith(start)))
      .filter(hasProse)
      .flatMap((file) => [...phrasesIn(file), ...(file.isCode ? namesIn(file) : [])]),
  bad: [
    { "page.md": "The port is 8065 unless told." },
    { "page.md": "A list, parted\nby commas." },
    { "page.md": "Whoever holds `EventView`." },
    {
      "packages/sample/src/a.ts": "/**\n * It is false unless\n * told.\n */\nexport const a = 1;",
    },
    { "packages/sample/src/a.ts": "// What stands\n// here.\na();" },
    { "packages/sample/src/a.ts": 'throw new LedgerError("A key of its own is missing.");' },
    { "packages/sample/src/a.ts": "refuse(`It takes nothing but text.`);" },
    { "packages/sample/src/a.tsx": "export const a = <p>Nothing stands here</p>;" },
    { "packages/sample/sql/a.sql": "select 1;\n-- Whoever reads it.\n" },
    { "packages/sample/src/a.ts": "interface ErrandRow {}" },
    { "packages/sample/src/a.ts": "const a = row.stillNeeded;" },
  ],
  good: [
    { "page.md": "The port is 8065 by default." },
    { "page.md": "`unless told` and [a link](besides.md)\n\n```\nwhoever\n```\n" },
    { "page.md": "UTC stands for Coordinated Universal Time. It is standard." },
    { "packages/sample/src/a.ts": 'import "./besides.ts"; // the caller\nrun("shopkeepers");' },
    { "packages/sample/src/a.ts": "// unless\nconst a = 1;\n// told\n" },
    { "packages/sample/sql/a.sql": "select whoever from besides;\n" },
  ],
};

function phrasesIn(file: SourceFile): Finding[] {
  const prose = proseOf(file);
  return phrases.flatMap(({ pattern, plain }) =>
    [...prose.matchAll(pattern)].map(({ 0: found, index }) =>
      findingAt(file, index, `"${found.replace(/\s+/g, " ")}": write ${plain}`),
    ),
  );
}

function namesIn(file: SourceFile): Finding[] {
  return [...codeOf(file).matchAll(/[A-Za-z_$][\w$]*/g)].flatMap(({ 0: name, index }) => {
    const plain = plainName(name);
    return plain === undefined ? [] : [findingAt(file, index, `${name}: name it ${plain}`)];
  });
}

function plainName(name: string): string | undefined {
  if (Object.hasOwn(NAMES, name)) return NAMES[name];
  const words = name.match(/[A-Z]?[a-z]+/g) ?? [];
  const word = words
    .map((each) => each.toLowerCase())
    .find((each) => Object.hasOwn(NAME_WORDS, each));
  return word === undefined ? undefined : NAME_WORDS[word];
}
