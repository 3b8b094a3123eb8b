import { Alert } from "@mantine/core";
import { OctagonExclamationPointIcon } from "lucide-react";
import type { ReactNode } from "react";
import classes from "./verdict-note.module.css";

interface BrokenAlertProps {
  readonly title: string;
  /** By default the sign for danger. */
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}

/** An alert that something is wrong with the ledger or with an event. */
export function BrokenAlert({
  title,
  icon = <OctagonExclamationPointIcon />,
  children,
}: BrokenAlertProps) {
  return (
    <Alert
      variant="default"
      classNames={{
        root: classes.broken ?? "",
        icon: classes.icon ?? "",
        title: classes.title ?? "",
      }}
      icon={icon}
      title={title}
      role="alert"
    >
      {children}
    </Alert>
  );
}
