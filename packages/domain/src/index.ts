export * from "./access/index.ts";
export * from "./documents/define-document.ts";
export * from "./documents/document-permissions.ts";
export * from "./documents/fields.ts";
export * from "./documents/index.ts";
export { slugOf } from "./documents/slug.ts";
export * from "./events/index.ts";
export * from "./variables/index.ts";
