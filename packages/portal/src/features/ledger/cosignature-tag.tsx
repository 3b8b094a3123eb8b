import { Text } from "@mantine/core";
import type { Cosignature } from "../../model/ledger/cosignature.ts";
import { Tag } from "../../ui/tag.tsx";

const SHOWN = {
  verified: { text: "Verified", tone: "good" },
  "not-verified": { text: "Not verified", tone: "attention" },
  none: { text: "None", tone: undefined },
} as const;

/** Whether this browser verified a witness's cosignature of the newest checkpoint. */
export function CosignatureTag({ cosignature }: { cosignature: Cosignature | undefined }) {
  if (cosignature === undefined) return <span className="quiet">…</span>;
  const { text, tone } = SHOWN[cosignature.state];
  return (
    <>
      <Tag tone={tone}>{text}</Tag>
      {cosignature.detail !== "" && (
        <Text size="xs" className="quiet">
          {cosignature.detail}
        </Text>
      )}
    </>
  );
}
