import type { Feature } from "../feature.ts";
import { type ApiKeyRoutesOptions, apiKeyRoutes } from "./api-key-routes.ts";
import { passwordRoutes } from "./password-routes.ts";
import { scopedUserRoleHooks, userRoleHooks } from "./role-hooks.ts";
import { sessionRoutes } from "./session-routes.ts";
import { startSessionSweep } from "./session-sweep.ts";
import { type SignInRoutesOptions, signInRoutes } from "./sign-in-routes.ts";
import { spaceHooks } from "./space-hooks.ts";
import { teamHooks } from "./team-hooks.ts";
import { userHooks } from "./user-hooks.ts";
import { userRoutes } from "./user-routes.ts";

/** Users, spaces, teams and roles: signing in, and permissions. */
export const people: Feature<SignInRoutesOptions & ApiKeyRoutesOptions> = {
  hooks: ({ trail, database }) => ({
    Spaces: spaceHooks(trail),
    Users: userHooks(database),
    Teams: teamHooks(trail),
    UserRoles: userRoleHooks(trail),
    ScopedUserRoles: scopedUserRoleHooks(trail),
  }),
  routes: (needs) => [
    ...signInRoutes(needs),
    ...passwordRoutes(needs),
    ...sessionRoutes(needs),
    ...userRoutes(needs),
    ...apiKeyRoutes(needs),
  ],
  loops: ({ sessions }) => [
    { occasion: "the sweep of sessions", start: (onError) => startSessionSweep(sessions, onError) },
  ],
};
