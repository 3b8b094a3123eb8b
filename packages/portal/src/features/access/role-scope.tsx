import { Group, Text } from "@mantine/core";
import type { RoleScope } from "../../model/answers/access-resources.ts";
import { kindOfRoute } from "../../model/documents/document-kinds.ts";
import { useDocumentName } from "../../ui/use-document-name.ts";
import { useSpaceId } from "../../ui/use-space-id.ts";
import { isUnlimited } from "./permission-groups.ts";

/** The kinds of documents that a role can be limited to, and the property with their ids. */
export const SCOPE_DIMENSIONS = [
  { property: "ProjectIds", route: "projects" },
  { property: "ProjectGroupIds", route: "projectgroups" },
  { property: "EnvironmentIds", route: "environments" },
  { property: "TenantIds", route: "tenants" },
] as const;

interface RoleScopeTextProps {
  readonly scope: RoleScope;
  /** The space whose documents the scope names. */
  readonly spaceId: string | null;
}

/** The limits of a role or a permission, in words. */
export function RoleScopeText({ scope, spaceId }: RoleScopeTextProps) {
  if (isUnlimited(scope)) {
    return (
      <Text size="sm" className="quiet">
        Not limited
      </Text>
    );
  }
  return (
    <Group gap="2px 1rem">
      {SCOPE_DIMENSIONS.map(({ property, route }) => (
        <Limit key={property} route={route} ids={scope[property]} spaceId={spaceId} />
      ))}
    </Group>
  );
}

interface LimitProps {
  readonly route: string;
  readonly ids: readonly string[];
  readonly spaceId: string | null;
}

function Limit({ route, ids, spaceId }: LimitProps) {
  if (ids.length === 0) return null;
  return (
    <Text size="sm" component="span">
      <span className="quiet">{`${kindOfRoute(route).plural}: `}</span>
      {ids.map((id, index) => (
        <span key={id}>
          {index > 0 && ", "}
          <DocumentName id={id} spaceId={spaceId} />
        </span>
      ))}
    </Text>
  );
}

function DocumentName({ id, spaceId }: { id: string; spaceId: string | null }) {
  const here = useSpaceId();
  return <span title={id}>{useDocumentName(id, spaceId ?? here)}</span>;
}
