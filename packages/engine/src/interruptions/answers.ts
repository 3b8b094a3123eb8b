/** The possible answers to each type of interruption, and the field of its form for them. */
export const ANSWERS = {
  ManualIntervention: { field: "Result", words: ["Proceed", "Abort"] },
  GuidedFailure: { field: "Guidance", words: ["Fail", "Retry", "Ignore"] },
} as const;
