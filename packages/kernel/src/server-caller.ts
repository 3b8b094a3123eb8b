import { appliesAt, PERMISSION_IDS } from "@indelible/domain";
import { Caller } from "./caller.ts";
import { systemAct } from "./system-act.ts";

/**
 * The server itself as a caller, for acts that users otherwise request: it has every permission in a
 * space. `occasion` is the reason of the act, such as `Trigger 'Nightly'`.
 */
export function serverCaller(
  correlationId: string,
  occasion: string,
  spaceId: string | null,
): Caller {
  const { actor } = systemAct(correlationId, occasion);
  const everything = PERMISSION_IDS.filter((permission) => appliesAt(permission, "space"));
  const grants = everything.map((permission) => [permission, [{ spaceId }]] as const);
  return new Caller(actor, correlationId, new Map(grants));
}
