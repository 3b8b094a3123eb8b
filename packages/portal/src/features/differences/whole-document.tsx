import classes from "./differences.module.css";
import { DocumentTree } from "./document-tree.tsx";

/** A whole document in a separate frame. */
export function WholeDocument({ value }: { value: unknown }) {
  return (
    <div className={classes.panel}>
      <DocumentTree value={value} />
    </div>
  );
}
