import { randomBytes, randomUUID } from "node:crypto";
import { retryOnConflict } from "@indelible/kernel";
import { keyRingSealer } from "@indelible/trail";
import { noteAdministered } from "../features/people/note-administered.ts";
import { addUserNames } from "../features/people/user-names.ts";
import { requireAdministratorName } from "./administrator-name.ts";
import { type CommandOptions, trailOver, withInstallation } from "./command-tools.ts";
import type { Config } from "./config.ts";
import { newPassword } from "./new-password.ts";
import { operatorAct } from "./operator.ts";
import { restoreAdministrator } from "./restore-administrator.ts";

const random = (bytes: number) => randomBytes(bytes);

/**
 * `administrator`: makes the user of `ADMIN_USERNAME` an administrator with the password in
 * `ADMIN_PASSWORD` or a generated one, for an installation that no one can administer any more. The
 * events name the operator. Returns a message, which has the password only if it was generated.
 * Fails like `openInstallation` and `Trail.commit`.
 */
export async function administratorCommand(
  config: Config,
  options: CommandOptions,
): Promise<string> {
  const { adminUsername: username, adminPassword } = config;
  requireAdministratorName(username);
  const password = adminPassword ?? newPassword(random);
  const act = operatorAct(options.operator, randomUUID());
  const isNew = await withInstallation(config, options, false, async ({ database, keys }) => {
    const trail = trailOver(database, keyRingSealer(keys.ring, random), { ...options, ...config });
    const now = options.clock().toISOString();
    const restored = await retryOnConflict(() =>
      restoreAdministrator(trail, act, { username, password }, now),
    );
    await noteAdministered(database);
    await addUserNames(database);
    return restored.isNew;
  });
  const done = isNew ? "was created as an administrator" : "is an administrator now";
  const shown =
    adminPassword === undefined
      ? `Password: ${password}\nIt is shown only once: store it in a safe place.`
      : "The password is that of ADMIN_PASSWORD.";
  return `User '${username}' ${done}.\n${shown}`;
}
