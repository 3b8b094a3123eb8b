import { Checkbox, ScrollArea, Stack } from "@mantine/core";
import { useState } from "react";
import { usePermissionDescriptions } from "../../api/permissions.ts";
import { EmptyNote } from "../../ui/empty-note.tsx";
import { PermissionSearch } from "./effective-permissions.tsx";
import { grantablePermissions, matchingPermissions } from "./matching-permissions.ts";

interface PermissionChecksProps {
  readonly level: "space" | "system";
  /** Ids of permissions. */
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** Chooses permissions of a level from a searchable list. */
export function PermissionChecks({ level, chosen, onChange }: PermissionChecksProps) {
  const [search, setSearch] = useState("");
  const descriptions = usePermissionDescriptions().data ?? {};
  const found = matchingPermissions(
    grantablePermissions(descriptions, level),
    descriptions,
    search,
  );
  return (
    <Stack gap="xs">
      <PermissionSearch value={search} onChange={setSearch} />
      <ScrollArea h={320} type="auto" offsetScrollbars>
        <Checkbox.Group
          value={[...chosen]}
          onChange={onChange}
          aria-label={level === "space" ? "Permissions in a space" : "Permissions at system level"}
        >
          <Stack gap="sm">
            {found.map((id) => (
              <Checkbox
                key={id}
                value={id}
                label={id}
                description={descriptions[id]?.Description}
              />
            ))}
          </Stack>
        </Checkbox.Group>
        {found.length === 0 && <EmptyNote>No permission matches the search.</EmptyNote>}
      </ScrollArea>
    </Stack>
  );
}
