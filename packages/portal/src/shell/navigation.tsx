import {
  IconBox,
  IconBuilding,
  IconCube,
  IconHistory,
  IconKey,
  IconPackage,
  IconRefresh,
  IconServer,
  IconStack2,
  IconUser,
  IconUsers,
  IconWorld,
  type TablerIcon,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
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
    ],
  },
  {
    title: "Infrastructure",
    entries: [
      { route: "environments", icon: IconWorld },
      { route: "machines", icon: IconServer },
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
  return (
    <div className={classes.areas}>
      {groups.map((group) => (
        <section key={group.title} aria-label={group.title}>
          <h2 className={classes.group}>{group.title}</h2>
          <ul className={classes.list}>
            {group.entries.map((entry) => (
              <DocumentsEntry key={entry.route} {...entry} />
            ))}
          </ul>
        </section>
      ))}
      <section aria-label="Configuration">
        <h2 className={classes.group}>Configuration</h2>
        <ul className={classes.list}>
          <AuditEntry />
          {configuration.map((entry) => (
            <DocumentsEntry key={entry.route} {...entry} />
          ))}
        </ul>
      </section>
    </div>
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

function AuditEntry() {
  const spaceId = useSpaceId();
  return (
    <li>
      <Link
        to="/$spaceId/configuration/audit"
        params={{ spaceId }}
        activeOptions={{ includeSearch: false }}
        className={classes.link}
      >
        <IconHistory size={18} stroke={1.6} aria-hidden="true" />
        Audit
      </Link>
    </li>
  );
}
