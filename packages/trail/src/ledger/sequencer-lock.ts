import { sqlFile } from "../database/sql-file.ts";

/** An arbitrary number, the same for all sequencers of a database. */
export const SEQUENCER_LOCK = 4_914_302;

/** Tries to take the lock; the row has `held`. */
export const SEQUENCER_TRY = sqlFile("sequencer-lock");

/** Waits for the lock; the row has `held`. */
export const SEQUENCER_WAIT = sqlFile("sequencer-wait");
