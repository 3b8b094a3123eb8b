import { Button, Code, Group, Stack, Text } from "@mantine/core";
import { isSameLedger, type LedgerIdentity, storeLedger } from "../../model/ledger/known-ledger.ts";
import { BrokenAlert } from "./broken-alert.tsx";

interface KeyChangedProps {
  /** The ledger this browser knows. */
  readonly known: LedgerIdentity;
  /** The identity that the server reports. */
  readonly reported: LedgerIdentity;
  /** Called when the viewer chose to trust it from now on. */
  readonly onTrusted: () => void;
}

/** Warns when the key or name of the ledger differs from the one that this browser has stored. */
export function KeyChanged({ known, reported, onTrusted }: KeyChangedProps) {
  if (isSameLedger(known, reported)) return null;
  const trust = () => {
    storeLedger(localStorage, reported);
    onTrusted();
  };
  return (
    <BrokenAlert title="The key of this ledger has changed">
      <Stack gap="xs">
        <Text size="sm">
          The key or the name of this ledger differs from the one that this browser saw first. If
          the operator did not announce a new key, the history may have been rewritten.
        </Text>
        <KeyLine title="Known" identity={known} />
        <KeyLine title="Now" identity={reported} />
        <Group>
          <Button size="xs" color="red" variant="outline" onClick={trust}>
            Trust the new key
          </Button>
        </Group>
      </Stack>
    </BrokenAlert>
  );
}

function KeyLine({ title, identity }: { title: string; identity: LedgerIdentity }) {
  return (
    <Text size="sm" component="div">
      {`${title}: `}
      <Code style={{ overflowWrap: "anywhere" }}>{identity.verifierKey}</Code>
      {` of ${identity.origin}`}
    </Text>
  );
}
