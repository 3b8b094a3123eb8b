import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { substitute } from "./substitute.ts";
import { SubstitutionError } from "./substitution-error.ts";
import { VariableTable } from "./variable-table.ts";

const RUNS = { seed: 11, numRuns: 500 };
const NOW = new Date("2026-01-02T03:04:05Z");

/** A table of variables, those sensitive whose names begin with `Secret`. */
function tableOf(values: Readonly<Record<string, string>>): VariableTable {
  return Object.entries(values).reduce(
    (table, [name, value]) => table.with(name, value, name.startsWith("Secret")),
    new VariableTable(),
  );
}

function substituted(template: string, values: Readonly<Record<string, string>> = {}) {
  return substitute(template, tableOf(values), { now: NOW });
}

function textOf(template: string, values: Readonly<Record<string, string>> = {}): string {
  return substituted(template, values).text;
}

describe("tags", () => {
  it.each([
    ["#{a/b} #{a~b} #{(c)} #{a-b_c:d}", "1 2 3 4"],
    ["#{Größe}", "5"],
    ["#{List[]}", "6"],
    ["#{List[a.b [x] c]}", "7"],
    ["#{List[#]}", "8"],
    ["#{ a/b\n}", "1"],
  ])("%j has names of all allowed characters", (template, text) => {
    const values = {
      "a/b": "1",
      "a~b": "2",
      "(c)": "3",
      "a-b_c:d": "4",
      Größe: "5",
      "List[]": "6",
      "List[a.b [x] c]": "7",
      "List[#]": "8",
    };
    expect(textOf(template, values)).toBe(text);
  });

  it.each([
    "#{}",
    "#{ }",
    "#{A",
    "#{A!}",
    "#{A[x}",
    "#{A]}",
    "#{A | }",
    '#{A | Append "x}',
    "#{if }x",
    "#{if A ==}x#{/if}",
    "#{calc 1 + 2}",
    "#{/if} #{else} #{/each}",
    "#{if A}#{each x in A}#{/if}",
    "#{each x in A}#{else}#{/each",
    "#{unless A}#{/if}",
  ])("%j is not a tag, stays and is not reported", (template) => {
    expect(substituted(template, { A: "1" })).toEqual({
      text: template,
      missing: [],
      usesSensitive: false,
    });
  });

  it("finds a tag within an invalid one", () => {
    expect(textOf('f("#{"===e?0:e},i="#{A}#{#{A[#{A}')).toBe('f("#{"===e?0:e},i="#{A}#{#{A[#{A}');
    expect(textOf('f("#{"===e?0:e},i="#{A}#{#{A[#{A}', { A: "1" })).toBe(
      'f("#{"===e?0:e},i="1#{#{A[1',
    );
    expect(textOf("#{if A}#{A}#{else}#{A}", { A: "1" })).toBe("#{if A}1#{else}1");
  });

  it("removes one hash of an escape", () => {
    const escaped = ["##{A}", "###{A}", "####{A}", "#####{A}", "###{A", "##{", "# ## {"];
    expect(escaped.map((template) => textOf(template, { A: "1" }))).toEqual([
      "#{A}",
      "#1",
      "###{A}",
      "###1",
      "###{A",
      "#{",
      "# ## {",
    ]);
  });
});

describe("values", () => {
  it("are templates, but their results are not", () => {
    const values = { A: "<#{B}>", B: "#{C | ToUpper}", C: "##{B}" };
    expect(textOf("#{A}", values)).toBe("<#{B}>");
    expect(textOf("#{each x in List}#{x}#{/each}", { List: "##{A},b", A: "no" })).toBe("#{A}b");
  });

  it("stay as written if they are unknown, and are reported once", () => {
    const { text, missing } = substituted("#{A} #{B} #{C | ToUpper} #{B} #{D[#{B}]}", {
      A: "a#{B}",
      C: "#{E}",
    });
    expect(text).toBe("a#{B} #{B} #{E} #{B} #{D[#{B}]}");
    expect(missing).toEqual(["#{B}", "#{E}", "#{D[#{B}]}"]);
  });

  it("of sensitive variables are reported by name only", () => {
    const { text, missing } = substituted("#{A}", { A: "#{Secret}", Secret: "pa#{ss}word" });
    expect(text).toBe("pa#{ss}word");
    expect(missing).toEqual(["#{Secret}"]);
  });

  it.each([
    ["#{A}", false],
    ["#{Secret}", true],
    ["#{B}", true],
    ["#{if Secret}#{/if}", true],
    ["#{A[#{Secret}]}", true],
    ["#{each x in Secret}#{/each}", true],
    ["#{if A}#{else}#{Secret}#{/if}", false],
    ["##{Secret}", false],
  ])("report for %j whether a sensitive one was read", (template, usesSensitive) => {
    const values = { A: "1", B: "#{Secret}", Secret: "x" };
    expect(substituted(template, values).usesSensitive).toBe(usesSensitive);
  });
});

