import { Accordion, Group, Skeleton, Text, TextInput } from "@mantine/core";
import { SearchIcon } from "lucide-react";
import { useState } from "react";
import { usePermissionDescriptions, useUserPermissions } from "../../api/permissions.ts";
import { EmptyNote } from "../../ui/empty-note.tsx";
import { ErrorNote } from "../../ui/error-page.tsx";
import { Section } from "../../ui/section.tsx";
import { matchingPermissions } from "./matching-permissions.ts";
import { type PermissionGroup, permissionGroups } from "./permission-groups.ts";
import { PermissionList } from "./permission-list.tsx";
import { ReachName } from "./reach-name.tsx";
import { RoleScopeText } from "./role-scope.tsx";

/** All permissions of a user from all teams, by space and limits. */
export function EffectivePermissions({ userId }: { userId: string }) {
  const permissions = useUserPermissions(userId);
  const [search, setSearch] = useState("");
  return (
    <Section
      title="Effective permissions"
      actions={<PermissionSearch value={search} onChange={setSearch} />}
    >
      {permissions.isPending && <Skeleton h={120} />}
      {permissions.isError && (
        <ErrorNote title="The permissions could not be read" error={permissions.error} />
      )}
      {permissions.data && (
        <Groups groups={permissionGroups(permissions.data)} search={search.trim()} />
      )}
      {permissions.data?.IsPermissionsComplete === false && (
        <Text size="sm" className="quiet">
          Spaces that you may not see are left out.
        </Text>
      )}
    </Section>
  );
}

interface PermissionSearchProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A field that narrows lists of permissions. */
export function PermissionSearch({ value, onChange }: PermissionSearchProps) {
  return (
    <TextInput
      type="search"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      placeholder="Search permissions"
      aria-label="Search permissions"
      leftSection={<SearchIcon size={16} aria-hidden="true" />}
    />
  );
}

interface GroupsProps {
  readonly groups: readonly PermissionGroup[];
  readonly search: string;
}

// A search opens every group that has something to show.
function Groups({ groups, search }: GroupsProps) {
  const [opened, setOpened] = useState<string[]>([]);
  const descriptions = usePermissionDescriptions().data ?? {};
  const found = groups.filter(
    ({ permissions }) => matchingPermissions(permissions, descriptions, search).length > 0,
  );
  if (groups.length === 0)
    return <EmptyNote>No permissions: no team of this user has a role.</EmptyNote>;
  if (found.length === 0) return <EmptyNote>No permission matches the search.</EmptyNote>;
  return (
    <Accordion
      multiple
      variant="contained"
      value={search ? found.map(({ key }) => key) : opened}
      onChange={setOpened}
      styles={{ item: { background: "var(--portal-card)" } }}
    >
      {found.map((group) => (
        <Accordion.Item key={group.key} value={group.key}>
          <Accordion.Control>
            <GroupSummary group={group} />
          </Accordion.Control>
          <Accordion.Panel>
            <PermissionList permissions={group.permissions} search={search} />
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}

function GroupSummary({ group }: { group: PermissionGroup }) {
  const count = group.permissions.length;
  return (
    <Group gap="sm" justify="space-between">
      <Group gap="sm">
        <ReachName spaceId={group.spaceId} />
        <RoleScopeText scope={group.scope} spaceId={group.spaceId} />
      </Group>
      <Text size="sm" className="quiet tabular" pe="xs">
        {count === 1 ? "1 permission" : `${count} permissions`}
      </Text>
    </Group>
  );
}
