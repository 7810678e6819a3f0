/**
 * Delays each `not-available` until a fixed time after its request began, so that the response time does not reveal
 * whether an id exists (promise I9). All such refusals take the same work, except that an existing id returns a row.
 */
export interface RefusalFloor {
  /** Starts the time of a request. The returned function resolves when a refusal may be sent. */
  begin(): () => Promise<void>
}

/** The minimum duration of a refusal, in milliseconds; longer than a refusal takes in a warm function. */
export const refusalFloorMs = 50

/** A floor without any delay, for tests that refuse thousands of requests. */
export const noRefusalFloor: RefusalFloor = { begin: () => async () => {} }
