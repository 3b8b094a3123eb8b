// The part of the trail that runs anywhere, browsers included: types, differences, document types.
export * from "./commit/change.ts";
export * from "./differences/apply.ts";
export * from "./differences/changes.ts";
export * from "./differences/differences.ts";
export * from "./differences/identity.ts";
export * from "./differences/operation.ts";
export * from "./document/document-type.ts";
export * from "./document/pattern.ts";
export * from "./document/shown-document.ts";
export * from "./document/stored-document.ts";
export * from "./event/event.ts";
export * from "./events/visibility.ts";
export * from "./json/canonical.ts";
export * from "./json/json.ts";
export * from "./secrets/indicator.ts";
export * from "./secrets/secret-slots.ts";
