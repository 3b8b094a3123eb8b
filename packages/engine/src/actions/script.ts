import { choice, described, object, PROPERTY_LENGTH_MAX, text } from "@indelible/domain";
import { defineAction } from "./action-kind.ts";

const SYNTAX = "Octopus.Action.Script.Syntax";
const BODY = "Octopus.Action.Script.ScriptBody";

/** Runs a script. docs/formats/scripts.md describes its environment and its service messages. */
export const script = defineAction({
  type: "Octopus.Script",
  label: "Run a script",
  properties: object({
    [SYNTAX]: described(
      choice("PowerShell", "Bash", "Python"),
      "The language of the script; its interpreter must be installed on the target.",
    ),
    [BODY]: described(
      text(PROPERTY_LENGTH_MAX),
      "The script. Variables are substituted before it runs.",
    ),
  }),
  example: { [SYNTAX]: "Bash", [BODY]: "echo hello" },
  run: ({ properties, expand, runScript }) =>
    runScript({ syntax: properties[SYNTAX], body: expand(properties[BODY]) }),
});