describe("conditions", () => {
  it.each([
    ["", "no"],
    [" ", "no"],
    ["false", "no"],
    [" NO ", "no"],
    ["0", "no"],
    ["00", "yes"],
    ["true", "yes"],
    ["off", "yes"],
  ])("of %j are %s", (value, text) => {
    expect(textOf("#{if A}yes#{else}no#{/if}", { A: value })).toBe(text);
    expect(textOf("#{UNLESS A}no#{ELSE}yes#{/UNLESS}", { A: value })).toBe(text);
  });

  it("compare case-sensitively, and treat unknown as empty", () => {
    const values = { A: "x", B: "x", C: "X", D: "#{A}" };
    const templates = [
      "A == B",
      "A == C",
      "A==D",
      'A != "x"',
      'None == ""',
      "A == None",
      '"x" == A',
    ];
    const answers = templates.map((condition) =>
      textOf(`#{if ${condition}}1#{else}0#{/if}`, values),
    );
    expect(answers.join("")).toBe("1010101");
  });

  it("report a filter that cannot work, and not an unknown variable", () => {
    const { text, missing } = substituted("#{if A | Shout}1#{/if}#{if B}2#{/if}", { A: "x" });
    expect(text).toBe("");
    expect(missing).toEqual(["#{if A | Shout}"]);
  });
});

describe("repetitions", () => {
  const values = {
    "Action[Web].Roles": "a,b",
    "Action[Web].Name": "#{Prefix}web",
    "Action[Db].Roles": "c",
    "Action[Db].Name": "db",
    "Action[Db]": "itself",
    "Action[Db].Key": "own",
    Prefix: "the ",
    Status: "#{a.Name}",
    "Step[Web].State": "Done",
  };

  it.each([
    ["#{each a in Action}#{a}=#{a.Name};#{/each}", "Web=the web;itself=db;"],
    ["#{each a in Action}#{each r in a.Roles}#{a.Key}#{r} #{/each}#{/each}", "Weba Webb ownc "],
    ["#{each a in Action}#{Step[#{a.Key}].State}#{/each}", "Done#{Step[#{a.Key}].State}"],
    ["#{each a in Action}#{Status};#{/each}", "the web;db;"],
    ["#{each A in action}#{a.name};#{/each}", "the web;db;"],
    ["#{each a in Action}#{ab}#{a.None}#{/each}", "#{ab}#{a.None}#{ab}#{a.None}"],
    ["#{each r in Action[Web].Roles}#{r.Key}#{r[x]}#{/each}", "#{r.Key}#{r[x]}#{r.Key}#{r[x]}"],
    ["#{each l in Action[Web].Roles}#{each c in l}#{c}!#{/each}#{/each}", "a!b!"],
    ["#{each a in None}#{a}#{/each}#{each a in N#{None}}#{/each}", ""],
    [
      "#{each a in Action}#{Octopus.Template.Each.Index}#{Octopus.Template.Each.First} #{/each}",
      "0True 1False ",
    ],
  ])("%s", (template, text) => {
    expect(textOf(template, values)).toBe(text);
  });
});

