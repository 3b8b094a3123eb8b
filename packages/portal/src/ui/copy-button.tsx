import { Button, CopyButton as Copier } from "@mantine/core";
import { CheckIcon, CopyIcon } from "lucide-react";

/** Copies a text. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  return (
    <Copier value={text}>
      {({ copied, copy }) => (
        <Button
          variant="default"
          size="compact-sm"
          flex="none"
          leftSection={copied ? <CheckIcon size={14} /> : <CopyIcon size={14} />}
          onClick={copy}
          aria-live="polite"
        >
          {copied ? "Copied" : label}
        </Button>
      )}
    </Copier>
  );
}
