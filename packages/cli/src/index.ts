export { runProgram } from "./program.ts";
export type { World } from "./world.ts";
