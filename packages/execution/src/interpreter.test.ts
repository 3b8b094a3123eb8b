import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { random, runScript } from "../../../test/support/scripts.ts";
import { localHost } from "./local-host.ts";
import type { ScriptSyntax } from "./script-host.ts";
import { ScriptOutput } from "./script-output.ts";

const folder = mkdtempSync(join(tmpdir(), "indelible-runs-"));
const host = localHost({ folder, environment: process.env, random });
afterAll(() => rmSync(folder, { recursive: true }));

const { syntaxes } = await host.probe(new AbortController().signal);

/** Scripts of one language; those of all languages do the same. */
interface Sample {
  syntax: ScriptSyntax;
  /** Prints, in base64, the values of the variables whose names are in `name 0`, `name 1` ... */
  echoes: (count: number) => string;
  /** Sets `a b` to `c`, and the sensitive `d` to two lines. */
  sets: string;
  levels: string;
  fails: string;
  errs: string;
}

const samples: Sample[] = [
  {
    syntax: "Bash",
    echoes: (count) => `for ((i = 0; i < ${count}; i++)); do
      name=$(get_octopusvariable "name $i"; printf .)
      value=$(get_octopusvariable "\${name%.}"; printf .)
      encode_servicemessagevalue "\${value%.}"; echo
    done`,
    sets: "set_octopusvariable 'a b' c; set_octopusvariable d $'e\\nf' -sensitive",
    levels:
      "write_verbose a; write_highlight b; write_wait c; write_warning d 'd  d'; echo e; echo f >&2",
    fails: 'fail_step "it\'s"; echo not reached',
    errs: "echo 1\nnope\nif",
  },
  {
    syntax: "Python",
    echoes: (count) => `for i in range(${count}):
      print(encode(get_octopusvariable(octopusvariables["name %d" % i])))`,
    sets: "set_octopusvariable('a b', 'c'); set_octopusvariable('d', 'e\\nf', sensitive=True)",
    levels: `import sys
printverbose("a"); printhighlight("b"); printwait("c"); printwarning("d d  d"); print("e")
print("f", file=sys.stderr)`,
    fails: "failstep(\"it's\"); print('not reached')",
    errs: "print(1)\nnope",
  },
  {
    syntax: "PowerShell",
    echoes: (count) => `for ($i = 0; $i -lt ${count}; $i++) {
      Convert-ServiceMessageValue $OctopusParameters[$OctopusParameters["name $i"]]
    }`,
    sets: "Set-OctopusVariable -name 'a b' -value c; Set-OctopusVariable d \"e`nf\" -sensitive",
    levels: `Write-Verbose a; Write-Highlight b; Write-Wait c; Write-Warning 'd d  d'; Write-Host e
[Console]::Error.WriteLine('f')`,
    fails: "Fail-Step \"it's\"; Write-Host 'not reached'",
    errs: "Write-Host 1\nnope",
  },
];

const installed = samples.filter(({ syntax }) => syntaxes.includes(syntax));

describe.each(installed)("$syntax", ({ syntax, echoes, sets, levels, fails, errs }) => {
  const run = (body: string, variables: Iterable<[string, string]> = []) =>
    runScript(host, body, { syntax, variables: new Map(variables) });

  test("receives any names and values", async () => {
    const unit = fc.constantFrom(
      "'",
      '"',
      "\\",
      "$",
      "`",
      "\n",
      "\r",
      "]",
      "[",
      " ",
      "@",
      "*",
      "é",
    );
    const texts = fc.oneof(fc.string({ unit: "grapheme", maxLength: 30 }), fc.string({ unit }));
    const pairs = fc.sample(fc.tuple(texts, texts), { numRuns: 40, seed: 7 });
    // Numbered, because names in PowerShell must differ by more than case.
    const numbered = pairs.map(([name, value], index): [string, string] => [name + index, value]);
    const values = [...numbered, ["@", "at"], ["*", "star"], ["", "empty"]] as [string, string][];
    const names = values.map(([name], index): [string, string] => [`name ${index}`, name]);
    const { stdout, stderr } = await run(echoes(values.length), [...values, ...names]);
    expect(stderr).toBe("");
    const decoded = stdout.split("\n").map((line) => Buffer.from(line, "base64").toString());
    expect(decoded.slice(0, -1)).toEqual(values.map(([, value]) => value));
  });

  test("sets output variables", async () => {
    const { stdout } = await run(sets);
    const messages = new ScriptOutput().feed({ stream: "stdout", text: stdout });
    const [plain, sensitive] = messages.map((item) =>
      "message" in item ? [item.message.name, ...item.message.attributes] : item,
    );
    expect(plain).toEqual(["setVariable", ["name", "a b"], ["value", "c"]]);
    const isSensitive = ["sensitive", "True"];
    expect(sensitive).toEqual(["setVariable", ["name", "d"], ["value", "e\nf"], isSensitive]);
  });

  test("writes on every level", async () => {
    const { stdout, stderr } = await run(levels);
    const output = new ScriptOutput();
    const items = [
      ...output.feed({ stream: "stdout", text: stdout }),
      ...output.feed({ stream: "stderr", text: stderr }),
    ];
    expect(items).toEqual([
      { level: "Verbose", line: "a" },
      { level: "Highlight", line: "b" },
      { level: "Wait", line: "c" },
      { level: "Warning", line: "d d  d" },
      { level: "Info", line: "e" },
      { level: "Error", line: "f" },
    ]);
  });

  test("fails the step with a reason", async () => {
    const { stdout, exitCode } = await run(fails);
    const reason = Buffer.from("it's").toString("base64");
    expect(stdout).toBe(`##octopus[resultMessage message='${reason}']\n`);
    expect(exitCode).toBe(1);
  });

  test("reports the line of an error", async () => {
    const { stdout, stderr, exitCode } = await run(errs);
    expect(stdout).toBe("1\n");
    expect(stderr).toMatch(/nope/);
    expect(stderr).toMatch(/line 2|2 \|/);
    expect(exitCode).not.toBe(0);
  });
});

test("lines of a Bash script may end with CR LF", async () => {
  expect(await runScript(host, "if true; then\r\necho 1\r\nfi\r\n")).toMatchObject({
    stdout: "1\n",
  });
});

test("Bash runs a script as from a file", async () => {
  const body = `false
echo $0 $# $-; cat; trap 'echo bye' EXIT; compgen -v | grep -xE 'n|b|input|token'
[ -e /dev/fd/3 ] && echo open
set -eu
false
echo not reached`;
  const { stdout, stderr, exitCode } = await runScript(host, body);
  expect(stdout).toMatch(/^Script\.sh 0 [a-df-tv-zA-Z]*\nbye\n$/);
  expect(stderr).toBe("");
  expect(exitCode).toBe(1);
});
