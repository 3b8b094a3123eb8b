import { useSaveDocument } from "../../api/documents.ts";
import type { TeamResource } from "../../model/answers/access-resources.ts";
import { kindOfRoute } from "../../model/documents/document-kinds.ts";
import { DialogForm, FormDialog } from "../../ui/form-dialog.tsx";
import { NameAndDescription, nameAndDescription } from "../../ui/name-and-description.tsx";

interface EditTeamDialogProps {
  readonly team: TeamResource;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** A dialog for a team's name and description. Its members and roles have sections of the page. */
export function EditTeamDialog({ team, opened, onClose }: EditTeamDialogProps) {
  return (
    <FormDialog opened={opened} onClose={onClose} title="Edit team">
      <EditTeamForm team={team} onClose={onClose} />
    </FormDialog>
  );
}

function EditTeamForm({ team, onClose }: Omit<EditTeamDialogProps, "opened">) {
  const save = useSaveDocument(kindOfRoute("teams"), team.SpaceId ?? null, team);
  const submit = (form: FormData) => save.mutate(nameAndDescription(form), { onSuccess: onClose });
  return (
    <DialogForm error={save.error} pending={save.isPending} onSubmit={submit} onCancel={onClose}>
      <NameAndDescription document={team} />
    </DialogForm>
  );
}
