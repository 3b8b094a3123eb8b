import type { JsonObject } from "@indelible/trail/pure";
import { Accordion, Fieldset, Stack, Switch, Text } from "@mantine/core";
import type { ComponentType } from "react";
import { useContext } from "react";
import type { FormField, GroupControl } from "../../model/forms/control.ts";
import { membersIn } from "../../model/forms/form-value.ts";
import { pathOf } from "../../model/forms/problems.ts";
import { readFields } from "../../model/forms/read-value.ts";
import classes from "./form.module.css";
import { type ControlProps, FormContext } from "./form-context.ts";

/** The component that shows any control; given to those that contain others. */
export type AnyField = ComponentType<ControlProps>;

interface FieldListProps {
  readonly fields: readonly FormField[];
  /** Where the fields are: "" for the document itself. */
  readonly path: string;
  readonly values: JsonObject;
  readonly onChange: (values: JsonObject) => void;
  readonly Field: AnyField;
}

/** The fields of a document or of a part of it, those of raw JSON folded away at the end. */
export function FieldList({ fields, path, values, onChange, Field }: FieldListProps) {
  const { problems } = useContext(FormContext);
  const show = ({ name, label, isRequired, control }: FormField) => (
    <Field
      key={name}
      label={label}
      isRequired={isRequired}
      control={control}
      path={pathOf(path, name)}
      value={values[name]}
      onChange={(value) => onChange({ ...values, [name]: value })}
    />
  );
  const raw = fields.filter(({ control }) => control.kind === "json");
  const isWrong = raw.some(({ name }) => problems[pathOf(path, name)] !== undefined);
  return (
    <Stack gap="md">
      {fields.filter(({ control }) => control.kind !== "json").map(show)}
      {raw.length > 0 && (
        <Accordion variant="contained" {...(isWrong && { value: "raw" })}>
          <Accordion.Item value="raw">
            <Accordion.Control>
              <Text size="sm">{`Advanced: ${raw.map(({ label }) => label).join(", ")}`}</Text>
            </Accordion.Control>
            <Accordion.Panel>
              <Stack gap="md">{raw.map(show)}</Stack>
            </Accordion.Panel>
          </Accordion.Item>
        </Accordion>
      )}
    </Stack>
  );
}

/** Edits an object within a document, field by field. An object that may be null has a switch. */
export function GroupField(props: ControlProps<GroupControl> & { readonly Field: AnyField }) {
  const { control, path, label, value, onChange, Field } = props;
  const { fields } = control;
  const isOn = value !== null;
  return (
    <Fieldset legend={<span className={classes.legend}>{label}</span>} className={classes.set}>
      <Stack gap="md">
        {control.isNullable && (
          <Switch
            label={`Set ${label.toLowerCase()}`}
            checked={isOn}
            onChange={(event) => onChange(event.currentTarget.checked ? readFields(fields) : null)}
          />
        )}
        {isOn && (
          <FieldList
            fields={fields}
            path={path}
            values={membersIn(value)}
            onChange={onChange}
            Field={Field}
          />
        )}
      </Stack>
    </Fieldset>
  );
}
