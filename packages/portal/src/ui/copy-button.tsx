import { Button, CopyButton as Copier } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";

/** Copies a text. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  return (
    <Copier value={text}>
      {({ copied, copy }) => (
        <Button
          variant="default"
          size="compact-sm"
          flex="none"
          leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
          onClick={copy}
          aria-live="polite"
        >
          {copied ? "Copied" : label}
        </Button>
      )}
    </Copier>
  );
}
