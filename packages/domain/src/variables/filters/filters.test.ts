import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Budget } from "../budget.ts";
import { applyFilter } from "./index.ts";

const NOW = new Date("2026-01-02T03:04:05.678Z");

function filtered(input: string | undefined, name: string, ...options: string[]) {
  return applyFilter(name, input, options, { now: NOW, budget: new Budget() });
}

describe("filters", () => {
  it.each<[string, string, string[], string | undefined]>([
    ["straße", "ToUpper", [], "STRASSE"],
    ["A", "ToLower", ["x"], undefined],
    ["  a ", "Trim", [], "a"],
    ["  a ", "Trim", ["Start"], "a "],
    ["  a ", "Trim", ["end"], "  a"],
    ["  a ", "Trim", ["both"], undefined],
    ["a", "Append", ["b", "c"], "abc"],
    ["a", "Prepend", ["b", "c"], "bca"],
    ["a", "Append", [], undefined],
    ["Octopus", "Truncate", ["7"], "Octopus"],
    ["Octopus", "Truncate", ["0"], "..."],
    ["Octopus", "Truncate", ["-1"], undefined],
    ["Octopus", "Truncate", [], undefined],
    ["Octopus", "Substring", ["7"], "Octopus"],
    ["Octopus", "Substring", ["8"], undefined],
    ["Octopus", "Substring", ["3", "4"], "opus"],
    ["Octopus", "Substring", ["4", "4"], undefined],
    ["Octopus", "Substring", ["a"], undefined],
    ["Octopus", "Substring", ["1", "2", "3"], undefined],
    ["Octopus", "Substring", [], undefined],
    ["abc", "Contains", ["B"], "false"],
    ["abc", "EndsWith", ["bc"], "true"],
    ["abc", "StartsWith", [], undefined],
  ])("%j | %s %j", (input, name, options, output) => {
    expect(filtered(input, name, ...options)).toBe(output);
  });

  it.each<[string, string[], string | undefined]>([
    ["abc", ["b"], "ac"],
    ["abc", ["b", "X"], "aXc"],
    ["ABC", ["b", "X"], "ABC"],
    ["ABC", ["(?i)b", "X"], "AXC"],
    ["ab12c3", ["[0-9]+", "X"], "abXcX"],
    ["abc", ["(.)b(.)", "$2$$1X$&"], "c$1Xabc"],
    ["abc", ["(?P<first>.)b", `\${first}$1\${1}$2\${none}$x`], `aaa$2\${none}$xc`],
    ["abc", ["(x)?b", "[$1]"], "a[]c"],
    ["ab", ["", "-"], "-a-b-"],
    ["😀b", ["(.)b", "$1"], "😀"],
    ["abc", ["(?=b)", "X"], undefined],
    ["abc", ["(", "X"], undefined],
    ["abc", [], undefined],
    ["abc", ["a", "b", "c"], undefined],
    ["abc", ["a".repeat(1_001), ""], undefined],
  ])("%j | Replace %j", (input, options, output) => {
    expect(filtered(input, "Replace", ...options)).toBe(output);
  });

  it.each<[string, string | undefined]>([
    ["ab[0-9]+", "true"],
    ["^b", "false"],
    [")", undefined],
  ])("matches %s: %s", (pattern, output) => {
    expect(filtered("ab12", "Match", pattern)).toBe(output);
  });

  it.each<[string, string, string | undefined]>([
    ["ToBase64", "Grüße", "R3LDvMOfZQ=="],
    ["FromBase64", "R3LDvMOfZQ==", "Grüße"],
    ["FromBase64", "no base64!", undefined],
    ["FromBase64", "/w==", undefined],
    ["XmlEscape", `<a href="/">'&'</a>`, "&lt;a href=&quot;/&quot;&gt;&apos;&amp;&apos;&lt;/a&gt;"],
    ["HtmlEscape", "1/2", "1&#x2F;2"],
    ["JsonEscape", 'a"\\\n\t\u0001', 'a\\"\\\\\\n\\t\\u0001'],
    ["UriEscape", "A b:c+d/e[é]%", "A%20b:c+d/e[%C3%A9]%25"],
    ["UriDataEscape", "A b:c+d/e!*'()", "A%20b%3Ac%2Bd%2Fe%21%2A%27%28%29"],
    ["UriDataEscape", "\ud800", "%EF%BF%BD"],
    ["VersionMajor", "1", "1"],
    ["VersionMinor", "1", "0"],
    ["VersionPatch", "v1.2.3.4-rc.1+b.5", "3"],
    ["VersionRevision", "1.2.3.4-rc.1+b.5", "4"],
    ["VersionPreRelease", "1.2.3.4-rc.1+b.5", "rc.1"],
    ["VersionMetadata", "1.2.3.4-rc.1+b.5", "b.5"],
    ["VersionMetadata", "1.2", ""],
    ["VersionMajor", "latest", undefined],
  ])("%s of %j", (name, input, output) => {
    expect(filtered(input, name)).toBe(output);
  });

  it("brings back by FromBase64 what ToBase64 made", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 20_000 }), (text) => {
        expect(filtered(filtered(text, "ToBase64"), "FromBase64")).toBe(text);
      }),
      { seed: 13, numRuns: 50 },
    );
  });
});

