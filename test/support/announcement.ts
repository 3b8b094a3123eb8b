import { flag, integer, object, text } from "@indelible/domain";
import { ActionError, defineAction } from "@indelible/engine";

const TEXT = "Octopus.Action.Announcement.Text";
const TIMES = "Octopus.Action.Announcement.Times";
const IS_LOUD = "Octopus.Action.Announcement.IsLoud";

/** The most often that the action may announce. */
const TIMES_MAX = 100;

/**
 * An action kind that only tests use: it prints an announcement on its target. Nothing else refers to
 * it, and it passes the conformance suite of action kinds like those of the server.
 */
export const announcement = defineAction({
  type: "Test.Announcement",
  label: "Announce",
  properties: object({
    [TEXT]: { ...text(), description: "What to announce." },
    [TIMES]: { ...integer(1, 1), description: "How often to announce it." },
    [IS_LOUD]: { ...flag(), description: "Whether to announce it in capital letters." },
  }),
  example: { [TEXT]: "The shop is open", [TIMES]: "2" },
  run: async ({ properties, expand, target, setOutput, runScript }) => {
    const count: number = properties[TIMES];
    if (count > TIMES_MAX)
      throw new ActionError(`An announcement can be repeated at most ${TIMES_MAX} times.`);
    const message = expand(properties[TEXT]);
    const shown = properties[IS_LOUD] ? message.toUpperCase() : message;
    const value = `${shown} at ${target?.name ?? "the server"}`;
    setOutput({ name: "Announced", value, isSensitive: false });
    const body = `cat <<'END'\n${`${shown}\n`.repeat(count)}END\n`;
    return runScript({ syntax: "Bash", body });
  },
});
