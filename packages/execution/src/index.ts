export * from "./execution-error.ts";
export * from "./local-host.ts";
export * from "./script-host.ts";
export * from "./script-output.ts";
export * from "./service-messages.ts";
export * from "./ssh-host.ts";
export * from "./ssh-target.ts";
