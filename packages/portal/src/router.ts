import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
  redirect,
} from "@tanstack/react-router";
import { requireSession, requireSpace, safeReturnPath } from "./guards.ts";
import { type AuditFilters, formatFilters, parseFilters } from "./model/audit/filters.ts";
import { parseListSearch } from "./model/documents/list-search.ts";
import { formatSearch, parseSearch } from "./model/format/search.ts";
import { ErrorPage, NotFoundPage } from "./ui/error-page.tsx";
import { PagePending } from "./ui/page-pending.tsx";

const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: (search: { to?: string }) => ({ to: safeReturnPath(search.to) }),
  component: lazyRouteComponent(() => import("./features/session/sign-in-page.tsx"), "SignInPage"),
});

const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "shell",
  beforeLoad: requireSession,
  component: lazyRouteComponent(() => import("./features/shell/shell.tsx"), "Shell"),
});

const homeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/",
  beforeLoad: requireSpace,
});

const spaceRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/$spaceId",
  beforeLoad: requireSpace,
});

const spaceHomeRoute = createRoute({
  getParentRoute: () => spaceRoute,
  path: "/",
  beforeLoad: ({ params }) => {
    throw redirect({ to: "/$spaceId/$route", params: { ...params, route: "projects" } });
  },
});

const configurationRoute = createRoute({
  getParentRoute: () => spaceRoute,
  path: "/configuration",
  beforeLoad: ({ params }) => {
    throw redirect({ to: "/$spaceId/configuration/audit", params });
  },
});

const auditRoute = createRoute({
  getParentRoute: () => spaceRoute,
  path: "/configuration/audit",
  validateSearch: (search: Record<string, unknown>): Record<string, string> => ({
    ...formatFilters(parseFilters(search)),
  }),
  component: lazyRouteComponent(() => import("./features/audit/audit-page.tsx"), "AuditPage"),
});

// The field's links put users and spaces under the configuration area.
const configurationDocumentRoute = createRoute({
  getParentRoute: () => spaceRoute,
  path: "/configuration/$route/$documentId",
  beforeLoad: ({ params }) => {
    throw redirect({ to: "/$spaceId/$route/$documentId", params, replace: true });
  },
});

const ledgerRoute = createRoute({
  getParentRoute: () => spaceRoute,
  path: "/configuration/ledger",
  component: lazyRouteComponent(() => import("./features/ledger/ledger-page.tsx"), "LedgerPage"),
});

const apiKeysRoute = createRoute({
  getParentRoute: () => spaceRoute,
  path: "/account/api-keys",
  component: lazyRouteComponent(() => import("./features/access/api-keys-page.tsx"), "ApiKeysPage"),
});

const securityRoute = createRoute({
  getParentRoute: () => spaceRoute,
  path: "/account/security",
  component: lazyRouteComponent(
    () => import("./features/access/security-page.tsx"),
    "SecurityPage",
  ),
});

const usersRoute = createRoute({
  getParentRoute: () => spaceRoute,
  path: "/users",
  validateSearch: parseListSearch,
  component: lazyRouteComponent(() => import("./features/access/users-page.tsx"), "UsersPage"),
});

const userRoute = createRoute({
  getParentRoute: () => spaceRoute,
  path: "/users/$documentId",
  component: lazyRouteComponent(() => import("./features/access/user-page.tsx"), "UserPage"),
});

const teamsRoute = createRoute({
  getParentRoute: () => spaceRoute,
  path: "/teams",
  validateSearch: parseListSearch,
  component: lazyRouteComponent(() => import("./features/access/teams-page.tsx"), "TeamsPage"),
});

const teamRoute = createRoute({
  getParentRoute: () => spaceRoute,
  path: "/teams/$documentId",
  component: lazyRouteComponent(() => import("./features/access/team-page.tsx"), "TeamPage"),
});

const rolesRoute = createRoute({
  getParentRoute: () => spaceRoute,
  path: "/userroles",
  validateSearch: parseListSearch,
  component: lazyRouteComponent(() => import("./features/access/roles-page.tsx"), "RolesPage"),
});

const roleRoute = createRoute({
  getParentRoute: () => spaceRoute,
  path: "/userroles/$documentId",
  component: lazyRouteComponent(() => import("./features/access/role-page.tsx"), "RolePage"),
});

// Kinds without a special page; the router prefers the fixed paths above.
const documentsRoute = createRoute({
  getParentRoute: () => spaceRoute,
  path: "/$route",
  validateSearch: parseListSearch,
  component: lazyRouteComponent(
    () => import("./features/documents/documents-page.tsx"),
    "DocumentsPage",
  ),
});

const newDocumentRoute = createRoute({
  getParentRoute: () => spaceRoute,
  path: "/$route/new",
  component: lazyRouteComponent(
    () => import("./features/documents/new-document-page.tsx"),
    "NewDocumentPage",
  ),
});

const editDocumentRoute = createRoute({
  getParentRoute: () => spaceRoute,
  path: "/$route/$documentId/edit",
  component: lazyRouteComponent(
    () => import("./features/documents/edit-document-page.tsx"),
    "EditDocumentPage",
  ),
});

const documentRoute = createRoute({
  getParentRoute: () => spaceRoute,
  path: "/$route/$documentId",
  component: lazyRouteComponent(
    () => import("./features/documents/document-page.tsx"),
    "DocumentPage",
  ),
});

/** Every page of the portal. */
export const routeTree = rootRoute.addChildren([
  signInRoute,
  shellRoute.addChildren([
    homeRoute,
    spaceRoute.addChildren([
      spaceHomeRoute,
      configurationRoute,
      auditRoute,
      ledgerRoute,
      configurationDocumentRoute,
      apiKeysRoute,
      securityRoute,
      usersRoute,
      userRoute,
      teamsRoute,
      teamRoute,
      rolesRoute,
      roleRoute,
      documentsRoute,
      newDocumentRoute,
      documentRoute,
      editDocumentRoute,
    ]),
  ]),
]);

/** Address parameters of the audit page showing `filters`. */
export function auditSearch(filters: AuditFilters): Record<string, string> {
  return { ...formatFilters(filters) };
}

/** Builds the router over a history: the address's hash in a browser, memory in a test. */
export function createPortalRouter(queryClient: QueryClient, history: RouterHistory) {
  return createRouter({
    routeTree,
    history,
    context: { queryClient },
    parseSearch,
    stringifySearch: formatSearch,
    scrollRestoration: true,
    defaultPreload: "intent",
    defaultPendingComponent: PagePending,
    defaultErrorComponent: ErrorPage,
    defaultNotFoundComponent: NotFoundPage,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createPortalRouter>;
  }
}
