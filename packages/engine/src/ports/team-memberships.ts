/** The ids of the teams that a user belongs to, through every way of belonging. */
export type TeamsOf = (userId: string) => Promise<readonly string[]>;
