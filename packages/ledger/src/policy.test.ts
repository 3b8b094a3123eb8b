import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { policy as anyPolicy, fixed } from "../tests/arbitraries.ts";
import { codeOf, rejection, testKey, utf8 } from "../tests/support.ts";
import { formatVerifierKey } from "./keys.ts";
import { formatPolicy, isQuorumMet } from "./policy.ts";
import { MAX_POLICY_BYTES, parsePolicy } from "./policy-parse.ts";

const log = formatVerifierKey(await testKey("log.example", "note", 1));
const sameLog = formatVerifierKey(await testKey("alias.example", "note", 1));
const [w1, w2, w3] = await Promise.all(
  [2, 3, 4].map(async (seed) =>
    formatVerifierKey(await testKey(`w${seed}.example`, "cosignature", seed)),
  ),
);
const sameWitness = formatVerifierKey(await testKey("alias.example", "cosignature", 2));
const witnesses = `witness w1 ${w1}\nwitness w2 ${w2}\nwitness w3 ${w3}\n`;

describe("parsePolicy", () => {
  it("reads logs, witnesses, groups and the quorum", () => {
    const policy = parsePolicy(
      `log ${log} https://log.example/\n${witnesses}group two 2 w1 w2 w3\nquorum two\n`,
    );
    expect(policy.logs.map(({ key, url }) => [key.name, url])).toEqual([
      ["log.example", "https://log.example/"],
    ]);
    expect(policy.witnesses.map(({ name, key }) => [name, key.name])).toEqual([
      ["w1", "w2.example"],
      ["w2", "w3.example"],
      ["w3", "w4.example"],
    ]);
    expect(policy.groups).toEqual([{ name: "two", threshold: 2, members: ["w1", "w2", "w3"] }]);
    expect(policy.quorum).toBe("two");
  });

  it("reads back what formatPolicy writes", () => {
    fc.assert(
      fc.property(anyPolicy, (policy) => {
        expect(parsePolicy(formatPolicy(policy))).toEqual(policy);
      }),
      { ...fixed, numRuns: 60 },
    );
  });

  it("knows all and any", () => {
    const text = `${witnesses}group a all w1 w2\ngroup b any w3 a\nquorum none\n`;
    expect(parsePolicy(text).groups.map(({ threshold }) => threshold)).toEqual([2, 1]);
  });

  it("skips comments, empty lines, spaces and tabs", () => {
    const text = `# log nonsense\n\n \t\n\t#x\n  log\t\t${log} \nquorum none\n#`;
    expect(parsePolicy(`${text}\n`).logs).toHaveLength(1);
    const octets = Uint8Array.of(0x23, 0xff, 0x80, 0x0a, ...utf8("quorum none\n"));
    expect(parsePolicy(octets).quorum).toBeUndefined();
  });

  it("keeps names beyond ASCII, compared as octets", () => {
    const policy = parsePolicy(`witness zürich ${w1}\nwitness zu\u0308rich ${w2}\nquorum zürich\n`);
    expect(policy.witnesses.map(({ name }) => name)).toEqual(["zürich", "zu\u0308rich"]);
  });

  it.each([
    ["no quorum", `log ${log}\n`, "quorum line is missing"],
    ["nothing", "", "quorum line is missing"],
    ["two quorums", "quorum none\nquorum none\n", "line 2"],
    ["an undefined quorum", "quorum w1\n", "w1 is not defined"],
    ["a quorum defined later", `quorum w1\n${witnesses}`, "line 1"],
    ["a quorum of two names", `${witnesses}quorum w1 w2\n`, "one name"],
    ["an unknown word", "logs x\nquorum none\n", "line 1"],
    ["a word in capitals", `LOG ${log}\nquorum none\n`, "line 1"],
    ["a comment behind a line", `quorum none # all\n`, "one name"],
    ["a log twice", `log ${log}\nlog ${log}\nquorum none\n`, "already listed"],
    ["a log's key under another name", `log ${log}\nlog ${sameLog}\nquorum none\n`, "line 2"],
    ["a witness's key twice", `${witnesses}witness w4 ${sameWitness}\nquorum none\n`, "line 4"],
    [
      "a witness's name twice",
      `witness w ${w1}\nwitness w ${w2}\nquorum none\n`,
      "w is already defined",
    ],
    ["a witness called none", `witness none ${w1}\nquorum none\n`, "reserved"],
    ["a group called none", `${witnesses}group none any w1\nquorum none\n`, "reserved"],
    [
      "a group named like a witness",
      `${witnesses}group w1 any w2\nquorum none\n`,
      "w1 is already defined",
    ],
    ["a member not defined", `${witnesses}group g any w4\nquorum g\n`, "w4 is not defined"],
    ["a group in itself", `${witnesses}group g any w1 g\nquorum g\n`, "g is not defined"],
    ["a member twice in a group", `${witnesses}group g any w1 w1\nquorum g\n`, "already a member"],
    [
      "a member of two groups",
      `${witnesses}group g any w1\ngroup h any w1\nquorum g\n`,
      "already a member",
    ],
    ["none as a member", `${witnesses}group g any none\nquorum g\n`, "none is not defined"],
    ["a group without members", `${witnesses}group g any\nquorum g\n`, "line 4"],
    ["a threshold of 0", `${witnesses}group g 0 w1\nquorum g\n`, "line 4"],
    ["a threshold above the members", `${witnesses}group g 3 w1 w2\nquorum g\n`, "line 4"],
    ["a threshold with a sign", `${witnesses}group g +1 w1\nquorum g\n`, "line 4"],
    ["a log with a witness's key", `log ${w1}\nquorum none\n`, "type"],
    ["a witness with a log's key", `witness w ${log}\nquorum none\n`, "type"],
    ["a log with three words", `log ${log} url more\nquorum none\n`, "line 1"],
    ["a witness with five words", `witness w ${w1} url more\nquorum none\n`, "line 1"],
    ["line ends of CRLF", "quorum none\r\n", "control"],
    ["a form feed", "quorum none\f\n", "control"],
    ["the character DEL", "quorum none\x7f\n", "control"],
    ["no final line feed", "quorum none", "final line feed"],
  ])("refuses %s", (_, text, why) => {
    expect(() => parsePolicy(text)).toThrow(rejection("POLICY_MALFORMED"));
    expect(() => parsePolicy(text)).toThrow(why);
  });

  it("refuses words that are no UTF-8, a lone surrogate and a flood", () => {
    const name = Uint8Array.of(...utf8("witness "), 0xff, ...utf8(` ${w1}\nquorum none\n`));
    expect(() => parsePolicy(name)).toThrow(rejection("POLICY_MALFORMED"));
    expect(() => parsePolicy("#\ud800\n")).toThrow(rejection("POLICY_MALFORMED"));
    expect(() => parsePolicy("\n".repeat(MAX_POLICY_BYTES + 1))).toThrow(
      rejection("POLICY_MALFORMED"),
    );
    expect(codeOf(() => parsePolicy(" ".repeat(MAX_POLICY_BYTES - 1).concat("\n")))).toBe(
      "POLICY_MALFORMED",
    );
  });

  it("gives the error of a key that cannot be read", () => {
    expect(() => parsePolicy("log x\nquorum none\n")).toThrow(rejection("KEY_MALFORMED"));
    expect(() => parsePolicy("log\nquorum none\n")).toThrow(rejection("KEY_MALFORMED"));
    expect(() => parsePolicy("witness\nquorum none\n")).toThrow(rejection("KEY_MALFORMED"));
  });

  it("refuses any text with its own codes", () => {
    const words = fc.constantFrom(
      "log",
      "witness",
      "group",
      "quorum",
      "none",
      "any",
      "w1",
      "1",
      "#",
    );
    const spaces = fc.constantFrom(" ", "\n", "\t");
    const text = fc
      .array(fc.tuple(words, spaces), { maxLength: 20 })
      .map((parts) => `${parts.flat().join("")}\n`);
    fc.assert(
      fc.property(fc.oneof(text, fc.string()), (input) => {
        expect([undefined, "POLICY_MALFORMED", "KEY_MALFORMED"]).toContain(
          codeOf(() => parsePolicy(input)),
        );
      }),
      { ...fixed, numRuns: 500 },
    );
  });
});

