import { both, space, system } from "./permission-info.ts";

/** Permissions on the installation itself: users, teams, spaces, the trail and the server. */
export const ADMINISTRATION_PERMISSIONS = {
  EventView: both(
    "See events, and with them the Audit page",
    "Projects",
    "Environments",
    "Tenants",
  ),
  EventRetentionView: system("See and fetch archived event files"),
  EventRetentionDelete: system("Remove archived event files"),
  SubscriptionView: space("See subscriptions to events"),
  SubscriptionCreate: space("Add subscriptions to events"),
  SubscriptionEdit: space("Change subscriptions to events"),
  SubscriptionDelete: space("Remove subscriptions to events"),
  TeamView: both("See teams, their members and their roles"),
  TeamCreate: both("Add teams"),
  TeamEdit: both("Change teams, their members and their roles"),
  TeamDelete: both("Remove teams"),
  UserView: system("See users"),
  UserInvite: system("Invite people to register as users"),
  UserEdit: system("Add, change and remove users"),
  UserRoleView: system("See user roles and which users have them"),
  UserRoleEdit: system("Add, change and remove user roles"),
  SpaceView: system("See all spaces"),
  SpaceCreate: system("Add spaces"),
  SpaceEdit: system("Change spaces"),
  SpaceDelete: system("Remove spaces"),
  ConfigureServer: system("Change how people sign in, how mail is sent and other server settings"),
  AdministerSystem: system("Run the server: its address, nodes, maintenance mode and diagnostics"),
  TelemetryView: system("See telemetry"),
} as const;
