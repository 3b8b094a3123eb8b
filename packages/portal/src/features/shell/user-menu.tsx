import { Avatar, Menu, UnstyledButton } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { KeyRoundIcon, LogOutIcon, ShieldIcon, UserIcon } from "lucide-react";
import { useSession, useSignOut } from "../../api/session.ts";
import { useSpaceId } from "../../ui/use-space-id.ts";

/** The menu of the signed-in user: account, API keys, password, sign out. */
export function UserMenu() {
  const session = useSession();
  const signOut = useSignOut();
  const navigate = useNavigate();
  const spaceId = useSpaceId();
  if (!session) return null;
  const params = { spaceId, route: "users", documentId: session.Id };
  return (
    <Menu position="bottom-end" width={220} shadow="md">
      <Menu.Target>
        <UnstyledButton aria-label={`Account: ${session.DisplayName}`}>
          <Avatar name={session.DisplayName} color="ink" variant="filled" radius="xl" size={32} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Signed in as {session.Username}</Menu.Label>
        <Menu.Item
          leftSection={<UserIcon size={16} />}
          onClick={() => navigate({ to: "/$spaceId/$route/$documentId", params })}
        >
          {session.DisplayName}
        </Menu.Item>
        <Menu.Item
          leftSection={<KeyRoundIcon size={16} />}
          onClick={() => navigate({ to: "/$spaceId/account/api-keys", params: { spaceId } })}
        >
          API keys
        </Menu.Item>
        <Menu.Item
          leftSection={<ShieldIcon size={16} />}
          onClick={() => navigate({ to: "/$spaceId/account/security", params: { spaceId } })}
        >
          Password and sessions
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={<LogOutIcon size={16} />}
          onClick={() => signOut.mutate()}
          disabled={signOut.isPending}
        >
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
