import { BotIcon, UserIcon } from "lucide-react";
import type { UserDetails } from "../../model/answers/access-resources.ts";
import { Tag } from "../../ui/tag.tsx";

/** Whether a user is a person or a program. */
export function UserKind({ user }: { user: UserDetails }) {
  const Icon = user.IsService ? BotIcon : UserIcon;
  return (
    <Tag>
      <Icon size={14} strokeWidth={1.6} aria-hidden="true" />
      {user.IsService ? "Service account" : "Person"}
    </Tag>
  );
}

/** Whether a user can act. */
export function UserState({ user }: { user: UserDetails }) {
  return user.IsActive ? <Tag tone="good">Active</Tag> : <Tag tone="bad">Deactivated</Tag>;
}
