import { Button } from "@mantine/core";
import { PencilIcon } from "lucide-react";

/** The button that opens a document for editing. */
export function EditButton({ onClick }: { onClick: () => void }) {
  return (
    <Button variant="default" leftSection={<PencilIcon size={16} />} onClick={onClick}>
      Edit
    </Button>
  );
}