describe("isQuorumMet", () => {
  const nested = parsePolicy(
    `${witnesses}group two 2 w1 w2\ngroup either any two w3\nquorum either\n`,
  );

  it.each([
    [[], false],
    [["w1"], false],
    [["w2"], false],
    [["w3"], true],
    [["w1", "w2"], true],
    [["w1", "w3"], true],
    [["two"], false],
    [["either"], false],
    [["stranger"], false],
  ])("of cosigners %j is %s", (cosigners, met) => {
    expect(isQuorumMet(nested, new Set(cosigners))).toBe(met);
  });

  it("asks for nothing if the quorum is none, for one witness if it is one", () => {
    expect(isQuorumMet(parsePolicy("quorum none\n"), new Set())).toBe(true);
    const one = parsePolicy(`${witnesses}quorum w2\n`);
    expect(isQuorumMet(one, new Set(["w1", "w3"]))).toBe(false);
    expect(isQuorumMet(one, new Set(["w2"]))).toBe(true);
  });

  it("is never lost by one cosigner more", () => {
    fc.assert(
      fc.property(anyPolicy, fc.nat(), (policy, pick) => {
        const names = policy.witnesses.map(({ name }) => name);
        const some = new Set(names.filter((_, i) => (pick >> i) & 1));
        if (isQuorumMet(policy, some)) expect(isQuorumMet(policy, new Set(names))).toBe(true);
      }),
      { ...fixed, numRuns: 60 },
    );
  });
});
