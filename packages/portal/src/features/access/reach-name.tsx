import { useSpaces } from "../../api/spaces.ts";
import { Tag } from "../../ui/tag.tsx";

/** Where a role applies: the name of a space, or "System" when the id is null. */
export function ReachName({ spaceId }: { spaceId: string | null }) {
  const name = useReachName(spaceId);
  return <Tag tone={spaceId === null ? "attention" : "change"}>{name}</Tag>;
}

/** The name of a space, its id when the name is hidden, "System" for null. */
export function useReachName(spaceId: string | null): string {
  const spaces = useSpaces();
  if (spaceId === null) return "System";
  return spaces.find((space) => space.Id === spaceId)?.Name ?? spaceId;
}