describe("limits", () => {
  function codeOf(template: string, values: Readonly<Record<string, string>>): string {
    try {
      return `text of ${textOf(template, values).length}`;
    } catch (error) {
      if (error instanceof SubstitutionError) return error.code;
      throw error;
    }
  }

  function doubling(levels: number, innermost: string): Record<string, string> {
    const doubled = Array.from({ length: levels }, (_, i) => [`A${i + 1}`, `#{A${i}}#{A${i}}`]);
    return Object.fromEntries([["A0", innermost], ...doubled]);
  }

  const long = "a".repeat(200_000);

  it("report the variables of a cycle", () => {
    const values = { A: "#{B}", B: "#{if C}#{/if}", C: "#{b | ToUpper}" };
    expect(() => substituted("#{A}", values)).toThrow(
      expect.objectContaining({
        code: "recursion",
        message: "The variable B refers to itself: B → C → B.",
      }),
    );
  });

  it.each([
    ["values that double, of nothing", "#{A30}", doubling(30, ""), "work"],
    ["values that double", "#{A16}", doubling(16, "a".repeat(1_000)), "length"],
    [
      "deep values",
      "#{B0}",
      Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`B${i}`, `#{B${i + 1}}`])),
      "depth",
    ],
    ["deep blocks", "#{if A}".repeat(33) + "#{/if}".repeat(33), { A: "1" }, "depth"],
    [
      "long lists in lists",
      "#{each a in L}#{each b in L}#{/each}#{/each}",
      { L: long.replaceAll("a", "a,") },
      "work",
    ],
    [
      "long values in conditions",
      "#{each a in L}#{if B == C}#{/if}#{/each}",
      { L: long.replaceAll("a", "a,"), B: long, C: long },
      "length",
    ],
    ["a search that starts again everywhere", '#{A | Replace "a.*c|a" b}', { A: long }, "work"],
    ["a search for nothing", '#{A | Replace "" #{A}}', { A: long }, "length"],
    [
      "a replacement of many groups",
      '#{A | Replace ".*" #{B}}',
      { A: long, B: "$&".repeat(1_000) },
      "length",
    ],
    [
      "many long patterns",
      "#{each a in L}#{a | Match #{P}}#{/each}",
      { L: long.replaceAll("a", "a,"), P: "[\\pL]?".repeat(100) },
      "work",
    ],
    ["filters that lengthen", `#{A${" | ToBase64".repeat(60)}}`, { A: "a" }, "length"],
  ])("end %s", (_, template, values, code) => {
    expect(codeOf(template, values)).toBe(code);
  });

  it.each([
    ["openings", "#{"],
    ["openings of names", "#{a"],
    ["openings of indices", "#{a["],
    ["tags in tags", "#{#{a}"],
    ["many tags in tags", `#{a${"#{b}".repeat(1_000)}`],
    ["blocks", "#{if a}"],
    ["ends", "#{/if}"],
    ["elses", "#{else}"],
    ["quotation marks", '#{a|F "'],
    ["escaped quotation marks", '#{a|F \\"'],
    ["repetitions", "#{each x in "],
    ["hashes", "###{"],
  ])("let a long text of %s pass", (_, unit) => {
    const text = unit.repeat(Math.ceil(100_000 / unit.length));
    expect(textOf(text)).toBe(text);
  });
});

describe("any template", () => {
  const piece = fc.constantFrom(
    ...["#{", "}", "#", "##{", "#{A}", "#{B}", "#{if A}", "#{if A == ", "#{unless C}", "#{else}"],
    ...[
      "#{/if}",
      "#{/unless}",
      "#{each x in L}",
      "#{x}",
      "#{/each}",
      "[",
      "]",
      ".",
      "|",
      '"',
      "\\",
    ],
    ..."#{A | Replace ,#{A | Format ,A,B,L,x, ,\n,é,😀,\ud800,a{9}".split(","),
  );
  const text = fc.oneof(
    fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join("")),
    fc.string({ unit: "binary", maxLength: 50 }),
  );
  const values = fc.record({ A: text, B: text, C: text, L: text, "L[k].P": text });

  it("becomes a text, or is refused with a SubstitutionError", () => {
    fc.assert(
      fc.property(text, values, (template, given) => {
        try {
          const { text: result, missing } = substituted(template, given);
          expect(result).toBeTypeOf("string");
          expect(new Set(missing).size).toBe(missing.length);
        } catch (error) {
          expect(error).toBeInstanceOf(SubstitutionError);
        }
      }),
      { ...RUNS, numRuns: 3_000 },
    );
  });

  it("without `#{` stays what it is", () => {
    const plain = text.map((template) => template.replaceAll("#{", "# {"));
    fc.assert(
      fc.property(plain, values, (template, given) => {
        expect(substituted(template, given)).toEqual({
          text: template,
          missing: [],
          usesSensitive: false,
        });
      }),
      RUNS,
    );
  });

  it("stays what it is when every `#{` in it is escaped", () => {
    fc.assert(
      fc.property(text, values, (plain, given) => {
        const spaced = plain.replace(/#(?=#)/g, "# ");
        expect(textOf(spaced.replaceAll("#{", "##{"), given)).toBe(spaced);
      }),
      RUNS,
    );
  });

  it("writes a plain value unchanged at any place", () => {
    const plain = fc.string({ unit: "binary" }).map((value) => value.replaceAll("#", ""));
    fc.assert(
      fc.property(plain, plain, plain, (before, value, after) => {
        expect(textOf(`${before}#{A}${after}`, { A: value })).toBe(before + value + after);
        expect(textOf("#{A}", { A: "#{B}", B: value })).toBe(value);
        expect(textOf("#{if A == B}1#{/if}", { A: value, B: value })).toBe("1");
      }),
      RUNS,
    );
  });
});
