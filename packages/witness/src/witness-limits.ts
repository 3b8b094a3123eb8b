/** How much a witness accepts and how long it waits. Times are in milliseconds. */
export interface WitnessLimits {
  /** Bytes of a request: a checkpoint of the maximum size of notes, and a proof. */
  readonly bodyBytes: number;
  /** Bytes of a request that are received at all: above `bodyBytes` they are discarded. */
  readonly discardedBytes: number;
  /** From the start of a connection or request until all its headers have arrived. */
  readonly headersMilliseconds: number;
  /** From the start of a request until all of it has arrived. */
  readonly requestMilliseconds: number;
  /** From the last byte of a request until its response is sent. */
  readonly answerMilliseconds: number;
  /** Until a connection without traffic is closed. */
  readonly idleMilliseconds: number;
  /** For the responses to the last requests when the witness stops. */
  readonly stopMilliseconds: number;
  /** Connections at the same time; further ones are closed. */
  readonly connections: number;
  /** Requests that are processed at the same time; further ones are answered with 503. */
  readonly requests: number;
}

/** The limits of a witness. */
export const WITNESS_LIMITS: WitnessLimits = {
  bodyBytes: 1_100_000,
  discardedBytes: 2_200_000,
  headersMilliseconds: 10_000,
  requestMilliseconds: 30_000,
  answerMilliseconds: 10_000,
  idleMilliseconds: 60_000,
  stopMilliseconds: 10_000,
  connections: 200,
  requests: 64,
};
