export * from "./phase-progress.ts";
export * from "./promotion.ts";
