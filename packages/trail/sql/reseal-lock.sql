-- Whoever writes a document waits until this transaction ends; whoever reads does not.
lock table trail.documents in share row exclusive mode
