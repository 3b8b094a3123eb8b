-- Writers of documents wait until this transaction ends; readers do not.
lock table trail.documents in share row exclusive mode
