import { Alert, Code, Text } from "@mantine/core";
import { BadgeCheckIcon, ShieldOffIcon, ShieldXIcon } from "lucide-react";
import { exactTime } from "../../model/format/time.ts";
import { Fact, Facts } from "../../ui/facts.tsx";
import { BrokenAlert } from "./broken-alert.tsx";
import type { Verification } from "./use-verification.ts";
import type { Broken, Proved } from "./verdict.ts";
import classes from "./verdict-note.module.css";

/** The result of the verification of an event. */
export function VerdictNote({ verdict, signedOn }: Pick<Verification, "verdict" | "signedOn">) {
  if (verdict.kind === "proved") return <ProvedNote proved={verdict} signedOn={signedOn} />;
  if (verdict.kind === "broken") return <BrokenNote broken={verdict} />;
  return (
    <Alert
      variant="default"
      bg="var(--portal-card)"
      icon={<ShieldOffIcon />}
      title="This browser cannot verify"
      role="status"
    >
      <Text size="sm">
        It does not support Ed25519 signatures, or this page was not loaded over HTTPS. Download the
        proof and the event and verify them on another machine.
      </Text>
    </Alert>
  );
}

interface ProvedNoteProps {
  readonly proved: Proved;
  readonly signedOn: string | undefined;
}

function ProvedNote({ proved, signedOn }: ProvedNoteProps) {
  return (
    <Alert
      variant="default"
      classNames={{
        root: classes.proved ?? "",
        icon: classes.icon ?? "",
        title: classes.title ?? "",
      }}
      icon={<BadgeCheckIcon />}
      title={`Proved: entry ${proved.index} of a ledger of ${proved.size.toLocaleString("en")}`}
      role="status"
    >
      <Text size="sm" mb="xs">
        This page shows the event as it was recorded. This browser checked the bytes of the event.
      </Text>
      <Facts>
        <Fact name="Signed by" wide>
          <Code>{proved.signedBy}</Code>
        </Fact>
        <Fact name="Checkpoint">{signedOn && exactTime(Date.parse(signedOn))}</Fact>
        <Fact name="Cosigned">
          {proved.otherSignatures > 0 && `${proved.otherSignatures} more, not checked here`}
        </Fact>
      </Facts>
    </Alert>
  );
}

function BrokenNote({ broken }: { broken: Broken }) {
  return (
    <BrokenAlert title="Broken: this event is not proved" icon={<ShieldXIcon />}>
      <Text size="sm">{broken.meaning}</Text>
      <Text size="sm">{broken.detail}</Text>
      <Code mt="xs">{broken.reason}</Code>
    </BrokenAlert>
  );
}
