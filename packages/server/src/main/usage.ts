/** What the server's program prints for `--help`. */
export const USAGE = `Usage: node packages/server/dist/programs/server.js [command]

Starts an Indelible server, or runs a command. The settings are environment variables, such
as PORT, DATA_DIR and DATABASE_URL: see "Configuration" in README.md.

Commands (more easily run with 'npx indelible', which describes their options):
  migrate [--runtime-role NAME]   migrates a PostgreSQL database as its owner
  administrator [USERNAME]        restores access: makes a user an administrator
  rotate-master-key               replaces the master key
  show-master-key                 records an event, then prints the master key
  rotate-ledger-key               replaces the key of the ledger
  ledger-accept-restore           starts a new log after a backup was restored
  ledger-new-log VERIFIER_KEY     starts a new log after the ledger's key was lost

Options:
  -h, --help                      prints this text
  --version                       prints the version`;
