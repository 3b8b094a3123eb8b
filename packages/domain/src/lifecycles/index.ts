export * from "./promotion.ts";
