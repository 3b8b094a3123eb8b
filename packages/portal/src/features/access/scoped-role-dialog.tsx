import { Select, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { allDocumentsQuery } from "../../api/documents.ts";
import { useSaveScopedRole } from "../../api/teams.ts";
import type {
  RoleScope,
  ScopedRoleResource,
  TeamResource,
} from "../../model/answers/access-resources.ts";
import { kindOfRoute } from "../../model/documents/document-kinds.ts";
import { DialogForm, FormDialog } from "../../ui/form-dialog.tsx";
import { IdsPicker } from "../../ui/ids-picker.tsx";
import { ReachControl } from "./create-team-dialog.tsx";
import { SCOPE_DIMENSIONS } from "./role-scope.tsx";

interface ScopedRoleDialogProps {
  readonly team: TeamResource;
  /** The team's role to change; absent to add one. */
  readonly role?: ScopedRoleResource;
  /** Where the role can apply: ids of spaces, null for system level. */
  readonly reaches: readonly (string | null)[];
  readonly opened: boolean;
  readonly onClose: () => void;
}

const UNLIMITED: RoleScope = {
  ProjectIds: [],
  ProjectGroupIds: [],
  EnvironmentIds: [],
  TenantIds: [],
};

/** A dialog that adds a role to a team, in a space or at system level, limited to some documents or not. */
export function ScopedRoleDialog({ opened, onClose, ...rest }: ScopedRoleDialogProps) {
  const title = rest.role ? "Edit role" : `Add a role to ${rest.team.Name}`;
  return (
    <FormDialog opened={opened} onClose={onClose} title={title} size="lg">
      <ScopedRoleForm {...rest} onClose={onClose} />
    </FormDialog>
  );
}

function ScopedRoleForm({ team, role, reaches, onClose }: Omit<ScopedRoleDialogProps, "opened">) {
  const [reach, setReach] = useState(reaches[0] ?? null);
  const [userRoleId, setUserRoleId] = useState(role?.UserRoleId ?? null);
  const [scope, setScope] = useState<RoleScope>(role ?? UNLIMITED);
  const give = useSaveScopedRole(role);
  const submit = () => {
    // At system level there is nothing that a role could be limited to.
    const limits = reach === null ? UNLIMITED : pickScope(scope);
    const given = { TeamId: team.Id, UserRoleId: userRoleId ?? "", SpaceId: reach, ...limits };
    give.mutate(given, { onSuccess: onClose });
  };
  return (
    <DialogForm error={give.error} pending={give.isPending} onSubmit={submit} onCancel={onClose}>
      <ReachControl reaches={reaches} value={reach} onChange={setReach} />
      <RoleSelect reach={reach} value={userRoleId} onChange={setUserRoleId} />
      {reach !== null && <ScopeFields spaceId={reach} scope={scope} onChange={setScope} />}
    </DialogForm>
  );
}

function pickScope({ ProjectIds, ProjectGroupIds, EnvironmentIds, TenantIds }: RoleScope) {
  return { ProjectIds, ProjectGroupIds, EnvironmentIds, TenantIds };
}

interface RoleSelectProps {
  readonly reach: string | null;
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
}

function RoleSelect({ reach, value, onChange }: RoleSelectProps) {
  const { data = [] } = useQuery(allDocumentsQuery(kindOfRoute("userroles")));
  const granted = reach === null ? "GrantedSystemPermissions" : "GrantedSpacePermissions";
  const useful = data.filter((role) => role[granted].length > 0);
  return (
    <Select
      label="Role"
      data={useful.map(({ Id, Name }) => ({ value: Id, label: Name }))}
      value={value}
      onChange={onChange}
      description={data.find(({ Id }) => Id === value)?.Description}
      inputWrapperOrder={["label", "input", "description", "error"]}
      searchable
      required
      nothingFoundMessage="Nothing found"
    />
  );
}

interface ScopeFieldsProps {
  readonly spaceId: string;
  readonly scope: RoleScope;
  readonly onChange: (scope: RoleScope) => void;
}

function ScopeFields({ spaceId, scope, onChange }: ScopeFieldsProps) {
  return (
    <>
      <Text size="sm" className="quiet">
        Limit the role to these documents. An empty field sets no limit.
      </Text>
      {SCOPE_DIMENSIONS.map(({ property, route }) => (
        <IdsPicker
          key={property}
          route={route}
          spaceId={spaceId}
          label={kindOfRoute(route).plural}
          values={scope[property]}
          onChange={(ids) => onChange({ ...scope, [property]: ids })}
        />
      ))}
    </>
  );
}
