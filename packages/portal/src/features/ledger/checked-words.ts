import type { CheckpointVerdict } from "../../model/ledger/checkpoint-verdict.ts";

/** What this browser checked about the newest checkpoint, as a sentence. */
export function checkedWords(verdict: CheckpointVerdict | undefined): string {
  if (verdict === undefined) return "Checking …";
  switch (verdict.kind) {
    case "consistent":
      return verdict.kept === undefined
        ? "Signature verified. It is the first checkpoint that this browser saw, and is kept."
        : `Signature verified. It extends the ${verdict.kept.size.toLocaleString("en")} entries that this browser saw before.`;
    case "contradicting":
      return "It contradicts the checkpoint that this browser saw before.";
    case "unsigned":
      return "Not verified.";
    case "not-compared":
      return "Signature verified, but not compared with the checkpoint seen before.";
    case "unavailable":
      return "This browser does not support the signatures, or the page was not loaded over HTTPS.";
    case "no-checkpoint":
      return "There is no checkpoint yet.";
  }
}
