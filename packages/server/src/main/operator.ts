import { systemAct } from "@indelible/kernel";
import type { Act } from "@indelible/trail";

/** Whoever gives a command to the server's program, as the operating system knows them. */
export interface Operator {
  readonly username: string;
  readonly host: string;
}

/** How an operator is named in sentences: `alice on build-7`. */
export function nameOf({ username, host }: Operator): string {
  return `${username} on ${host}`;
}

/** An act of the server on an operator's command. */
export function operatorAct(operator: Operator, correlationId: string): Act {
  return systemAct(correlationId, `Command line, as ${nameOf(operator)}`);
}
