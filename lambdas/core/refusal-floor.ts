/**
 * Delays each `not-available` until a fixed time after its request began, so that the response time does not reveal
 * whether an id exists (promise I9). All such refusals do the same work, except that the database returns a row for an
 * existing id.
 */
export interface RefusalFloor {
  /** Starts timing a request. The promise of the returned function resolves when a refusal may be sent. */
  begin(): () => Promise<void>
}

/** The minimum duration of a refusal, in milliseconds. A warm function needs less time than this to refuse. */
export const refusalFloorMs = 50

/** A refusal floor without any delay, for tests that refuse thousands of requests. */
export const noRefusalFloor: RefusalFloor = { begin: () => async () => {} }
