-- Whoever takes a snapshot waits until this transaction ends; whoever reads one does not.
lock table server.snapshots in share row exclusive mode