describe("Format", () => {
  it.each<[string, string[], string | undefined]>([
    ["4.3", ["C"], "$4.30"],
    ["-1234567.891", ["C0"], "-$1,234,568"],
    ["1,234.5", ["N"], "1,234.50"],
    ["1,23", ["N"], undefined],
    ["7", ["D3"], "007"],
    ["-7", ["D3"], "-007"],
    ["7.5", ["D"], undefined],
    ["0.125", ["P1"], "12.5%"],
    ["255", ["X4"], "00FF"],
    ["255", ["x"], "ff"],
    ["-1", ["X"], undefined],
    ["2.5", ["F3"], "2.500"],
    ["2.5", ["0.##"], "2.5"],
    ["2", ["0.##"], "2"],
    ["0.5", ["#.0"], ".5"],
    ["1234.5", ["$#,##0.00 net"], "$1,234.50 net"],
    ["5", ["000"], "005"],
    ["5", ["0;1"], undefined],
    ["1234567890123456", ["N0"], undefined],
    ["5", ["0".repeat(101)], undefined],
    ["5", ["Int32", "D2"], "05"],
    ["5.5", ["Int", "N"], undefined],
    ["23.4", ["double", "C"], "$23.40"],
    ["23.4", ["money", "C"], undefined],
    ["23.4", [], undefined],
    ["23.4", ["a", "b", "c"], undefined],
    ["hello", ["yyyy"], undefined],
  ])("%j %j: %s", (input, options, output) => {
    expect(filtered(input, "Format", ...options)).toBe(output);
  });

  it.each<[string, string, string | undefined]>([
    ["2030/05/22 09:05:00", "HH dd-MMM-yyyy", "09 22-May-2030"],
    ["2030-05-22", "dddd d MMMM yy", "Wednesday 22 May 30"],
    ["2030-5-2 0:05", "h:mm tt t", "12:05 AM A"],
    [
      "2030-05-22T15:05:06.0789+05:30",
      "hh:mm:ss.fff zz zzz z K",
      "03:05:06.078 +05 +05:30 +5 +05:30",
    ],
    ["2030-05-22T15:05:06-01:00", "zzz H m s", "-01:00 15 5 6"],
    ["2030-05-22T15:05:06Z", "o", "2030-05-22T15:05:06.0000000Z"],
    ["2030-05-22", "'day' \\d \"of\" M", "day d of 5"],
    ["2030-02-29", "yyyy", undefined],
    ["2030-13-01", "yyyy", undefined],
    ["2030-05-22T24:00", "yyyy", undefined],
    ["0001-01-01", "yyyy", "0001"],
  ])("%s %s: %s", (input, format, output) => {
    expect(filtered(input, "Format", "Date", format)).toBe(output);
  });
});

describe("NowDate", () => {
  it("is the time that is passed in", () => {
    expect(filtered(undefined, "NowDate")).toBe("2026-01-02T03:04:05.6780000");
    expect(filtered(undefined, "nowdateutc")).toBe("2026-01-02T03:04:05.6780000Z");
    expect(filtered(undefined, "NowDateUtc", "zz HH")).toBe("+00 03");
    expect(filtered(undefined, "NowDate", "HH", "mm")).toBeUndefined();
  });

  it("takes no value, and other filters need one", () => {
    expect(filtered("x", "NowDate")).toBeUndefined();
    expect(filtered(undefined, "ToUpper")).toBeUndefined();
    expect(filtered("x", "constructor")).toBeUndefined();
  });
});
