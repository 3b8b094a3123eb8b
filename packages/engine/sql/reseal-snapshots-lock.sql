-- Taking a snapshot waits until this transaction ends; reading one does not.
lock table server.snapshots in share row exclusive mode
