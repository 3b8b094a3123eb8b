import type { JsonObject } from "@indelible/trail/pure";
import { useMemo, useState } from "react";
import { ApiError } from "../../api/api-error.ts";
import { useSaveDocument } from "../../api/documents.ts";
import type { DocumentResource } from "../../model/answers/resources.ts";
import type { DocumentKind } from "../../model/documents/document-kinds.ts";
import { documentForm } from "../../model/forms/document-form.ts";
import { type Problems, problemsOf } from "../../model/forms/problems.ts";
import { readFields } from "../../model/forms/read-value.ts";
import { serverProblems } from "../../model/forms/server-problems.ts";
import { changedFields } from "../../model/forms/write-value.ts";
import { useSpaceId } from "../../ui/use-space-id.ts";

interface DocumentFormOptions {
  readonly kind: DocumentKind;
  readonly document: DocumentResource | undefined;
  readonly onSaved: (id: string) => void;
  /** Called when problems are shown at the fields. */
  readonly onRefused: () => void;
}

/** The state of the form of a document, from the first keystroke to the answer of the server. */
export function useDocumentForm({ kind, document, onSaved, onRefused }: DocumentFormOptions) {
  const fields = useMemo(() => (kind.definition ? documentForm(kind.definition) : []), [kind]);
  // The document as it was opened: a later read must not mix with what is being edited.
  const [opened] = useState(document);
  const [before] = useState(() => readFields(fields, bodyOf(opened)));
  const [values, setValues] = useState(before);
  const [problems, setProblems] = useState<Problems>({});
  const save = useSaveDocument(kind, useSpaceId(), opened);
  const refused = save.error instanceof ApiError ? save.error.errors : [];
  const { byField, others } = serverProblems(fields, refused);
  const edit = (next: JsonObject) => {
    setValues(next);
    // Once problems are shown, each goes away as soon as it is solved.
    if (Object.keys(problems).length > 0) setProblems(problemsOf(fields, next));
  };
  const submit = () => {
    const found = problemsOf(fields, values);
    setProblems(found);
    if (Object.keys(found).length > 0) return onRefused();
    const changed = changedFields(fields, before, values, opened === undefined);
    if (opened && Object.keys(changed).length === 0) return onSaved(opened.Id);
    save.mutate(
      { ...changed, ...versionOf(kind, opened) },
      { onSuccess: (saved) => onSaved(saved?.Id ?? opened?.Id ?? ""), onError: onRefused },
    );
  };
  return {
    fields,
    values,
    edit,
    problems: { ...byField, ...problems },
    /** Why the server refused, except for what is shown at the fields. */
    refusal: others.length > 0 ? others.join(" ") : save.error?.message,
    isPending: save.isPending,
    submit,
  };
}

// With its version, a change is refused if another user changed the document in the meantime.
function versionOf({ definition }: DocumentKind, opened: DocumentResource | undefined) {
  return definition?.versioned && opened ? { Version: opened.Version } : {};
}

function bodyOf(document: DocumentResource | undefined): JsonObject {
  const properties = Object.entries(document ?? {}).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return Object.fromEntries(properties);
}
