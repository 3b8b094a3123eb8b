import { Text } from "@mantine/core";
import { usePermissionDescriptions } from "../../api/permissions.ts";
import { matchingPermissions } from "./matching-permissions.ts";
import classes from "./permission-list.module.css";

interface PermissionListProps {
  readonly permissions: readonly string[];
  readonly search: string;
}

/** Permissions with their descriptions, filtered by a search. */
export function PermissionList({ permissions, search }: PermissionListProps) {
  const descriptions = usePermissionDescriptions().data ?? {};
  const found = matchingPermissions(permissions, descriptions, search);
  if (found.length === 0) {
    return (
      <Text size="sm" className="quiet">
        {permissions.length === 0 ? "None." : "No permission matches the search."}
      </Text>
    );
  }
  return (
    <dl className={classes.list}>
      {found.map((id) => (
        <div key={id}>
          <dt>{id}</dt>
          <dd className="quiet">{descriptions[id]?.Description}</dd>
        </div>
      ))}
    </dl>
  );
}
