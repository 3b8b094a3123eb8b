import classes from "./differences.module.css";
import { DocumentTree } from "./document-tree.tsx";
import { LineComparison } from "./line-comparison.tsx";
import type { ReadableChange } from "./readable-changes.ts";
import { isIndicator } from "./secret.ts";
import { SecretChanged } from "./secret-changed.tsx";
import { isMultiline } from "./text-lines.ts";
import { useShownLayout } from "./use-layout.ts";
import { WordComparison } from "./word-comparison.tsx";

/** One change: its place and its old and new value. */
export function ChangeBlock({ change }: { change: ReadableChange }) {
  return (
    <section className={classes.block}>
      <header className={classes.place}>
        <Place label={change.label} />
        <span className={classes.kind} data-kind={change.kind}>
          {change.kind}
        </span>
      </header>
      <div className={classes.body}>
        <ChangeBody change={change} />
      </div>
    </section>
  );
}

function Place({ label }: { label: readonly string[] }) {
  const place = label.length === 0 ? ["The whole document"] : label;
  return (
    <h4 className={classes.path}>
      {place.map((name, depth) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a path's depth is its identity
        <span key={depth}>{name}</span>
      ))}
    </h4>
  );
}

function ChangeBody({ change }: { change: ReadableChange }) {
  const layout = useShownLayout();
  const { kind, before, after } = change;
  if (isIndicator(before) || isIndicator(after))
    return <SecretChanged indicator={after ?? before} />;
  if (kind === "moved") return <Move change={change} />;
  if (kind === "added") return <Side side="new" value={after} />;
  if (kind === "removed") return <Side side="old" value={before} />;
  if (isMultiline(before, after))
    return <LineComparison before={String(before)} after={String(after)} layout={layout} />;
  if (isText(before) && isText(after))
    return <WordComparison before={before} after={after} layout={layout} />;
  return (
    <div className={classes.pair} data-layout={layout}>
      <Side side="old" value={before} />
      <Side side="new" value={after} />
    </div>
  );
}

function Move({ change: { positions, before, after } }: { change: ReadableChange }) {
  if (!positions) return <p className={classes.note}>{`From ${before} to ${after}`}</p>;
  const [from, to] = positions;
  return (
    <p className={classes.note}>
      Moved from position <b>{from}</b> to <b>{to}</b>
    </p>
  );
}

function Side({ side, value }: { side: "old" | "new"; value: unknown }) {
  return (
    <div className={classes.side} data-side={side}>
      <span className={classes.sign} aria-hidden="true">
        {side === "old" ? "−" : "+"}
      </span>
      <div className={classes.value}>
        <DocumentTree value={value} />
      </div>
    </div>
  );
}

// An empty text has no words to compare and reads better as "empty".
function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
