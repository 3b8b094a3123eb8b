import {
  IconBox,
  IconBuilding,
  IconCertificate,
  IconCube,
  IconHeartbeat,
  IconHistory,
  IconId,
  IconKey,
  IconPackage,
  IconRefresh,
  IconServer,
  IconStack2,
  IconUser,
  IconUsers,
  IconVariable,
  IconWorld,
  type TablerIcon,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { ME, maySee, useUserPermissions } from "../api/permissions.ts";
import { kindOfRoute } from "../documents/document-kinds.ts";
import { useSpaceId } from "../ui/use-space-id.ts";
import classes from "./shell.module.css";

interface NavigationGroup {
  readonly title: string;
  readonly entries: readonly { readonly route: string; readonly icon: TablerIcon }[];
}

const groups: readonly NavigationGroup[] = [
  {
    title: "Deploy",
    entries: [
      { route: "projects", icon: IconCube },
      { route: "projectgroups", icon: IconStack2 },
      { route: "lifecycles", icon: IconRefresh },
      { route: "releases", icon: IconPackage },
      { route: "libraryvariablesets", icon: IconVariable },
    ],
  },
  {
    title: "Infrastructure",
    entries: [
      { route: "environments", icon: IconWorld },
      { route: "machines", icon: IconServer },
      { route: "machinepolicies", icon: IconHeartbeat },
      { route: "accounts", icon: IconId },
      { route: "tenants", icon: IconBuilding },
    ],
  },
];

const configuration: NavigationGroup["entries"] = [
  { route: "users", icon: IconUser },
  { route: "teams", icon: IconUsers },
  { route: "userroles", icon: IconKey },
  { route: "spaces", icon: IconBox },
];

/** The ways to every area of a space. */
export function Navigation() {
  const isShown = useIsShown();
  return (
    <div className={classes.areas}>
      {groups.map((group) => (
        <EntryGroup key={group.title} {...group} entries={group.entries.filter(isShown)} />
      ))}
      <section aria-label="Configuration">
        <h2 className={classes.group}>Configuration</h2>
        <ul className={classes.list}>
          <PageEntry to="/$spaceId/configuration/audit" name="Audit" icon={IconHistory} />
          <PageEntry to="/$spaceId/configuration/ledger" name="Ledger" icon={IconCertificate} />
          {configuration.filter(isShown).map((entry) => (
            <DocumentsEntry key={entry.route} {...entry} />
          ))}
        </ul>
      </section>
    </div>
  );
}

// Until it is known what the viewer may see, everything is offered: most may see it.
function useIsShown() {
  const { data } = useUserPermissions(ME);
  const spaceId = useSpaceId();
  return ({ route }: { readonly route: string }) =>
    data === undefined || maySee(data, kindOfRoute(route), spaceId);
}

function EntryGroup({ title, entries }: NavigationGroup) {
  if (entries.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2 className={classes.group}>{title}</h2>
      <ul className={classes.list}>
        {entries.map((entry) => (
          <DocumentsEntry key={entry.route} {...entry} />
        ))}
      </ul>
    </section>
  );
}

function DocumentsEntry({ route, icon: Icon }: NavigationGroup["entries"][number]) {
  const spaceId = useSpaceId();
  return (
    <li>
      <Link to="/$spaceId/$route" params={{ spaceId, route }} className={classes.link}>
        <Icon size={18} stroke={1.6} aria-hidden="true" />
        {kindOfRoute(route).plural}
      </Link>
    </li>
  );
}

interface PageEntryProps {
  readonly to: "/$spaceId/configuration/audit" | "/$spaceId/configuration/ledger";
  readonly name: string;
  readonly icon: TablerIcon;
}

function PageEntry({ to, name, icon: Icon }: PageEntryProps) {
  const spaceId = useSpaceId();
  return (
    <li>
      <Link
        to={to}
        params={{ spaceId }}
        activeOptions={{ includeSearch: false }}
        className={classes.link}
      >
        <Icon size={18} stroke={1.6} aria-hidden="true" />
        {name}
      </Link>
    </li>
  );
}
