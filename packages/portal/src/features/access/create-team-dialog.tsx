import { SegmentedControl } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useSaveDocument } from "../../api/documents.ts";
import { kindOfRoute } from "../../model/documents/document-kinds.ts";
import { DialogForm, FormDialog } from "../../ui/form-dialog.tsx";
import { NameAndDescription, nameAndDescription } from "../../ui/name-and-description.tsx";
import { useSpaceId } from "../../ui/use-space-id.ts";
import { useReachName } from "./reach-name.tsx";

interface CreateTeamDialogProps {
  /** Where the viewer may create teams: ids of spaces, null for system level. */
  readonly reaches: readonly (string | null)[];
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** A dialog that creates a team, in the space or at system level. */
export function CreateTeamDialog({ reaches, opened, onClose }: CreateTeamDialogProps) {
  return (
    <FormDialog opened={opened} onClose={onClose} title="Add team">
      <CreateTeamForm reaches={reaches} onClose={onClose} />
    </FormDialog>
  );
}

function CreateTeamForm({ reaches, onClose }: Omit<CreateTeamDialogProps, "opened">) {
  const spaceId = useSpaceId();
  const navigate = useNavigate();
  const [reach, setReach] = useState(reaches[0] ?? null);
  const save = useSaveDocument(kindOfRoute("teams"), reach);
  const open = (documentId: string) =>
    void navigate({
      to: "/$spaceId/$route/$documentId",
      params: { spaceId, route: "teams", documentId },
    });
  const submit = (form: FormData) =>
    save.mutate(nameAndDescription(form), { onSuccess: (team) => team && open(team.Id) });
  return (
    <DialogForm
      error={save.error}
      pending={save.isPending}
      action="Add team"
      onSubmit={submit}
      onCancel={onClose}
    >
      <ReachControl reaches={reaches} value={reach} onChange={setReach} />
      <NameAndDescription />
    </DialogForm>
  );
}

interface ReachControlProps {
  readonly reaches: readonly (string | null)[];
  readonly value: string | null;
  readonly onChange: (reach: string | null) => void;
}

/** Chooses between a space and the system, when there is a choice. */
export function ReachControl({ reaches, value, onChange }: ReachControlProps) {
  const space = useReachName(reaches.find((reach) => reach !== null) ?? null);
  if (reaches.length < 2) return null;
  return (
    <SegmentedControl
      data={reaches.map((reach) =>
        reach === null
          ? { value: "system", label: "The system" }
          : { value: reach, label: `Space ${space}` },
      )}
      value={value ?? "system"}
      onChange={(chosen) => onChange(chosen === "system" ? null : chosen)}
      aria-label="Where"
    />
  );
}
