/** The ids of the teams that a user belongs to, in any way. */
export type TeamsOf = (userId: string) => Promise<readonly string[]>;
