import { Button } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";

/** The button that opens a document for editing. */
export function EditButton({ onClick }: { onClick: () => void }) {
  return (
    <Button variant="default" leftSection={<IconPencil size={16} />} onClick={onClick}>
      Edit
    </Button>
  );
}
