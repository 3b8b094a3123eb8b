import {
  Fieldset,
  PasswordInput,
  SegmentedControl,
  Stack,
  Switch,
  Text,
  Textarea,
} from "@mantine/core";
import type { ClipboardEvent } from "react";
import type { PropertyControl, SecretControl } from "../../model/forms/control.ts";
import { type SecretEdit, type SecretEntry, secretIn } from "../../model/forms/form-value.ts";
import classes from "./form.module.css";
import { type ControlProps, useProblem } from "./form-context.ts";

/** Sets a secret. One that is there is kept unless the user replaces or removes it. */
export function SecretField(props: ControlProps<SecretControl>) {
  const entry = secretIn(props.value);
  return <SecretEditor {...props} entry={entry} />;
}

/** Edits a text that may be declared a secret. */
export function PropertyField(props: ControlProps<PropertyControl>) {
  const { path, label, value, onChange } = props;
  const entry = secretIn(value);
  const problem = useProblem(path);
  return (
    <Stack gap={6}>
      {entry.IsSecret ? (
        <SecretEditor {...props} entry={entry} />
      ) : (
        <Textarea
          label={label}
          autosize
          maxRows={16}
          value={entry.Text}
          error={problem}
          onChange={(event) => onChange({ ...entry, Text: event.currentTarget.value })}
        />
      )}
      <Switch
        size="xs"
        label="Secret"
        checked={entry.IsSecret}
        onChange={(event) => onChange({ ...entry, IsSecret: event.currentTarget.checked })}
      />
    </Stack>
  );
}

interface SecretEditorProps extends Pick<ControlProps, "path" | "label" | "isRequired"> {
  readonly entry: SecretEntry;
  readonly onChange: (entry: SecretEntry) => void;
}

function SecretEditor({ entry, onChange, ...props }: SecretEditorProps) {
  if (entry.HasValue === false) {
    // Nothing to keep: what is typed is the secret.
    const set = (Text: string) => onChange({ ...entry, Text, Edit: Text ? "replace" : "keep" });
    return <SecretInput {...props} text={entry.Text} onChange={set} />;
  }
  return (
    <Fieldset
      variant="unstyled"
      className={classes.secret}
      legend={<span className={classes.label}>{props.label}</span>}
    >
      <Stack gap={6} align="flex-start">
        <Text size="xs" className="quiet">
          {entry.HasValue ? "A value is set. It is never shown." : "The value is never shown."}
        </Text>
        <SegmentedControl
          size="xs"
          data={editsOf(entry)}
          value={entry.Edit}
          onChange={(Edit) => onChange({ ...entry, Edit, Text: "" })}
        />
        {entry.Edit === "replace" && (
          <SecretInput
            {...props}
            label={`New value of ${props.label}`}
            isRequired
            text={entry.Text}
            onChange={(Text) => onChange({ ...entry, Text })}
          />
        )}
      </Stack>
    </Fieldset>
  );
}

interface SecretInputProps extends Omit<SecretEditorProps, "entry" | "onChange"> {
  readonly text: string;
  readonly onChange: (text: string) => void;
}

// A pasted secret of several lines, such as a private key, must keep them.
function SecretInput({ path, label, isRequired, text, onChange }: SecretInputProps) {
  const shared = { label, required: isRequired, value: text, error: useProblem(path), w: "100%" };
  if (text.includes("\n")) {
    return (
      <Textarea
        {...shared}
        autosize
        maxRows={6}
        classNames={{ input: classes.masked }}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  const paste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData("text");
    if (!pasted.trim().includes("\n")) return;
    event.preventDefault();
    onChange(pasted);
  };
  return (
    <PasswordInput
      {...shared}
      autoComplete="new-password"
      onPaste={paste}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function editsOf({ HasValue }: SecretEntry): { value: SecretEdit; label: string }[] {
  return [
    { value: "keep", label: "Keep" },
    { value: "replace", label: "Replace" },
    // Whether there is one is only known where the API says so, and only there it can be removed.
    ...(HasValue === true ? [{ value: "clear" as const, label: "Remove" }] : []),
  ];
}
