export * from "./categories.ts";
export * from "./document-types.ts";
export * from "./event-metadata.ts";
export * from "./groups.ts";
