import { appliesAt, PERMISSION_IDS } from "@indelible/domain";
import { Caller } from "./caller.ts";
import { systemAct } from "./system-act.ts";

/**
 * The server itself where it does what people otherwise ask for: it may do everything in a space.
 * `occasion` says what made it act.
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
