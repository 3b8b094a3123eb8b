import type { Feature } from "../feature.ts";
import { type ApiKeyRoutesOptions, apiKeyRoutes } from "./api-key-routes.ts";
import { scopedUserRoleHooks, userRoleHooks } from "./role-hooks.ts";
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
  routes: (needs) => [...signInRoutes(needs), ...userRoutes(needs), ...apiKeyRoutes(needs)],
};
