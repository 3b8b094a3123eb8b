-- Changing a task waits until this transaction ends.
lock table server.tasks in share row exclusive mode
