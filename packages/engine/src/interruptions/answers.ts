/** The possible answers to an interruption of each type, and the field of its form that holds them. */
export const ANSWERS = {
  ManualIntervention: { field: "Result", words: ["Proceed", "Abort"] },
  GuidedFailure: { field: "Guidance", words: ["Fail", "Retry", "Ignore"] },
} as const;
