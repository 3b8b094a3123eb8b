import { systemAct } from "@indelible/kernel";
import type { Act } from "@indelible/trail";

/** The user who runs a command of the server, as known to the operating system. */
export interface Operator {
  readonly username: string;
  readonly host: string;
}

/** The name of an operator in messages: `alice on build-7`. */
export function nameOf({ username, host }: Operator): string {
  return `${username} on ${host}`;
}

/** An act of the system on behalf of an operator. */
export function operatorAct(operator: Operator, correlationId: string): Act {
  return systemAct(correlationId, `Command line, as ${nameOf(operator)}`);
}

/** The act of the server itself, started by an operator. */
export function startAct(operator: Operator, correlationId: string): Act {
  return systemAct(correlationId, `Server, started as ${nameOf(operator)}`);
}
