import { permissionResources } from "@indelible/domain";
import type { Definitions, Route } from "@indelible/kernel";
import { EVENT_PARAMETERS } from "../events/event-parameters.ts";

/** Dependencies of the routes that describe the server. */
export interface RootOptions {
  readonly definitions: Definitions;
  readonly installationId: string;
  readonly isReady: () => Promise<boolean>;
}

/**
 * The version of the API, not of the server: clients compare it with the first version that has the
 * features they need (API reference, section 5).
 */
const API_VERSION = "2026.3.1000";

/** Optional features that clients check before they use them. */
const CAPABILITIES = ["GetAllSpacesRequest"];

/** The routes by which clients discover the API. */
export function rootRoutes(options: RootOptions): Route[] {
  const reason = "Clients read it before they sign in";
  return [
    {
      method: "GET",
      path: "",
      access: "public",
      reason,
      summary: "Describes the server, with links to all resources",
      handle: () => ({ body: rootDocument(options) }),
    },
    {
      method: "GET",
      path: "/space-home",
      access: "signed-in",
      summary: "Describes a space, with links to all its resources",
      handle: ({ spaceId }) => {
        const links = { Self: `/api/${spaceId}`, ...linksOf(options.definitions, spaceId) };
        return { body: { Id: spaceId, Links: links } };
      },
    },
    {
      method: "GET",
      path: "/capabilities",
      access: "public",
      reason,
      summary: "Lists optional features of this server",
      handle: () => ({ body: { Capabilities: CAPABILITIES } }),
    },
    {
      method: "GET",
      path: "/serverstatus",
      access: "signed-in",
      summary: "Gets the status of the server",
      handle: async () => ({
        body: { IsInMaintenanceMode: false, IsReady: await options.isReady() },
      }),
    },
    {
      method: "GET",
      path: "/permissions/all",
      access: "signed-in",
      summary: "Describes every permission",
      handle: () => ({ body: permissionResources() }),
    },
  ];
}

function rootDocument({ definitions, installationId }: RootOptions) {
  return {
    Application: "Indelible",
    Version: API_VERSION,
    ApiVersion: "3.0.0",
    InstallationId: installationId,
    IsEarlyAccessProgram: false,
    HasLongTermSupport: false,
    Links: {
      Self: "/api",
      CurrentUser: "/api/users/me",
      OpenApi: "/api/openapi.json",
      PermissionDescriptions: "/api/permissions/all",
      ServerStatus: "/api/serverstatus",
      SignIn: "/api/users/login{?returnUrl}",
      SignOut: "/api/users/logout",
      SpaceHome: "/api/{spaceId}",
      TeamMembership: "/api/teammembership{?userId}",
      Web: "/app",
      ...linksOf(definitions, ""),
    },
  };
}

/** Names of links in Octopus Deploy that differ from the plural of the type. */
const LINK_NAMES: Readonly<Record<string, string>> = {
  variableset: "Variables",
  LibraryVariableSets: "LibraryVariables",
};

function linksOf(definitions: Definitions, spaceId: string): Record<string, string> {
  const base = spaceId === "" ? "/api" : `/api/${spaceId}`;
  const types = definitions.all
    .filter(({ verbs }) => verbs.size > 0)
    .map((definition) => {
      const { prefix, plural, route, level } = definition;
      const own = [...Object.keys(definition.filters), ...definition.parameters];
      const parameters = ["skip", "take", "ids", "partialName", ...own];
      const start = level === "system" ? "/api" : base;
      const name = LINK_NAMES[prefix] ?? plural.replaceAll(" ", "");
      return [name, `${start}/${route}{/id}{?${parameters.join(",")}}`];
    });
  const others = {
    MachinePolicyTemplate: `${base}/machinepolicies/template`,
    Events: `${base}/events{/id}{?${EVENT_PARAMETERS.join(",")}}`,
    EventAgents: `${base}/events/agents`,
    EventCategories: `${base}/events/categories{?appliesTo}`,
    EventDocumentTypes: `${base}/events/documenttypes`,
    EventGroups: `${base}/events/groups{?appliesTo}`,
    PackageUpload: `${base}/packages/raw{?overwriteMode,replace}`,
    PackagesBulk: `${base}/packages/bulk{?ids}`,
    BuiltInFeedStats: `${base}/feeds/stats`,
    BuildInformationBulk: `${base}/build-information/bulk{?ids}`,
  };
  return { ...Object.fromEntries(types), ...others };
}
