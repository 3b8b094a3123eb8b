import { ChoiceField, ChoicesField } from "./choice-controls.tsx";
import type { ControlProps } from "./form-context.ts";
import { GroupField } from "./group-controls.tsx";
import { JsonField } from "./json-control.tsx";
import { ListField, MapField } from "./list-controls.tsx";
import { ReferenceField, ReferencesField } from "./reference-controls.tsx";
import { PropertyField, SecretField } from "./secret-controls.tsx";
import { FlagField, LineField, NumberField, TextField, WordsField } from "./text-controls.tsx";
import { TimeField, TimeSpanField } from "./time-controls.tsx";

/** Shows the control of a field. A value that is kept is not shown. */
export function FormFieldControl({ control, ...props }: ControlProps) {
  switch (control.kind) {
    case "line":
      return <LineField {...props} control={control} />;
    case "text":
      return <TextField {...props} control={control} />;
    case "number":
      return <NumberField {...props} control={control} />;
    case "flag":
      return <FlagField {...props} control={control} />;
    case "choice":
      return <ChoiceField {...props} control={control} />;
    case "choices":
      return <ChoicesField {...props} control={control} />;
    case "time":
      return <TimeField {...props} control={control} />;
    case "timeSpan":
      return <TimeSpanField {...props} control={control} />;
    case "reference":
      return <ReferenceField {...props} control={control} />;
    case "references":
      return <ReferencesField {...props} control={control} />;
    case "words":
      return <WordsField {...props} control={control} />;
    case "secret":
      return <SecretField {...props} control={control} />;
    case "property":
      return <PropertyField {...props} control={control} />;
    case "group":
      return <GroupField {...props} control={control} Field={FormFieldControl} />;
    case "list":
      return <ListField {...props} control={control} Field={FormFieldControl} />;
    case "map":
      return <MapField {...props} control={control} Field={FormFieldControl} />;
    case "json":
      return <JsonField {...props} control={control} />;
    case "kept":
      return null;
  }
}
