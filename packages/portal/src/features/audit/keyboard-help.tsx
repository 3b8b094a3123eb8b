import { Kbd, Modal, Table } from "@mantine/core";

const shortcuts: readonly (readonly [keys: readonly string[], effect: string])[] = [
  [["j", "↓"], "Next event"],
  [["k", "↑"], "Previous event"],
  [["Enter"], "Show or hide the details of the event"],
  [["Home"], "First event"],
  [["End"], "Last event loaded"],
  [["?"], "This help"],
  [["Esc"], "Close a menu or this help"],
];

/** Lists the keys of the audit page. */
export function KeyboardHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Keyboard shortcuts"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Table>
        <Table.Tbody>
          {shortcuts.map(([keys, effect]) => (
            <Table.Tr key={effect}>
              <Table.Td w={110}>
                {keys.map((key) => (
                  <Kbd key={key} mr={6}>
                    {key}
                  </Kbd>
                ))}
              </Table.Td>
              <Table.Td>{effect}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
