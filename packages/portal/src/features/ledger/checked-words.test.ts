import { expect, it } from "vitest";
import type { CheckpointVerdict } from "../../model/ledger/checkpoint-verdict.ts";
import { checkedWords } from "./checked-words.ts";

const newest = { size: 1_300, root: "B" };
const kept = { size: 1_200, root: "A" };

it.each<[string, CheckpointVerdict | undefined]>([
  ["Checking …", undefined],
  ["Signature verified. It is the first", { kind: "consistent", kept: undefined, newest }],
  ["It extends the 1,200 entries", { kind: "consistent", kept, newest }],
  ["It contradicts", { kind: "contradicting", reason: "smaller", kept, newest: undefined }],
  ["Not verified.", { kind: "unsigned", detail: "" }],
  ["not compared", { kind: "not-compared", detail: "" }],
  ["does not support", { kind: "unavailable" }],
  ["no checkpoint yet", { kind: "no-checkpoint" }],
])("says %s", (words, verdict) => {
  expect(checkedWords(verdict)).toContain(words);
});
