import { Link } from "@tanstack/react-router";
import {
  AwardIcon,
  BoxIcon,
  BuildingIcon,
  GlobeIcon,
  HeartPulseIcon,
  HistoryIcon,
  IdCardIcon,
  KeyRoundIcon,
  LayersIcon,
  type LucideIcon,
  Package2Icon,
  PackageIcon,
  RefreshCwIcon,
  ServerIcon,
  UserIcon,
  UsersIcon,
  VariableIcon,
} from "lucide-react";
import { ME, useUserPermissions } from "../../api/permissions.ts";
import { maySee } from "../../model/access/permissions.ts";
import { kindOfRoute } from "../../model/documents/document-kinds.ts";
import { useSpaceId } from "../../ui/use-space-id.ts";
import classes from "./shell.module.css";

interface NavigationGroup {
  readonly title: string;
  readonly entries: readonly { readonly route: string; readonly icon: LucideIcon }[];
}

const groups: readonly NavigationGroup[] = [
  {
    title: "Deploy",
    entries: [
      { route: "projects", icon: BoxIcon },
      { route: "projectgroups", icon: LayersIcon },
      { route: "lifecycles", icon: RefreshCwIcon },
      { route: "releases", icon: PackageIcon },
      { route: "libraryvariablesets", icon: VariableIcon },
    ],
  },
  {
    title: "Infrastructure",
    entries: [
      { route: "environments", icon: GlobeIcon },
      { route: "machines", icon: ServerIcon },
      { route: "machinepolicies", icon: HeartPulseIcon },
      { route: "accounts", icon: IdCardIcon },
      { route: "tenants", icon: BuildingIcon },
    ],
  },
];

const configuration: NavigationGroup["entries"] = [
  { route: "users", icon: UserIcon },
  { route: "teams", icon: UsersIcon },
  { route: "userroles", icon: KeyRoundIcon },
  { route: "spaces", icon: Package2Icon },
];

/** The links to every area of a space. */
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
          <PageEntry to="/$spaceId/configuration/audit" name="Audit" icon={HistoryIcon} />
          <PageEntry to="/$spaceId/configuration/ledger" name="Ledger" icon={AwardIcon} />
          {configuration.filter(isShown).map((entry) => (
            <DocumentsEntry key={entry.route} {...entry} />
          ))}
        </ul>
      </section>
    </div>
  );
}

// Until the permissions are loaded, all entries are shown: most users may see them.
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
        <Icon size={18} strokeWidth={1.6} aria-hidden="true" />
        {kindOfRoute(route).plural}
      </Link>
    </li>
  );
}

interface PageEntryProps {
  readonly to: "/$spaceId/configuration/audit" | "/$spaceId/configuration/ledger";
  readonly name: string;
  readonly icon: LucideIcon;
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
        <Icon size={18} strokeWidth={1.6} aria-hidden="true" />
        {name}
      </Link>
    </li>
  );
}
