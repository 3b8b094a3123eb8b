/** A member of a request's body, by its name in any case; undefined when there is none. */
export function sentMember(body: unknown, name: string): unknown {
  const members: [string, unknown][] = Object.entries(body ?? {});
  return members.find(([given]) => given.toLowerCase() === name.toLowerCase())?.[1];
}
