import { Button, Menu, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { CheckIcon, ChevronsUpDownIcon } from "lucide-react";
import { useSpaces } from "../../api/spaces.ts";
import { useSpaceId } from "../../ui/use-space-id.ts";

/** Shows the space of the page and opens another. */
export function SpaceSwitcher() {
  const spaces = useSpaces();
  const spaceId = useSpaceId();
  const navigate = useNavigate();
  const current = spaces.find((space) => space.Id === spaceId);
  const name = current?.Name ?? spaceId;
  if (spaces.length < 2)
    return (
      <Text size="sm" className="quiet">
        {name}
      </Text>
    );
  return (
    <Menu position="bottom-start" width={240} shadow="md">
      <Menu.Target>
        <Button
          variant="default"
          size="xs"
          maw={{ base: 140, xs: 220 }}
          rightSection={<ChevronsUpDownIcon size={14} aria-hidden="true" />}
          aria-label={`Space: ${name}. Choose another`}
        >
          {name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Spaces</Menu.Label>
        {spaces.map((space) => (
          <Menu.Item
            key={space.Id}
            rightSection={space.Id === spaceId ? <CheckIcon size={16} /> : null}
            onClick={() => navigate({ to: "/$spaceId", params: { spaceId: space.Id } })}
          >
            {space.Name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
